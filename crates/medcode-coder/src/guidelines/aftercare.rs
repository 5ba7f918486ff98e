//! Aftercare of a joint replacement names the joint by an additional code (Tabular Z47.1: use
//! additional code Z96.6-; OCG I.C.21.c.7).

use super::near;
use crate::case::Case;
use std::ops::Range;

/// A joint, its artificial one on the right, the left, both sides, and without a side.
const JOINTS: &[(&[&str], [&str; 4])] = &[
    (&["knee", "tka", "tkr"], ["Z96.651", "Z96.652", "Z96.653", "Z96.659"]),
    (&["hip", "tha", "thr"], ["Z96.641", "Z96.642", "Z96.643", "Z96.649"]),
    (&["shoulder", "tsa", "rtsa"], ["Z96.611", "Z96.612", "Z96.619", "Z96.619"]),
    (&["ankle"], ["Z96.661", "Z96.662", "Z96.669", "Z96.669"]),
];

/// Adds the joint.
pub(crate) fn apply(case: &mut Case<'_>) {
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
