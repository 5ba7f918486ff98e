//! A cardiac device that is reprogrammed is the reason for the encounter, not a status beside
//! it (OCG I.C.21.c.7, Tabular Z45.0-; Z95.0 and Z95.810: Excludes).

use crate::case::{Case, Draft, Fate, Tier};
use medcode_model::Setting;

/// What is done to a device at its check.
const ADJUSTED: &[&str] = &["reprogrammed", "reprogramming", "reprogram"];
/// What is measured at its check.
const CHECKED: &[&str] = &["threshold", "impedance", "sensing", "interrogated", "interrogation"];

/// A visit for the device itself.
const VISIT: &[&str] = &[
    "pacer clinic",
    "pacemaker clinic",
    "device clinic",
    "pacemaker check",
    "ppm check",
    "icd check",
    "device check",
];

/// Words by which a generator is at the end of its life, or is replaced.
const SPENT: &[&str] = &[
    "eri",
    "elective replacement",
    "generator change",
    "generator changeout",
    "generator replacement",
    "generator exchange",
    "end of life",
    "battery depletion",
    "eol",
    "old generator out",
];

/// A generator that is replaced for its battery is what the encounter is for (Tabular Z45.010, Z45.02).
fn replaced(case: &mut Case<'_>) {
    if case.facts.setting != Setting::OutpatientProcedure || case.places.any(SPENT).is_empty() {
        return;
    }
    let defibrillator = !case.places.any(&["icd", "defibrillator", "crt d", "aicd"]).is_empty();
    let code = if defibrillator { "Z45.02" } else { "Z45.010" };
    let held = case
        .drafts
        .iter()
        .position(|d| (d.under("Z95.0") || d.under("Z95.810") || d.under("Z45.0")) && is_own(d));
    let Some(at) = held else { return };
    let first = case.drafts.iter().map(|d| d.order).min().unwrap_or_default() - 1;
    let like =
        Draft { fate: Fate::Report, tier: Tier::Assessed, order: first, ..case.drafts[at].clone() };
    case.add(code, &like, "the generator is replaced", "OCG-I.C.21.c.7");
}

/// A stay is for no check of a device: the device that was interrogated in it is there (OCG I.C.21.c.3).
fn of_stay(case: &mut Case<'_>) {
    if !case.facts.setting.is_inpatient() {
        return;
    }
    for (check, status) in [("Z45.01", "Z95.0"), ("Z45.02", "Z95.810")] {
        for at in 0..case.drafts.len() {
            if case.drafts[at].is_reported() && case.drafts[at].under(check) {
                case.recode(at, status, "a device that was checked in the stay", "OCG-I.C.21.c.3");
            }
        }
    }
}

/// Turns the status of a device that was adjusted in an outpatient check into the encounter.
pub(crate) fn apply(case: &mut Case<'_>) {
    replaced(case);
    of_stay(case);
    if case.facts.setting.is_inpatient() || case.places.any(ADJUSTED).is_empty() {
        return;
    }
    if !is_visit(case) || CHECKED.iter().all(|w| case.places.word(w).is_empty()) {
        return;
    }
    for (status, code) in [("Z95.0", "Z45.018"), ("Z95.810", "Z45.02")] {
        let Some(at) = case.drafts.iter().position(|d| d.under(status) && is_own(d)) else { continue };
        let first = case.drafts.iter().map(|d| d.order).min().unwrap_or_default() - 1;
        let like =
            Draft { fate: Fate::Report, tier: Tier::Assessed, order: first, ..case.drafts[at].clone() };
        case.add(code, &like, "the device was adjusted at this encounter", "OCG-I.C.21.c.7");
    }
}

fn is_own(draft: &Draft) -> bool {
    draft.context.assertion.is_affirmed() && !draft.context.carried_forward
}

/// Whether the note opens as a visit for the device.
fn is_visit(case: &Case<'_>) -> bool {
    case.places.any(VISIT).iter().any(|r| r.start < 30)
}
