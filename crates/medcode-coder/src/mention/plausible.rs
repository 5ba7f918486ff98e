//! Which matches of a single word can be meant?

use super::Match;
use crate::lexicon::Lexicon;
use crate::reading::{Reading, Role};
use medcode_kb::terms::TermKind;

/// Whether the words of a match can name what its term names. A phrase is; a single word
/// is not when it names no condition ("activity", "wound"), nor a short form in other
/// letters than the lexicon writes it (`PSA` is not `PsA`).
pub(super) fn is(reading: &Reading<'_>, lexicon: &Lexicon, found: &Match) -> bool {
    let [only] = found.tokens[..] else { return true };
    let only = only as usize;
    let (raw, folded) = (reading.doc.raw(only), reading.doc.folded(only));
    if found.kind == TermKind::Lexicon {
        let text = lexicon.phrase(found.code).map_or("", |p| p.text);
        let short = text.len() <= 6 && text.chars().skip(1).any(char::is_uppercase);
        // The rest of the phrase was small words: "hemoglobin AS" is more than hemoglobin.
        if text.split_whitespace().count() > usize::from(found.words) {
            return false;
        }
        if !short {
            return !lexicon.never_alone(folded) || text.eq_ignore_ascii_case(raw);
        }
        return raw == text && lexicon.means(raw, folded, reading);
    }
    // Expanded from an abbreviation: several words on one token.
    let words = usize::from(found.words);
    if words > 1 {
        return true;
    }
    !lexicon.never_alone(folded)
        && !reading.forms(only).iter().skip(1).any(|f| lexicon.never_alone(&f.word))
}
