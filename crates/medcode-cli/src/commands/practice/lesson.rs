//! `practice lesson`: what changed between two releases, as flash cards or a quiz.

use super::{ask, kept};
use crate::args::LessonOf as Args;
use crate::commands::diff::list;
use crate::{home, out, style, today};
use anyhow::{Result, bail};
use medcode::diff::{Comparison, Narrow, Use, compare, specialties};
use medcode::model::{Code, CodeSystem};
use medcode::release::home::Home;
use medcode_learn::lesson::{Flash, Interests, Item, Length, Lesson, lesson};
use medcode_wire::WireLesson;
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    // A specialty that there is not is refused with those there are.
    Narrow::read(&[], &args.specialty)?;
    let system = crate::commands::system(args.system.as_deref())?;
    let engine = home::open_or_install(home)?;
    let diff = compare(engine.library(), system, &args.before, &args.after)?;
    let Some(of) = diff.systems.iter().find(|c| c.system != CodeSystem::Cpt) else {
        bail!("edits have no words to ask about; compare ICD-10-CM, ICD-10-PCS or HCPCS");
    };
    let mut progress = kept::read(home)?;
    let answered: u32 = progress.answered.values().map(|(_, of)| of).sum();
    let seed = super::seed_of(args.seed, answered as usize)?;
    let length = match args.cards {
        true => Length { cards: args.items, items: 0 },
        false => Length { items: args.items, ..Length::default() },
    };
    let made = lesson(engine.library(), of, &interests(args, of)?, length, seed)?;
    if args.json && args.answers.is_none() {
        out::json(&WireLesson::of(of, &made, &[]))?;
        return Ok(ExitCode::SUCCESS);
    }
    if args.cards {
        return cards(of, &made);
    }
    if made.quiz.is_empty() {
        bail!("too little changed to make questions with four answers; --cards shows what did");
    }
    let mut from = ask::answers(args.answers.as_deref())?;
    let mut to: Box<dyn Write> =
        if args.json { Box::new(std::io::sink()) } else { Box::new(std::io::stdout()) };
    let mut given = Vec::new();
    for (n, item) in (1..).zip(&made.quiz) {
        let shown = shown(item, n, made.quiz.len());
        shown.ask(&mut to)?;
        let Some(answer) = ask::letter(&mut *from, &mut to, item.choices.len())? else { break };
        shown.explain(&mut to, answer)?;
        let subject = format!("changes {} {}", of.system.id(), of.after);
        progress.count(&subject, answer == item.right, today::today()?);
        kept::write(home, &progress)?;
        given.push(answer);
    }
    let right = made.quiz.iter().zip(&given).filter(|(item, answer)| item.right == **answer).count();
    if args.json {
        out::json(&WireLesson::of(of, &made, &given))?;
    } else {
        writeln!(to, "\n{right} of {} right", given.len())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Specialties as they are named, and codes of lists.
fn interests(args: &Args, of: &Comparison) -> Result<Interests> {
    let typed = |name: &&str| args.specialty.iter().any(|s| s.trim().eq_ignore_ascii_case(name));
    let chosen: Vec<String> = specialties().into_iter().filter(typed).map(str::to_owned).collect();
    let mut uses: Vec<Use> = Vec::new();
    for path in &args.mine {
        uses.extend(list(path)?);
    }
    let code = |u: &Use| Some((Code::new(of.system, &u.code).ok()?, u.count));
    Ok(Interests::new(&chosen, &uses.iter().filter_map(code).collect::<Vec<_>>()))
}

fn shown(item: &Item, n: usize, all: usize) -> ask::Shown<'_> {
    ask::Shown {
        head: format!("{n} of {all} · {}", item.code),
        stem: &item.stem,
        choices: &item.choices,
        right: item.right,
        source: item.source.clone(),
    }
}

fn cards(of: &Comparison, made: &Lesson) -> Result<ExitCode> {
    let mut to = out::stdout();
    writeln!(to, "{}  {} to {}", style::heading(of.system.name()), of.before, of.after)?;
    if !made.specialties.is_empty() {
        writeln!(to, "{}", style::dim(&format!("first: {}", made.specialties.join(", "))))?;
    }
    for card in &made.cards {
        one(card, &mut to)?;
    }
    to.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn one(card: &Flash, to: &mut impl Write) -> Result<()> {
    writeln!(to, "\n{}", style::wrap(&card.front, 2))?;
    writeln!(to, "  {}", style::good(&style::wrap(&card.back, 4)))?;
    if !card.more.is_empty() {
        writeln!(to, "  {}", style::dim(&style::wrap(&card.more, 4)))?;
    }
    Ok(())
}
