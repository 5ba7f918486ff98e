//! Does the material that is part of medcode hold against the official files?
//!
//! `MEDCODE_HOME=... cargo test -p medcode-learn --test material -- --ignored --nocapture`

use medcode::Engine;
use medcode_learn::Library;
use medcode_learn::check::check;
use std::path::Path;

#[test]
#[ignore = "needs a home in which the official files are installed: MEDCODE_HOME"]
fn every_chart_and_question_holds_on_its_day() {
    let home = std::env::var_os("MEDCODE_HOME").expect("MEDCODE_HOME names a home");
    let engine = Engine::open(Path::new(&home)).expect("the home opens");
    let day = "2026-05-12".parse().expect("a date");
    let found = check(&Library::embedded(), Some(&engine), day);
    for doubt in &found.doubts {
        println!("doubt {doubt}");
    }
    for needs in &found.untold {
        println!("untold: {needs}");
    }
    let shown: Vec<String> = found.mistakes.iter().map(ToString::to_string).collect();
    assert!(shown.is_empty(), "\n{}", shown.join("\n"));
}
