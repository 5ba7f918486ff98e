//! The birth: its outcome, and what complicated it (OCG I.C.15.b.4, I.C.15.n, I.C.21.c.11).

use super::time::{Stage, Time};
use crate::case::{Case, Tier};
use medcode_model::WithheldReason;
use std::ops::Range;

/// Words that state a complication of labor and delivery, with the code they mean.
const STATED: &[(&str, &[&str])] = &[
    (
        "O70.0",
        &[
            "1st deg lac",
            "1st deg perineal",
            "1st degree tear",
            "1st degree lac",
            "1st degree laceration",
            "first degree laceration",
            "1st degree perineal",
        ],
    ),
    (
        "O70.1",
        &[
            "2nd deg lac",
            "2nd deg perineal",
            "2nd degree tear",
            "second degree tear",
            "2nd degree lac",
            "2nd degree laceration",
            "second degree laceration",
            "2nd degree perineal",
        ],
    ),
    ("O70.21", &["3a lac", "3a laceration", "degree 3a lac", "degree 3a laceration", "3a perineal"]),
    ("O70.22", &["3b lac", "3b laceration", "degree 3b lac", "degree 3b laceration", "3b perineal"]),
    ("O70.23", &["3c lac", "3c laceration", "degree 3c lac", "degree 3c laceration", "3c perineal"]),
    (
        "O70.20",
        &["3rd degree lac", "3rd degree laceration", "third degree laceration", "3rd degree perineal"],
    ),
    (
        "O70.3",
        &["4th degree lac", "4th degree laceration", "fourth degree laceration", "4th degree perineal"],
    ),
    (
        "O76",
        &[
            "nrfht",
            "nonreassuring fht",
            "nonreassuring fetal heart",
            "nonreassuring fhr",
            "non reassuring fetal heart",
            "non reassuring fht",
            "nonreassuring fetal status",
            "non reassuring fetal status",
        ],
    ),
    (
        "O77.0",
        &["meconium stained", "meconium staining", "light mec", "thick mec", "msaf", "meconium fluid"],
    ),
    (
        "O72.1",
        &["pph from atony", "uterine atony", "postpartum hemorrhage from atony", "atonic pph", "pph"],
    ),
    ("O69.81X0", &["nuchal cord", "loose nuchal cord"]),
];

/// Twins and single births, by who lived.
const OUTCOMES: &[(&str, &[&str])] = &[
    ("Z37.2", &["twin liveborn", "live twin", "both twin liveborn"]),
    ("Z37.1", &["stillborn", "stillbirth", "fetal demise", "iufd"]),
    (
        "Z37.0",
        &[
            "live m",
            "live f",
            "viable m",
            "viable f",
            "live male",
            "live female",
            "liveborn",
            "live born",
            "viable male",
            "viable female",
            "live infant",
            "viable infant",
            "apgar",
        ],
    ),
];

/// States what the record of a birth says.
pub(super) fn apply(case: &mut Case<'_>, time: &Time) {
    if time.stage != Stage::Childbirth {
        return;
    }
    for (code, phrases) in STATED {
        // The deepest tear is coded (note at O70), the surest degree of the third.
        let below = |c: &str| {
            c.starts_with("O70") && case.drafts.iter().any(|d| d.is_reported() && d.under("O70.2"))
        };
        if *code == "O70.20" && below(code) {
            continue;
        }
        let Some(words) = first_own(case, phrases) else { continue };
        said(case, code, words, "stated in the record of the birth", "OCG-I.C.15.b.4");
        same_words(case, code, phrases);
    }
    deepest_tear(case);
    blood_loss(case);
    uterus(case);
    let twins =
        case.reports("O30.0") || !case.places.any(&["twin a", "twin b", "twin gestation"]).is_empty();
    let lost = !case.places.any(&["stillborn", "stillbirth", "fetal demise", "iufd"]).is_empty();
    if twins
        && !lost
        && let Some(words) = first_own(
            case,
            &[
                "live male",
                "live female",
                "liveborn",
                "live born",
                "apgar",
                "viable male",
                "viable female",
                "both to mom",
                "baby to",
                "twin a f",
                "twin a m",
                "qbl",
            ],
        )
    {
        said(case, "Z37.2", words, "outcome of delivery", "OCG-I.C.15.b.5");
    }
    for (code, phrases) in OUTCOMES {
        if let Some(words) = first_own(case, phrases)
            && !case.reports("Z37")
        {
            said(case, code, words, "outcome of delivery", "OCG-I.C.15.b.5");
        }
    }
    before_birth(case);
    uncomplicated(case, time);
}

/// Supervision is of the time before the birth; at the birth its complications are coded
/// (OCG I.C.15.b.2).
fn before_birth(case: &mut Case<'_>) {
    for draft in case.drafts.iter_mut().filter(|d| d.under("O09") || d.under("Z34")) {
        draft.withhold(
            WithheldReason::NotReportable,
            "supervision ends with the birth",
            Some("OCG-I.C.15.b.2"),
        );
    }
}

/// The first place of a phrase that is the patient's own, affirmed and of today.
fn first_own(case: &Case<'_>, phrases: &[&str]) -> Option<Range<usize>> {
    let own = |r: &Range<usize>| case.doc.context(case.span(r.clone())).assertion.is_affirmed();
    case.places.any(phrases).into_iter().find(own)
}

/// A statement of the record of the birth counts wherever it stands.
fn said(case: &mut Case<'_>, code: &str, words: Range<usize>, reason: &str, authority: &'static str) {
    if !case.state(code, words.clone(), reason, authority) {
        return;
    }
    if let Some(draft) = case.drafts.last_mut() {
        draft.tier = draft.tier.max(Tier::Discussed);
    }
}

/// The same words read as a finding of the mother's own.
fn same_words(case: &mut Case<'_>, code: &str, phrases: &[&str]) {
    let places = case.places.any(phrases);
    for draft in case.drafts.iter_mut().filter(|d| !d.under("O") && !d.under("Z")) {
        let within = |r: &Range<usize>| draft.tokens.iter().all(|t| r.contains(&(*t as usize)));
        if places.iter().any(within) {
            draft.withhold(WithheldReason::Excluded, format!("{code} says it"), Some("OCG-I.C.15.a.1"));
        }
    }
}

/// Of several tears only the deepest is coded (note at O70).
fn deepest_tear(case: &mut Case<'_>) {
    let deepest = case.reported().filter(|d| d.under("O70")).map(|d| d.code).max();
    let Some(deepest) = deepest else { return };
    for draft in case.drafts.iter_mut().filter(|d| d.under("O70") && d.code != deepest) {
        draft.withhold(
            WithheldReason::LessSpecific,
            format!("{deepest} is the deeper tear"),
            Some("OCG-I.C.15.b.4"),
        );
    }
}

/// A uterus that is boggy or does not contract is part of the birth, not a disease of it.
fn uterus(case: &mut Case<'_>) {
    for draft in case.drafts.iter_mut().filter(|d| d.under("N85")) {
        draft.withhold(
            WithheldReason::Integral,
            "a finding of the uterus at birth",
            Some("OCG-I.C.15.a.1"),
        );
    }
}

/// "Acute blood loss anemia" beside the anemia of the puerperium.
fn blood_loss(case: &mut Case<'_>) {
    if let Some(words) = first_own(case, &["acute blood loss anemia", "abla"])
        && case.reports("O90.81")
    {
        said(case, "D62", words, "the anemia is of acute blood loss", "OCG-I.C.15.a.1");
    }
}

/// A normal delivery: O80 alone with its outcome (OCG I.C.15.n.1).
fn uncomplicated(case: &mut Case<'_>, time: &Time) {
    let term = time.weeks.as_ref().is_some_and(|w| (37..=41).contains(&w.weeks));
    let chapter = case.reported().any(|d| d.under("O") && !d.under("O80"));
    let assisted = ["vacuum", "forceps", "cesarean", "kiwi", "csection"]
        .iter()
        .any(|w| !case.places.word(w).is_empty())
        || !case.places.any(&["c section", "c s"]).is_empty();
    if chapter {
        for draft in case.drafts.iter_mut().filter(|d| d.under("O80")) {
            let detail = "another code of chapter 15 is reported";
            draft.withhold(WithheldReason::Excluded, detail, Some("OCG-I.C.15.n.1"));
        }
    }
    if !term || chapter || assisted || !case.reports("Z37.0") {
        return;
    }
    if let Some(words) =
        first_own(case, &["nsvd", "svd", "spontaneous vaginal delivery", "vaginal delivery"])
    {
        said(case, "O80", words, "full-term uncomplicated delivery", "OCG-I.C.15.n.1");
    }
}
