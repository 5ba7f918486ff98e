//! Does grading agree with `medcode eval`, and does it name each error?

mod common;

use common::{mini, official};
use medcode::eval::{Answer, judge, score};
use medcode::model::{Code, CodeSystem, Date, Suggestion};
use medcode::{Ask, Engine};
use medcode_learn::grade::{Grade, Kind, grade};
use medcode_learn::{Chart, Given, Library, read_answers, read_chart};

const CHART: &str = include_str!("chart.md");

fn day() -> Date {
    "2026-05-12".parse().expect("a date")
}

fn chart() -> Chart {
    let (chart, mistakes) = read_chart("charts/inpatient/test.md", CHART);
    assert_eq!(mistakes, []);
    chart.expect("a chart")
}

fn graded(text: &str) -> Grade {
    let (given, mistakes) = read_answers("answers", text, mini(), day());
    assert_eq!(mistakes, []);
    grade(mini(), &chart(), &given, day()).expect("a release")
}

fn kinds(text: &str) -> Vec<(Kind, Option<String>)> {
    let of = |f: &medcode_learn::grade::Fault| (f.kind, f.wanted.map(|c| c.to_string()));
    graded(text).faults.iter().map(of).collect()
}

const RIGHT: &str = "E11.22 poa=Y\nN18.31 poa=Y\n99214-25\nJ1885 x4\n";

#[test]
fn a_right_chart_has_no_error_and_all_points() {
    let grade = graded(RIGHT);
    assert!(grade.chart_is_right(), "{:#?}", grade.faults);
    assert_eq!(grade.codes, (4, 4));
}

#[test]
fn each_error_is_named() {
    for (from, to, kind, wanted) in [
        ("E11.22 poa=Y\n", "", Kind::Missed, Some("E11.22")),
        ("99214-25", "I10 poa=Y\n99214-25", Kind::Extra, None),
        ("N18.31", "N18.32", Kind::NotSpecific, Some("N18.31")),
        ("E11.22 poa=Y\nN18.31 poa=Y", "N18.31 poa=Y\nE11.22 poa=Y", Kind::Sequence, Some("E11.22")),
        ("N18.31 poa=Y", "N18.31 poa=N", Kind::Poa, Some("N18.31")),
        ("J1885 x4", "J1885 x60", Kind::Unit, Some("J1885")),
        ("99214-25", "99214", Kind::Modifier, Some("99214")),
        ("99214-25", "99213-25", Kind::Level, Some("99214")),
    ] {
        let found = kinds(&RIGHT.replace(from, to));
        assert_eq!(found, [(kind, wanted.map(str::to_owned))], "{to}");
    }
}

#[test]
fn alternatives_and_tolerated_codes_are_no_errors() {
    let grade = graded(&format!("{}Z79.4 poa=exempt\n", RIGHT.replace("N18.31", "N18.30")));
    assert!(grade.chart_is_right(), "{:#?}", grade.faults);
    let codes: Vec<String> = grade.variances.iter().map(|v| v.code.to_string()).collect();
    assert_eq!(codes, ["N18.30", "Z79.4"]);
}

#[test]
fn an_error_shows_the_words_and_the_reason() {
    let grade = graded("N18.31 poa=Y\n99214-25\nJ1885 x4\nI10 poa=Y\n");
    let missed = &grade.faults[0];
    assert_eq!(missed.words, ["type 2 diabetes with kidney disease"]);
    assert!(missed.why.contains("links the two") && !missed.cites.is_empty());
    let extra = grade.faults.iter().find(|f| f.kind == Kind::Extra).expect("an extra code");
    assert!(extra.why.contains("no blood pressure"), "{extra:?}");
    assert_eq!(grade.codes, (3, 5));
}

#[test]
fn nothing_given_misses_everything_and_does_not_fail() {
    let grade = graded("");
    assert!(grade.faults.iter().all(|f| f.kind == Kind::Missed));
    assert_eq!(grade.codes, (0, 4));
}

#[test]
fn an_answer_that_cannot_be_read_says_its_line() {
    let (given, mistakes) = read_answers("a.txt", "E11.22\n99214-2x5\nJ1885 four\n", mini(), day());
    assert_eq!(given.len(), 1);
    assert_eq!(mistakes.iter().map(|m| m.line).collect::<Vec<_>>(), [2, 3]);
}

/// What the engine suggests for a chart, as a learner would have given it.
fn as_given(s: &Suggestion) -> Given {
    Given {
        code: s.coded.code,
        modifiers: s.modifiers.clone(),
        units: s.units,
        poa: s.poa.map(str::to_owned),
    }
}

/// Grading and `eval` on one chart: the same counts, and the same of what stands beside the codes.
fn agree(engine: &Engine, chart: &Chart) -> usize {
    let ask = Ask { nearest: true, ..Ask::on(day()) };
    let coded = engine.code(&chart.labelled.note, ask).expect("a release");
    let from = engine.library().as_of(CodeSystem::Icd10Cm, coded.as_of.date, true).expect("a release");
    let scored = score(&chart.labelled, &coded, from.release);
    let given: Vec<Given> = coded.outcome.suggestions.iter().map(as_given).collect();
    let graded = grade(engine, chart, &given, day()).expect("a release");
    for (system, tally) in &scored.systems {
        assert_eq!(graded.counts[system], tally.exact, "{} {system}", chart.id);
        let of = |kind| {
            let of_system = |f: &&medcode_learn::grade::Fault| {
                f.kind == kind && f.wanted.is_some_and(|c: Code| c.system() == *system)
            };
            graded.faults.iter().filter(of_system).count() as u32
        };
        assert_eq!(of(Kind::Unit), tally.units.1 - tally.units.0, "{} {system}", chart.id);
        assert_eq!(of(Kind::Modifier), tally.modifiers.1 - tally.modifiers.0, "{} {system}", chart.id);
        assert_eq!(of(Kind::Poa), tally.poa.1 - tally.poa.0, "{} {system}", chart.id);
    }
    given.len()
}

#[test]
fn grading_and_eval_agree_on_the_charts() {
    agree(mini(), &chart());
    for chart in &Library::embedded().charts {
        agree(mini(), chart);
    }
}

#[test]
fn grading_and_eval_agree_with_the_official_files() {
    let Some(engine) = official() else { return };
    let codes: usize = Library::embedded().charts.iter().map(|c| agree(&engine, c)).sum();
    println!("{codes} codes agree");
    assert!(codes > 200);
}

#[test]
fn what_the_chart_says_is_judged_right_by_the_same_rules() {
    let chart = chart();
    let gold: Vec<_> = chart.labelled.gold.iter().filter(|g| g.required).collect();
    let answers: Vec<Answer<'_>> = gold
        .iter()
        .map(|g| Answer {
            code: g.code,
            modifiers: g.modifiers.as_deref().unwrap_or_default(),
            units: g.units,
            poa: g.poa.as_deref(),
            billing_context: None,
        })
        .collect();
    let judged = judge(&chart.labelled, CodeSystem::Icd10Cm, &gold, &answers);
    assert!(judged.missing.is_empty() && judged.exact.wrong == 0 && judged.first == Some(true));
}
