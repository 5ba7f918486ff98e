//! What the changes mean for one's own codes, in the terminal.

use crate::{commands, style};
use anyhow::Result;
use medcode::diff::{Effect, Impact, ImpactReport};
use std::io::Write;

/// Codes that are shown of each kind without `--all`.
const FIRST: usize = 25;
/// Reasons, places and codes to take that are shown of one code.
const FEW: usize = 6;

pub(super) fn print(report: &ImpactReport, all: bool, to: &mut impl Write) -> Result<()> {
    writeln!(to, "{}", style::heading("Your codes"))?;
    for (effect, title) in [
        (Effect::Breaks, "may not be reported any more"),
        (Effect::Review, "stay, and something about them changed"),
        (Effect::NotValid, "could not be reported before either"),
    ] {
        let items: Vec<&Impact> = report.items.iter().filter(|i| i.effect == effect).collect();
        if items.is_empty() {
            continue;
        }
        writeln!(to, "\n{} {title}", items.len())?;
        let shown = if all { items.len() } else { FIRST };
        for item in items.iter().take(shown) {
            one(item, to)?;
        }
        if items.len() > shown {
            writeln!(to, "  {}", style::dim(&format!("{} more (--all)", items.len() - shown)))?;
        }
    }
    writeln!(to, "\n{} untouched", report.untouched)?;
    if !report.unknown.is_empty() {
        let codes: Vec<&str> = report.unknown.iter().map(|u| u.code.as_str()).take(20).collect();
        let more = report.unknown.len() - codes.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let line =
            format!("{} in none of the releases: {}{more}", report.unknown.len(), codes.join(", "));
        writeln!(to, "{}", style::wrap(&line, 2))?;
    }
    commands::notice(to, report.items.iter().map(|i| i.code.system()))?;
    writeln!(to)?;
    Ok(())
}

fn one(item: &Impact, to: &mut impl Write) -> Result<()> {
    let code = style::code(&item.code.to_string());
    let line =
        format!("{}  {}", item.title, style::dim(&format!("({}{})", used(item), few(&item.places))));
    writeln!(to, "  {code}  {}", style::wrap(line.trim_start(), 4))?;
    for reason in item.reasons.iter().take(FEW) {
        writeln!(to, "    {}", style::wrap(reason, 6))?;
    }
    if item.reasons.len() > FEW {
        writeln!(to, "    {}", style::dim(&format!("{} more reasons", item.reasons.len() - FEW)))?;
    }
    let word = if item.person { "choose" } else { "code" };
    for (code, title) in item.instead.iter().take(FEW) {
        let line = format!("{word} {} {title}", style::good(&code.to_string()));
        writeln!(to, "    {}", style::wrap(&line, 6))?;
    }
    if item.instead.len() > FEW {
        let more = format!("{} more to choose from", item.instead.len() - FEW);
        writeln!(to, "    {}", style::dim(&more))?;
    }
    if item.person && item.instead.is_empty() && item.effect != Effect::Review {
        writeln!(to, "    {}", style::warn("needs a person: no table says what takes its place"))?;
    }
    Ok(())
}

/// How often and when last; nothing of a code that only stands somewhere.
fn used(item: &Impact) -> String {
    let last = item.last.map_or_else(String::new, |day| format!(", last {day}"));
    match item.count {
        0 => String::new(),
        1 => format!("1 use{last}: "),
        n => format!("{n} uses{last}: "),
    }
}

fn few(places: &[String]) -> String {
    let shown: Vec<&str> = places.iter().map(String::as_str).take(FEW).collect();
    let more = places.len() - shown.len();
    if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
}
