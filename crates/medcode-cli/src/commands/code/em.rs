//! The level of the visit for a person to read: the table with what was counted.

use crate::style;
use anyhow::Result;
use medcode::em::{By, Column, Element, Level};
use medcode::model::{Note, Span};
use std::io::Write;

/// Prints the table of a level.
pub(super) fn print(to: &mut impl Write, note: &Note, level: &Level) -> Result<()> {
    let code = level.code.map_or_else(|| "no visit billed".to_owned(), |c| c.to_string());
    let by = match level.by {
        By::Mdm => format!("{} decision making", level.mdm.name()),
        By::Time => "by time".to_owned(),
        By::Kind => "by the kind of visit".to_owned(),
    };
    let patient = level.standing.map_or_else(String::new, |s| format!(", {} patient", s.id()));
    let heading = style::heading("Level of the visit");
    writeln!(to, "\n{heading}  {} {}{patient}: {by}", style::code(&code), level.family.name())?;
    if let Some((why, words)) = &level.standing_by {
        let words = words.map_or_else(String::new, |w| format!("  {}", quoted(note, w)));
        writeln!(to, "    {:<9} {:<9} {why}{words}", "patient", "")?;
    }
    for (name, column) in [("problems", &level.problems), ("data", &level.data), ("risk", &level.risk)] {
        table(to, note, name, column)?;
    }
    if let Some(time) = &level.time {
        let reach = time.step.map_or("-", |s| s.id());
        let remark = time.remark.unwrap_or_default();
        let words = quoted(note, time.words);
        writeln!(to, "    {:<9} {reach:<9} {} minutes {remark}  {words}", "time", time.minutes)?;
    }
    for also in &level.also {
        writeln!(to, "    with {} x {}: {}", style::code(&also.code.to_string()), also.units, also.why)?;
    }
    for remark in &level.remarks {
        writeln!(to, "    {remark}")?;
    }
    for change in &level.would_change {
        writeln!(to, "    {}", style::dim(&format!("would change it: {change}")))?;
    }
    if level.borderline {
        writeln!(to, "    a close call")?;
    }
    Ok(())
}

fn table(to: &mut impl Write, note: &Note, name: &str, column: &Column) -> Result<()> {
    if column.counted.is_empty() && column.left_out.is_empty() {
        return Ok(());
    }
    let mut label = name;
    let mut step = column.step.id();
    for element in &column.counted {
        writeln!(to, "    {label:<9} {step:<9} {}", told(note, element))?;
        (label, step) = ("", "");
    }
    for element in &column.left_out {
        let line = format!("not counted: {}", told(note, element));
        writeln!(to, "    {label:<9} {step:<9} {}", style::dim(&line))?;
        (label, step) = ("", "");
    }
    Ok(())
}

fn told(note: &Note, element: &Element) -> String {
    let words: Vec<String> = element.words.iter().map(|&w| quoted(note, w)).collect();
    format!("{}  {}", element.what, words.join(" "))
}

fn quoted(note: &Note, span: Span) -> String {
    let words = span.of(&note.text).split_whitespace().collect::<Vec<_>>().join(" ");
    format!("“{}”", style::words(&words))
}
