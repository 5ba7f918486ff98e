//! What the assessment leaves unspecified the rest of the note may tell: the class of an
//! obesity, the stage of a disease (OCG I.B.2, I.B.14).

use crate::case::{Case, Draft, Fate};
use crate::tabular::Side;
use medcode_model::{Experiencer, Presence, WithheldReason as R};

/// Categories whose codes tell kinds, stages and classes of one disease, not its places.
const CATEGORIES: &[&str] = &[
    "E66", "J45", "G30", "K74.6", "F02", "F10", "F11", "F17", "F20", "F31", "F32", "F33", "G40", "I48",
    "I50", "I42", "N18", "D50", "M81", "K51", "L20", "C50", "C34", "C18", "C16", "C25", "C67", "G43",
    "L40", "J30", "K50", "E78",
];

/// Of them, those that nobody is cured of: what a history calls them they still are.
const LIFELONG: &[&str] = &["G30", "K51", "F20", "G40"];

/// Gives an assessed condition that is coded as unspecified the one specific code that the
/// note gives elsewhere as the patient's own and current.
pub(crate) fn apply(case: &mut Case<'_>) {
    kinds(case);
    siblings(case);
}

/// A side left open, where the note gives the one of the same condition elsewhere:
/// "left knee chondromalacia" above, "chondromalacia" in the assessment (OCG I.B.13).
fn siblings(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !is_open(case, draft) {
            continue;
        }
        let code = draft.code.compact().to_owned();
        let place = if code.len() == 7 { 5 } else { code.len() - 1 };
        // "Chondromalacia, unspecified site" beside "chondromalacia, left knee".
        let sited = case.title(draft.row).lower.contains("unspecified site") && draft.under("M");
        let same = |other: &str| {
            let sided = other.len() == code.len()
                && other[..place] == code[..place]
                && other[place + 1..] == code[place + 1..];
            sided || sited && other.get(..4).is_some_and(|o| code.starts_with(o))
        };
        let told =
            case.drafts.iter().filter(|d| is_told(d) && same(d.code.compact()) && names_side(case, d));
        let mut codes: Vec<String> = told.map(|d| d.code.to_string()).collect();
        codes.sort_unstable();
        codes.dedup();
        if let [one] = &codes[..] {
            case.recode(at, one, "the side is told elsewhere in the note", "OCG-I.B.13");
        }
    }
}

fn is_open(case: &Case<'_>, draft: &Draft) -> bool {
    case.title(draft.row).lower.contains("unspecified")
}

fn names_side(case: &Case<'_>, draft: &Draft) -> bool {
    let title = case.title(draft.row);
    !is_open(case, draft) && title.lower.split([' ', ',']).any(Side::is_named)
}

/// The side in a title.
fn side(case: &Case<'_>, draft: &Draft) -> Option<String> {
    let title = case.title(draft.row);
    title.lower.split([' ', ',']).find(|w| Side::is_named(w)).map(str::to_owned)
}

/// The patient's own and current, told and not assessed.
fn is_told(draft: &Draft) -> bool {
    draft.context.assertion.is_affirmed()
        && !draft.context.carried_forward
        && matches!(draft.fate, Fate::Withhold { reason: R::NotAddressed, .. })
}

/// Told as history, the patient's own.
fn is_history(draft: &Draft) -> bool {
    let assertion = &draft.context.assertion;
    assertion.presence == Presence::Present
        && assertion.experiencer == Experiencer::Patient
        && matches!(draft.fate, Fate::Withhold { reason: R::Historical, .. })
}

fn kinds(case: &mut Case<'_>) {
    for category in CATEGORIES {
        let reported: Vec<usize> = (0..case.drafts.len())
            .filter(|&n| case.drafts[n].is_reported() && case.drafts[n].under(category))
            .collect();
        let Some(&at) = reported.first() else { continue };
        if reported.iter().any(|&n| case.drafts[n].row != case.drafts[at].row) {
            continue;
        }
        if !is_open(case, &case.drafts[at]) {
            continue;
        }
        let open = side(case, &case.drafts[at]);
        let told = |d: &&Draft| is_told(d) || LIFELONG.contains(category) && is_history(d);
        let told =
            case.drafts.iter().filter(|d| d.under(category)).filter(told).filter(|d| !is_open(case, d));
        let told = told.filter(|d| open.is_none() || side(case, d) == open);
        let mut codes: Vec<String> = told.map(|d| d.code.to_string()).collect();
        codes.sort_unstable();
        codes.dedup();
        if let [one] = &codes[..] {
            for at in reported {
                case.recode(at, one, "the kind is told elsewhere in the note", "OCG-I.B.2");
            }
        }
    }
}
