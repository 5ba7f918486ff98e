//! A code with an open character is not reported: the words do not say it. Where the same
//! procedure is told in full elsewhere it is dropped; else the provider is asked.

use crate::desk::Case;
use crate::draft::Draft;
use medcode_model::{Evidence, Query, WithheldReason};

pub(crate) fn apply(case: &mut Case<'_>) {
    let told: Vec<Draft> =
        case.drafts.iter().filter(|d| d.is_reported() && d.is_complete()).cloned().collect();
    let known = |d: &Draft| {
        told.iter().any(|t| t.row == d.row || d.code[0] == b'0' && t.code[..3] == d.code[..3])
    };
    case.drafts.retain(|d| d.is_complete() || !d.is_reported() || !known(d));
    let mut asked: Vec<[u8; 7]> = Vec::new();
    for n in 0..case.drafts.len() {
        let draft = &case.drafts[n];
        let Some(open) = draft.open().filter(|_| draft.is_reported()) else { continue };
        let prefix = draft.code;
        let axis = axis(case, &prefix[..open]);
        if !asked.contains(&prefix) {
            asked.push(prefix);
            if !draft.optional {
                let query = question(case, draft, open, &axis);
                case.queries.extend(query);
            }
        }
        let detail = format!("the note does not say the {}", axis.to_lowercase());
        case.drafts[n].withhold(WithheldReason::Incomplete, detail, Some("OCG-PCS A11"));
    }
}

/// What the next character stands for.
fn axis(case: &Case<'_>, prefix: &[u8]) -> String {
    let text = String::from_utf8_lossy(prefix);
    let next = case.stay.release.pcs_choices(&text).into_iter().next();
    let name = next.and_then(|c| {
        let longer = format!("{text}{}", c.character);
        case.stay.release.pcs_axis(longer.as_bytes()).map(|a| a.name)
    });
    name.unwrap_or_else(|| "next character".to_owned())
}

/// At most this many values are offered in a question.
const OFFERED: usize = 8;

fn question(case: &Case<'_>, draft: &Draft, open: usize, axis: &str) -> Option<Query> {
    let prefix = String::from_utf8_lossy(&draft.code[..open]).into_owned();
    let name = case.tables.procedures.get(draft.row)?.name;
    let choices = case.stay.release.pcs_choices(&prefix);
    let mut options: Vec<String> = choices.into_iter().map(|c| c.meaning).take(OFFERED).collect();
    options.extend(["Other".to_owned(), "Unable to determine".to_owned()]);
    Some(Query {
        question: format!(
            "The record names a procedure ({name}) without the {}. Please document it.",
            axis.to_lowercase()
        ),
        indicators: draft.evidence.iter().map(|&span| Evidence { span }).collect(),
        options,
    })
}
