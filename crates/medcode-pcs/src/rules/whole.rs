//! All of a disc, or some of it? "The disc was removed completely" is resection, where a discectomy
//! of which no more is said takes out a part (B3.8; the disc is a body part of its own).

use crate::desk::Case;
use medcode_note::Document;

/// Discs that may be cut out in part: the beginnings of their codes.
const DISCS: &[&str] = &["0RB3", "0RB5", "0RB9", "0RBB", "0SB2", "0SB4"];

const ALL: &[&str] = &["completely", "entirely", "entire", "complete", "whole", "total", "entirety"];
const TAKEN: &[&str] = &[
    "removed",
    "removal",
    "excised",
    "resected",
    "discectomy",
    "evacuated",
    "discectomie",
    "discectomies",
];

pub(crate) fn apply(case: &mut Case<'_>) {
    if !case.drafts.iter().any(|d| DISCS.iter().any(|c| d.starts(c))) || !is_whole(case.stay.doc) {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !DISCS.iter().any(|c| draft.starts(c)) || draft.code[6] == b'X' {
            continue;
        }
        let mut code = draft.code;
        code[2] = b'T';
        if case.words(draft.hit).is_legal(&code) {
            case.drafts[at].code = code;
            case.drafts[at].reasons.push("the whole disc was taken out (B3.8)".to_owned());
        }
    }
}

/// Whether a sentence says that all of a disc was taken out.
fn is_whole(doc: &Document<'_>) -> bool {
    let sentences = doc.sentences().iter();
    sentences.map(|s| s.tokens.0 as usize..s.tokens.1 as usize).any(|s| {
        let is = |t: usize, words: &[&str]| words.contains(&doc.folded(t));
        let disc = |t: usize| matches!(doc.folded(t), "disc" | "disk" | "discectomy");
        s.clone().filter(|&t| disc(t)).any(|at| {
            let near = at.saturating_sub(4).max(s.start)..(at + 6).min(s.end);
            let all = near.clone().any(|t| is(t, ALL));
            let denied = near.clone().any(|t| matches!(doc.folded(t), "no" | "not" | "partial"));
            all && !denied && near.clone().any(|t| is(t, TAKEN))
        })
    })
}
