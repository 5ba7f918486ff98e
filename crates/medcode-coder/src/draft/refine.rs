//! Walking down the Index from the entry that was matched: main term, then the subterms
//! that the words around the mention support.

use crate::case::{Case, Origin};
use crate::tabular::{Known, Side};
use medcode_kb::text::normal;

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
) -> Walked {
    let stay = Walked { row, origin };
    let start = match origin {
        Origin::Index(node) => Some(node),
        Origin::Lexicon(n) => case.lexicon.phrase(n).and_then(|p| case.entries.of(case.release, n, p)),
        Origin::Title(_) | Origin::Guideline => None,
    };
    let Some(mut node) = start else { return stay };
    let own = case.release.index_nodes().get(node as usize).map(|n| n.code);
    if own != Some(*case.release.code(row).bytes()) {
        return stay;
    }
    let (mut at, mut moved) = (row, false);
    for _ in 0..4 {
        let Some((next, code)) = step(case, node, known, side) else { break };
        (node, at, moved) = (next, code, true);
    }
    if moved { Walked { row: at, origin: Origin::Index(node) } } else { stay }
}

/// The subterm that the words of the mention, beside it, or of its sentence name.
fn step(case: &Case<'_>, node: u32, known: &Known<'_>, side: Option<Side>) -> Option<(u32, u32)> {
    let release = case.release;
    let nodes = release.index_nodes();
    let children: Vec<(u32, Vec<String>)> = release
        .index_children(node)
        .filter(|&c| nodes.get(c as usize).is_some_and(|n| n.has_code()))
        .map(|c| {
            let words = normal::words(&release.index_title(c));
            (c, words.into_iter().filter(|w| !is_empty(w)).collect())
        })
        .filter(|(_, words): &(u32, Vec<String>)| !words.is_empty())
        .collect();
    for circle in known.circles().take(2) {
        let has = |w: &String| match w.as_str() {
            "unilateral" => matches!(side, Some(Side::Left | Side::Right)),
            "bilateral" => side == Some(Side::Both),
            w => circle.contains(w),
        };
        let fits = children.iter().filter(|(_, words)| words.iter().all(has));
        let Some((child, _)) = fits.max_by_key(|(c, words)| (words.len(), std::cmp::Reverse(*c))) else {
            continue;
        };
        let code = medcode_model::Code::from_bytes(release.system(), nodes[*child as usize].code);
        if let Some(found) = release.find(&code) {
            return Some((*child, found));
        }
    }
    None
}

fn is_empty(word: &str) -> bool {
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
    )
}
