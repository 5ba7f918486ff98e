//! Does the builder offer exactly the codes of the release?
//!
//! On the official files where they lie beside the project; the mini-release always.

#[path = "guideline_cases/code_set.rs"]
mod code_set;
mod common;

use common::day;
use medcode::Engine;
use medcode::kb::query::Release;
use medcode::model::{Code, CodeSystem, Date};
use medcode::pcs::{Builder, Proof};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The engine over the official files; none, said on the output, where they are not there.
fn official() -> Option<&'static Engine> {
    static ENGINE: OnceLock<Option<Engine>> = OnceLock::new();
    let open = || {
        let home = code_set::home().map_err(|why| println!("skipped: {why}")).ok()?;
        Engine::open(&home).ok()
    };
    ENGINE.get_or_init(open).as_ref()
}

fn release(engine: &Engine, date: Date) -> &Release {
    engine.library().as_of(CodeSystem::Icd10Pcs, date, false).expect("a PCS release").release
}

fn code_file(release: &Release) -> BTreeSet<Code> {
    (0..release.codes().len() as u32).map(|row| release.code(row)).collect()
}

/// Every code that walking from the first character reaches.
fn walked(builder: Builder<'_>, prefix: &str, into: &mut BTreeSet<Code>) {
    let Some(step) = builder.step(prefix) else { return };
    into.extend(step.built.iter().map(|b| b.code));
    for choice in &step.choices {
        walked(builder, &format!("{prefix}{}", choice.character), into);
    }
}

#[test]
fn the_tables_of_2025_build_its_code_file_and_nothing_else() {
    let Some(engine) = official() else { return };
    let release = release(engine, day("2025-05-01"));
    let builder = Builder::of(release).expect("a PCS release");
    let built: BTreeSet<Code> = builder.from_tables().collect();
    assert_eq!(built.len(), 78_948);
    assert_eq!(built, code_file(release));
}

#[test]
fn a_code_is_offered_only_where_the_release_in_force_has_it() {
    let Some(engine) = official() else { return };
    let release = release(engine, day("2026-05-01"));
    let builder = Builder::of(release).expect("a PCS release");
    let legal = code_file(release);
    // Two tables of the release are enough to see both sides: gone codes and new ones.
    for table in ["XW0", "0DT"] {
        let mut offered = BTreeSet::new();
        walked(builder, table, &mut offered);
        let own: BTreeSet<Code> =
            legal.iter().copied().filter(|c| c.compact().starts_with(table)).collect();
        assert_eq!(offered, own, "{table}");
    }
    let gone: Vec<Code> = builder.from_tables().filter(|c| !legal.contains(c)).collect();
    assert!(!gone.is_empty(), "the older tables build codes that are gone");
    assert!(gone.iter().all(|c| builder.built(c.compact()).is_none()));
    let unproved =
        legal.iter().filter(|c| builder.built(c.compact()).is_some_and(|b| b.proof == Proof::CodeFile));
    assert_eq!(unproved.count(), 206);
}

#[test]
fn walking_reaches_every_code_of_the_mini_release_and_proves_it() {
    let release = release(common::mini(), day("2026-05-01"));
    let builder = Builder::of(release).expect("a PCS release");
    let mut reached = BTreeSet::new();
    walked(builder, "", &mut reached);
    assert_eq!(reached, code_file(release));
    let proof = |code: &str| builder.built(code).expect("a legal code").proof;
    assert!(matches!(proof("0DTJ4ZG"), Proof::Row(row) if (row.row, row.of) == (2, 2)));
    assert_eq!(proof("XW0DX38"), Proof::CodeFile);
    assert!(builder.built("0DTJ0ZG").is_none(), "values of two rows do not mix");
}

#[test]
fn words_lead_to_the_tables() {
    let release = release(common::mini(), day("2026-05-01"));
    let builder = Builder::of(release).expect("a PCS release");
    let prefixes =
        |asked: &str| -> Vec<String> { builder.starts(asked).into_iter().map(|s| s.prefix).collect() };
    assert_eq!(prefixes("appendectomy"), ["0DTJ"], "no legal code is an excision of the appendix here");
    assert_eq!(prefixes("replac hip"), ["0SR9", "0SRB"]);
    assert_eq!(prefixes("gallbladder fundus"), [""]);
    assert!(prefixes("xyzzyq").is_empty());
}
