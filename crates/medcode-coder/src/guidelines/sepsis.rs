//! Sepsis by organism, severe sepsis and septic shock (OCG I.C.1.d).

use super::near;
use crate::case::Case;

/// Organisms as notes name them, and the code of sepsis due to them.
const ORGANISMS: &[(&[&str], &str)] = &[
    (&["mrsa", "methicillin resistant staphylococcus aureus"], "A41.02"),
    (&["mssa", "methicillin susceptible staphylococcus aureus", "staph aureus", "s aureus"], "A41.01"),
    (&["e coli", "escherichia coli"], "A41.51"),
    (&["pseudomona"], "A41.52"),
    (&["klebsiella", "proteus", "enterobacter"], "A41.59"),
    (&["enterococcus", "enterococcal", "e fecalis", "vre"], "A41.81"),
    (&["group b strep", "group b streptococcus", "gbs"], "A40.1"),
    (&["group a strep", "group a streptococcus"], "A40.0"),
    (&["pneumococcal", "streptococcus pneumoniae", "strep pneumoniae", "s pneumoniae"], "A40.3"),
    (&["candida", "candidal"], "B37.7"),
];

const SHOCK: &[&str] = &["septic shock"];
const SEVERE: &[&str] = &["severe sepsis", "sepsis with acute organ dysfunction"];

/// Completes sepsis that is reported.
pub(crate) fn apply(case: &mut Case<'_>) {
    let found = case.drafts.iter().position(|d| {
        d.is_reported() && (d.under("A41") || d.under("A40") || d.under("R65.2")) && !case.reports("O85")
    });
    let Some(at) = found else { return };
    if case.drafts[at].under("A41.9") || case.drafts[at].under("R65.2") {
        organism(case, at);
    }
    severity(case);
}

/// The organism that the sepsis is said to be due to.
fn organism(case: &mut Case<'_>, at: usize) {
    let sentence = near::sentence(case, &case.drafts[at]);
    let named = ORGANISMS.iter().find(|(names, _)| near::said(case, &sentence, names));
    if case.drafts[at].under("R65.2") {
        // The systemic infection is coded before severe sepsis (OCG I.C.1.d.1.b).
        if !case.reports("A4") {
            let mut like = case.drafts[at].clone();
            like.order -= 1;
            let code = named.map_or("A41.9", |(_, code)| *code);
            case.add(code, &like, "the infection behind severe sepsis", "OCG-I.C.1.d.1.b");
        }
    } else if let Some((_, code)) = named {
        case.recode(at, code, "the organism is named", "OCG-I.C.1.d");
    }
}

/// Septic shock and severe sepsis take a code of their own after the infection.
fn severity(case: &mut Case<'_>) {
    let Some(at) =
        case.drafts.iter().position(|d| d.is_reported() && (d.under("A41") || d.under("A40")))
    else {
        return;
    };
    if case.reports("R65.2") {
        return;
    }
    let note = near::note(case);
    let mut like = case.drafts[at].clone();
    like.order += 1;
    let code = if near::said(case, &near::sentence(case, &like), SHOCK) {
        "R65.21"
    } else if near::said(case, &note, SHOCK) && near::said(case, &near::problem(case, &like), SHOCK) {
        "R65.21"
    } else if near::said(case, &near::problem(case, &like), SEVERE) {
        "R65.20"
    } else {
        return;
    };
    case.add(code, &like, "severe sepsis is coded beside the infection", "OCG-I.C.1.d.1.b");
}
