//! Everything a release says of a code, for people to read.

use super::{notes, procedure};
use crate::{commands::source, style};
use anyhow::Result;
use medcode::CodeAnswer;
use medcode::kb::query::{Choice, PcsAxis};
use medcode::model::CodeSystem;
use std::io::Write;

pub(super) fn code(to: &mut impl Write, a: &CodeAnswer) -> Result<()> {
    let own = a.code.to_string();
    let title = if a.title.is_empty() { "(no words for it are installed)" } else { &a.title };
    writeln!(to, "{}  {}", style::code(&own), style::heading(&style::wrap(title, own.len() + 2)))?;
    writeln!(to, "  {}", standing(a).join(" · "))?;
    if !a.short_title.is_empty() && a.short_title != a.title {
        writeln!(to, "  {}", style::dim(&format!("short: {}", a.short_title)))?;
    }
    hierarchy(to, a)?;
    axes(to, &a.axes)?;
    if let Some(definition) = &a.definition {
        writeln!(to, "    {}", style::dim(&style::wrap(definition, 4)))?;
    }
    notes::show(to, a)?;
    choices(to, &a.characters)?;
    if let Some(unit) = a.drug.as_ref().and_then(|d| d.unit.as_ref()) {
        writeln!(to, "  {:<24} {unit}", "Billing unit")?;
    }
    for (field, value) in &a.details {
        writeln!(to, "  {:<24} {}", field.name(), style::wrap(value, 27))?;
    }
    if let Some(facts) = &a.procedure {
        procedure::show(to, a, facts)?;
    }
    for (from, last, day) in &a.previous {
        let range = if from == last { from.to_string() } else { format!("{from} to {last}") };
        writeln!(to, "  took the place of {range} on {day}")?;
    }
    source(to, &a.answered)
}

/// System, whether it may be reported, and what a claim needs to know of it.
fn standing(a: &CodeAnswer) -> Vec<String> {
    let state = if !a.in_force {
        style::warn("not in force on the date")
    } else if a.code.system() == CodeSystem::Cpt {
        style::good("listed")
    } else if a.modifier {
        style::good("modifier")
    } else if a.billable {
        style::good("billable")
    } else {
        style::warn("not billable: characters are still needed")
    };
    let mut parts = vec![a.code.system().name().to_owned(), state];
    match a.poa_exempt.filter(|_| a.billable) {
        Some(true) => parts.push("exempt from present-on-admission reporting".to_owned()),
        Some(false) => parts.push("POA indicator required (inpatient)".to_owned()),
        None => {}
    }
    if a.no_table {
        parts.push(style::warn("no table installed: its characters cannot be explained"));
    }
    parts.extend(a.dates.added.map(|d| format!("added {d}")));
    parts.extend(a.dates.action.map(|d| format!("last change {d}")));
    parts.extend(a.dates.terminated.map(|d| format!("terminated {d}")));
    parts
}

/// Chapter, block and the codes above, each a step further in.
fn hierarchy(to: &mut impl Write, a: &CodeAnswer) -> Result<()> {
    let chapter = a.chapter.iter().map(|(n, title)| (format!("Chapter {n}"), title));
    let block = a.block.iter().map(|(range, title)| (range.clone(), title));
    let parents = a.parents.iter().map(|(code, title)| (code.to_string(), title));
    for (depth, (place, title)) in chapter.chain(block).chain(parents).enumerate() {
        let indent = 2 + 2 * depth;
        let text = style::wrap(title, indent + place.len() + 2);
        writeln!(to, "{:indent$}{}  {}", "", style::dim(&place), style::dim(&text))?;
    }
    Ok(())
}

/// What each character of an ICD-10-PCS code means.
pub(super) fn axes(to: &mut impl Write, axes: &[PcsAxis]) -> Result<()> {
    let widest = axes.iter().map(|a| a.name.len()).max().unwrap_or_default();
    for (n, axis) in axes.iter().enumerate() {
        let name = style::dim(&format!("{} {:<widest$}", n + 1, axis.name));
        let character = style::code(&axis.character.to_string());
        writeln!(to, "  {name}  {character}  {}", style::wrap(&axis.meaning, widest + 9))?;
    }
    Ok(())
}

/// The characters that may come next, each with the code it leads to.
pub(super) fn choices(to: &mut impl Write, choices: &[Choice]) -> Result<()> {
    if choices.is_empty() {
        return Ok(());
    }
    let seventh = choices.iter().all(|c| c.code.is_some_and(|c| c.len() == 7));
    writeln!(
        to,
        "  {}",
        style::heading(if seventh { "7th character to choose" } else { "Next character to choose" })
    )?;
    for choice in choices {
        let code = choice.code.map(|c| c.to_string()).unwrap_or_default();
        let room = if code.is_empty() { 0 } else { 10 };
        let character = style::code(&choice.character.to_string());
        let meaning = style::wrap(&choice.meaning, 7 + room);
        writeln!(to, "    {character}  {code:<room$}{meaning}")?;
    }
    Ok(())
}
