//! `medcode index`.

use super::{as_of, system};
use crate::args::Index;
use crate::{home, out, style};
use anyhow::{Context, Result};
use medcode::kb::tables::index::ExtraKind;
use medcode::release::home::Home;
use medcode::{IndexAnswer, IndexLine};
use medcode_wire::WireIndex;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Index) -> Result<ExitCode> {
    let engine = home::open_or_install(home)?;
    let when = as_of(&engine, &args.when)?;
    let system = system(Some(&args.system))?.unwrap_or(medcode::model::CodeSystem::Icd10Cm);
    let answer = engine.index(system, &args.terms, when)?.with_context(|| {
        format!(
            "no {} index is installed for {}; install the publisher's index file with \
             `medcode install --from FILE`. `medcode search` works without it.",
            system.name(),
            when.date
        )
    })?;
    if args.json {
        out::json(&WireIndex::from(&answer))?;
    } else {
        show(&answer)?;
    }
    if answer.found.is_empty() {
        eprintln!("no entry fits; give fewer words or only their beginnings, or use `medcode search`");
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

fn show(answer: &IndexAnswer) -> Result<()> {
    let mut to = out::stdout();
    for (line, below) in &answer.found {
        let above = line.path.len().saturating_sub(1);
        let place = line.path[..above].join(" › ");
        let place = if place.is_empty() { String::new() } else { style::dim(&format!("{place} › ")) };
        write!(to, "{place}")?;
        entry(&mut to, line, 0, true)?;
        writeln!(to)?;
        for (n, sub) in below.iter().enumerate() {
            let depth = usize::from(sub.entry.level.saturating_sub(line.entry.level));
            let shown = below.get(n + 1).is_some_and(|next| next.entry.level > sub.entry.level);
            entry(&mut to, sub, depth, false)?;
            let hidden = if shown { 0 } else { sub.below };
            writeln!(
                to,
                "{}",
                style::dim(&if hidden > 0 { format!("  ({hidden} below)") } else { String::new() })
            )?;
        }
    }
    if answer.rebuilt {
        writeln!(to, "{}", style::dim("Alphabetic Index: rebuilt, not the publisher's file"))?;
    }
    super::source(&mut to, &answer.answered)?;
    to.flush()?;
    Ok(())
}

fn entry(to: &mut impl Write, line: &IndexLine, depth: usize, strong: bool) -> Result<()> {
    let e = &line.entry;
    let dashes = if depth == 0 { String::new() } else { format!("{} ", "-".repeat(depth)) };
    let title = if strong { style::heading(&e.title) } else { e.title.clone() };
    write!(to, "{dashes}{title}")?;
    if !e.nonessential.is_empty() {
        write!(to, " {}", style::dim(&e.nonessential))?;
    }
    if let Some(code) = e.code {
        write!(to, "  {}{}", style::code(&code.to_string()), if e.dash { "-" } else { "" })?;
    }
    for (link, leads) in e.links.iter().zip(&line.links_to) {
        let code = link.code.map(|c| c.to_string()).unwrap_or_default();
        let dash = if link.dash { "-" } else { "" };
        match link.kind {
            ExtraKind::See if link.code.is_some() => {
                write!(to, "  see {} {}{dash}", link.text, style::code(&code))?
            }
            ExtraKind::See => write!(to, "  see {}", link.text)?,
            ExtraKind::SeeAlso => write!(to, "  see also {}", link.text)?,
            ExtraKind::SeeCategory => write!(to, "  see category {code}{dash}")?,
            ExtraKind::Manifestation => write!(to, " [{}]", style::code(&format!("{code}{dash}")))?,
            ExtraKind::Use => write!(to, "  use {}", link.text)?,
            ExtraKind::Table | ExtraKind::Subcategory => write!(to, "  {}{dash}", style::code(&code))?,
            ExtraKind::Cell => {
                let column = e.kind.columns().get(usize::from(link.column)).copied().unwrap_or_default();
                write!(to, "\n      {:<38} {}{dash}", column, style::code(&code))?;
            }
        }
        if !leads.is_empty() && leads.join(", ").to_lowercase() != link.text.to_lowercase() {
            write!(to, "{}", style::dim(&format!(" → {}", leads.join(" › "))))?;
        }
    }
    Ok(())
}
