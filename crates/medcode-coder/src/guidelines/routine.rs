//! Signs and symptoms that a disease routinely brings are not coded beside it, wherever in
//! the note they stand (OCG I.B.5); `lexicon/integral.tsv` names them.

use crate::case::Case;
use medcode_model::WithheldReason;
use std::sync::OnceLock;

/// A symptom and the diseases it is a part of.
struct Row {
    symptom: &'static str,
    diseases: Vec<&'static str>,
}

fn table() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| {
        let rows = medcode_lexicon::table("integral").into_iter().flat_map(medcode_lexicon::rows);
        rows.filter_map(|cells| {
            let &[symptom, diseases, _] = cells.as_slice() else { return None };
            Some(Row { symptom, diseases: diseases.split_whitespace().collect() })
        })
        .collect()
    })
}

/// Signs that stand in the chapters of diseases: bleeding after the menopause, pain of the back.
const SIGNS: &[&str] = &["N95.0", "M54.5", "M54.6", "M54.9"];

/// Withholds every symptom whose disease is reported.
pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        // What a guideline has added on its own authority is more than a symptom.
        let sign = draft.is_symptom() || SIGNS.iter().any(|c| draft.under(c));
        if !draft.is_reported() || !sign || !draft.authority.is_empty() {
            continue;
        }
        let diseases = table().iter().filter(|r| draft.under(r.symptom)).flat_map(|r| &r.diseases);
        let by = diseases.into_iter().find_map(|d| {
            let found = case.reported().find(|other| other.under(d) && !other.is_symptom());
            found.map(|other| other.code.to_string())
        });
        if let Some(by) = by {
            let detail = format!("routinely a part of {by}");
            case.drafts[at].withhold(WithheldReason::Integral, detail, Some("OCG-I.B.5"));
        }
    }
}
