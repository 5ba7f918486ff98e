//! Hurt at paid work (OCG I.C.20.k): where the account of the accident, or the title of a workers'
//! compensation note, says so.

use super::{add, has, told};
use crate::case::Case;

const AT_WORK: &[&str] =
    &["at work", "on the job", "while working", "at his job", "at her job", "on duty"];
const COMPENSATION: &[&str] = &["worker comp", "worker compensation", "workman comp"];

pub(super) fn apply(case: &mut Case<'_>) {
    if has(case, |d| d.under("Y99")) {
        return;
    }
    let sentences = told(case);
    let account = sentences.iter().filter(|s| super::activity::hurts(case, s));
    let at_work = case.places.any(AT_WORK);
    let mut here = account.flat_map(|s| at_work.iter().filter(move |r| s.contains(&r.start)));
    let words = here.next().cloned().filter(|r| !denied(case, r.start));
    let head = || case.places.any(COMPENSATION).into_iter().find(|r| r.start < 20);
    let Some(words) = words.or_else(head) else { return };
    add(case, "Y99.0", words, "hurt at paid work", "OCG-I.C.20.k");
}

/// "Not at work", "missed days at work".
fn denied(case: &Case<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|t| {
        matches!(
            case.doc.folded(t),
            "not" | "no" | "never" | "day" | "missed" | "return" | "back" | "difficulty"
        )
    })
}
