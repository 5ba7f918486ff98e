//! Measures the level of visits on literate cases: `medcode-services/cases/em/<family>.md`.
//!
//! `cargo test -p medcode --test em_cases -- --nocapture [WORD]` prints the measures and what
//! differs in the cases whose name has the word. The test fails below the bars. The cases need
//! the official files beside the project and are ignored without them.

#[path = "../guideline_cases/case_file.rs"]
#[allow(dead_code)] // the runner of all cases uses the rest
mod case_file;
#[path = "../guideline_cases/code_set.rs"]
mod code_set;
mod expected;
mod judge;

use case_file::CaseFile;
use expected::Expected;
use judge::{Judged, judge};
use medcode::{Ask, Engine};
use std::path::Path;
use std::process::ExitCode;

/// Shares of the cases that must be reached: the level, and every counted element.
const BARS: (f64, f64) = (0.95, 0.90);

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|a| a == "--list") {
        println!("em_cases: test");
        return ExitCode::SUCCESS;
    }
    let home = match code_set::home() {
        Ok(home) => home,
        Err(why) => {
            eprintln!("E/M cases ignored: {why}");
            return ExitCode::SUCCESS;
        }
    };
    let Ok(engine) = Engine::open(&home) else {
        eprintln!("the code set cannot be opened");
        return ExitCode::FAILURE;
    };
    let picked = args.iter().find(|a| !a.starts_with('-')).map_or("", String::as_str);
    match measure(&engine, picked) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(e) => {
            eprintln!("{e}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the cases; whether the bars are reached.
fn measure(engine: &Engine, picked: &str) -> Result<bool, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../medcode-services/cases/em");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .map_err(|e| e.to_string())?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .collect();
    files.sort();
    let mut all = Vec::new();
    for path in files {
        let file = CaseFile::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        for case in file.cases.iter().filter(|c| c.name.contains(picked)) {
            let block = case.level.as_deref().ok_or_else(|| format!("{}: no em block", case.name))?;
            let expected = Expected::read(block).map_err(|e| format!("{}: {e}", case.name))?;
            let today = case.note.date_of_service.ok_or("no date")?;
            let coded = engine.code(&case.note, Ask::on(today)).map_err(|e| e.to_string())?;
            let judged = judge(&expected, &coded);
            if !judged.differs.is_empty() {
                println!("{}: {}", case.name, judged.differs.join("; "));
            }
            all.push(judged);
        }
    }
    Ok(report(&all))
}

fn report(all: &[Judged]) -> bool {
    let share = |of: &dyn Fn(&Judged) -> bool| {
        let n = all.iter().filter(|j| of(j)).count();
        (n, n as f64 / all.len().max(1) as f64)
    };
    let line = |what: &str, (n, share): (usize, f64)| {
        println!("{what:<28} {n:>4} of {:<4} {share:.3}", all.len());
    };
    let level = share(&|j| j.level);
    line("level", level);
    let every = share(&Judged::all_elements);
    line("every element of the case", every);
    line("modifiers", share(&|j| j.modifiers));
    line("new, by, close call, query", share(&|j| j.choice));
    let (right, of) = all.iter().fold((0, 0), |sum, j| (sum.0 + j.elements.0, sum.1 + j.elements.1));
    println!("{:<28} {right:>4} of {of:<4} {:.3}", "elements", right as f64 / of.max(1) as f64);
    level.1 >= BARS.0 && every.1 >= BARS.1
}
