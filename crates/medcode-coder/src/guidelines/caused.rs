//! A disease that the words beside it give its cause has a code of that cause: mucositis of chemotherapy or of
//! radiation (Tabular K12.31, K12.33); a lack of iron by the loss of blood; fibrillation that the provider calls a complication of the operation
//! (OCG I.B.16; Index: Complication > surgical procedure > cardiac).

use super::near;
use crate::case::Case;

/// Words of treatment against cancer.
const CHEMO: &[&str] = &["chemo", "chemotherapy", "methotrexate", "antineoplastic"];
const RADIATION: &[&str] = &["radiation", "xrt", "radiotherapy", "rt"];

pub(crate) fn apply(case: &mut Case<'_>) {
    mucositis(case);
    iron(case);
    after_surgery(case);
    cor_pulmonale(case);
    influenza(case);
    steroid(case);
}

/// Influenza with a pneumonia whose germ is coded is influenza with other specified pneumonia (Tabular J10.08:
/// code also other specified type of pneumonia).
fn influenza(case: &mut Case<'_>) {
    if !["J13", "J14", "J15"].iter().any(|c| case.reports(c)) {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if draft.is_reported() && (draft.under("J10.00") || draft.under("J10.01")) {
            case.recode(at, "J10.08", "the germ of the pneumonia is coded", "OCG-I.C.10");
        }
    }
}

/// "Steroid hyperglycemia": the drug that caused it (OCG I.C.19.e.5.a).
fn steroid(case: &mut Case<'_>) {
    let found = case.reported().find(|d| {
        let own = near::own(d);
        let before = own.start.saturating_sub(2)..own.end;
        d.under("R73.9") && before.clone().any(|t| matches!(case.doc.folded(t), "steroid" | "dex"))
    });
    if let Some(draft) = found.cloned()
        && !case.reports("T38.0X5")
    {
        case.add("T38.0X5A", &draft, "the steroid that caused it", "OCG-I.C.19.e.5.a");
    }
}

/// An embolism of the lung that the provider says strains the heart to acute cor pulmonale (Tabular I26.0).
fn cor_pulmonale(case: &mut Case<'_>) {
    let told = near::said(case, &near::note(case), &["acute cor pulmonale"]);
    if !told || !case.reports("I26.9") {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = match draft.code.compact() {
            "I2690" => "I26.01",
            "I2692" => "I26.02",
            "I2699" => "I26.09",
            _ => continue,
        };
        if draft.is_reported() {
            case.recode(at, code, "with acute cor pulmonale, as stated", "OCG-I.B.9");
        }
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("I27.81")) {
        let detail = "acute, and in the code of the embolism";
        draft.withhold(medcode_model::WithheldReason::LessSpecific, detail, Some("OCG-I.B.9"));
    }
}

fn mucositis(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("K12.30") {
            continue;
        }
        let sentence = near::sentence(case, draft);
        let code = if near::said(case, &sentence, CHEMO) {
            "K12.31"
        } else if near::said(case, &sentence, RADIATION) {
            "K12.33"
        } else {
            continue;
        };
        case.recode(at, code, "the treatment that caused it", "OCG-I.C.19.e");
    }
}

/// "IDA d/t menorrhagia": of blood that is lost (Tabular D50.0).
fn iron(case: &mut Case<'_>) {
    const LOST: &[&str] = &[
        "menorrhagia",
        "menometrorrhagia",
        "heavy period",
        "heavy menstrual bleeding",
        "hmb",
        "blood loss",
        "gi bleed",
        "gi bleeding",
        "gib",
        "hemorrhoidal bleeding",
    ];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !(draft.under("D50.9") || draft.under("D50.8")) {
            continue;
        }
        let Some(cause) = near::cause(case, draft) else { continue };
        if near::said(case, &cause, LOST) {
            case.recode(at, "D50.0", "of the blood that is lost", "OCG-I.B.2");
        }
    }
}

/// "Postop AF w RVR - complication": the complication, and which.
fn after_surgery(case: &mut Case<'_>) {
    const AFTER: &[&str] = &["postop", "postoperative", "post op"];
    if !case.facts.setting.is_inpatient() || case.reports("I97") {
        return;
    }
    let found = case
        .reported()
        .find(|d| d.under("I48") && near::said(case, &near::beside(case, d, 4, 0), AFTER));
    let Some(draft) = found.cloned() else { return };
    let sentence = near::sentence(case, &draft);
    let called = near::said(case, &sentence, &["complication", "complicated by", "complicating"]);
    if called {
        case.add("I97.89", &draft, "called a complication of the operation", "OCG-I.B.16");
    }
}
