//! Varices of the esophagus in cirrhosis or portal hypertension (Index: Varix > esophagus >
//! in (due to); "in" presumes the link, OCG I.A.15).

use super::near;
use crate::case::Case;
use medcode_model::WithheldReason;

/// What a scope sees of a varix that bleeds.
const SPURTING: &[&str] = &["spurting", "spurted", "spurter", "actively bleeding", "oozing varix"];

/// Turns varices of such a patient into secondary ones.
pub(crate) fn apply(case: &mut Case<'_>) {
    steatohepatitis(case);
    let cause = |d: &crate::case::Draft| {
        near::is_known(d) && ["K70.3", "K74", "K76.6"].iter().any(|c| d.under(c))
    };
    if !case.drafts.iter().any(cause) {
        return;
    }
    bare(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        // Bare "varices" beside portal hypertension are those of the esophagus.
        let bare = draft.under("I83.9") || draft.under("I86.8");
        let portal =
            || near::said(case, &near::problem(case, draft), &["portal htn", "portal hypertension"]);
        if !draft.is_reported() || !(draft.under("I85.0") || bare && portal()) {
            continue;
        }
        let bleeds =
            near::said(case, &near::own(draft), &["bleeding", "bleed", "hemorrhage", "hemorrhaging"]);
        let spurts = near::said(case, &near::sentence(case, draft), SPURTING);
        let code = if (draft.under("I85.01") && bleeds) || spurts { "I85.11" } else { "I85.10" };
        case.recode(at, code, "varices in cirrhosis or portal hypertension", "OCG-I.A.15");
    }
    portal(case);
    if case.reports("I85.1") {
        for draft in case.drafts.iter_mut().filter(|d| d.under("I85.0")) {
            draft.withhold(WithheldReason::LessSpecific, "coded with its cause", Some("OCG-I.A.13"));
        }
    }
}

/// "Portal hypertension with esophageal varices" names both: the varices are coded after
/// their cause (Tabular I85.1: code first).
fn portal(case: &mut Case<'_>) {
    let varices: Vec<_> = case.reported().filter(|d| d.under("I85.1")).cloned().collect();
    for draft in varices {
        let said = near::find(case, &near::own(&draft), &["portal htn", "portal hypertension"]);
        if let Some(words) = said {
            case.state("K76.6", words, "the cause of the varices", "OCG-I.A.13");
        }
    }
}

/// "Portal hypertension with varices": of the esophagus, though the word is not said.
fn bare(case: &mut Case<'_>) {
    if case.reports("I85") || case.reports("I86.4") {
        return;
    }
    let portal: Vec<_> = case.reported().filter(|d| d.under("K76.6")).cloned().collect();
    let words = portal.iter().find_map(|d| near::find(case, &near::sentence(case, d), &["varix"]));
    if let Some(words) = words {
        case.state("I85.10", words, "varices in portal hypertension", "OCG-I.A.15");
    }
}

/// "NASH cirrhosis": the steatohepatitis and the cirrhosis have a code each (OCG I.A.17; K75.81 asks
/// for the fibrosis in addition).
fn steatohepatitis(case: &mut Case<'_>) {
    const NAMES: &[&str] = &["nash", "mash", "steatohepatitis"];
    let Some(at) = case.drafts.iter().position(|d| d.is_reported() && d.under("K74.6")) else { return };
    let cirrhosis = case.drafts[at].clone();
    let Some(words) = near::find(case, &near::sentence(case, &cirrhosis), NAMES) else { return };
    if cirrhosis.under("K74.69") {
        case.recode(at, "K74.60", "cirrhosis of a named liver disease", "OCG-I.A.17");
    }
    if case.state("K75.81", words, "the disease behind the cirrhosis", "OCG-I.A.17")
        && let Some(added) = case.drafts.last_mut()
    {
        added.tier = cirrhosis.tier;
        added.order = cirrhosis.order - 1;
    }
}
