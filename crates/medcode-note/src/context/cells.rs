//! What does the next cell of its row say of a mention?
//!
//! Problem lists and questionnaires come as tables: `Gout | Resolved`, `Chest pain | No`.

use medcode_model::Span;

use crate::segment::Document;
use crate::segment::gap::Gap;
use crate::segment::sentence::Sentence;

use super::class::CueClass;
use super::clause::{Clause, within};

/// A cue that is all that the next cell of the row holds.
pub(super) fn status(clause: &Clause<'_, '_>) -> Option<(CueClass, Span)> {
    let doc = clause.doc;
    let gap = (clause.end < doc.tokens().len()).then(|| clause.gap(clause.end))?;
    if !gap.has(Gap::PIPE.with(Gap::COLUMN)) {
        return None;
    }
    let here = doc.sentence_of(clause.end)?;
    let (cell, row) = (doc.sentences()[here], doc.sentences()[here.checked_sub(1)?].line);
    if cell.line != row {
        return None;
    }
    let found = within(&doc.hits, cell.tokens.0, cell.tokens.1).first()?;
    let whole = found.first == cell.tokens.0 && (found.end..cell.tokens.1).all(|at| is_year(doc, at));
    if !whole {
        return None;
    }
    let class = clause.class(found);
    let tells = match class {
        CueClass::Resolved
        | CueClass::Prior
        | CueClass::HistoryOf
        | CueClass::RuledOut
        | CueClass::Possible
        | CueClass::Probable
        | CueClass::Unlikely
        | CueClass::Remission => true,
        // `HTN | None | continue`: the drugs are none; a last cell answers the row.
        CueClass::Negated => {
            ends_row(doc, here, &cell) && !matches!(clause.word(found.first as usize), "none" | "nil")
        }
        _ => false,
    };
    tells.then_some((class, cell.span))
}

fn is_year(doc: &Document<'_>, at: u32) -> bool {
    doc.folded(at as usize).bytes().all(|b| b.is_ascii_digit())
}

fn ends_row(doc: &Document<'_>, here: usize, cell: &Sentence) -> bool {
    doc.sentences().get(here + 1).is_none_or(|next| next.line != cell.line)
}
