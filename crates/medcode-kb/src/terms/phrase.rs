//! Which words of an official phrase must a note hold, and which may it hold?

use crate::text::list::WordList;
use crate::text::normal;
use std::borrow::Cow;

/// Words that carry no meaning of their own in a phrase. "Without" is kept: it does.
static EMPTY: WordList = WordList::new(&[
    "a",
    "an",
    "and",
    "any",
    "as",
    "associated",
    "at",
    "by",
    "code",
    "due",
    "during",
    "either",
    "elsewhere",
    "for",
    "from",
    "in",
    "into",
    "nec",
    "no",
    "nos",
    "not",
    "of",
    "on",
    "or",
    "other",
    "otherwise",
    "resulting",
    "see",
    "specified",
    "classified",
    "the",
    "this",
    "to",
    "unspecified",
    "with",
    "within",
    "when",
    "unknown",
    "condition",
    "conditions",
    "following",
    "such",
    "involving",
]);

/// Words of official phrases that clinicians leave out.
static OFTEN_LEFT_OUT: WordList = WordList::new(&[
    "mellitus",
    "traumatic",
    "acquired",
    "idiopathic",
    "encounter",
    "primary",
    "simple",
    "personal",
    "region",
]);

/// The word that a capital A stands for within a phrase.
pub const LETTER_A: &str = "a.";

/// A phrase as words: required ones and optional ones, each once, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bag {
    pub(super) required: Vec<String>,
    pub(super) optional: Vec<String>,
}

impl Bag {
    pub(super) fn require(&mut self, word: String) {
        if !self.required.contains(&word) {
            self.optional.retain(|w| *w != word);
            self.required.push(word);
        }
    }

    pub(super) fn allow(&mut self, word: String) {
        if !self.required.contains(&word) && !self.optional.contains(&word) {
            self.optional.push(word);
        }
    }

    /// In a long phrase "disorder", "disease" and "unilateral" go without saying.
    pub(super) fn loosen(&mut self) {
        const UNSAID: &[&str] = &["disorder", "disease", "syndrome", "unilateral", "mention"];
        if self.required.len() < 5 {
            return;
        }
        for word in UNSAID {
            if self.required.iter().any(|w| w == word) && self.required.len() > 4 {
                self.required.retain(|w| w != word);
                self.allow((*word).to_owned());
            }
        }
    }

    /// Both bags together.
    pub(super) fn join(&self, other: &Self) -> Self {
        let mut out = self.clone();
        other.required.iter().for_each(|w| out.require(w.clone()));
        other.optional.iter().for_each(|w| out.allow(w.clone()));
        out
    }

    /// Adds the words of a text as required ones; what stands in parentheses, and what
    /// clinicians leave out, as optional ones.
    pub(super) fn read(text: &str) -> Self {
        Self::cut(text, |word| OFTEN_LEFT_OUT.has(word))
    }

    /// As [`Bag::read`], for the wording of clinicians: they wrote every word of it.
    pub(super) fn exact(text: &str) -> Self {
        Self::cut(text, |_| false)
    }

    fn cut(text: &str, is_left_out: impl Fn(&str) -> bool) -> Self {
        let mut out = Self::default();
        let mut depth = 0usize;
        let mut end = 0;
        let mut word = String::new();
        for token in normal::tokens(text) {
            for b in text[end..token.start].bytes() {
                match b {
                    b'(' | b'[' => depth += 1,
                    b')' | b']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            end = token.end;
            // "Hepatitis A", "vitamin A": the letter is a name, not the article.
            let letter = token.raw == "A" && token.start > 0;
            if letter {
                LETTER_A.clone_into(&mut word);
            } else {
                normal::fold_into(token.raw, &mut word);
            }
            if word.is_empty() || is_empty_word(&word) {
                continue;
            }
            if depth > 0 || is_left_out(&word) {
                out.allow(word.clone());
            } else {
                out.require(word.clone());
            }
        }
        // A phrase of left-out words only is named by them ("Encounter", "Personal").
        if out.required.is_empty() && depth == 0 {
            out.required = std::mem::take(&mut out.optional);
        }
        out
    }
}

/// Whether a folded word carries no meaning of its own.
pub(super) fn is_empty_word(word: &str) -> bool {
    EMPTY.has(word)
}

/// Whether a subterm only joins what stands under it to what stands above
/// ("with", "due to"), so that having no words of its own means nothing.
pub(super) fn is_connective(title: &str) -> bool {
    let mut words = normal::tokens(title).map(|t| normal::fold(t.raw));
    const JOINS: &[&str] = &[
        "with",
        "in",
        "due",
        "to",
        "by",
        "of",
        "and",
        "or",
        "following",
        "during",
        "for",
        "from",
        "as",
        "on",
        "at",
        "associated",
        "resulting",
        "involving",
    ];
    words.all(|w| JOINS.contains(&w.as_str()))
}

/// The alternative names of a main term: `Diabetes, diabetic` is two names of one thing,
/// `Fracture, pathological` one name with a qualifier. Names of one thing share a stem.
pub(super) fn alternatives(title: &str) -> Vec<String> {
    let parts: Vec<&str> = title.split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
    let Some(first) = parts.first() else { return Vec::new() };
    let stem = |t: &str| -> String { t.to_lowercase().chars().take(3).collect() };
    let all_alike = parts.len() > 1 && parts.iter().all(|p| stem(p) == stem(first));
    if all_alike {
        // `Saber, sabre shin or tibia`: what follows the last name belongs to each.
        let tail = parts.last().and_then(|p| p.split_once(' ')).map_or("", |(_, tail)| tail);
        return parts
            .iter()
            .map(|p| {
                if p.contains(' ') || tail.is_empty() { (*p).to_owned() } else { format!("{p} {tail}") }
            })
            .collect();
    }
    if parts.len() == 1 { vec![(*first).to_owned()] } else { vec![title.to_owned()] }
}

/// The words of a title of the Tabular. What it leaves open ("unspecified organism" after
/// a comma, "not elsewhere classified") is optional; a title of a residual code ("Other")
/// names nothing.
///
/// "Without ..." and "not ..." say what goes unsaid in a note: those words are no part of it.
pub(super) fn title(text: &str) -> Option<Bag> {
    let first = normal::tokens(text).next().map(|t| normal::fold(t.raw))?;
    if first == "other" || first == "nonspecific" {
        return None;
    }
    let mut bag = Bag::default();
    for (at, part) in text.split(',').enumerate() {
        let words = Bag::read(&said(part));
        let open = at > 0 && part.trim_start().starts_with("unspecified");
        let residual = at > 0 && part.contains("not elsewhere classified");
        if residual {
            continue;
        }
        if open {
            words.required.into_iter().for_each(|w| bag.allow(w));
        } else {
            words.required.into_iter().for_each(|w| bag.require(w));
        }
        words.optional.into_iter().for_each(|w| bag.allow(w));
    }
    bag.loosen();
    (!bag.required.is_empty()).then_some(bag)
}

/// What a part of a title says, without what it says is not so. "With bleeding" after
/// "without perforation" is said again.
fn said(part: &str) -> Cow<'_, str> {
    // Most titles have neither, and are told so sooner than where one would stand.
    let there = ["without ", "not having "].into_iter().filter(|w| part.contains(w));
    let at = there.filter_map(|w| part.find(w)).min();
    match at.filter(|&at| at == 0 || part[..at].ends_with(' ')) {
        None => part.into(),
        Some(at) => {
            let again = part[at..].find(" with ").map_or("", |with| &part[at + with..]);
            format!("{}{again}", &part[..at]).into()
        }
    }
}

/// The words of a title that a note must hold, and those it may hold.
#[must_use]
pub fn title_words(text: &str) -> Option<(Vec<String>, Vec<String>)> {
    title(text).map(|bag| (bag.required, bag.optional))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_thing_are_told_from_a_name_with_a_qualifier() {
        assert_eq!(alternatives("Diabetes, diabetic"), ["Diabetes", "diabetic"]);
        assert_eq!(alternatives("Fracture, pathological"), ["Fracture, pathological"]);
        assert_eq!(
            alternatives("Saber, sabre shin or tibia"),
            ["Saber shin or tibia", "sabre shin or tibia"]
        );
        assert_eq!(alternatives("Phlebopathy,"), ["Phlebopathy"]);
    }

    #[test]
    fn what_a_title_leaves_open_is_optional() {
        let bag = title("Pneumonia, unspecified organism").unwrap();
        assert_eq!((bag.required, bag.optional), (vec!["pneumonia".into()], vec!["organism".into()]));
        let bag = title("Essential (primary) hypertension").unwrap();
        assert_eq!(bag.required, ["essential", "hypertension"]);
        assert_eq!(title("Other specified anemias"), None);
        assert_eq!(title("Pain in unspecified knee").unwrap().required, ["pain", "knee"]);
    }

    #[test]
    fn connectives_add_no_words_and_residual_entries_are_told_apart() {
        assert!(is_connective("with") && is_connective("due to"));
        assert!(!is_connective("specified type NEC"));
    }
}
