//! Deliveries, by the way and by how much of the care around them is the same practice's; care
//! before or after birth alone.
//!
//! The whole (59400, 59510, 59610, 59618) takes the visits before and after; the delivery alone
//! where another gave them; the delivery with the care after; four to six, or seven and more,
//! visits before birth where the practice does not deliver (NCCI Policy Manual ch. VII §B).

use super::counted::Counted;
use crate::desk::Case;
use crate::read::Status;
use std::ops::Range;

pub(crate) const FAMILY: &str = "delivery";
const AUTHORITY: &str = "NCCI Policy Manual ch. VII §B";

/// How much of the care is the practice's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Care {
    Whole,
    DeliveryOnly,
    WithAfter,
}

pub(crate) fn apply(case: &mut Case<'_>) {
    // The note of the child tells of a birth that is billed for the mother.
    if case.visit.age.is_some_and(|age| age < 1.0) {
        return;
    }
    // The anesthetist bills no delivery.
    if case.services.iter().any(|s| s.family == super::anesthesia::FAMILY) {
        return;
    }
    if let Some((cesarean, tokens)) = birth(case).filter(|_| !is_visit_after(case)) {
        let (number, reason) = delivery(case, cesarean);
        put(case, number, reason, tokens);
    } else if let Some((number, reason, tokens)) = care_only(case) {
        put(case, number, reason, tokens);
    }
}

/// `Postpartum 6 wk check, SVD by me`: a visit after the birth, which its delivery's number has paid.
fn is_visit_after(case: &Case<'_>) -> bool {
    const HEAD: usize = 6;
    const REACH: usize = 4;
    let doc = case.reading.doc;
    let visit = |t: usize| matches!(doc.folded(t), "visit" | "check" | "fu" | "followup" | "exam");
    let head = 0..HEAD.min(doc.tokens().len());
    head.into_iter()
        .any(|t| matches!(doc.folded(t), "postpartum" | "pp") && (t + 1..=t + REACH).any(visit))
}

fn put(case: &mut Case<'_>, number: &'static str, reason: &str, tokens: Range<usize>) {
    if let Some(line) = Counted::of(case, number, 1, vec![tokens]) {
        line.because(reason, AUTHORITY).put(case);
    }
}

/// Whether a cesarean, and where the birth is told.
fn birth(case: &Case<'_>) -> Option<(bool, Range<usize>)> {
    let all = 0..case.reading.doc.tokens().len();
    // A child is told of as born, or an account of the birth says that it was done.
    let born = case.says(all.clone(), "ob born");
    // `Repeat cesarean, care before and after by our practice`: whose care it is, told with the birth.
    let billed = |at: usize| {
        let sentence = case.reading.sentence(at);
        ["ob only", "ob whole"].iter().any(|class| case.says(sentence.clone(), class))
    };
    let done = |class: &str| {
        case.places(all.clone(), class).into_iter().find(|&at| {
            let tokens = at..at + 1;
            match case.reading.act_at(&tokens, case.visit.setting) {
                Status::Done => true,
                // What a note that tells of the child only names was done.
                Status::Planned => (born || billed(at)) && !is_ahead(case, &tokens),
                _ => false,
            }
        })
    };
    let (surgical, vaginal) = (done("ob cesarean"), done("ob vaginal"));
    let cesarean = surgical.is_some() && (vaginal.is_none() || !case.says(all, "ob vbac"));
    let tokens = match (cesarean, surgical, vaginal) {
        (true, Some(at), _) => case.words_at(at, "ob cesarean"),
        (false, _, Some(at)) => case.words_at(at, "ob vaginal"),
        _ => return None,
    };
    Some((cesarean, tokens))
}

/// Whether a word right before makes a delivery one to come: `plan`, `scheduled for`.
fn is_ahead(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    let from = tokens.start.saturating_sub(4).max(case.reading.sentence(tokens.start).start);
    (from..tokens.start).any(|t| {
        matches!(
            case.reading.doc.folded(t),
            "plan" | "planned" | "scheduled" | "schedule" | "desire" | "anticipate" | "will" | "consent"
        )
    })
}

/// The number of a delivery, and why.
fn delivery(case: &Case<'_>, cesarean: bool) -> (&'static str, &'static str) {
    let all = 0..case.reading.doc.tokens().len();
    let said = |class: &str| case.says(all.clone(), class);
    let care = if said("ob only") {
        Care::DeliveryOnly
    } else if said("ob whole") {
        Care::Whole
    } else if said("ob after") {
        Care::WithAfter
    } else {
        Care::DeliveryOnly
    };
    let tried = said("ob tried");
    let scarred = tried || said("ob vbac") || said("ob scar");
    let numbers = match (cesarean, scarred, tried) {
        (false, false, _) => ["59400", "59409", "59410"],
        (false, true, _) => ["59610", "59612", "59614"],
        (true, _, false) => ["59510", "59514", "59515"],
        (true, _, true) => ["59618", "59620", "59622"],
    };
    match care {
        Care::Whole => (numbers[0], "delivery with the care before and after it"),
        Care::DeliveryOnly => (numbers[1], "delivery only: no word that the care is the practice's"),
        Care::WithAfter => (numbers[2], "delivery with the care after it"),
    }
}

/// The care before or after birth that is billed alone, and why.
fn care_only(case: &Case<'_>) -> Option<(&'static str, &'static str, Range<usize>)> {
    let all = 0..case.reading.doc.tokens().len();
    if let Some(&at) = case.places(all.clone(), "ob after only").first() {
        let why = "care after birth only";
        return Some(("59430", why, case.words_at(at, "ob after only")));
    }
    let leaves = case.says(all.clone(), "ob before only");
    let (visits, at) = all.filter(|_| leaves).find_map(|at| {
        let value = case.reading.value(at)?;
        let (one, two, three) = (
            case.reading.doc.folded(at + 1),
            case.reading.doc.folded(at + 2),
            case.reading.doc.folded(at + 3),
        );
        let before = |w: &str| matches!(w, "prenatal" | "antepartum" | "ob" | "pnc");
        let counted = before(one) && (two == "visit" || two == "care" && three == "visit");
        counted.then_some((value as u32, at))
    })?;
    let number = match visits {
        4..=6 => "59425",
        7..=30 => "59426",
        // Fewer are billed as visits.
        _ => return None,
    };
    Some((number, "visits before birth, counted; the practice does not deliver", at..at + 2))
}
