//! `practice chart`: a chart is shown, coded and graded.

use super::{editor, grade, kept};
use crate::args::OneChart;
use crate::{home, out, style, today};
use anyhow::{Context, Result, bail};
use medcode::Engine;
use medcode::release::home::Home;
use medcode_learn::{Attempt, Chart, Given, Library, read_answers};
use medcode_wire::{WireChart, WireGrade};
use std::io::{IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(home: &Home, args: &OneChart) -> Result<ExitCode> {
    let library = super::library(args.from.as_deref())?;
    let chart = find(&library, &args.id)?;
    if let Some(file) = &args.answers {
        let engine = home::open_or_install(home)?;
        let given = from_file(file, &engine, chart)?;
        return graded(home, &engine, chart, &given, args.json);
    }
    if args.json {
        out::json(&WireChart::of(chart, args.hints))?;
        return Ok(ExitCode::SUCCESS);
    }
    show(&mut out::stdout(), chart, args.hints)?;
    if !args.interactive && !std::io::stdin().is_terminal() {
        return Ok(ExitCode::SUCCESS);
    }
    let engine = home::open_or_install(home)?;
    let given = editor::Editor::new(&engine, chart, args.hints)
        .run(&mut std::io::stdin().lock(), &mut std::io::stdout().lock())?;
    match given {
        Some(given) => graded(home, &engine, chart, &given, false),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn find<'a>(library: &'a Library, id: &str) -> Result<&'a Chart> {
    library.chart(id).with_context(|| {
        let near = library.charts.iter().map(|c| c.id.as_str()).filter(|c| c.contains(id));
        let near: Vec<&str> = near.take(5).collect();
        match near[..] {
            [] => format!("no chart `{id}`; `medcode practice charts` lists them"),
            _ => format!("no chart `{id}`; is it one of {}?", near.join(", ")),
        }
    })
}

fn from_file(file: &Path, engine: &Engine, chart: &Chart) -> Result<Vec<Given>> {
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
    } else {
        text =
            std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    }
    let day = chart.labelled.note.date_of_service.unwrap_or(today::today()?);
    let (given, mistakes) = read_answers(&file.display().to_string(), &text, engine, day);
    if !mistakes.is_empty() {
        let shown: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        bail!("{}", shown.join("\n"));
    }
    Ok(given)
}

/// The chart as the learner sees it.
fn show(to: &mut impl Write, chart: &Chart, hints: usize) -> Result<()> {
    let note = &chart.labelled.note;
    writeln!(to, "{}", style::heading(&chart.title))?;
    let sex = match note.sex {
        Some(medcode::model::Sex::Female) => "female",
        Some(medcode::model::Sex::Male) => "male",
        None => "",
    };
    let facts = format!(
        "{} · {} · {} · {} years, {sex}, {} patient · {} billing · level {}",
        note.date_of_service.map_or_else(String::new, |d| d.to_string()),
        note.setting.map_or("", |s| s.id()),
        chart.specialty,
        note.age.unwrap_or_default(),
        chart.patient,
        note.billing.map_or("", |b| b.id()),
        chart.level,
    );
    writeln!(to, "{}\n", style::dim(&facts))?;
    for line in note.text.lines() {
        writeln!(to, "  {line}")?;
    }
    writeln!(to)?;
    for (n, hint) in (1..).zip(chart.hints.iter().take(hints)) {
        writeln!(to, "Hint {n}: {hint}")?;
    }
    to.flush()?;
    Ok(())
}

fn graded(home: &Home, engine: &Engine, chart: &Chart, given: &[Given], json: bool) -> Result<ExitCode> {
    let today = today::today()?;
    let found = medcode_learn::grade::grade(engine, chart, given, today)?;
    let mut progress = kept::read(home)?;
    progress.attempts.push(Attempt {
        chart: chart.id.clone(),
        day: today,
        codes: found.codes,
        faults: found.faults.len() as u32,
    });
    kept::write(home, &progress)?;
    if json {
        out::json(&WireGrade::of(chart, &found))?;
    } else {
        grade::print(&found)?;
    }
    Ok(ExitCode::from(u8::from(!found.chart_is_right())))
}
