//! `update --check`: what the publishers have that is newer than what is installed.

use crate::args::Update;
use crate::{home, out, style, today};
use anyhow::{Result, bail};
use medcode::release::fetch::{Settings, update};
use medcode::release::home::Home;
use medcode_wire::{WireSystemUpdate, WireUpdate};
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Update) -> Result<ExitCode> {
    if !args.check {
        bail!(
            "nothing was asked: `medcode update --check` asks the publishers, `medcode install` fetches"
        );
    }
    let engine = home::open(home)?;
    let installed: Vec<_> = engine.library().releases().map(|(id, ..)| id).collect();
    eprintln!("Asking the publishers; nothing is downloaded.");
    let found = WireUpdate::from(&update(&installed, today::today()?, &Settings::default()));
    if args.json {
        out::json(&found)?;
    } else {
        let mut to = out::stdout();
        print(&mut to, &found)?;
        to.flush()?;
    }
    if found.offline {
        bail!(
            "no publisher answered ({}): whether there is more than what this version of medcode knows \
             cannot be told from here. Fetch files on another machine and install them with \
             `medcode install --from FILE`",
            found.silent.join(", ")
        );
    }
    Ok(ExitCode::SUCCESS)
}

fn print(to: &mut impl Write, found: &WireUpdate) -> Result<()> {
    for of in &found.systems {
        system(to, of, found.offline)?;
    }
    if !found.silent.is_empty() && !found.offline {
        writeln!(to, "{} {}", style::warn("no answer from"), found.silent.join(", "))?;
    }
    Ok(())
}

fn system(to: &mut impl Write, of: &WireSystemUpdate, offline: bool) -> Result<()> {
    let installed = of.installed.as_deref().unwrap_or("nothing");
    writeln!(to, "{}  installed: {installed}", style::heading(of.system))?;
    for newer in &of.newer {
        let when = if newer.in_force { "in force today" } else { "" };
        let files = match offline {
            true => "known to this version of medcode, not asked for".to_owned(),
            false => format!("{} of {} files are given out", newer.answering, newer.files),
        };
        let told: Vec<&str> = [when, &files].into_iter().filter(|t| !t.is_empty()).collect();
        writeln!(to, "  {} {}: {}", style::warn("newer"), newer.release, told.join(", "))?;
        writeln!(to, "    {}", style::code(&newer.install))?;
        if newer.answering < newer.files {
            writeln!(to, "    {}", style::dim(&newer.page))?;
        }
    }
    for offered in &of.offered {
        writeln!(to, "  {} {}: {}", style::warn("offered"), offered.release, offered.url)?;
    }
    if of.newer.is_empty() && of.offered.is_empty() {
        let word = if offline { "nothing newer is known" } else { "nothing newer" };
        writeln!(to, "  {}", style::good(word))?;
    }
    Ok(())
}
