//! The notes of a code, by kind, each beside the place it comes from.

use crate::style;
use anyhow::Result;
use medcode::CodeAnswer;
use medcode::model::NoteKind;
use std::io::Write;

/// Room for the place a note comes from.
const PLACE: usize = 10;

pub(super) fn show(to: &mut impl Write, a: &CodeAnswer) -> Result<()> {
    for kind in NoteKind::ALL {
        let mut last = None;
        for note in a.notes.iter().filter(|n| n.kind == kind) {
            if last.is_none() {
                writeln!(to, "  {}", style::heading(kind.heading()))?;
            }
            let from = note.from.to_string();
            let place = if last.as_ref() == Some(&from) { "" } else { from.as_str() };
            let place = style::dim(&format!("{place:<PLACE$}"));
            writeln!(to, "    {place} {}", style::wrap(&note.text, PLACE + 5))?;
            last = Some(from);
        }
    }
    Ok(())
}
