//! `practice check`: does the material hold?

use crate::args::CheckMaterial;
use crate::{home, out, style, today};
use anyhow::{Context, Result};
use medcode::release::home::Home;
use medcode_learn::Library;
use medcode_learn::check::check;
use medcode_wire::WirePracticeCheck;
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(home: &Home, args: &CheckMaterial) -> Result<ExitCode> {
    let library = match &args.folder {
        Some(folder) => {
            Library::folder(folder).with_context(|| format!("cannot read {}", folder.display()))?
        }
        None => Library::embedded(),
    };
    let engine = home::open(home)?;
    let found = check(&library, Some(&engine), today::today()?);
    let (charts, questions) = (library.charts.len(), library.questions.len());
    let wrong = !found.mistakes.is_empty();
    if args.json {
        out::json(&WirePracticeCheck::of(charts, questions, &found))?;
        return Ok(ExitCode::from(u8::from(wrong)));
    }
    let mut to = out::stdout();
    for mistake in &found.mistakes {
        writeln!(to, "{mistake}")?;
    }
    for doubt in &found.doubts {
        writeln!(to, "{} {doubt}", style::dim("look at"))?;
    }
    for needs in &found.untold {
        writeln!(to, "{} {needs}", style::dim("not told"))?;
    }
    let facts = library.exams.facts.len();
    let (wrong_n, doubts) = (found.mistakes.len(), found.doubts.len());
    writeln!(
        to,
        "{charts} charts, {questions} questions, {facts} facts of exams: {wrong_n} wrong, {doubts} for a \
         person to look at"
    )?;
    to.flush()?;
    Ok(ExitCode::from(u8::from(wrong)))
}
