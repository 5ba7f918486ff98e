//! `medcode browse`.

use super::{as_of, system};
use crate::args::Browse;
use crate::{home, out, style};
use anyhow::{Result, bail};
use medcode::model::CodeSystem;
use medcode::release::home::Home;
use medcode::{BrowseItem, BrowseLevel};
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

fn show(level: &BrowseLevel) -> Result<()> {
    let mut to = out::stdout();
    for (n, step) in level.above.iter().enumerate() {
        let axis = step.axis.as_ref().map(|axis| format!("{axis}: ")).unwrap_or_default();
        writeln!(
            to,
            "{}{}  {}{}",
            "  ".repeat(n),
            style::heading(&step.key),
            style::dim(&axis),
            step.title
        )?;
    }
    let depth = level.above.len();
    if let Some(choosing) = &level.choosing {
        writeln!(to, "{}{}", "  ".repeat(depth), style::dim(&format!("{choosing}?")))?;
    }
    for item in &level.items {
        show_item(&mut to, item, 2 * depth)?;
    }
    super::source(&mut to, &level.answered)?;
    to.flush()?;
    Ok(())
}

fn show_item(to: &mut impl Write, item: &BrowseItem, indent: usize) -> Result<()> {
    let mark = if item.billable { style::good("•") } else { " ".to_owned() };
    let below = if item.below > 0 { format!("  ({} below)", item.below) } else { String::new() };
    let key = style::code(&format!("{:<8}", item.key));
    let title = style::wrap(&item.title, indent + 12);
    writeln!(to, "{:indent$}{mark} {key}  {title}{}", "", style::dim(&below))?;
    Ok(())
}
