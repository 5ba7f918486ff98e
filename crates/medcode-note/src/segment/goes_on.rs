//! Which words behind a header's show that it is none: the sentence goes on.

/// Whether a word makes `allergy` before it the name of a visit or a treatment: `Allergy injection
/// visit`.
pub(super) fn is_shot(word: &str) -> bool {
    matches!(
        word,
        "injection"
            | "inj"
            | "shot"
            | "visit"
            | "clinic"
            | "testing"
            | "immunotherapy"
            | "serum"
            | "extract"
            | "vial"
            | "consult"
            | "evaluation"
    )
}

/// Whether a word makes what stands before it part of a sentence: `PE has been ruled out` is
/// no physical examination, `Dx with asthma in 2010` no diagnosis list.
pub(super) fn is_verb(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "is"
            | "was"
            | "are"
            | "were"
            | "had"
            | "have"
            | "cannot"
            | "unlikely"
            | "ruled"
            | "excluded"
            | "with"
            | "in"
            | "by"
            | "at"
    )
}
