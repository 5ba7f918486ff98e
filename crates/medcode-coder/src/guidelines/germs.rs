//! A germ named with the infection it causes is B95 or B96, not an infection of no place (Tabular A49:
//! Excludes1); in sepsis its code says the germ already (OCG I.C.1.b, I.C.1.d.1).

use crate::case::{Case, Fate};
use medcode_model::WithheldReason;

/// Infections of a place that ask for their germ ("use additional code ... to identify organism").
const LOCAL: &[&str] = &[
    "T80.2", "T81.4", "T82.6", "T82.7", "T83.5", "T83.6", "T84.5", "T84.6", "T84.7", "T85.7", "L02",
    "L03", "L08", "M00", "M46.2", "M60.0", "M71.1", "M72.6", "M86", "N10", "N12", "N30", "N39.0", "N41",
    "N45", "J85", "J86", "K61", "K65", "K75.0", "I33.0", "G06", "G00", "H05.0", "H60", "O86", "N61",
    "N70", "E11.628", "E10.628",
];

/// Infections of no place, and their germ.
const GERMS: &[(&str, &str)] = &[
    ("A49.01", "B95.61"),
    ("A49.02", "B95.62"),
    ("A49.1", "B95.5"),
    ("A49.2", "B96.3"),
    ("A49.3", "B96.0"),
];

/// Sepsis by its germ, and the germ that it says.
const SEPSIS: &[(&str, &str)] = &[
    ("A41.01", "B95.61"),
    ("A41.02", "B95.62"),
    ("A41.1", "B95.7"),
    ("A41.2", "B95.8"),
    ("A41.51", "B96.2"),
    ("A41.52", "B96.5"),
];

/// "Pseudomonas swab = colonized": the germ of no infection (Tabular B95 to B97: as the cause of diseases).
fn colonized(case: &mut Case<'_>) {
    const ONLY: &[&str] = &["colonized", "colonization", "colonizer", "contaminant", "contamination"];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !["B95", "B96", "B97"].iter().any(|c| draft.under(c)) {
            continue;
        }
        let only = super::near::sentence(case, draft).into_iter().any(|t| {
            ONLY.contains(&case.doc.folded(t))
                && !matches!(case.doc.folded(t.wrapping_sub(1)), "not" | "no")
        });
        if only {
            let detail = "colonized: the cause of no disease";
            case.drafts[at].withhold(WithheldReason::NotReportable, detail, Some("OCG-I.C.1.b"));
        }
    }
}

pub(crate) fn apply(case: &mut Case<'_>) {
    colonized(case);
    let local = case.reported().any(|d| LOCAL.iter().any(|c| d.under(c)));
    if local {
        for at in 0..case.drafts.len() {
            let draft = &case.drafts[at];
            let Some((_, germ)) = GERMS.iter().find(|(c, _)| draft.is_reported() && draft.under(c))
            else {
                continue;
            };
            if case.reports(germ) {
                let detail = format!("{germ} tells the germ");
                case.drafts[at].withhold(WithheldReason::Excluded, detail, Some("Tabular A49"));
            } else {
                case.recode(at, germ, "the germ of the infection that is coded", "Tabular A49");
            }
        }
        cultured(case);
        return;
    }
    for (sepsis, germ) in SEPSIS {
        if !case.reports(sepsis) || case.reports("J15") {
            continue;
        }
        for draft in case.drafts.iter_mut().filter(|d| d.under(germ)) {
            let detail = format!("{sepsis} tells the germ");
            draft.withhold(WithheldReason::Excluded, detail, Some("OCG-I.C.1.d.1"));
        }
    }
}

/// "Cx MSSA" of a stay: the germ of the one infection that is coded.
fn cultured(case: &mut Case<'_>) {
    if !case.facts.setting.is_inpatient() || case.reports("B95") || case.reports("B96") {
        return;
    }
    let mut held = (0..case.drafts.len()).filter(|&n| {
        let draft = &case.drafts[n];
        let told = matches!(draft.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. });
        told && (draft.under("B95") || draft.under("B96")) && draft.context.assertion.is_affirmed()
    });
    let Some(at) = held.next() else { return };
    let draft = &mut case.drafts[at];
    draft.fate = Fate::Report;
    draft.reasons.push("the germ of the infection that is coded".into());
    draft.authority.push("OCG-I.C.1.b");
}
