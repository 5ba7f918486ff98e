//! `practice`: charts, questions and drills in the terminal.

mod ask;
mod chart;
mod charts;
mod check;
mod drills;
mod editor;
mod grade;
mod kept;
mod lesson;
mod questions;

use crate::args::{Asking, Practice, PracticeDo};
use crate::{out, style};
use anyhow::{Context, Result};
use medcode::release::home::Home;
use medcode_learn::Library;
use medcode_wire::WireProgress;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Practice) -> Result<ExitCode> {
    match &args.what {
        None => overview(home),
        Some(PracticeDo::Charts(a)) => charts::run(a),
        Some(PracticeDo::Chart(a)) => chart::run(home, a),
        Some(PracticeDo::Questions(a)) => questions::run(home, a),
        Some(PracticeDo::Drill(a)) => drills::run(home, a),
        Some(PracticeDo::Lesson(a)) => lesson::run(home, a),
        Some(PracticeDo::Progress(a)) => progress(home, a.json),
        Some(PracticeDo::Check(a)) => check::run(home, a),
    }
}

/// What there is to practise.
fn overview(home: &Home) -> Result<ExitCode> {
    let library = Library::embedded();
    let progress = kept::read(home)?;
    let mut to = out::stdout();
    let lines = [
        ("medcode practice charts", format!("{} charts; `chart NAME` shows one", library.charts.len())),
        ("medcode practice questions", format!("{} questions", library.questions.len())),
        ("medcode practice drill", "as many as you want, from the installed releases".to_owned()),
        ("medcode practice lesson A B", "what changed between two releases".to_owned()),
        (
            "medcode practice progress",
            format!(
                "{} questions asked, {} skills drilled",
                progress.cards.len(),
                progress.skills.len()
            ),
        ),
    ];
    for (command, what) in lines {
        writeln!(to, "{:<28} {what}", style::code(command))?;
    }
    to.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn progress(home: &Home, json: bool) -> Result<ExitCode> {
    let progress = kept::read(home)?;
    let wire = WireProgress::of(&progress, crate::today::today()?);
    if json {
        out::json(&wire)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut to = out::stdout();
    writeln!(to, "{} questions asked, {} skills drilled, {} due", wire.asked, wire.skills, wire.due)?;
    for (subject, (right, of)) in &wire.subjects {
        writeln!(to, "  {subject:<20} {right}/{of} right")?;
    }
    for a in &wire.charts {
        let (right, of) = (a.codes_right, a.codes);
        writeln!(to, "  {}  {:<44} {right}/{of} codes, {} errors", a.day, a.chart, a.errors)?;
    }
    to.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The material of a folder, or that of medcode. Mistakes are told on standard error.
fn library(from: Option<&Path>) -> Result<Library> {
    let Some(folder) = from else { return Ok(Library::embedded()) };
    let library =
        Library::folder(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for mistake in &library.mistakes {
        eprintln!("{mistake}");
    }
    Ok(library)
}

/// The seed: given, or another one with every answer that is recorded.
fn seed(asking: &Asking, answered: usize) -> Result<u64> {
    seed_of(asking.seed, answered)
}

fn seed_of(given: Option<u64>, answered: usize) -> Result<u64> {
    let today = u64::from(crate::today::today()?.days());
    Ok(given.unwrap_or(today << 20 | answered as u64))
}
