//! Runs the literate cases of the rule book: `crates/medcode-rules/cases/<family>/<rule>.md`.
//!
//! They need the official files of fiscal year 2026; without them every case is ignored, and the
//! run says so. A word after `--` picks cases by name.

#[path = "../guideline_cases/code_set.rs"]
mod code_set;

mod authorities;
mod case_file;
mod coverage;
mod judge;
mod past;

use case_file::{Case, read};
use libtest_mimic::{Arguments, Failed, Trial};
use medcode::Engine;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let engine = if args.list { None } else { open() };
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../medcode-rules/cases");
    let (mut trials, mut all) = (Vec::new(), Vec::new());
    for path in files(&cases) {
        match read(&path) {
            Ok(cases) => all.extend(cases),
            Err(e) => trials.push(Trial::test(path.display().to_string(), move || Err(Failed::from(e)))),
        }
    }
    trials.push(coverage::trial(&all));
    trials.extend(all.into_iter().map(|case| trial(case, engine.clone())));
    trials.push(authorities::trial(engine));
    libtest_mimic::run(&args, trials).exit_code()
}

fn open() -> Option<Arc<Engine>> {
    let home = match code_set::home() {
        Ok(home) => home,
        Err(why) => {
            eprintln!("rule cases ignored: {why}");
            return None;
        }
    };
    let engine = Engine::open(&home).map_err(|e| eprintln!("rule cases ignored: {e}")).ok()?;
    Some(Arc::new(engine))
}

fn trial(case: Case, engine: Option<Arc<Engine>>) -> Trial {
    let ignored = engine.is_none();
    let name = case.name.clone();
    let run = move || match engine {
        Some(engine) => judge::judge(&engine, &case).map_err(Failed::from),
        None => Ok(()),
    };
    Trial::test(name, run).with_ignored_flag(ignored)
}

/// Every Markdown file under a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    let folders = paths.into_iter().flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] });
    folders.filter(|p| p.extension().is_some_and(|e| e == "md")).collect()
}
