//! An operation begun through a scope and converted to open: the open operation is coded, and
//! the look through the scope (B3.2d).

use crate::desk::Case;
use crate::draft::{Draft, Fate};

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(hit) = case.ways.iter().copied().find(|h| case.tables.ways[h.row].settles) else { return };
    let abdomen = |d: &&Draft| {
        d.is_reported()
            && d.code[4] == b'0'
            && (d.starts("0D") || d.starts("0F") || d.starts("0T") || d.starts("0U"))
    };
    let Some(operation) = case.drafts.iter().find(abdomen) else { return };
    let inspection = *b"0WJG4ZZ";
    let words = case.words(hit);
    if !words.is_legal(&inspection) {
        return;
    }
    let draft = Draft {
        row: operation.row,
        code: inspection,
        hit,
        evidence: vec![words.span(hit.first, hit.end)],
        reasons: vec!["begun through a scope, converted to open: the look is coded too (B3.2d)".into()],
        confidence: 0.8,
        optional: false,
        inspection: false,
        assumed: 0,
        fate: Fate::Report,
    };
    case.drafts.push(draft);
}
