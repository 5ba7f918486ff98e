//! Does the note say that no visit came about: nothing is charged, the patient left?

use super::super::view::View;

/// `No charge.` as a sentence of its own.
pub(super) fn is_free(view: &View<'_>) -> bool {
    const SHORT: u32 = 3;
    let doc = view.doc;
    doc.sentences().iter().any(|s| {
        let (first, end) = (s.tokens.0 as usize, s.tokens.1);
        end - s.tokens.0 <= SHORT && doc.folded(first) == "no" && doc.folded(first + 1) == "charge"
    })
}

/// The patient left before the practitioner came, at this visit: `left before being seen`, `LWBS`.
pub(super) fn has_left(view: &View<'_>) -> bool {
    const OTHER: &[&str] =
        &["yesterday", "last", "ago", "prior", "previously", "hospital", "er", "ed", "night", "earlier"];
    let doc = view.doc;
    let word = |t: usize| doc.folded(t);
    let left = |t: usize| match word(t) {
        "lwbs" => true,
        "left" | "eloped" => {
            // `left without being seen`, not a mass on the left.
            let before = matches!(word(t + 1), "before" | "without" | "prior");
            let seen = |n: usize| {
                matches!(word(n), "seen" | "evaluated" | "evaluation" | "provider" | "md" | "physician")
            };
            before && (t + 2..t + 5).any(seen)
        }
        "before" => {
            let who = matches!(word(t + 1), "provider" | "md" | "doctor" | "physician")
                || word(t + 1) == "the" && matches!(word(t + 2), "provider" | "doctor");
            who && (t + 2..t + 7).any(|n| word(n) == "left")
        }
        _ => false,
    };
    (0..doc.tokens().len()).any(|t| {
        left(t) && {
            let sentence = view.sentence(t as u32);
            let ed = doc.tokens().len().min(6);
            let named = (0..ed).any(|n| matches!(word(n), "ed" | "er" | "emergency"));
            let other =
                |n: &usize| OTHER.contains(&word(*n)) && !(named && matches!(word(*n), "er" | "ed"));
            !sentence.into_iter().any(|n| other(&n))
        }
    })
}
