//! From a drug to its code in the Table of Drugs and Chemicals, by column.

use medcode_kb::query::Release;
use medcode_kb::tables::index::{ExtraKind, IndexKind, NO_NODE};
use medcode_kb::terms::{TermKind, Terms};
use medcode_kb::text::normal;

/// A column of the Table of Drugs that medcode reports from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Column {
    /// Poisoning, accidental: also where no intent is stated (OCG I.C.19.e.5.b).
    Accidental = 0,
    /// Poisoning, intentional self-harm.
    SelfHarm = 1,
    /// Poisoning, assault.
    Assault = 2,
    /// Poisoning, intent stated as impossible to determine.
    Undetermined = 3,
    /// Adverse effect.
    AdverseEffect = 4,
    /// Underdosing.
    Underdosing = 5,
}

/// The code of a cell at the initial encounter, as a row of the Tabular.
pub(crate) fn cell(release: &Release, path: &str, column: Column) -> Option<u32> {
    let node = node(release, path)?;
    let cells = release.index_extras(node).iter();
    let cell = cells
        .filter(|e| e.kind() == ExtraKind::Cell && e.has_code())
        .find(|e| e.column == column as u8)?;
    let code = medcode_model::Code::from_bytes(release.system(), cell.code);
    let row = release.find(&code)?;
    if release.is_billable(row) {
        return Some(row);
    }
    let initial = |&r: &u32| release.is_billable(r) && release.code(r).bytes()[6] == b'A';
    release.under(row).find(initial)
}

/// The entry with this path.
fn node(release: &Release, path: &str) -> Option<u32> {
    let mut parts = path.split(" > ");
    let mut node = main_term(release, parts.next()?)?;
    for part in parts {
        node = release.index_children(node).find(|&n| release.index_title(n).trim() == part)?;
    }
    Some(node)
}

/// The main term with this title: found through the terms filed under one of its words.
fn main_term(release: &Release, title: &str) -> Option<u32> {
    let terms = Terms::of(release);
    let nodes = release.index_nodes();
    let mut words = normal::words(title).into_iter();
    words.find_map(|word| {
        let filed = terms.filed_under(terms.word(&word)?);
        filed.filter(|t| t.kind == TermKind::Drug).find_map(|term| {
            let mut at = term.source;
            while nodes.get(at as usize)?.parent.get() != NO_NODE {
                at = nodes[at as usize].parent.get();
            }
            let is_drug = nodes[at as usize].kind() == IndexKind::Drug;
            (is_drug && release.index_title(at).trim() == title).then_some(at)
        })
    })
}
