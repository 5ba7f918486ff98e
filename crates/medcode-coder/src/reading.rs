//! The words of a note as numbers of the official and of the lexicon's vocabulary.

use crate::lexicon::{Lexicon, relatives};
use medcode_kb::terms::{Terms, WordId};
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
    ids: Vec<WordId>,
}

impl Numbers {
    /// The numbers of a token: its own word first, then its relatives.
    pub(crate) fn of(&self, token: usize) -> &[WordId] {
        let at = |n: usize| self.starts.get(n).map_or(0, |&s| s as usize);
        self.ids.get(at(token)..at(token + 1)).unwrap_or_default()
    }

    fn push(&mut self, ids: &[WordId]) {
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
}

/// The numbers of one spelling.
#[derive(Default, Clone)]
struct Known {
    official: Vec<WordId>,
    lexical: Vec<WordId>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(doc: &'a Document<'a>, official: Terms<'_>, lexicon: &Lexicon) -> Self {
        let lexical = lexicon.terms();
        let spellings: Vec<(Known, Role)> = doc
            .spellings()
            .iter()
            .map(|s| (known(&s.folded, official, lexical), role(&s.folded)))
            .collect();
        let mut out = Self {
            doc,
            official: Numbers::default(),
            lexical: Numbers::default(),
            roles: Vec::with_capacity(doc.tokens().len()),
        };
        for token in doc.tokens() {
            let (known, role) = &spellings[token.spelling as usize];
            out.official.push(&known.official);
            out.lexical.push(&known.lexical);
            out.roles.push(*role);
        }
        out.official.close();
        out.lexical.close();
        out
    }
}

fn known(word: &str, official: Terms<'_>, lexical: Option<Terms<'_>>) -> Known {
    let mut out = Known::default();
    let mut add = |word: &str| {
        if let Some(id) = official.word(word)
            && !out.official.contains(&id)
        {
            out.official.push(id);
        }
        if let Some(id) = lexical.and_then(|l| l.word(word))
            && !out.lexical.contains(&id)
        {
            out.lexical.push(id);
        }
    };
    add(word);
    for relative in relatives(word) {
        add(&relative);
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

fn role(word: &str) -> Role {
    if EMPTY.contains(&word) {
        Role::Empty
    } else if MODIFIERS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        Role::Modifier
    } else {
        Role::Content
    }
}
