//! Does the material that is part of medcode hold against the official files?

mod common;

use medcode_learn::Library;
use medcode_learn::check::check;

#[test]
fn every_chart_and_question_holds_on_its_day() {
    let Some(engine) = common::official() else { return };
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

#[test]
fn without_releases_the_structure_is_checked_and_the_rest_is_said_to_be_untold() {
    let found = check(&Library::embedded(), None, "2026-05-12".parse().expect("a date"));
    assert_eq!(found.mistakes, []);
    assert_eq!(found.untold.len(), 1);
}
