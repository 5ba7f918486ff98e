//! `practice drill`: questions made from the installed releases.

use super::{ask, kept};
use crate::args::Drills;
use crate::commands::as_of;
use crate::{home, out, today};
use anyhow::{Context, Result, bail};
use medcode::release::home::Home;
use medcode_learn::Progress;
use medcode_learn::drill::{Bench, Drill, Kind, Rng};
use medcode_wire::WireItem;
use std::io::Write;
use std::process::ExitCode;

pub(super) fn run(home: &Home, args: &Drills) -> Result<ExitCode> {
    let kind = args.kind.as_deref().map(|k| {
        Kind::parse(k).with_context(|| {
            let all: Vec<String> =
                Kind::ALL.iter().map(|k| format!("  {:<12} {}", k.id(), k.about())).collect();
            format!("`{k}` is no drill; there are\n{}", all.join("\n"))
        })
    });
    let kind = kind.transpose()?;
    let engine = home::open_or_install(home)?;
    let when = as_of(&engine, &args.asking.when)?;
    let mut progress = kept::read(home)?;
    let answered: u32 = progress.answered.values().map(|(_, of)| of).sum();
    let mut rng = Rng::new(super::seed(&args.asking, answered as usize)?);
    let bench = Bench::new(&engine, when)?;
    let (mut drills, mut lacking) =
        (due(&bench, &progress, kind, args.asking.items, &mut rng)?, Vec::new());
    for n in 0..args.asking.items - drills.len() {
        let kind = kind.unwrap_or(Kind::ALL[n % Kind::ALL.len()]);
        match bench.make(kind, &mut rng) {
            Some(drill) => drills.push(drill),
            None if !lacking.contains(&kind.id()) => lacking.push(kind.id()),
            None => {}
        }
    }
    if !lacking.is_empty() {
        eprintln!("nothing is installed to make drills of these kinds from: {}", lacking.join(", "));
    }
    if drills.is_empty() {
        bail!("no drill can be made; `medcode status` shows what is installed");
    }
    if args.asking.json && args.asking.answers.is_none() {
        out::json(&drills.iter().map(|d| WireItem::drill(d, None)).collect::<Vec<_>>())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut from = ask::answers(args.asking.answers.as_deref())?;
    let mut to: Box<dyn Write> =
        if args.asking.json { Box::new(std::io::sink()) } else { Box::new(std::io::stdout()) };
    let mut given: Vec<(&Drill, usize)> = Vec::new();
    for drill in &drills {
        let shown = shown(drill);
        shown.ask(&mut to)?;
        let Some(answer) = ask::letter(&mut *from, &mut to, drill.choices.len())? else { break };
        shown.explain(&mut to, answer)?;
        progress.drilled(drill.skill(), answer == drill.right, today::today()?);
        kept::write(home, &progress)?;
        given.push((drill, answer));
    }
    if args.asking.json {
        let items = given.iter().map(|(d, answer)| WireItem::drill(d, Some(*answer)));
        out::json(&items.collect::<Vec<_>>())?;
    } else {
        let right = given.iter().filter(|(d, answer)| d.right == *answer).count();
        let due = progress.due_skills(today::today()?).len();
        writeln!(to, "\n{right} of {} right; {due} due today", given.len())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A new drill for each skill that is due today.
fn due(
    bench: &Bench<'_>,
    progress: &Progress,
    kind: Option<Kind>,
    items: usize,
    rng: &mut Rng,
) -> Result<Vec<Drill>> {
    let all = progress.due_skills(today::today()?).into_iter();
    let wanted = all.filter(|skill| kind.is_none_or(|k| k == skill.kind));
    Ok(wanted.filter_map(|skill| bench.make_of(skill, rng)).take(items).collect())
}

fn shown(drill: &Drill) -> ask::Shown<'_> {
    ask::Shown {
        head: format!("{} · {}", drill.kind.about(), drill.topic.says()),
        stem: &drill.stem,
        choices: &drill.choices,
        right: drill.right,
        source: drill.source.clone(),
    }
}
