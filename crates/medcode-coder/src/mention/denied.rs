//! Does the note deny what the code joins? "Migraine without aura" is no "migraine with aura,
//! not intractable, without status migrainosus", though it holds all its words; nor is "GERD
//! without esophagitis" what the Index files under "reflux, with esophagitis (without bleeding)".

use super::Match;
use crate::reading::Reading;
use medcode_kb::query::Release;
use medcode_kb::terms::TermKind;
use medcode_kb::text::normal;

/// Whether a word that stands behind "without" in the note stands behind "with" in the title, or
/// the title names a cause that the note does not.
pub(super) fn is(reading: &Reading<'_>, release: &Release, found: &Match) -> bool {
    if matches!(found.kind, TermKind::Lexicon | TermKind::ExternalCause | TermKind::Drug) {
        return false;
    }
    if release.code(found.code).compact().starts_with("H261") && !names_trauma(reading, found) {
        return true;
    }
    let mut lacked =
        found.tokens.iter().map(|&t| t as usize).filter(|&t| is_lacked(reading, t)).peekable();
    if lacked.peek().is_none() {
        return false;
    }
    let title = release.title(found.code);
    let words: Vec<String> = normal::tokens(&title).map(|t| normal::fold(t.raw).to_string()).collect();
    let first = found.tokens.iter().min().copied().unwrap_or_default() as usize;
    // "Sigmoid diverticulitis w/o abscess" is no abscess of the sigmoid.
    let denies = words.iter().any(|w| matches!(w.as_str(), "without" | "no" | "not" | "non" | "un"));
    lacked.any(|t| !denies && t > first || reading.forms(t).iter().any(|f| joined(&words, &f.word)))
}

/// The same of a phrase of the lexicon: "Alzheimer's dementia with behavioral disturbance".
pub(super) fn is_phrase(reading: &Reading<'_>, phrase: &str, found: &Match) -> bool {
    let mut lacked =
        found.tokens.iter().map(|&t| t as usize).filter(|&t| is_lacked(reading, t)).peekable();
    if lacked.peek().is_none() {
        return false;
    }
    let words: Vec<String> = normal::tokens(phrase).map(|t| normal::fold(t.raw).to_string()).collect();
    lacked.any(|t| reading.forms(t).iter().any(|f| joined(&words, &f.word)))
}

/// Whether the words of a match say that an injury was the cause: a cataract of both eyes is no
/// traumatic one (Index: Cataract; Cataract, traumatic).
fn names_trauma(reading: &Reading<'_>, found: &Match) -> bool {
    found.tokens.iter().any(|&t| reading.forms(t as usize).iter().any(|f| f.word.contains("trauma")))
}

/// Whether "without" or "w/o" stands right before a token.
pub(crate) fn is_lacked(reading: &Reading<'_>, token: usize) -> bool {
    let before = |n: usize| token.checked_sub(n).map_or("", |t| reading.doc.folded(t));
    before(1) == "without" || before(1) == "wo" || before(1) == "o" && before(2) == "w"
}

/// Whether "with" is the nearest joining word before a word.
fn joined(words: &[String], word: &str) -> bool {
    let Some(at) = words.iter().position(|w| w == word) else { return false };
    let joining = words[..at].iter().rev().find(|w| matches!(w.as_str(), "with" | "without"));
    joining.is_some_and(|w| w == "with")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn the_nearest_joining_word_decides() {
        let words = |title: &str| title.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let title = words("migraine with aura not intractable without status migrainosus");
        assert!(joined(&title, "aura"));
        assert!(!joined(&title, "status"));
        assert!(!joined(&words("migraine without aura"), "aura"));
        assert!(!joined(&title, "fever"));
    }
}
