//! `medcode status`.

use crate::{home, out, style, today};
use anyhow::Result;
use medcode::InstalledRelease;
use medcode::kb::tables::meta::ReleaseFrom;
use medcode::model::{CodeSystem, Date};
use medcode::release::home::Home;
use medcode_wire::WireStatus;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, json: bool) -> Result<ExitCode> {
    let engine = home::open(home)?;
    let status = engine.status(today::today()?)?;
    if json {
        out::json(&WireStatus::from(&status))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut to = out::stdout();
    writeln!(to, "Knowledge base in {}", home.root().display())?;
    if status.releases.is_empty() {
        writeln!(to, "Nothing is installed: run `medcode install`.")?;
    } else {
        writeln!(to, "Without a date answers hold for {}.", status.default_as_of)?;
    }
    for r in &status.releases {
        let to_day = match r.in_force.to {
            // Its tables have days of their own.
            _ if r.id.system == CodeSystem::Cpt => "files".to_owned(),
            Date::MAX => "on".to_owned(),
            last => format!("to {last}"),
        };
        let codes = match r.meta.count("billable") {
            0 if r.id.system == CodeSystem::Cpt => String::new(),
            codes => format!(" · {codes} billable codes"),
        };
        writeln!(
            to,
            "\n{}  {} {to_day}{codes} · {}{}",
            style::heading(r.id.system.name()),
            r.in_force.from,
            size(r.bytes),
            if r.stale {
                style::warn(" · past its own quarter: install the newer one")
            } else {
                String::new()
            }
        )?;
        cpt(&mut to, r)?;
        for s in &r.meta.sources {
            let mut marks = String::new();
            if s.rebuilt {
                marks.push_str(" · rebuilt, not the publisher's file");
            }
            match s.release_from {
                ReleaseFrom::Inferred => marks.push_str(" · release inferred from its name"),
                ReleaseFrom::Flag => marks.push_str(" · release given with --release"),
                ReleaseFrom::Stated => {}
            }
            if s.borrowed {
                marks.push_str(&format!(" · of the release of {}", s.release));
            }
            if s.problems > 0 {
                marks.push_str(&format!(" · {} problems", s.problems));
            }
            let kind = s.kind();
            let kind = kind.map_or(s.kind.as_str(), |k| k.name());
            writeln!(to, "  {kind:<28} {}{}", s.file, style::dim(&marks))?;
        }
        for (name, n) in r.meta.counts.iter().filter(|(name, _)| name != "billable") {
            writeln!(to, "  {}", style::dim(&format!("{name}: {n}")))?;
        }
        for m in &r.missing {
            writeln!(
                to,
                "  {}",
                style::dim(&format!("not installed: {} — would add {}", m.kind.name(), m.adds))
            )?;
        }
    }
    for (system, adds) in &status.absent {
        writeln!(to, "\n{}  not installed — would add {adds}", style::heading(system.name()))?;
    }
    let (rows, unverified) = status.crosswalk;
    writeln!(to, "\nOpen crosswalk  {rows} rows, the meaning of {unverified} unverified")?;
    if let Some(notice) = CodeSystem::Cpt.notice() {
        writeln!(to, "\n{}", style::wrap(notice, 0))?;
    }
    to.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The tables of a CPT release with their own days, and whose text it holds.
fn cpt(to: &mut impl Write, r: &InstalledRelease) -> Result<()> {
    for (table, days) in &r.tables {
        let last = if days.to == Date::MAX { "on".to_owned() } else { format!("to {}", days.to) };
        writeln!(to, "  {}: {} {last}", table.name(), days.from)?;
    }
    if r.licensed {
        let year = r.id.from.year();
        writeln!(
            to,
            "  {}",
            style::warn(&format!(
                "holds the AMA's text of CPT {year} under your own licence: left out of exports"
            ))
        )?;
    }
    Ok(())
}

/// A size as people say it.
fn size(bytes: u64) -> String {
    let kib = bytes as f64 / 1024.0;
    if kib < 1024.0 { format!("{kib:.0} KiB") } else { format!("{:.1} MiB", kib / 1024.0) }
}
