//! A step of the walk, a finished code with its proof, places to begin: for people to read.

use crate::{commands::source, style};
use anyhow::Result;
use medcode::pcs::{Built, Legal, Proof, Start, Step};
use medcode::{Answered, PcsAnswer, PcsFound, PcsTablesUsed};
use std::io::Write;

pub(super) fn answer(to: &mut impl Write, answer: &PcsAnswer) -> Result<()> {
    match &answer.found {
        PcsFound::Step(step) => {
            chosen(to, step)?;
            match &step.built {
                Some(built) => code(to, built),
                None => choices(to, step),
            }
        }
        PcsFound::Starts(starts) => places(to, starts),
    }
}

/// What each character so far means.
pub(super) fn chosen(to: &mut impl Write, step: &Step) -> Result<()> {
    for axis in &step.chosen {
        writeln!(
            to,
            "{}  {} {}",
            style::code(&axis.character.to_string()),
            style::dim(&format!("{}:", axis.name)),
            axis.meaning
        )?;
    }
    if let Some(definition) = &step.definition {
        writeln!(to, "   {}", style::dim(&style::wrap(definition, 3)))?;
    }
    Ok(())
}

/// The values that may come next.
pub(super) fn choices(to: &mut impl Write, step: &Step) -> Result<()> {
    writeln!(to, "{}?", step.axis.as_deref().unwrap_or("Next"))?;
    for choice in &step.choices {
        value(to, choice)?;
    }
    Ok(())
}

fn value(to: &mut impl Write, choice: &Legal) -> Result<()> {
    let label = match (&choice.only, choice.label.as_str()) {
        (Some((_, title)), "") => format!("(in no installed table) {title}"),
        (None, "") => "(in no installed table)".to_owned(),
        (_, label) => label.to_owned(),
    };
    let behind = choice
        .only
        .as_ref()
        .map_or_else(|| format!("{} codes", choice.codes), |(code, _)| code.to_string());
    writeln!(
        to,
        "  {}  {}  {}",
        style::code(&choice.character.to_string()),
        style::wrap(&label, 5),
        style::dim(&behind)
    )?;
    Ok(())
}

/// A finished code and what proves it.
pub(super) fn code(to: &mut impl Write, built: &Built) -> Result<()> {
    let own = built.code.to_string();
    writeln!(to, "{}  {}", style::code(&own), style::heading(&style::wrap(&built.title, 9)))?;
    match &built.proof {
        Proof::CodeFile => {
            let text = "legal: in the code file; no installed table has it yet";
            writeln!(to, "  {}", style::warn(text))?;
        }
        Proof::Row(row) => {
            writeln!(
                to,
                "  {}: in the code file, and built by row {} of {} of table {}",
                style::good("legal"),
                row.row,
                row.of,
                row.table
            )?;
            for column in &row.columns {
                let values: String = column.values.iter().map(|(c, _)| *c).collect();
                writeln!(to, "  {}", style::dim(&format!("{}: {values}", column.name)))?;
            }
        }
    }
    Ok(())
}

/// Where words lead.
pub(super) fn places(to: &mut impl Write, starts: &[Start]) -> Result<()> {
    for (n, start) in starts.iter().enumerate() {
        let key = if start.prefix.is_empty() { "key".to_owned() } else { start.prefix.clone() };
        let says = if start.says.is_empty() { String::new() } else { format!("  {}", start.says) };
        let codes = match start.codes {
            0 => String::new(),
            1 => "  1 code".to_owned(),
            n => format!("  {n} codes"),
        };
        writeln!(
            to,
            "{:>3}) {}  {}{says}{}",
            n + 1,
            style::code(&format!("{key:<7}")),
            start.path.join(" › "),
            style::dim(&codes)
        )?;
    }
    Ok(())
}

/// Which files answered.
pub(super) fn sources(
    to: &mut impl Write,
    answered: &Answered,
    tables: Option<&PcsTablesUsed>,
) -> Result<()> {
    source(to, answered)?;
    let text = match tables {
        None => "no ICD-10-PCS tables are installed: values have no names".to_owned(),
        Some(t) if t.earlier => format!(
            "values named by {} of the release of {}; legal is what the code file above has",
            t.file, t.release
        ),
        Some(_) => return Ok(()),
    };
    writeln!(to, "{}", style::dim(&text))?;
    Ok(())
}
