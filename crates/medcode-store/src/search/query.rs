//! What is searched: words, phrases in double quotes, the last word perhaps only begun.

use super::{Token, words_of};
use crate::code_sets::compact;

/// More words than anyone types.
const MOST: usize = 20;

/// A question.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Query {
    /// Words that stand together; mostly one.
    pub(super) phrases: Vec<Vec<String>>,
    /// Whether the last word of the last phrase may go on.
    pub(super) begun: bool,
    /// A code, or its beginning, without its dot: where the question is one.
    pub(super) code: Option<String>,
}

impl Query {
    /// The question, if it has a word.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut phrases: Vec<Vec<String>> = Vec::new();
        let mut words = 0;
        let mut begun = false;
        for (n, piece) in text.split('"').enumerate() {
            let tokens: Vec<String> =
                words_of(piece).map(|t| t.word).take(MOST.saturating_sub(words)).collect();
            words += tokens.len();
            begun = if tokens.is_empty() { begun && n % 2 == 0 } else { n % 2 == 0 };
            // Quoted words stand together; so do the parts of one that is written with signs (E11.9).
            if n % 2 == 1 {
                phrases.extend((!tokens.is_empty()).then_some(tokens));
            } else {
                phrases.extend(runs(piece, tokens.len()));
            }
        }
        (!phrases.is_empty()).then(|| Self { phrases, begun, code: code(text) })
    }

    /// Every word, each once, and whether it may go on.
    pub(super) fn words(&self) -> Vec<(&str, bool)> {
        let last = self.phrases.iter().flatten().count() - 1;
        let all = self.phrases.iter().flatten().enumerate();
        let mut words: Vec<(&str, bool)> =
            all.map(|(n, w)| (w.as_str(), self.begun && n == last)).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// The phrases of a piece without quotes: what no space parts, up to so many words.
fn runs(piece: &str, most: usize) -> Vec<Vec<String>> {
    let mut left = most;
    let mut phrases = Vec::new();
    for run in piece.split_whitespace() {
        let words: Vec<String> = words_of(run).map(|t| t.word).take(left).collect();
        left -= words.len();
        phrases.extend((!words.is_empty()).then_some(words));
    }
    phrases
}

/// A text that is a code, or its beginning from the third character on.
fn code(text: &str) -> Option<String> {
    let text = text.trim().trim_matches('"');
    let sign = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let compact = compact(text);
    let fits = text.chars().all(sign)
        && (3..=8).contains(&compact.len())
        && compact.bytes().any(|b| b.is_ascii_digit());
    fits.then_some(compact)
}

/// Where each phrase stands among the words of a text; nothing when one is missing.
pub(super) fn find(query: &Query, tokens: &[Token]) -> Option<Vec<std::ops::Range<usize>>> {
    let mut found = Vec::new();
    let last = query.phrases.len() - 1;
    for (n, phrase) in query.phrases.iter().enumerate() {
        let before = found.len();
        let begun = query.begun && n == last;
        for window in tokens.windows(phrase.len()).filter(|w| stands(phrase, w, begun)) {
            found.push(window[0].at.start..window[window.len() - 1].at.end);
        }
        if found.len() == before {
            return None;
        }
    }
    found.sort_unstable_by_key(|r| (r.start, r.end));
    found.dedup();
    Some(found)
}

/// Whether these words are the phrase.
fn stands(phrase: &[String], words: &[Token], begun: bool) -> bool {
    let last = phrase.len() - 1;
    phrase.iter().zip(words).enumerate().all(|(n, (asked, token))| {
        token.word == *asked || (begun && n == last && token.word.starts_with(asked.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str) -> Vec<String> {
        let query = Query::parse(text);
        query.map(|q| q.phrases.iter().map(|p| p.join("+")).collect()).unwrap_or_default()
    }

    #[test]
    fn words_and_phrases_are_told_apart() {
        for (text, said) in [
            ("chest pain", vec!["chest", "pain"]),
            ("\"chest pain\" acute", vec!["chest+pain", "acute"]),
            ("\"chest", vec!["chest"]),
            ("E11.9 follow-up", vec!["e11+9", "follow+up"]),
            (" \" \" -- ", vec![]),
        ] {
            assert_eq!(phrases(text), said, "{text}");
        }
        assert!(phrases(&"a b ".repeat(100)).len() <= MOST);
    }

    #[test]
    fn only_a_word_that_is_being_typed_may_go_on() {
        for (text, begun) in [("hyper", true), ("\"chest pain\"", false), ("\"chest\" pa", true)] {
            assert_eq!(Query::parse(text).unwrap().begun, begun, "{text}");
        }
    }

    #[test]
    fn a_code_is_known_by_its_looks() {
        for (text, code) in [
            ("E11.9", Some("E119")),
            ("99213", Some("99213")),
            ("e11", Some("E11")),
            ("pain", None),
            ("e1", None),
            ("e11 9", None),
        ] {
            assert_eq!(Query::parse(text).unwrap().code.as_deref(), code, "{text}");
        }
    }

    #[test]
    fn every_phrase_must_stand_in_the_text() {
        let text = "Pain in the chest; no chest pain now. Chestnut.";
        let tokens: Vec<Token> = words_of(text).collect();
        let found = |asked: &str| {
            let found = find(&Query::parse(asked).unwrap(), &tokens);
            found.map(|f| f.into_iter().map(|r| &text[r]).collect::<Vec<_>>())
        };
        assert_eq!(found("\"chest pain\"").unwrap(), ["chest pain"]);
        assert_eq!(found("pain chest").unwrap(), ["Pain", "chest", "chest", "pain", "Chestnut"]);
        assert_eq!(found("\"pain chest\""), None);
        assert_eq!(found("pain fever"), None);
    }
}
