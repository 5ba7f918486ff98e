//! `eval --check`: the labels of a set before the rule book, as if they were claims.

use super::{name, read};
use crate::{out, style};
use anyhow::Result;
use medcode::eval::{Labelled, encounter};
use medcode::model::{Date, Finding};
use medcode::{Ask, Engine};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// One finding over the labels of a note.
#[derive(Serialize)]
pub(super) struct LabelFinding {
    set: String,
    note: String,
    rule: String,
    severity: &'static str,
    codes: Vec<String>,
    message: String,
    /// It takes labels that are not required to bring it about.
    optional: bool,
}

/// What the book says of the labels of sets: of the required ones, and of all of them.
pub(super) fn run(engine: &Engine, sets: &[impl AsRef<Path>], ask: Ask, json: bool) -> Result<()> {
    let mut all = Vec::new();
    let mut notes = 0;
    for set in sets {
        let labelled = read(set.as_ref())?;
        notes += labelled.len();
        for (n, note) in (1..).zip(&labelled) {
            let id = note.note.id.clone().unwrap_or_else(|| format!("#{n}"));
            all.extend(of_note(engine, &name(set.as_ref()), id, note, ask));
        }
    }
    if json { out::json(&all) } else { print(notes, &all) }
}

fn of_note(engine: &Engine, set: &str, id: String, note: &Labelled, ask: Ask) -> Vec<LabelFinding> {
    let date = engine.as_of(note.note.date_of_service, None, ask.today, ask.nearest).date;
    let required = findings(engine, note, date, false, ask);
    let seen = |f: &Finding| required.iter().any(|r| r.rule == f.rule && r.codes == f.codes);
    let further: Vec<Finding> =
        findings(engine, note, date, true, ask).into_iter().filter(|f| !seen(f)).collect();
    let told = |(f, optional): (Finding, bool)| LabelFinding {
        set: set.to_owned(),
        note: id.clone(),
        rule: f.rule.into_owned(),
        severity: f.severity,
        codes: f.codes.iter().map(ToString::to_string).collect(),
        message: f.message,
        optional,
    };
    let required = required.into_iter().map(|f| (f, false));
    required.chain(further.into_iter().map(|f| (f, true))).map(told).collect()
}

fn findings(engine: &Engine, note: &Labelled, date: Date, optional: bool, ask: Ask) -> Vec<Finding> {
    engine.check(&encounter(note, date, optional), ask.today, ask.nearest).findings
}

fn print(notes: usize, all: &[LabelFinding]) -> Result<()> {
    let mut to = out::stdout();
    for f in all.iter().filter(|f| f.severity != "info") {
        let severity = if f.severity == "error" { style::warn("error") } else { style::dim(f.severity) };
        let optional = if f.optional { "  (with labels that are not required)" } else { "" };
        writeln!(to, "{:<8} {severity} {}  {}{optional}", f.note, style::code(&f.rule), f.message)?;
    }
    let mut counts: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for f in all {
        *counts.entry((f.severity, f.optional)).or_default() += 1;
    }
    let of = |severity| {
        let count = |optional| counts.get(&(severity, optional)).copied().unwrap_or(0);
        format!("{} {severity} (and {} with labels not required)", count(false), count(true))
    };
    writeln!(to, "{notes} notes: {}, {}, {}", of("error"), of("warning"), of("info"))?;
    to.flush()?;
    Ok(())
}
