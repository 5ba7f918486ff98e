//! External causes (OCG I.C.20): what happened and what the patient was doing, where an
//! injury is coded.

mod activity;
mod collision;
mod event;
mod place;
mod reportable;
mod status;

use crate::case::{Case, Draft};
use medcode_note::SectionKind;
use std::ops::Range;

/// Reads the accident behind an injury, then withholds what a coder would not add.
pub(crate) fn apply(case: &mut Case<'_>) {
    let hurt = |d: &Draft| (d.under("S") || is_outer(d)) && reportable::is_initial(d);
    if case.reported().any(hurt) {
        event::apply(case);
        activity::apply(case);
        place::apply(case);
        status::apply(case);
    }
    reportable::apply(case);
}

/// Foreign bodies, burns and frostbite: accidents too (T15-T34).
fn is_outer(draft: &Draft) -> bool {
    let code = draft.code.compact();
    code.starts_with('T') && code.get(1..3).is_some_and(|n| ("15"..="34").contains(&n))
}

/// An account of an accident is short: at most so many sentences are looked at.
const MOST: usize = 100;

/// The sentences in which a patient tells what happened.
fn told(case: &Case<'_>) -> Vec<Range<usize>> {
    let sentences = case.doc.sentences().iter();
    let ranges = sentences.map(|s| s.tokens.0 as usize..s.tokens.1 as usize).filter(|r| !r.is_empty());
    ranges
        .filter(|r| {
            let section = case.doc.section_at(case.doc.tokens()[r.start].span.start);
            !section.is_some_and(|s| s.carried_forward)
                && matches!(
                    section.map_or(SectionKind::Unsectioned, |s| s.kind),
                    SectionKind::Hpi
                        | SectionKind::ChiefComplaint
                        | SectionKind::Unsectioned
                        | SectionKind::Assessment
                        | SectionKind::AssessmentPlan
                        | SectionKind::FinalDiagnosis
                )
        })
        .take(MOST)
        .collect()
}

/// Makes a draft of words that tell of the accident behind an injury: last in the sequence.
fn add(case: &mut Case<'_>, code: &str, tokens: Range<usize>, reason: &str, authority: &'static str) {
    if case.state(code, tokens, reason, authority)
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.tier = crate::case::Tier::Discussed;
    }
}

/// A cause or activity that is told already.
fn has(case: &Case<'_>, test: fn(&Draft) -> bool) -> bool {
    case.reported().any(test)
}
