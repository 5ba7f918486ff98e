//! Aftercare: the removal of stitches that is still to come is none; that of a joint replacement names the joint by an additional code (Tabular Z47.1: use
//! additional code Z96.6-; OCG I.C.21.c.7).

use super::near;
use crate::case::Case;
use medcode_model::WithheldReason;
use std::ops::Range;

/// A joint, its artificial one on the right, the left, both sides, and without a side.
const JOINTS: &[(&[&str], [&str; 4])] = &[
    (&["knee", "tka", "tkr"], ["Z96.651", "Z96.652", "Z96.653", "Z96.659"]),
    (&["hip", "tha", "thr"], ["Z96.641", "Z96.642", "Z96.643", "Z96.649"]),
    (&["shoulder", "tsa", "rtsa"], ["Z96.611", "Z96.612", "Z96.619", "Z96.619"]),
    (&["ankle"], ["Z96.661", "Z96.662", "Z96.669", "Z96.669"]),
];

/// Withholds what is to come; adds the joint.
pub(crate) fn apply(case: &mut Case<'_>) {
    to_come(case);
    let Some(draft) = case.reported().find(|d| d.under("Z47.1")).cloned() else { return };
    if case.reports("Z96.6") {
        return;
    }
    let places = [near::sentence(case, &draft), near::problem(case, &draft), near::note(case)];
    let Some((joint, at)) = places.iter().find_map(|place| joint(case, place)) else { return };
    let side = places.iter().find_map(|place| side(case, place)).unwrap_or(3);
    case.state(joint[side], at..at + 1, "the joint that was replaced", "OCG-I.C.21.c.7");
    if let Some(added) = case.drafts.last_mut().filter(|d| d.under("Z96.6")) {
        added.tier = draft.tier;
    }
}

/// `Suture removal 7 d`, `staples out in 10 days`: told at the closure, not what the visit is for.
fn to_come(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.under("Z48.0") {
            continue;
        }
        let (own, sentence) = (near::own(draft), near::sentence(case, draft));
        let here = (sentence.start..own.start)
            .any(|t| matches!(case.doc.folded(t), "here" | "for" | "present" | "today"));
        let in_days = (own.end..(own.end + 4).min(sentence.end)).any(|t| {
            let word = case.doc.folded(t);
            let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
            matches!(unit, "d" | "day" | "wk" | "week" | "w")
        });
        if in_days && !here {
            let detail = "to be done later";
            case.drafts[at].withhold(WithheldReason::Planned, detail, Some("OCG-I.C.21.c.7"));
        }
    }
}

/// The one joint that a stretch of the note names.
fn joint(case: &Case<'_>, within: &Range<usize>) -> Option<(&'static [&'static str; 4], usize)> {
    let named = |words: &&[&str]| within.clone().find(|&t| words.contains(&case.doc.folded(t)));
    let mut found = JOINTS.iter().filter_map(|(words, codes)| Some((codes, named(words)?)));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The one side that a stretch names.
fn side(case: &Case<'_>, within: &Range<usize>) -> Option<usize> {
    let forms = |t: usize| case.reading.forms(t).iter().map(|f| &*f.word);
    let mut sides: Vec<usize> = within
        .clone()
        .flat_map(forms)
        .filter_map(|w| ["right", "left", "bilateral"].iter().position(|s| *s == w))
        .collect();
    sides.sort_unstable();
    sides.dedup();
    (sides.len() == 1).then(|| sides[0])
}
