//! The order of the codes: the first-listed or principal diagnosis first, etiology before
//! manifestation, external causes last (OCG II, IV.G, I.A.13, I.C.20.a.5).

use crate::case::{Case, Draft, Tier};
use medcode_model::Setting;
use medcode_note::SectionKind;

/// Gives every draft its place.
pub(super) fn order(case: &mut Case<'_>) {
    let pump = case.reports("T38.3X6") && case.drafts.iter().any(|d| d.is_reported() && is_pump(d));
    let listed = case.drafts.iter().any(|d| d.is_reported() && is_final(d));
    for draft in &mut case.drafts {
        let class: i64 = if draft.is_external_cause() {
            4
        } else if is_poisoning(draft) || pump && is_pump(draft) {
            -1
        } else if draft.under("Z79") || draft.under("Z9") || draft.under("Z8") {
            3
        } else if draft.tier != Tier::Assessed {
            2
        } else {
            // The list of final diagnoses names the principal one first (OCG II).
            i64::from(listed && !is_final(draft))
        };
        draft.order += class << 32;
    }
    case.drafts.sort_by_key(|d| (d.order, d.row));
    companions_after(case);
    germs_after(case);
}

/// Chronic conditions that a stay is seldom for: told first, as lists of histories are, they stand behind
/// the acute disease that is assessed beside them (OCG II: what chiefly occasioned the admission).
const COMPANIONS: &[&str] = &[
    "I10", "E11.9", "E11.65", "E11.22", "E78", "E03.9", "E66", "K21.9", "F17", "F32.A", "F41.9",
    "J44.9", "J45.909", "I25.10", "I48.0", "I48.1", "I48.2", "I48.91", "M19", "M81.0", "N18.1", "N18.2",
    "N18.3", "N18.9", "N40", "G47.33", "D63.1", "E55.9",
];

fn companions_after(case: &mut Case<'_>) {
    if !matches!(case.facts.setting, Setting::Inpatient | Setting::Observation) {
        return;
    }
    let companion = |d: &Draft| COMPANIONS.iter().any(|c| d.under(c));
    let Some(first) = case.drafts.iter().position(Draft::is_reported) else { return };
    if !companion(&case.drafts[first]) || is_final(&case.drafts[first]) {
        return;
    }
    let acute = |d: &Draft| {
        d.is_reported()
            && d.tier == Tier::Assessed
            && !companion(d)
            && !d.is_external_cause()
            && !["R", "Z", "B95", "B96", "B97"].iter().any(|c| d.under(c))
    };
    if let Some(at) = case.drafts[first..].iter().position(acute) {
        case.drafts[first..=first + at].rotate_right(1);
    }
}

/// B95-B97 name the germ of a disease that is classified elsewhere: never the first code (Tabular, the
/// note at B95-B97).
fn germs_after(case: &mut Case<'_>) {
    let germ = |d: &Draft| ["B95", "B96", "B97"].iter().any(|c| d.under(c));
    let Some(first) = case.drafts.iter().position(Draft::is_reported) else { return };
    let disease = |d: &Draft| d.is_reported() && !germ(d) && !d.is_external_cause() && !d.under("Z");
    if !germ(&case.drafts[first]) {
        return;
    }
    if let Some(at) = case.drafts[first..].iter().position(disease) {
        case.drafts[first..=first + at].rotate_right(1);
    }
}

fn is_final(draft: &Draft) -> bool {
    draft.context.section == SectionKind::FinalDiagnosis
}

/// Poisoning stands before its manifestations (OCG I.C.19.e.5.b).
fn is_poisoning(draft: &Draft) -> bool {
    let code = draft.code.bytes();
    let drug = code[0] == b'T' && matches!(&code[1..3], [b'3', b'6'..=b'9'] | [b'4', _] | [b'5', b'0']);
    drug && matches!(code[5], b'1'..=b'4') && code[6] == b'A'
}

/// The failure of an insulin pump stands before the diabetes it upsets (OCG I.C.4.a.5.a).
fn is_pump(draft: &Draft) -> bool {
    draft.under("T85.61") || draft.under("T85.69")
}
