//! `medcode browse`.

use super::{as_of, system};
use crate::args::Browse;
use crate::{home, out, style};
use anyhow::{Result, bail};
use medcode::model::CodeSystem;
use medcode::release::home::Home;
use medcode_wire::WireBrowseLevel;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Browse) -> Result<ExitCode> {
    let engine = home::open_or_install(home)?;
    let when = as_of(&engine, &args.when)?;
    let asked = system(args.system.as_deref())?;
    let key = args.code.as_deref();
    let tries = match asked {
        Some(system) => vec![system],
        None if key.is_none() => vec![CodeSystem::Icd10Cm],
        None => vec![CodeSystem::Icd10Cm, CodeSystem::Icd10Pcs, CodeSystem::Hcpcs],
    };
    let mut trouble = None;
    for system in tries {
        match engine.browse(system, key, when) {
            Ok(Some(level)) if !level.items.is_empty() || !level.above.is_empty() => {
                if args.json {
                    out::json(&WireBrowseLevel::from(&level))?;
                } else {
                    show(&level)?;
                }
                return Ok(ExitCode::SUCCESS);
            }
            Ok(_) => {}
            Err(e) => trouble = trouble.or(Some(e)),
        }
    }
    if let Some(e) = trouble.filter(|_| asked.is_some() || key.is_none()) {
        return Err(e.into());
    }
    bail!(
        "nothing to browse at `{}`: give a chapter number, a block such as E08-E13, or a code",
        key.unwrap_or("")
    )
}

fn show(level: &medcode::BrowseLevel) -> Result<()> {
    let mut to = out::stdout();
    for (n, (key, title)) in level.above.iter().enumerate() {
        writeln!(to, "{}{} {}", "  ".repeat(n), style::heading(key), title)?;
    }
    let indent = "  ".repeat(level.above.len());
    for item in &level.items {
        let mark = if item.billable { style::good("•") } else { " ".to_owned() };
        let more = if item.below > 0 {
            style::dim(&format!("  ({} below)", item.below))
        } else {
            String::new()
        };
        writeln!(
            to,
            "{indent}{mark} {}  {}{more}",
            style::code(&format!("{:<8}", item.key)),
            item.title
        )?;
    }
    to.flush()?;
    Ok(())
}
