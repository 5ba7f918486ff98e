//! Encounters for treatment: Z51.0 and Z51.1- only where the encounter is for it, Z51.5 where
//! palliative care is given, not thought of for later (OCG I.C.2.e, I.C.21.c.7).

use crate::case::Case;
use crate::guidelines::words;
use medcode_model::WithheldReason;

/// Words of an encounter for treatment.
const GIVEN: &[&str] = &[
    "today",
    "admitted",
    "here",
    "encounter",
    "session",
    "fraction",
    "infusion",
    "infused",
    "cycle",
    "administered",
];
/// Words of what may come.
const LATER: &[&str] = &["later", "consider", "offered", "declined", "future", "eventually", "not"];

pub(super) fn apply(case: &mut Case<'_>) {
    neutropenia(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() {
            continue;
        }
        let says =
            |list: &[&str]| words::sentence(case, draft).any(|t| list.contains(&case.doc.folded(t)));
        let treatment = (draft.under("Z51.0") || draft.under("Z51.1")) && !says(GIVEN);
        let palliative = draft.under("Z51.5") && says(LATER);
        if treatment || palliative {
            let detail = "not what this encounter is for";
            case.drafts[at].withhold(WithheldReason::NotReportable, detail, Some("OCG-I.C.2.e"));
        }
    }
}

/// "Neutropenic fever day 9 after cycle 3 of R-CHOP": the chemotherapy is named as what it followed (Tabular
/// D70.1).
fn neutropenia(case: &mut Case<'_>) {
    const CHEMO: &[&str] = &["chemo", "chemotherapy", "cycle", "chop", "folfox", "folfiri"];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let after = words::sentence(case, draft).any(|t| CHEMO.contains(&case.doc.folded(t)));
        if after && draft.is_reported() && draft.under("D70.9") {
            case.recode(at, "D70.1", "it followed the chemotherapy", "OCG-I.A.15");
        }
    }
}
