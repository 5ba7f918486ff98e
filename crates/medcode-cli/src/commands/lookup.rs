//! `medcode lookup`.

use super::{as_of, system};
use crate::args::Lookup;
use crate::{home, out, style};
use anyhow::Result;
use medcode::model::NoteKind;
use medcode::release::home::Home;
use medcode::{CodeAnswer, LookupAnswer, UnknownCode};
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Lookup) -> Result<ExitCode> {
    let engine = home::open_or_install(home)?;
    let when = as_of(&engine, &args.when)?;
    let only = system(args.system.as_deref())?;
    let mut answers = Vec::new();
    for query in &args.codes {
        answers.extend(engine.lookup(query, only, when)?.into_iter().map(|a| (query, a)));
    }
    let bad = |a: &LookupAnswer| !matches!(a, LookupAnswer::Code(c) if c.in_force);
    let any_bad =
        args.codes.iter().any(|q| answers.iter().filter(|(of, _)| *of == q).all(|(_, a)| bad(a)));
    if args.json {
        let wire: Vec<_> = answers.iter().map(|(q, a)| medcode_wire::lookup(q, a)).collect();
        out::json(&wire)?;
    } else {
        let mut to = out::stdout();
        for (n, (query, answer)) in answers.iter().enumerate() {
            if n > 0 {
                writeln!(to)?;
            }
            match answer {
                LookupAnswer::Code(code) => show(&mut to, code)?,
                LookupAnswer::Unknown(unknown) => show_unknown(&mut to, query, unknown)?,
                LookupAnswer::NoData(none) => {
                    writeln!(to, "{}  {}  no data", style::code(query), none.system.name())?;
                    writeln!(to, "  {}", none.needs)?;
                }
            }
        }
        to.flush()?;
    }
    Ok(ExitCode::from(u8::from(any_bad)))
}

fn show(to: &mut impl Write, a: &CodeAnswer) -> Result<()> {
    let state = if !a.in_force {
        style::warn("not in force on the date")
    } else if a.modifier {
        style::good("modifier")
    } else if a.billable {
        style::good("billable")
    } else {
        style::warn("not billable: characters are still needed")
    };
    writeln!(to, "{}  {}", style::code(&a.code.to_string()), style::heading(&a.title))?;
    writeln!(to, "  {} · {state}", a.code.system().name())?;
    if !a.short_title.is_empty() && a.short_title != a.title {
        writeln!(to, "  {}", style::dim(&format!("short: {}", a.short_title)))?;
    }
    dates(to, a)?;
    hierarchy(to, a)?;
    axes(to, a)?;
    notes(to, a)?;
    characters(to, a)?;
    for (field, value) in &a.details {
        writeln!(to, "  {:<24} {}", field.name(), style::wrap(value, 27))?;
    }
    if let Some(exempt) = a.poa_exempt.filter(|_| a.billable) {
        let text = if exempt {
            "exempt from present-on-admission reporting"
        } else {
            "POA indicator required (inpatient)"
        };
        writeln!(to, "  {text}")?;
    }
    if a.no_table {
        writeln!(
            to,
            "  {}",
            style::warn("no table installed for this code: its characters cannot be explained")
        )?;
    }
    for (from, last, day) in &a.previous {
        let range = if from == last { from.to_string() } else { format!("{from} to {last}") };
        writeln!(to, "  took the place of {range} on {day}")?;
    }
    super::source(to, &a.answered)
}

fn dates(to: &mut impl Write, a: &CodeAnswer) -> Result<()> {
    let parts: Vec<String> = [
        a.dates.added.map(|d| format!("added {d}")),
        a.dates.action.map(|d| format!("last change {d}")),
        a.dates.terminated.map(|d| format!("terminated {d}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !parts.is_empty() {
        writeln!(to, "  {}", parts.join(" · "))?;
    }
    Ok(())
}

fn hierarchy(to: &mut impl Write, a: &CodeAnswer) -> Result<()> {
    let mut depth = 1;
    let mut line = |to: &mut dyn Write, code: &str, title: &str| -> Result<()> {
        writeln!(to, "{}{} {}", "  ".repeat(depth), style::dim(code), style::dim(title))?;
        depth += 1;
        Ok(())
    };
    if let Some((n, title)) = &a.chapter {
        line(to, &format!("Chapter {n}"), title)?;
    }
    if let Some((range, title)) = &a.block {
        line(to, range, title)?;
    }
    for (code, title) in &a.parents {
        line(to, &code.to_string(), title)?;
    }
    Ok(())
}

fn axes(to: &mut impl Write, a: &CodeAnswer) -> Result<()> {
    for (n, (c, meaning)) in a.axes.iter().enumerate() {
        writeln!(to, "  {} {c}  {meaning}", style::dim(&format!("character {}", n + 1)))?;
    }
    Ok(())
}

/// Notes by kind, each with the place it is inherited from.
fn notes(to: &mut impl Write, a: &CodeAnswer) -> Result<()> {
    let own = a.code.to_string();
    for kind in NoteKind::ALL {
        let mut headed = false;
        for note in a.notes.iter().filter(|n| n.kind == kind) {
            if !std::mem::replace(&mut headed, true) {
                writeln!(to, "  {}", style::heading(kind.heading()))?;
            }
            let from = note.from.to_string();
            let from = if from == own { String::new() } else { style::dim(&format!("  [{from}]")) };
            writeln!(to, "    {}{from}", style::wrap(&note.text, 6))?;
        }
    }
    Ok(())
}

fn characters(to: &mut impl Write, a: &CodeAnswer) -> Result<()> {
    if a.characters.is_empty() {
        return Ok(());
    }
    writeln!(to, "  {}", style::heading(&format!("Character {} still to choose", next_position(a))))?;
    for choice in &a.characters {
        let code = choice.code.map(|c| c.to_string()).unwrap_or_default();
        writeln!(
            to,
            "    {}  {:<9} {}",
            style::code(&choice.character.to_string()),
            code,
            style::wrap(&choice.meaning, 17)
        )?;
    }
    Ok(())
}

/// Seven where the next codes are complete by a seventh character, else one more than now.
fn next_position(a: &CodeAnswer) -> usize {
    let seventh = a.characters.iter().all(|c| c.code.is_some_and(|c| c.len() == 7));
    if seventh { 7 } else { a.code.len() + 1 }
}

fn show_unknown(to: &mut impl Write, query: &str, unknown: &UnknownCode) -> Result<()> {
    writeln!(to, "{}  {}", style::code(query), style::warn("not valid"))?;
    writeln!(to, "  {}", unknown.why)?;
    for s in &unknown.suggestions {
        writeln!(
            to,
            "  {}  {}  {}",
            style::code(&format!("{:<8}", s.code.to_string())),
            s.title,
            style::dim(&s.why)
        )?;
    }
    match &unknown.answered {
        Some(from) => super::source(to, from),
        None => Ok(()),
    }
}
