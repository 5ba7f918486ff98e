//! Walking down the Index from the entry that was matched: main term, then the subterms
//! that the words around the mention support.

use crate::case::{Case, Origin};
use crate::mention::Match;
use crate::tabular::Known;
use medcode_kb::text::normal;

/// Where the walk ended.
pub(super) struct Walked {
    pub(super) row: u32,
    pub(super) origin: Origin,
}

/// Walks down while a subterm's words all stand near the mention.
pub(super) fn walk(
    case: &Case<'_>,
    row: u32,
    origin: Origin,
    _found: &Match,
    known: &Known<'_>,
) -> Walked {
    let Origin::Index(mut node) = origin else { return Walked { row, origin } };
    let mut row = row;
    for _ in 0..4 {
        let Some((next, code)) = step(case, node, known) else { break };
        node = next;
        row = code;
    }
    Walked { row, origin: Origin::Index(node) }
}

/// The subterm that the words beside the mention or of its sentence name.
fn step(case: &Case<'_>, node: u32, known: &Known<'_>) -> Option<(u32, u32)> {
    let release = case.release;
    let nodes = release.index_nodes();
    for circle in known.circles().take(2) {
        for child in release.index_children(node) {
            let words = normal::words(&release.index_title(child));
            let words: Vec<&String> = words.iter().filter(|w| !is_empty(w)).collect();
            if words.is_empty() || !words.iter().all(|w| circle.contains(w.as_str())) {
                continue;
            }
            let row = nodes.get(child as usize)?;
            if !row.has_code() {
                continue;
            }
            let code = medcode_model::Code::from_bytes(release.system(), row.code);
            if let Some(found) = release.find(&code) {
                return Some((child, found));
            }
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
