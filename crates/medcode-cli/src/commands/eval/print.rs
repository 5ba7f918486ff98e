//! A run in lines: scores, chapters, causes, reliability, errors.

use super::Run;
use crate::{out, style};
use anyhow::Result;
use medcode::eval::{Miss, NoteScore, Report, Share, calibration_error, reliability, report};
use std::collections::BTreeMap;
use std::io::Write;

/// The scores of a set.
pub(super) fn reports(run: &Run) -> Result<()> {
    let mut to = out::stdout();
    writeln!(to, "{}", style::heading(&run.name))?;
    let scores: Vec<&NoteScore> = run.scores.iter().collect();
    for r in report(&run.scores) {
        of_system(&mut to, &r)?;
        causes(&mut to, &r)?;
        let bins = reliability(&scores, r.system);
        if !bins.is_empty() {
            write!(to, "            confidence → right (n):")?;
            for b in &bins {
                write!(to, "  {:.2} → {:.2} ({})", b.confidence, b.right, b.n)?;
            }
            writeln!(to, "  off by {:.3}", calibration_error(&bins))?;
        }
    }
    doubts(&mut to, run)?;
    to.flush()?;
    Ok(())
}

fn of((part, whole): Share) -> String {
    if whole == 0 {
        return "-".to_owned();
    }
    format!("{:.3} ({part}/{whole})", f64::from(part) / f64::from(whole))
}

fn of_system(to: &mut impl Write, r: &Report) -> Result<()> {
    let t = &r.tally;
    writeln!(
        to,
        "  {:<9} n {:<4} P {:.3}  R {:.3}  F1 {:.3} [{:.3}-{:.3}]  F1 at category {:.3}  first {}  traps {}",
        r.system.id(),
        r.notes,
        t.exact.precision(),
        t.exact.recall(),
        t.exact.f1(),
        r.interval.0,
        r.interval.1,
        t.category.f1(),
        of(r.first),
        of(t.traps)
    )?;
    let shares = [
        ("order", t.order),
        ("units", t.units),
        ("modifiers", t.modifiers),
        ("E/M level", t.em_level),
        ("POA", t.poa),
    ];
    let shown: Vec<String> = shares
        .iter()
        .filter(|(_, s)| s.1 > 0)
        .map(|(name, share)| format!("{name} {}", of(*share)))
        .collect();
    if !shown.is_empty() {
        writeln!(to, "            {}", shown.join("  "))?;
    }
    let chapters: Vec<String> = t
        .chapters
        .iter()
        .filter(|(_, n)| n.right + n.wrong + n.missing > 0)
        .map(|(c, n)| format!("{c} {:.2}/{:.2} ({})", n.precision(), n.recall(), n.right + n.missing))
        .collect();
    if !chapters.is_empty() {
        let line = format!("P/R by chapter (labels): {}", chapters.join("  "));
        writeln!(to, "            {}", style::dim(&line))?;
    }
    Ok(())
}

fn causes(to: &mut impl Write, r: &Report) -> Result<()> {
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for ((kind, cause), n) in &r.causes {
        kinds.entry(kind).or_default().push(format!("{cause} {n}"));
    }
    for (kind, causes) in kinds {
        writeln!(to, "            {kind:<8} {}", causes.join(", "))?;
    }
    Ok(())
}

fn doubts(to: &mut impl Write, run: &Run) -> Result<()> {
    let aside: Vec<String> = run.aside.iter().map(|d| format!("{}:{}", d.id, d.code)).collect();
    if !aside.is_empty() {
        let n = aside.len();
        writeln!(to, "  {n} labels left out, not billable on the date: {}", aside.join(" "))?;
    }
    let notes = run.ids.iter().zip(&run.scores);
    let doubts: Vec<_> = notes.flat_map(|(id, s)| s.doubts.iter().map(move |d| (id, d))).collect();
    if !doubts.is_empty() {
        writeln!(to, "  {} labels doubtful, scored all the same:", doubts.len())?;
    }
    for (id, doubt) in doubts {
        writeln!(to, "    {id}:{}  {}", doubt.code, doubt.why)?;
    }
    Ok(())
}

/// Each error with its cause and words.
pub(super) fn errors(run: &Run) -> Result<()> {
    let mut to = out::stdout();
    for (id, score) in run.ids.iter().zip(&run.scores) {
        if score.misses.is_empty() {
            continue;
        }
        writeln!(to, "\n{}", style::heading(id))?;
        for miss in &score.misses {
            line(&mut to, miss)?;
        }
    }
    to.flush()?;
    Ok(())
}

fn line(to: &mut impl Write, miss: &Miss) -> Result<()> {
    let why = if miss.why.is_empty() { String::new() } else { format!("  ({})", miss.why) };
    writeln!(
        to,
        "  {:<8} {:<9} {:<8} {:<22} {:.2} {}{why}",
        miss.kind,
        miss.code.system().id(),
        miss.code.to_string(),
        miss.cause.id(),
        miss.confidence,
        quoted(&miss.words)
    )?;
    Ok(())
}

/// The first words behind a code.
pub(super) fn quoted(words: &[String]) -> String {
    let shown: Vec<String> =
        words.iter().take(3).map(|w| format!("“{}”", w.replace('\n', " "))).collect();
    shown.join(" ")
}
