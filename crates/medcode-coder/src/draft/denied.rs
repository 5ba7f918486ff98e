//! Does the note deny what the title joins? "Migraine without aura" is no "migraine with
//! aura, not intractable, without status migrainosus", though it holds all its words.

use crate::case::{Case, Origin};
use crate::mention::Match;
use medcode_kb::text::normal;

/// Whether a word that stands behind "without" in the note stands behind "with" in the title.
pub(super) fn is(case: &Case<'_>, origin: Origin, found: &Match) -> bool {
    let Origin::Title(row) = origin else { return false };
    let lacked = found
        .tokens
        .iter()
        .map(|&t| t as usize)
        .filter(|&t| t > 0 && case.doc.folded(t - 1) == "without");
    let mut lacked = lacked.peekable();
    if lacked.peek().is_none() {
        return false;
    }
    let title = &case.title(row).text;
    let words: Vec<String> = normal::tokens(title).map(|t| normal::fold(t.raw).to_string()).collect();
    lacked.any(|t| joined(&words, case.doc.folded(t)))
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
