//! A coded note for a person to read: the codes, then the words highlighted in the note.

use crate::{out, style};
use anyhow::Result;
use medcode::CodedNote;
use medcode::model::{Note, Span, Suggestion};
use std::io::Write;

/// Prints a coded note.
pub(super) fn print(note: &Note, coded: &CodedNote) -> Result<()> {
    let mut to = out::stdout();
    let release = coded.releases.first().map_or_else(String::new, |r| r.id.from.to_string());
    let source = if coded.setting.1 { "given" } else { "read from the note" };
    writeln!(
        to,
        "{}",
        style::dim(&format!(
            "as of {} ({}) · ICD-10-CM release {release} · setting {} ({source})",
            coded.as_of.date,
            coded.as_of.source.id(),
            coded.setting.0.id()
        ))
    )?;
    if coded.outcome.suggestions.is_empty() {
        writeln!(to, "\nNothing in this note is reportable; what was seen is listed below.")?;
    }
    for s in &coded.outcome.suggestions {
        suggestion(&mut to, note, s)?;
    }
    if let Some(level) = &coded.level {
        super::em::print(&mut to, note, level)?;
    }
    withheld(&mut to, note, coded)?;
    for q in &coded.outcome.queries {
        writeln!(to, "\n{} {}", style::heading("Query:"), q.question)?;
        for i in &q.indicators {
            writeln!(to, "    {}", quoted(note, i.span))?;
        }
        for option in &q.options {
            writeln!(to, "    [ ] {option}")?;
        }
    }
    super::findings::print(&mut to, &coded.findings)?;
    writeln!(to)?;
    highlighted(&mut to, note, coded)?;
    crate::commands::notice(&mut to, coded.outcome.suggestions.iter().map(|s| s.coded.code.system()))?;
    to.flush()?;
    Ok(())
}

fn suggestion(to: &mut impl Write, note: &Note, s: &Suggestion) -> Result<()> {
    let mut marks = String::new();
    if let Some(poa) = s.poa {
        marks.push_str(&format!(" · POA {poa}"));
    }
    if let Some(units) = s.units {
        marks.push_str(&format!(" · {units} units"));
    }
    if !s.modifiers.is_empty() {
        marks.push_str(&format!(" · modifiers {}", s.modifiers.join(" ")));
    }
    writeln!(
        to,
        "\n{:>2}  {}  {}{}",
        s.rank,
        style::code(&format!("{:<8}", s.coded.code.to_string())),
        s.coded.title,
        style::dim(&format!("  {:.0} %{marks}", s.confidence * 100.0))
    )?;
    for e in s.coded.evidence.iter().take(4) {
        writeln!(to, "      {}", quoted(note, e.span))?;
    }
    if !s.coded.path.is_empty() {
        let path = format!("{} [{}]", s.coded.path.join(" › "), s.coded.path_source);
        writeln!(to, "      {}", style::dim(&path))?;
    }
    for reason in &s.reasons {
        writeln!(to, "      {reason}")?;
    }
    if !s.authority.is_empty() {
        writeln!(to, "      {}", style::dim(&s.authority.join(", ")))?;
    }
    Ok(())
}

fn withheld(to: &mut impl Write, note: &Note, coded: &CodedNote) -> Result<()> {
    if coded.outcome.withheld.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n{}", style::heading("Seen and not reported"))?;
    for w in &coded.outcome.withheld {
        let words = w.coded.evidence.first().map_or_else(String::new, |e| quoted(note, e.span));
        writeln!(
            to,
            "    {:<8} {:<16} {}  {words}",
            w.coded.code.to_string(),
            w.reason.id(),
            w.coded.title
        )?;
        writeln!(
            to,
            "             {}",
            style::dim(&format!("{} {}", w.detail, w.authority.join(", ")))
        )?;
    }
    Ok(())
}

fn quoted(note: &Note, span: Span) -> String {
    let words = span.of(&note.text).split_whitespace().collect::<Vec<_>>().join(" ");
    format!("“{}”", style::words(&words))
}

/// The note with the words behind the codes marked.
fn highlighted(to: &mut impl Write, note: &Note, coded: &CodedNote) -> Result<()> {
    let mut spans: Vec<(Span, u32)> = coded
        .outcome
        .suggestions
        .iter()
        .flat_map(|s| s.coded.evidence.iter().map(move |e| (e.span, s.rank)))
        .collect();
    spans.sort_by_key(|(s, rank)| (s.start, std::cmp::Reverse(s.end), *rank));
    let mut at = 0usize;
    for (span, rank) in spans {
        let range = span.range();
        if range.start < at {
            continue;
        }
        write!(to, "{}", note.text.get(at..range.start).unwrap_or_default())?;
        write!(to, "{}{}", style::words(span.of(&note.text)), style::dim(&format!("[{rank}]")))?;
        at = range.end;
    }
    writeln!(to, "{}", note.text.get(at..).unwrap_or_default().trim_end())?;
    Ok(())
}
