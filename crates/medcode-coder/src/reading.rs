//! The words of a note as numbers of the official and of the lexicon's vocabulary.

use crate::lexicon::{Context, Lexicon, relatives};
use medcode_kb::terms::{LETTER_A, Terms, WordId};
use medcode_note::Document;

/// What a token can contribute to a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Articles, prepositions, forms of "to be".
    Empty,
    /// Side, degree, number: describes, names nothing.
    Modifier,
    /// Everything else.
    Content,
}

/// The word numbers of every token in one vocabulary.
#[derive(Default)]
pub(crate) struct Numbers {
    starts: Vec<u32>,
    ids: Vec<Number>,
}

/// The number of a word that a token may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number {
    pub(crate) word: WordId,
    /// A describing word out of the expansion of an abbreviation: it goes with the noun of
    /// the same abbreviation only ("COPD" makes nothing else chronic).
    pub(crate) bound: bool,
    /// A naming word out of the expansion of an abbreviation: a term that uses one uses
    /// most of them ("OSA" says nothing of an obstruction).
    pub(crate) grouped: bool,
}

impl Numbers {
    /// The numbers of a token: its own word first, then its relatives.
    pub(crate) fn of(&self, token: usize) -> &[Number] {
        let at = |n: usize| self.starts.get(n).map_or(0, |&s| s as usize);
        self.ids.get(at(token)..at(token + 1)).unwrap_or_default()
    }

    fn push(&mut self, ids: &[Number]) {
        self.starts.push(self.ids.len() as u32);
        self.ids.extend_from_slice(ids);
    }

    fn close(&mut self) {
        self.starts.push(self.ids.len() as u32);
    }
}

/// A note with its words numbered.
pub(crate) struct Reading<'a> {
    pub(crate) doc: &'a Document<'a>,
    pub(crate) official: Numbers,
    pub(crate) lexical: Numbers,
    pub(crate) roles: Vec<Role>,
    /// Of every spelling the words it may stand for, its own first.
    forms: Vec<Vec<Form>>,
}

/// A word that a spelling may stand for.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) word: Box<str>,
    pub(crate) bound: bool,
    grouped: bool,
}

/// What one spelling may stand for, in both vocabularies.
#[derive(Default, Clone)]
struct Known {
    official: Vec<Number>,
    lexical: Vec<Number>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(doc: &'a Document<'a>, official: Terms<'_>, lexicon: &Lexicon) -> Self {
        let lexical = lexicon.terms();
        let forms = forms(doc, lexicon);
        let known: Vec<(Known, Role)> = doc
            .spellings()
            .iter()
            .zip(&forms)
            .map(|(s, forms)| (numbers(forms, official, lexical), role(&s.folded)))
            .collect();
        let mut out = Self {
            doc,
            official: Numbers::default(),
            lexical: Numbers::default(),
            roles: Vec::with_capacity(doc.tokens().len()),
            forms,
        };
        for token in doc.tokens() {
            let (known, role) = &known[token.spelling as usize];
            out.official.push(&known.official);
            out.lexical.push(&known.lexical);
            out.roles.push(*role);
        }
        out.official.close();
        out.lexical.close();
        out
    }

    /// The words that a token may stand for, its own first.
    pub(crate) fn forms(&self, token: usize) -> &[Form] {
        let spelling = self.doc.tokens().get(token).map_or(usize::MAX, |t| t.spelling as usize);
        self.forms.get(spelling).map_or(&[], Vec::as_slice)
    }
}

/// Of every spelling the words it may stand for.
fn forms(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<Vec<Form>> {
    let mut out: Vec<Vec<Form>> = vec![Vec::new(); doc.spellings().len()];
    let small = !doc.text().bytes().any(|b| b.is_ascii_uppercase());
    let here = |word: &str| doc.spellings().iter().any(|s| *s.folded == *word);
    for (at, token) in doc.tokens().iter().enumerate() {
        let list = &mut out[token.spelling as usize];
        if !list.is_empty() {
            continue;
        }
        let folded = doc.folded(at);
        list.push(Form { word: folded.into(), bound: false, grouped: false });
        let mut push = |word: &str, bound: bool, grouped: bool| {
            if !list.iter().any(|f| *f.word == *word) {
                list.push(Form { word: word.into(), bound, grouped });
            }
        };
        if let Some(side) = side(folded, doc.raw(at), small) {
            push(side, false, false);
        }
        // `w/o`
        if folded == "o" && doc.folded(at.wrapping_sub(1)) == "w" {
            push("without", false, false);
        }
        if doc.raw(at) == "A" && at > 0 {
            push(LETTER_A, false, false);
        }
        let near = |word: &str| is_near(doc, at, word);
        let expansion =
            lexicon.expand(folded, doc.raw(at), &Context { near: &near, note: &here, small });
        for word in expansion {
            let several = expansion.len() > 1;
            let content = role(word) == Role::Content;
            push(word, several && !content, several && content);
        }
        for relative in relatives(folded) {
            push(&relative, false, false);
        }
    }
    out
}

/// Words further away say nothing of what a short form means.
const NEAR: usize = 15;

/// Whether a folded word stands near a token.
pub(crate) fn is_near(doc: &Document<'_>, token: usize, word: &str) -> bool {
    (token.saturating_sub(NEAR)..(token + NEAR).min(doc.tokens().len())).any(|t| doc.folded(t) == word)
}

/// The side that a short form names.
fn side(folded: &str, raw: &str, small: bool) -> Option<&'static str> {
    if small && raw.len() == 1 {
        return match raw {
            "l" => Some("left"),
            "r" => Some("right"),
            _ => None,
        };
    }
    match (folded, raw) {
        ("l", "L") | ("lt", _) | (_, "OS" | "AS" | "LE" | "LUE" | "LLE") if raw != "LE" => Some("left"),
        ("r", "R") | ("rt", _) | (_, "OD" | "AD" | "RUE" | "RLE") => Some("right"),
        ("bl" | "both" | "bilat" | "bilaterally" | "bil", _) | (_, "OU" | "AU" | "BLE" | "BUE") => {
            Some("bilateral")
        }
        _ => None,
    }
}

fn numbers(forms: &[Form], official: Terms<'_>, lexical: Option<Terms<'_>>) -> Known {
    let mut out = Known::default();
    for form in forms {
        let number = |word| Number { word, bound: form.bound, grouped: form.grouped };
        if let Some(word) = official.word(&form.word) {
            out.official.push(number(word));
        }
        if let Some(word) = lexical.and_then(|l| l.word(&form.word)) {
            out.lexical.push(number(word));
        }
    }
    out
}

const EMPTY: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "in",
    "on",
    "to",
    "with",
    "w",
    "and",
    "or",
    "by",
    "for",
    "from",
    "at",
    "as",
    "is",
    "was",
    "are",
    "be",
    "been",
    "has",
    "have",
    "had",
    "his",
    "her",
    "their",
    "this",
    "that",
    "which",
    "due",
    "secondary",
    "associated",
    "s",
    "both",
    "some",
    "very",
    "over",
    "into",
    "c",
    "b",
    "complicated",
    "likely",
    "also",
    "now",
    "still",
    "known",
    "related",
    "my",
    "your",
    "your",
    "its",
    "it",
    "who",
    "d",
    "t",
];

const MODIFIERS: &[&str] = &[
    "left",
    "right",
    "bilateral",
    "l",
    "r",
    "lt",
    "rt",
    "upper",
    "lower",
    "distal",
    "proximal",
    "medial",
    "lateral",
    "anterior",
    "posterior",
    "mild",
    "moderate",
    "severe",
    "acute",
    "chronic",
    "recurrent",
    "persistent",
    "stable",
    "new",
    "old",
    "worsening",
    "improving",
    "controlled",
    "uncontrolled",
    "poorly",
    "well",
    "type",
    "stage",
    "grade",
    "class",
    "degree",
    "primary",
    "small",
    "large",
    "minimal",
    "significant",
    "subacute",
    "ongoing",
    "active",
    "early",
    "late",
    "onset",
    "progressive",
    "intermittent",
    "diffuse",
    "generalized",
    "localized",
    "multiple",
    "single",
    "mid",
    "middle",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "superior",
    "inferior",
    "inner",
    "outer",
    "superficial",
    "deep",
    "partial",
    "complete",
    "closed",
    "open",
    "displaced",
    "nondisplaced",
    "comminuted",
    "simple",
    "complex",
    "side",
    "sided",
    "symptomatic",
    "asymptomatic",
    "longstanding",
    "underlying",
    "resolving",
    "healing",
    "healed",
    "moderately",
    "severely",
    "mildly",
    "slightly",
    "unspecified",
    "essential",
    "idiopathic",
    "disease",
    "disorder",
    "syndrome",
];

/// Whether a word names nothing itself.
pub(crate) fn is_describing(word: &str) -> bool {
    role(word) != Role::Content
}

/// Numbers, Roman ones and single letters too: "bipolar I", "L4-5".
fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        || word.len() == 1
        || matches!(word, "ii" | "iii" | "iv" | "vi" | "vii")
}

fn role(word: &str) -> Role {
    if EMPTY.contains(&word) {
        Role::Empty
    } else if MODIFIERS.contains(&word) || is_number(word) {
        Role::Modifier
    } else {
        Role::Content
    }
}
