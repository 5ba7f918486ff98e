//! `practice questions`: a session.

use super::{ask, kept};
use crate::args::Questions;
use crate::{home, out, today};
use anyhow::{Context, Result, bail};
use medcode::Engine;
use medcode::model::Date;
use medcode::release::home::Home;
use medcode_learn::{Credential, Question, Wanted, pick};
use medcode_wire::WireItem;
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(home: &Home, args: &Questions) -> Result<ExitCode> {
    let library = super::library(args.from.as_deref())?;
    let credential = args
        .credential
        .as_deref()
        .map(|c| Credential::parse(c).with_context(|| format!("`{c}` is none of CPC, CIC, CCS, CCA")));
    let credential = credential.transpose()?;
    if let Some(domain) = &args.domain
        && !library.questions.iter().any(|q| q.is_of(domain))
    {
        let mut all: Vec<&str> = library.questions.iter().map(|q| q.domain.as_str()).collect();
        all.dedup();
        bail!("no questions of the domain `{domain}`; there are {}", all.join(", "));
    }
    let engine = home::open(home)?;
    let (day, today) = (holds_on(&engine, args)?, today::today()?);
    let mut progress = kept::read(home)?;
    let seed = super::seed(&args.asking, progress.cards.len())?;
    let wanted = Wanted { credential, domain: args.domain.clone(), items: args.asking.items };
    let picked = pick(&library.questions, &progress, &wanted, day, today, seed);
    if picked.is_empty() {
        bail!("no question holds on {day}; --as-of gives another day");
    }
    if args.asking.json && args.asking.answers.is_none() {
        out::json(&picked.iter().map(|q| WireItem::question(q, None)).collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut from = ask::answers(args.asking.answers.as_deref())?;
    let mut to: Box<dyn Write> =
        if args.asking.json { Box::new(std::io::sink()) } else { Box::new(std::io::stdout()) };
    let mut answered: Vec<(&Question, usize)> = Vec::new();
    for question in picked {
        let shown = shown(question);
        shown.ask(&mut to)?;
        let Some(given) = ask::letter(&mut *from, &mut to, 4)? else { break };
        shown.explain(&mut to, given)?;
        progress.answer(&question.id, &question.domain, given == question.right, today);
        kept::write(home, &progress)?;
        answered.push((question, given));
    }
    if args.asking.json {
        let items = answered.iter().map(|(q, given)| WireItem::question(q, Some(*given)));
        out::json(&items.collect::<Vec<_>>())?;
    } else {
        let right = answered.iter().filter(|(q, given)| q.right == *given).count();
        writeln!(to, "\n{right} of {} right; {} due today", answered.len(), progress.due(today))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The day that the questions must hold on.
fn holds_on(engine: &Engine, args: &Questions) -> Result<Date> {
    let given = crate::commands::date(args.asking.when.as_of.as_deref(), "--as-of")?;
    Ok(engine.as_of(given, None, today::today()?, true).date)
}

fn shown(question: &Question) -> ask::Shown<'_> {
    let sources: Vec<String> = question.sources.iter().map(ToString::to_string).collect();
    ask::Shown {
        head: format!("{} · {} · difficulty {}", question.id, question.theme, question.difficulty),
        stem: &question.stem,
        choices: &question.choices,
        right: question.right,
        source: sources.join("; "),
    }
}
