//! Runs the literate cases: `cases/<section>/<name>.md` of the crates that code notes.
//!
//! They need the official files of fiscal year 2026; without them every case is ignored, and
//! the run says so. A word after `--` picks cases by name.

mod case_file;
mod code_set;
mod judge;

use case_file::{Case, CaseFile};
use libtest_mimic::{Arguments, Failed, Trial};
use medcode::Engine;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Where cases stand.
const FOLDERS: [&str; 3] =
    ["../medcode-coder/cases", "../medcode-services/cases", "../medcode-pcs/cases"];

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let engine = if args.list { None } else { open() };
    let mut trials = Vec::new();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in FOLDERS.iter().flat_map(|f| files(&here.join(f))) {
        match CaseFile::read(&path) {
            Ok(file) => {
                // Levels are measured, not required one by one: `em_cases`.
                let cases = file.cases.into_iter().filter(|c| c.level.is_none());
                trials.extend(cases.map(|case| trial(case, engine.clone())));
            }
            Err(e) => {
                trials.push(Trial::test(path.display().to_string(), move || Err(Failed::from(e))));
            }
        }
    }
    libtest_mimic::run(&args, trials).exit_code()
}

fn open() -> Option<Arc<Engine>> {
    let home = match code_set::home() {
        Ok(home) => home,
        Err(why) => {
            eprintln!("guideline cases ignored: {why}");
            return None;
        }
    };
    let engine = Engine::open(&home).map_err(|e| eprintln!("guideline cases ignored: {e}")).ok()?;
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
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "md") {
            out.push(path);
        }
    }
    out
}
