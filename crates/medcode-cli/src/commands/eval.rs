//! `eval`: scores `code` on labelled sets.

use crate::args::Eval as Args;
use crate::{home, out, style, today};
use anyhow::{Context, Result, bail};
use medcode::eval::{Labelled, Miss, NoteScore, Report, report, score};
use medcode::model::{CodeSystem, Mode};
use medcode::release::home::Home;
use medcode::{Ask, Engine, Facts};
use medcode_wire::WireNoteIn;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    let ask = Ask {
        mode: super::code::mode(&args.mode)?,
        threshold: args.threshold.unwrap_or(Facts::THRESHOLD),
        today: today::today()?,
        nearest: true,
    };
    let engine = home::open_or_install(home)?;
    let mut wires = Vec::new();
    for set in &args.sets {
        let name = name(set);
        let mut notes = read(set)?;
        let left_out =
            if ask.mode == Mode::Report { leave_out(&engine, &mut notes, ask)? } else { Vec::new() };
        let scores = scored(&engine, &notes, ask)?;
        let reports = report(&scores);
        if args.json {
            wires.extend(reports.iter().map(|r| medcode_wire::eval(&name, r)));
        } else {
            print(&name, &reports, &scores)?;
            if !left_out.is_empty() {
                println!(
                    "  {} labels left out, not billable on the date: {}",
                    left_out.len(),
                    left_out.join(" ")
                );
            }
        }
        if args.errors {
            list(&notes, &scores)?;
        }
    }
    if args.json {
        out::json(&wires)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The folder and file of a set.
fn name(path: &Path) -> String {
    let parts: Vec<_> = path.iter().rev().take(2).map(|p| p.to_string_lossy().into_owned()).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

fn read(path: &Path) -> Result<Vec<Labelled>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut out = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
        let labelled = WireNoteIn::parse(line).and_then(|w| w.labelled());
        out.push(labelled.map_err(|e| anyhow::anyhow!("{} line {number}: {e}", path.display()))?);
    }
    if out.is_empty() {
        bail!("{} holds no labelled note", path.display());
    }
    Ok(out)
}

/// Takes out labels that cannot be reported: codes that are not complete on the date. They
/// are listed as `note:code`.
fn leave_out(engine: &Engine, notes: &mut [Labelled], ask: Ask) -> Result<Vec<String>> {
    let mut out = Vec::new();
    for labelled in notes {
        let as_of = engine.as_of(labelled.note.date_of_service, None, ask.today, true);
        let release = engine.library().as_of(CodeSystem::Icd10Cm, as_of.date, true)?.release;
        let id = labelled.note.id.clone().unwrap_or_default();
        labelled.gold.retain(|gold| {
            let other = gold.code.system() != CodeSystem::Icd10Cm;
            let keep = other || release.find(&gold.code).is_some_and(|row| release.is_billable(row));
            if !keep {
                out.push(format!("{id}:{}", gold.code));
            }
            keep
        });
    }
    Ok(out)
}

fn scored(engine: &Engine, notes: &[Labelled], ask: Ask) -> Result<Vec<NoteScore>> {
    notes
        .par_iter()
        .map(|labelled| Ok(score(labelled, &engine.code(&labelled.note, ask)?)))
        .collect::<Result<_>>()
}

fn print(name: &str, reports: &[Report], scores: &[NoteScore]) -> Result<()> {
    let mut to = out::stdout();
    writeln!(to, "{}", style::heading(name))?;
    for r in reports {
        let t = &r.tally;
        let of = |(a, b): (u32, u32)| {
            if b == 0 { "-".to_owned() } else { format!("{:.3} ({a}/{b})", f64::from(a) / f64::from(b)) }
        };
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
        if t.units.1 + t.modifiers.1 + t.poa.1 > 0 {
            writeln!(
                to,
                "            units {}  modifiers {}  POA {}",
                of(t.units),
                of(t.modifiers),
                of(t.poa)
            )?;
        }
        let chapters: Vec<String> = t
            .chapters
            .iter()
            .map(|(c, n)| {
                format!("{c} {:.2}/{:.2} ({})", n.precision(), n.recall(), n.right + n.missing)
            })
            .collect();
        writeln!(
            to,
            "            {}",
            style::dim(&format!("P/R by first character: {}", chapters.join("  ")))
        )?;
    }
    let mut causes: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for miss in scores.iter().flat_map(|s| &s.misses) {
        *causes.entry((miss.kind, miss.cause.id())).or_default() += 1;
    }
    for ((kind, cause), n) in causes {
        writeln!(to, "  {n:>5}  {kind:<8} {cause}")?;
    }
    reliability(&mut to, scores)?;
    to.flush()?;
    Ok(())
}

/// What a confidence is worth: of the suggestions in each tenth, the share that is right.
fn reliability(to: &mut impl Write, scores: &[NoteScore]) -> Result<()> {
    let mut bins = [(0u32, 0u32, 0f64); 10];
    for &(confidence, right) in scores.iter().flat_map(|s| &s.reliability) {
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        bin.0 += 1;
        bin.1 += u32::from(right);
        bin.2 += f64::from(confidence);
    }
    write!(to, "  reliability (confidence → right, n):")?;
    for (n, right, sum) in bins.into_iter().filter(|b| b.0 > 0) {
        let n_f = f64::from(n);
        write!(to, "  {:.2} → {:.2} ({n})", sum / n_f, f64::from(right) / n_f)?;
    }
    writeln!(to)?;
    Ok(())
}

fn list(notes: &[Labelled], scores: &[NoteScore]) -> Result<()> {
    let mut to = out::stdout();
    for (labelled, score) in notes.iter().zip(scores) {
        if score.misses.is_empty() {
            continue;
        }
        writeln!(to, "\n{}", style::heading(labelled.note.id.as_deref().unwrap_or("-")))?;
        for miss in &score.misses {
            line(&mut to, miss)?;
        }
    }
    to.flush()?;
    Ok(())
}

fn line(to: &mut impl Write, miss: &Miss) -> Result<()> {
    let words: Vec<String> =
        miss.words.iter().take(3).map(|w| format!("“{}”", w.replace('\n', " "))).collect();
    let why = if miss.why.is_empty() { String::new() } else { format!("  ({})", miss.why) };
    writeln!(
        to,
        "  {:<8} {:<9} {:<8} {:<22} {:.2} {}{why}",
        miss.kind,
        miss.code.system().id(),
        miss.code.to_string(),
        miss.cause.id(),
        miss.confidence,
        words.join(" ")
    )?;
    Ok(())
}
