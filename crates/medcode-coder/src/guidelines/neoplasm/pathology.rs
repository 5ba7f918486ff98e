//! Outpatient surgery is coded to what is known when the bill is made: a pathology report in
//! the note confirms the diagnosis (OCG IV.N, IV.K).

use crate::case::{Case, Draft, Tier};
use crate::guidelines::near;
use medcode_model::{Presence, Temporality};
use medcode_note::SectionKind;

/// What a biopsy finds beside neoplasms: of the gut, the skin and the genital organs.
const FOUND: &[&str] = &[
    "K20", "K21.0", "K22.7", "K29", "K31.7", "K31.A", "K50", "K51", "K52.8", "K63.5", "K90.0", "L57.0",
    "L82", "L28", "L30", "L40", "L43", "L72", "N80", "N84", "N85.0", "N87", "N89.0", "N89.1", "N90.0",
    "N90.1", "B07",
];

/// Words of a report of tissue.
const TISSUE: &[&str] = &["path", "pathology", "biopsy", "bx", "histology", "specimen"];

/// Takes neoplasms in an addendum or pathology section as assessed.
pub(super) fn apply(case: &mut Case<'_>) {
    if case.facts.setting.is_inpatient() {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let section = draft.context.section;
        let reported = matches!(section, SectionKind::Addendum | SectionKind::Pathology);
        let neoplasm =
            draft.under("C") || draft.code.bytes()[0] == b'D' && draft.code.bytes()[1] <= b'4';
        let present = draft.context.assertion.presence == Presence::Present;
        if reported && present && (neoplasm || is_of_tissue(case, draft)) {
            case.drafts[at].tier = Tier::Assessed;
        }
    }
}

/// "Path: 12:00 biopsy CIN 1. ECC benign."
fn is_of_tissue(case: &Case<'_>, draft: &Draft) -> bool {
    let now = draft.context.assertion.temporality == Temporality::Current;
    let found = FOUND.iter().any(|c| draft.under(c));
    let own = near::sentence(case, draft);
    let said = |t: usize| TISSUE.contains(&case.doc.folded(t));
    now && found
        && (draft.context.section == SectionKind::Pathology
            || (own.start.saturating_sub(10)..own.end).any(said))
}
