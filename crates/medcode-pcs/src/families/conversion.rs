//! An operation begun through a scope and converted to open: the open operation is coded, and
//! the look through the scope (B3.2d).

use crate::desk::Case;
use crate::draft::{Draft, Fate};
use medcode_model::WithheldReason;

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(hit) = case.ways.iter().copied().find(|h| case.tables.ways[h.row].settles) else { return };
    let abdomen = |d: &&Draft| {
        d.is_reported()
            && d.code[4] == b'0'
            && (d.starts("0D") || d.starts("0F") || d.starts("0T") || d.starts("0U"))
    };
    let Some(operation) = case.drafts.iter().find(abdomen) else { return };
    let inspection = *b"0WJG4ZZ";
    let row = operation.row;
    let part: Vec<u8> = operation.code[..4].to_vec();
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        if draft.code[4] == b'4' && draft.code.starts_with(&part) {
            let detail = "begun so and finished open".to_owned();
            draft.withhold(WithheldReason::Excluded, detail, Some("OCG-PCS B3.2d"));
        }
    }
    let words = case.words(hit);
    if !words.is_legal(&inspection) {
        return;
    }
    let draft = Draft {
        row,
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
