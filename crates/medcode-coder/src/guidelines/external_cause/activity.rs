//! What the patient was doing when hurt (OCG I.C.20.c): once, at the first encounter.

use super::{add, has, told};
use crate::case::Case;
use medcode_kb::text::list::WordList;
use std::ops::Range;

/// Words right before an activity that was going on.
const GOING_ON: &[&str] = &["while", "was", "were", "when", "been", "from", "out"];
/// Words of the time at which an account begins.
const WHEN: &[&str] =
    &["ago", "today", "yesterday", "tonight", "morning", "evening", "afternoon", "night", "am", "pm"];

/// Words that tell of an injury.
static HURT: WordList = WordList::new(&[
    "hurt",
    "fell",
    "fall",
    "twisted",
    "twisting",
    "injury",
    "injured",
    "injuring",
    "onset",
    "began",
    "landed",
    "pop",
    "struck",
    "hit",
    "slipped",
    "tripped",
    "rolled",
    "started",
    "sustained",
    "felt",
    "collided",
    "cut",
    "lacerated",
    "burned",
    "burnt",
    "bitten",
    "bit",
    "crushed",
    "smashed",
    "punctured",
    "stepped",
    "dislocated",
    "sprained",
    "broke",
    "crashed",
    "stung",
    "jammed",
    "spilled",
    "scalded",
    "splashed",
]);

/// Whose activity it may be instead.
static OTHERS: WordList = WordList::new(&[
    "wife",
    "husband",
    "spouse",
    "partner",
    "friend",
    "son",
    "daughter",
    "mother",
    "father",
    "brother",
    "sister",
    "neighbor",
    "coworker",
    "witness",
    "bystander",
]);

pub(super) fn apply(case: &mut Case<'_>) {
    if has(case, |d| d.under("Y93")) {
        return;
    }
    let sentences = told(case);
    for (n, sentence) in sentences.iter().enumerate() {
        let next = |r| hurts(case, r);
        if !hurts(case, sentence) && !sentences.get(n + 1).is_some_and(next) {
            continue;
        }
        for row in medcode_lexicon::rows_of("activities") {
            let Some(found) = going_on(case, sentence, row[0]) else { continue };
            let code = format!("{}XXA", row[1]);
            let code = if case.row(row[1]).is_some_and(|r| case.release.is_billable(r)) {
                row[1]
            } else {
                &code
            };
            return add(case, code, found, "what the patient was doing when hurt", "OCG-I.C.20.c");
        }
    }
}

/// Whether a sentence tells of an injury.
pub(super) fn hurts(case: &Case<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|t| HURT.has(case.doc.folded(t)))
}

/// Where a sentence says that an activity was going on.
fn going_on(case: &Case<'_>, sentence: &Range<usize>, words: &str) -> Option<Range<usize>> {
    let found = case.places.phrase(words).into_iter().find(|r| sentence.contains(&r.start))?;
    let before = found.start.checked_sub(1).filter(|t| sentence.contains(t))?;
    let mut subject = found.start.saturating_sub(4).max(sentence.start)..found.start;
    let other = subject.any(|t| OTHERS.has(case.doc.folded(t)));
    let word = case.doc.folded(before);
    // "1 h ago playing basketball, slipped and fell": the time opens the account.
    let opens = hurts(case, &(found.end..sentence.end)) && WHEN.contains(&word);
    (!other && (opens || GOING_ON.contains(&word))).then_some(found)
}
