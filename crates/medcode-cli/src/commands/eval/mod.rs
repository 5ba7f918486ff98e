//! `eval`: scores `code` on labelled sets, compares runs.

mod compare;
mod labels;
mod print;

use crate::args::Eval as Args;
use crate::{home, out, today};
use anyhow::{Context, Result, bail};
use medcode::eval::{Labelled, NoteScore, report, score, set_aside};
use medcode::model::{CodeSystem, Mode};
use medcode::release::home::Home;
use medcode::{Ask, Engine, Facts};
use medcode_wire::{Scored, WireDoubt, WireEval, WireNoteIn};
use rayon::prelude::*;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    if let Some([before, after]) = args.diff.as_deref() {
        compare::saved(before, after, args.json)?;
        return Ok(ExitCode::SUCCESS);
    }
    let ask = Ask {
        mode: super::code::mode(&args.mode)?,
        threshold: args.threshold.unwrap_or(Facts::THRESHOLD),
        today: today::today()?,
        nearest: true,
        quality: false,
    };
    let engine = home::open_or_install(home)?;
    if args.check {
        labels::run(&engine, &args.sets, ask, args.json)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut wires = Vec::new();
    for set in &args.sets {
        let run = Run::of(&engine, set, ask)?;
        wires.extend(run.wires());
        if !args.json && args.against.is_none() {
            print::reports(&run)?;
        }
        if args.errors {
            print::errors(&run)?;
        }
    }
    match &args.against {
        Some(file) => compare::with_saved(file, &wires, args.json)?,
        None if args.json => out::json(&wires)?,
        None => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// A set that was coded and scored.
struct Run {
    /// The folder and file of the set.
    name: String,
    /// The ids of its notes; where one has none, its place.
    ids: Vec<String>,
    scores: Vec<NoteScore>,
    /// Labels left out because they are no complete codes on the date.
    aside: Vec<WireDoubt>,
}

impl Run {
    fn of(engine: &Engine, set: &Path, ask: Ask) -> Result<Self> {
        let mut notes = read(set)?;
        let id = |(n, l): (usize, &Labelled)| l.note.id.clone().unwrap_or_else(|| format!("#{n}"));
        let ids: Vec<String> = (1..).zip(&notes).map(id).collect();
        // Mentions may stand for headers.
        let aside = if ask.mode == Mode::Report {
            unreportable(engine, &mut notes, &ids, ask)?
        } else {
            Vec::new()
        };
        Ok(Self { name: name(set), ids, scores: scored(engine, &notes, ask)?, aside })
    }

    fn wires(&self) -> Vec<WireEval> {
        let notes: Vec<Scored<'_>> = self
            .ids
            .iter()
            .zip(&self.scores)
            .map(|(id, score)| Scored { id: id.as_str(), score })
            .collect();
        let reports = report(&self.scores);
        reports.iter().map(|r| medcode_wire::eval(&self.name, r, &notes, &self.aside)).collect()
    }
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

fn unreportable(
    engine: &Engine,
    notes: &mut [Labelled],
    ids: &[String],
    ask: Ask,
) -> Result<Vec<WireDoubt>> {
    let mut out = Vec::new();
    for (labelled, id) in notes.iter_mut().zip(ids) {
        let as_of = engine.as_of(labelled.note.date_of_service, None, ask.today, true);
        let release = engine.library().as_of(CodeSystem::Icd10Cm, as_of.date, true)?.release;
        out.extend(set_aside(labelled, release).into_iter().map(|d| WireDoubt {
            id: id.clone(),
            code: d.code.to_string(),
            why: d.why,
            set_aside: true,
        }));
    }
    Ok(out)
}

fn scored(engine: &Engine, notes: &[Labelled], ask: Ask) -> Result<Vec<NoteScore>> {
    notes
        .par_iter()
        .map(|labelled| {
            let coded = engine.code(&labelled.note, ask)?;
            let from = engine.library().as_of(CodeSystem::Icd10Cm, coded.as_of.date, true)?;
            Ok(score(labelled, &coded, from.release))
        })
        .collect::<Result<_>>()
}
