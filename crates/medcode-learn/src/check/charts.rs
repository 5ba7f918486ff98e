//! Does a chart hold? Its words and numbers always; its codes against the releases of its day.

use super::facts::{Facts, Known};
use super::{Checked, cites};
use crate::Chart;
use medcode::eval::{Gold, encounter};
use medcode_model::{CodeSystem, Setting};
use std::collections::BTreeMap;

/// What needs no release.
pub(super) fn structure(chart: &Chart, out: &mut Checked) {
    let file = chart.file.as_str();
    let labelled = &chart.labelled;
    for (gold, why) in labelled.gold.iter().zip(&chart.codes) {
        for words in gold.evidence.iter().filter(|w| !labelled.note.text.contains(w.as_str())) {
            let what = format!("{}: “{words}” does not stand in the note word for word", gold.code);
            out.wrong(file, why.line, what);
        }
        present(chart, gold, why.line, out);
    }
    ranks(chart, out);
    for (trap, line) in labelled.traps.iter().zip(&chart.trap_lines) {
        if labelled.gold.iter().any(|g| g.accepts(&trap.code)) {
            out.wrong(file, *line, format!("{} is a trap and a right code", trap.code));
        }
    }
    for slip in chart.slips.iter().filter(|s| !labelled.gold.iter().any(|g| g.code == s.code)) {
        let what = format!("{}: a trap beside a code that the chart does not have", slip.code);
        out.wrong(file, slip.line, what);
    }
    if !(3..=4).contains(&chart.hints.len()) {
        out.wrong(file, 1, format!("{} hints; write three or four", chart.hints.len()));
    }
    level(chart, out);
}

/// Present on admission is said of the diagnoses of a stay, and of no others.
fn present(chart: &Chart, gold: &Gold, line: usize, out: &mut Checked) {
    let asked = chart.labelled.note.setting == Some(Setting::Inpatient)
        && gold.code.system() == CodeSystem::Icd10Cm;
    if asked != gold.poa.is_some() {
        let what = if asked { "write `poa=`" } else { "`poa=` is for diagnoses of a stay" };
        out.wrong(&chart.file, line, format!("{}: {what}", gold.code));
    }
}

/// Places count from 1 without a gap within diagnoses, procedures and services.
fn ranks(chart: &Chart, out: &mut Checked) {
    let mut kinds: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for gold in &chart.labelled.gold {
        let kind = match gold.code.system() {
            CodeSystem::Icd10Cm => "diagnoses",
            CodeSystem::Icd10Pcs => "procedures",
            CodeSystem::Cpt | CodeSystem::Hcpcs => "services",
        };
        kinds.entry(kind).or_default().extend(gold.rank);
    }
    for (kind, mut found) in kinds {
        found.sort_unstable();
        if found.iter().zip(1..).any(|(rank, n)| *rank != n) {
            out.wrong(&chart.file, 1, format!("the places of the {kind} are {found:?}: count from 1"));
        }
    }
}

/// The working of the level: its number is coded, its quotations stand in the note.
fn level(chart: &Chart, out: &mut Checked) {
    let Some(level) = &chart.visit else { return };
    let (file, note) = (chart.file.as_str(), &chart.labelled.note.text);
    if !chart.labelled.gold.iter().any(|g| g.code.compact() == level.code) {
        out.wrong(file, level.line, format!("level {}: not among the codes", level.code));
    }
    for text in [&level.problems, &level.data, &level.risk] {
        for quoted in text.split('"').skip(1).step_by(2).filter(|q| !note.contains(*q)) {
            let what = format!("“{quoted}” does not stand in the note word for word");
            out.wrong(file, level.line, what);
        }
    }
}

/// What the releases in force on its day say of its codes.
pub(super) fn facts(chart: &Chart, facts: &Facts<'_>, out: &mut Checked) {
    let Some(day) = chart.labelled.note.date_of_service else { return };
    let file = chart.file.as_str();
    let mut untold = Vec::new();
    for (gold, why) in chart.labelled.gold.iter().zip(&chart.codes) {
        for code in std::iter::once(&gold.code).chain(&gold.alternatives) {
            if let Some(what) = facts.against(code, day, &mut |needs| untold.push(needs)) {
                out.wrong(file, why.line, what);
            }
        }
        if let (Some(poa), Known::Reportable(Some(exempt))) = (&gold.poa, facts.of(&gold.code, day))
            && exempt != (poa == "exempt")
        {
            let what = if exempt { "exempt from" } else { "not exempt from" };
            out.wrong(file, why.line, format!("{} is {what} POA reporting", gold.code));
        }
        for cite in &why.cites {
            if let Some(what) = cites::against(cite, facts, day, &mut |needs| untold.push(needs)) {
                out.wrong(file, why.line, format!("{}: {what}", gold.code));
            }
        }
    }
    for (trap, line) in chart.labelled.traps.iter().zip(&chart.trap_lines) {
        if let Known::Not = facts.of(&trap.code, day) {
            // An outdated code may be the trap.
            out.doubt(file, *line, format!("the trap {} does not exist on {day}", trap.code));
        }
    }
    out.untold.extend(untold);
    rule_book(chart, facts, out);
}

/// The codes as a claim: what blocks is a mistake, what warns is for a person to look at.
fn rule_book(chart: &Chart, facts: &Facts<'_>, out: &mut Checked) {
    let Some(day) = chart.labelled.note.date_of_service else { return };
    let mut seen = Vec::new();
    for optional in [false, true] {
        let claim = encounter(&chart.labelled, day, optional);
        for finding in facts.engine.check(&claim, facts.today, false).findings {
            let codes: Vec<String> = finding.codes.iter().map(ToString::to_string).collect();
            let what = format!("{} ({}): {}", finding.rule, codes.join(", "), finding.message);
            if seen.contains(&what) {
                continue;
            }
            let line = chart
                .labelled
                .gold
                .iter()
                .zip(&chart.codes)
                .find(|(g, _)| finding.codes.contains(&g.code))
                .map_or(1, |(_, why)| why.line);
            match finding.severity {
                "error" => out.wrong(&chart.file, line, what.clone()),
                "warning" => out.doubt(&chart.file, line, what.clone()),
                _ => {}
            }
            seen.push(what);
        }
    }
}
