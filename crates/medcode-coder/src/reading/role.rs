//! Does a word name something, describe it, or neither?

use medcode_kb::quick::QuickMap;
use std::sync::LazyLock;

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

/// The words that name nothing.
static ROLES: LazyLock<QuickMap<&str, Role>> = LazyLock::new(|| {
    let modifiers = MODIFIERS.iter().map(|w| (*w, Role::Modifier));
    modifiers.chain(EMPTY.iter().map(|w| (*w, Role::Empty))).collect()
});

/// Whether a word names nothing itself.
pub(crate) fn is_describing(word: &str) -> bool {
    of(word) != Role::Content
}

/// Numbers, Roman ones and single letters too: "bipolar I", "L4-5".
fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        || word.len() == 1
        || matches!(word, "ii" | "iii" | "iv" | "vi" | "vii")
}

/// The role of a folded word.
pub(super) fn of(word: &str) -> Role {
    match ROLES.get(word) {
        Some(role) => *role,
        None if is_number(word) => Role::Modifier,
        None => Role::Content,
    }
}
