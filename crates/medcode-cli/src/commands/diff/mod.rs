//! `medcode diff`: what changed between two releases, and what that means for one's own codes.

mod files;
mod impact;
mod mine;
mod print;

use crate::args::Diff as Args;
use crate::{home, out};
use anyhow::{Result, bail};
use medcode::diff::{Diff, ImpactReport, Narrow, codes_addenda, compare, order_addenda};
use medcode::model::CodeSystem;
use medcode::release::home::Home;
pub(super) use mine::list;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    let narrow = Narrow::read(&args.chapter, &args.specialty)?;
    let system = super::system(args.system.as_deref())?;
    let engine = home::open_or_install(home)?;
    let mut diff = compare(engine.library(), system, &args.before, &args.after)?;
    if let Some(which) = &args.addenda {
        return addenda(&diff, which);
    }
    // One's own codes are asked of every change, whatever is shown.
    let uses = mine::uses(home, &engine, &diff, args)?;
    let impact: Option<ImpactReport> = match &uses {
        Some(uses) => Some(medcode::diff::impact(engine.library(), &diff, uses)?),
        None => None,
    };
    diff.systems.iter_mut().for_each(|of| narrow.keep(of));
    if let Some(path) = &args.html {
        files::write(path, |to| {
            Ok(to.write_all(medcode::diff::page(&diff, impact.as_ref()).as_bytes())?)
        })?;
    }
    if let Some(path) = &args.csv {
        files::write(path, |to| files::csv(&diff, impact.as_ref(), to))?;
    }
    if args.json {
        out::json(&medcode_wire::diff(&diff, impact.as_ref()))?;
    } else {
        let mut to = out::stdout();
        if let Some(report) = &impact {
            impact::print(report, args.all, &mut to)?;
        }
        print::print(&diff, args.all, &mut to)?;
        to.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The changes in the publisher's layout, of the one system that has it.
fn addenda(diff: &Diff, which: &str) -> Result<ExitCode> {
    let has = |s: CodeSystem| matches!(s, CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs);
    let Some(of) = diff.systems.iter().find(|c| has(c.system)) else {
        bail!("--addenda prints ICD-10-CM and ICD-10-PCS, and neither was compared");
    };
    let entries = if which == "codes" { codes_addenda(of) } else { order_addenda(of) };
    let mut to = out::stdout();
    for entry in entries {
        writeln!(to, "{entry}")?;
    }
    to.flush()?;
    Ok(ExitCode::SUCCESS)
}
