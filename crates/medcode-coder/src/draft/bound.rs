//! How many drafts may a note have? The guidelines compare each with each, so that a note of
//! megabytes must not bring tens of thousands; a note that a person wrote never gets here.

use crate::case::Draft;
use medcode_kb::quick::QuickMap;
use medcode_model::Assertion;

/// How often the same code is kept in the same context.
const REPEATS: usize = 12;

/// The most drafts that are compared.
const MOST: usize = 1_500;

/// Leaves out repeats of the same and, beyond the bound, what the provider assessed least.
pub(super) fn bound(drafts: &mut Vec<Draft>) {
    if drafts.len() <= REPEATS {
        return;
    }
    let mut seen: QuickMap<(u32, Assertion), usize> = QuickMap::default();
    drafts.retain(|draft| {
        let count = seen.entry((draft.row, draft.context.assertion)).or_default();
        *count += 1;
        *count <= REPEATS
    });
    if drafts.len() > MOST {
        let mut order: Vec<usize> = (0..drafts.len()).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(drafts[at].tier), at));
        order.truncate(MOST);
        order.sort_unstable();
        let mut kept = order.into_iter().peekable();
        let mut at = 0;
        drafts.retain(|_| {
            let keep = kept.next_if_eq(&at).is_some();
            at += 1;
            keep
        });
    }
}
