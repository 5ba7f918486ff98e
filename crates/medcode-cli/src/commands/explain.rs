//! `medcode explain`: a code, or a section of the Official Guidelines.

use super::{as_of, lookup};
use crate::args::{Explain, Lookup};
use crate::{home, out, style};
use anyhow::{Result, bail};
use medcode::model::CodeSystem;
use medcode::release::home::Home;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(home: &Home, args: &Explain) -> Result<ExitCode> {
    let Some(number) = args.what.strip_prefix("OCG-") else {
        let when = crate::args::When { as_of: args.when.as_of.clone(), nearest: args.when.nearest };
        let codes = vec![args.what.clone()];
        return lookup::run(home, &Lookup { codes, system: None, when, json: args.json });
    };
    let engine = home::open_or_install(home)?;
    let when = as_of(&engine, &args.when)?;
    let from = engine.library().as_of(CodeSystem::Icd10Cm, when.date, when.nearest)?;
    let Some(section) = from.release.guideline(number) else {
        bail!(
            "no section {number} in the Official Guidelines installed for {}; `medcode status` says whether they are",
            when.date
        );
    };
    if args.json {
        out::json(&serde_json::json!({
            "id": args.what, "number": section.number, "title": section.title, "text": section.text,
            "pages": [section.pages.0, section.pages.1], "release": from.release.id().from.to_string(),
        }))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut to = out::stdout();
    writeln!(
        to,
        "{}  {}",
        style::code(&format!("OCG-{}", section.number)),
        style::heading(&section.title)
    )?;
    if section.pages.0 > 0 {
        writeln!(to, "{}", style::dim(&format!("pages {} to {}", section.pages.0, section.pages.1)))?;
    }
    writeln!(to, "{}", section.text)?;
    to.flush()?;
    Ok(ExitCode::SUCCESS)
}
