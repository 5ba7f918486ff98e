//! Loss of consciousness with an intracranial injury: the sixth character of S06 by what
//! the provider says of it and how long it lasted (Tabular S06).

use crate::case::Case;
use std::ops::Range;

const LOST: &[&str] = &[
    "loss of consciousness",
    "lost consciousness",
    "loc",
    "unconscious",
    "knocked out",
    "passed out",
    "unresponsive for",
];
const NOT_LOST: &[&str] =
    &["no", "without", "denies", "denied", "w o", "neg", "negative", "never", "not"];

pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact();
        if !draft.is_reported()
            || !draft.under("S06")
            || code.len() != 7
            || code.starts_with("S060") && &code[4..5] != "X"
        {
            continue;
        }
        let (low, high) = case.doc.sentences()[draft.sentence as usize].tokens;
        let own = low as usize..high as usize;
        let told = said(case, own).or_else(|| elsewhere(case));
        // Nothing is told: the status is unknown, not a loss of unstated length.
        let silent = code[5..].starts_with('9') && case.places.any(LOST).is_empty();
        let Some(character) = told.or(silent.then_some('A')) else { continue };
        let code = format!("{}{character}{}", &code[..5], &code[6..]);
        if code != case.drafts[at].code.compact() && case.row(&code).is_some() {
            case.recode(at, &code, "loss of consciousness as documented", "Tabular S06");
        }
    }
}

/// The one thing that the other told sentences say.
fn elsewhere(case: &Case<'_>) -> Option<char> {
    let mut found = None;
    for sentence in case.doc.sentences() {
        let range = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        let Some(first) = range.clone().next() else { continue };
        let context = case.doc.context(case.span(first..first + 1));
        if context.carried_forward || context.section == medcode_note::SectionKind::Nursing {
            continue;
        }
        match (found, said(case, range)) {
            (_, None) => {}
            (None, some) => found = some,
            (Some(a), Some(b)) if a == b => {}
            _ => return None,
        }
    }
    found
}

/// What a sentence says: 0 without, 1 up to 30 minutes, 9 for a time that is not stated.
fn said(case: &Case<'_>, range: Range<usize>) -> Option<char> {
    let doc = case.doc;
    let fits = |start: usize, phrase: &str| {
        phrase.split(' ').enumerate().all(|(n, w)| start + n < range.end && doc.folded(start + n) == w)
    };
    let at = range.clone().find(|&t| LOST.iter().any(|p| fits(t, p)))?;
    let denied = (range.start.max(at.saturating_sub(3))..at).any(|t| NOT_LOST.contains(&doc.folded(t)));
    if denied {
        return Some('0');
    }
    let unknown = range
        .clone()
        .any(|t| matches!(doc.folded(t), "unknown" | "possible" | "unclear" | "questionable" | "if"));
    if unknown {
        return None;
    }
    Some(if short(case, range) { '1' } else { '9' })
}

/// Seconds, a moment, up to thirty minutes.
fn short(case: &Case<'_>, range: Range<usize>) -> bool {
    let doc = case.doc;
    range.clone().any(|t| match doc.folded(t) {
        "brief" | "briefly" | "second" | "sec" | "momentary" => true,
        "min" | "minute" => {
            let number = t.checked_sub(1).filter(|n| range.contains(n)).map(|n| doc.folded(n));
            number.is_some_and(|n| match n.parse::<u32>() {
                Ok(minutes) => minutes <= 30,
                Err(_) => matches!(
                    n,
                    "few"
                        | "one"
                        | "two"
                        | "three"
                        | "four"
                        | "five"
                        | "ten"
                        | "fifteen"
                        | "twenty"
                        | "couple"
                        | "several"
                ),
            })
        }
        _ => false,
    })
}
