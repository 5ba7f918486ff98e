//! Are the case files under `tests/cases/` read as a coder would read them?
//!
//! One test a case, named after its file and its words. The files say how they are written.

mod marks;

use libtest_mimic::{Arguments, Failed, Trial};
use marks::Marked;
use medcode_note::{Document, guess_setting, stated_date, stated_patient};

fn main() {
    let mut trials = Vec::new();
    for case in lines(include_str!("cases/context.txt")) {
        trials.push(trial("context", case, || marked(&case.replace("\\n", "\n"))));
    }
    for (name, note) in blocks(include_str!("cases/layout.txt")) {
        trials.push(trial("layout", name, move || marked(note)));
    }
    for case in lines(include_str!("cases/sentences.txt")) {
        trials.push(trial("sentences", case, || sentences(case)));
    }
    for row in lines(include_str!("cases/encounter.tsv")) {
        trials.push(trial("encounter", row, || encounter(row)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

type Outcome = Result<(), String>;

fn trial(area: &str, name: &str, run: impl FnOnce() -> Outcome + Send + 'static) -> Trial {
    Trial::test(format!("{area}: {name}"), move || run().map_err(Failed::from))
}

/// The lines of a case file that are neither empty nor comments.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

/// The notes of a file, each under a line `== name`.
fn blocks(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let after_head = file.split("\n== ").skip(1);
    after_head.filter_map(|block| block.split_once('\n'))
}

/// Every marked word of a note stands in the context its mark says.
fn marked(case: &str) -> Outcome {
    let case = Marked::read(case)?;
    let document = Document::read(&case.note);
    let mut wrong = Vec::new();
    for mark in &case.marks {
        wrong.extend(mark.differences(&document));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// A note is cut where the case has ` // `.
fn sentences(case: &str) -> Outcome {
    let wanted: Vec<String> = case.split(" // ").map(|s| s.replace("\\n", "\n")).collect();
    let note = wanted.join(" ");
    let document = Document::read(&note);
    let found: Vec<&str> = document.sentences().iter().map(|s| s.span.of(&note)).collect();
    let bare = |s: &str| s.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let same = wanted.len() == found.len() && wanted.iter().zip(&found).all(|(w, f)| bare(w) == bare(f));
    if same { Ok(()) } else { Err(format!("cut into {found:#?}")) }
}

/// What a note says of its encounter: `note<TAB>date 2026-05-12, age 57, sex female, setting ed`.
fn encounter(row: &str) -> Outcome {
    let (note, wanted) = row.rsplit_once('\t').ok_or("no tab")?;
    let note = note.replace("\\n", "\n");
    let document = Document::read(&note);
    let patient = stated_patient(&document);
    for fact in wanted.split(',') {
        let (name, value) = fact.trim().split_once(' ').ok_or_else(|| format!("unclear: {fact}"))?;
        let found = match name {
            "date" => stated_date(&document).map(|(date, _)| date.to_string()),
            "age" => patient.age.map(|(age, _)| format!("{}", (age * 100.0).round() / 100.0)),
            "sex" => patient.sex.map(|(sex, _)| format!("{sex:?}").to_lowercase()),
            "setting" => guess_setting(&document).map(|guess| guess.setting.id().to_owned()),
            _ => return Err(format!("unclear: {name}")),
        };
        let found = found.unwrap_or_else(|| "none".into());
        if found != value {
            return Err(format!("{name}: {found} instead of {value}"));
        }
    }
    Ok(())
}
