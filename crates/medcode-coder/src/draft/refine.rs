//! Walking down the Index from the entry that was matched: main term, then the subterms
//! that the words around the mention support.

use crate::case::{Case, Origin};
use crate::mention::{Match, is_lacked};
use crate::tabular::{Known, Side};
use medcode_model::Presence;

/// Where the walk ended.
pub(super) struct Walked {
    pub(super) row: u32,
    pub(super) origin: Origin,
}

/// Walks down while a subterm's words all stand near the mention. An entry whose code is
/// another than the one matched is not walked from: the lexicon knew better.
pub(super) fn walk(
    case: &Case<'_>,
    row: u32,
    origin: Origin,
    known: &Known<'_>,
    side: Option<Side>,
    found: &Match,
) -> Walked {
    let stay = Walked { row, origin };
    let start = match origin {
        Origin::Index(node) => Some(node),
        Origin::Lexicon(n) => {
            case.lexicon.phrase(n).and_then(|p| case.shelf.entries.of(case.release, n, p))
        }
        Origin::Title(_) | Origin::Guideline => None,
    };
    let Some(mut node) = start else { return stay };
    let own = case.release.index_nodes().get(node as usize).map(|n| n.code);
    if own != Some(*case.release.code(row).bytes()) {
        return stay;
    }
    let (mut at, mut moved) = (row, false);
    for _ in 0..4 {
        let Some((next, code)) = step(case, node, known, side, found) else { break };
        (node, at, moved) = (next, code, true);
    }
    if moved { Walked { row: at, origin: Origin::Index(node) } } else { stay }
}

/// The subterm that the words of the mention, beside it, or of its sentence name.
fn step(
    case: &Case<'_>,
    node: u32,
    known: &Known<'_>,
    side: Option<Side>,
    found: &Match,
) -> Option<(u32, u32)> {
    let release = case.release;
    let nodes = release.index_nodes();
    let children = case.shelf.entries.subterms(release, node);
    if children.is_empty() {
        return None;
    }
    for circle in known.circles().take(2) {
        let has = |w: &String| match w.as_str() {
            "unilateral" => matches!(side, Some(Side::Left | Side::Right)),
            "bilateral" => side == Some(Side::Both),
            w => circle.contains(w),
        };
        let fits = children.iter().filter(|(_, words)| {
            words.iter().all(has) && circle.counts(words.iter()) && is_stated(case, found, words)
        });
        let Some((child, _)) = fits.max_by_key(|(c, words)| (words.len(), std::cmp::Reverse(*c))) else {
            continue;
        };
        let code = medcode_model::Code::from_bytes(release.system(), nodes[*child as usize].code);
        if let Some(row) = release.find(&code) {
            return Some((*child, row));
        }
    }
    None
}

/// Whether the words that stand beside the mention only are stated as there: "tubal pregnancy
/// without IUP" is not one with it.
fn is_stated(case: &Case<'_>, found: &Match, words: &[String]) -> bool {
    let (Some(&first), Some(&last)) = (found.tokens.first(), found.tokens.last()) else { return true };
    let sentence = case.doc.sentences()[found.sentence as usize];
    let beside = first.saturating_sub(3).max(sentence.tokens.0)..(last + 5).min(sentence.tokens.1);
    words.iter().all(|w| {
        let holds = |t: &u32| case.reading.forms(*t as usize).iter().any(|f| *f.word == **w);
        let mut own = (first..=last).filter(holds).peekable();
        if own.peek().is_some() {
            // "Dementia w/o behavioral disturbance" is not one with it.
            return words.iter().any(|w| w == "without")
                || own.any(|t| !is_lacked(case.reading, t as usize));
        }
        let Some(at) = beside.clone().find(holds) else { return true };
        let span = case.doc.tokens()[at as usize].span;
        case.doc.context(span).assertion.presence != Presence::Absent
    })
}

pub(super) fn is_empty(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "or"
            | "with"
            | "in"
            | "to"
            | "due"
            | "by"
            | "nec"
            | "nos"
            | "specified"
            | "type"
            | "a"
            | "see"
            | "site"
    )
}
