//! What do the consolidated code list, the clinician and the consumer descriptors say?

use super::Descriptor;
use crate::sources::grid::{self, Grid, GridRow};
use medcode_model::{Code, CodeSystem, Position, Problem, Read, SourceKind};
use std::collections::BTreeSet;

/// One code of the consolidated list; empty where it has no such descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consolidated {
    /// The code.
    pub code: Code,
    /// Long descriptor.
    pub long: String,
    /// Medium descriptor.
    pub medium: String,
    /// Short descriptor.
    pub short: String,
    /// Consumer descriptor.
    pub consumer: String,
}

/// The kind of a table, by its heads.
pub(crate) fn form(grid: &Grid) -> Option<SourceKind> {
    let has = |heads: &[&str]| grid::find_heads(grid, heads).is_some();
    let has_modifiers = |head: &str| has(&["MODIFIER CODE", head]);
    if has(&["CPT CODE", "LONG", "MEDIUM", "SHORT"]) {
        Some(SourceKind::CptConsolidated)
    } else if has(&["CPT CODE", "CLINICIAN DESCRIPTOR"]) {
        Some(SourceKind::CptClinician)
    } else if has(&["CPT CODE", "CONSUMER FRIENDLY DESCRIPTOR"])
        || has(&["CPT CODE", "CONSUMER DESCRIPTOR"])
    {
        Some(SourceKind::CptConsumer)
    } else if has_modifiers("MODIFIER NAME") || has_modifiers("MODIFIER DESCRIPTION") {
        Some(SourceKind::CptModifiers)
    } else {
        None
    }
}

/// Reads the consolidated code list.
#[must_use]
pub fn read_consolidated(bytes: &[u8]) -> Read<Vec<Consolidated>> {
    let mut seen = BTreeSet::new();
    read(bytes, &["CPT CODE", "LONG"], |line, heads, code, problems| {
        if !seen.insert(code) {
            problems.push(twice(line, code));
            return None;
        }
        let text = |name: &str| grid::column(heads, &[name]).map_or("", |c| line.cell(c)).to_owned();
        let (long, medium, short) = (text("LONG"), text("MEDIUM"), text("SHORT"));
        if long.is_empty() && medium.is_empty() && short.is_empty() {
            let message = format!("{code} has no descriptor; passed over");
            problems.push(Problem::warning(line.position, message));
            return None;
        }
        Some(Consolidated { code, long, medium, short, consumer: text("CONSUMER") })
    })
}

/// Reads clinician descriptors, of which a code may have several.
#[must_use]
pub fn read_clinician(bytes: &[u8]) -> Read<Vec<Descriptor>> {
    read(bytes, &["CPT CODE", "CLINICIAN DESCRIPTOR"], |line, heads, code, problems| {
        descriptor(line, heads, code, &["CLINICIAN DESCRIPTOR"], problems)
    })
}

/// Reads consumer descriptors.
#[must_use]
pub fn read_consumer(bytes: &[u8]) -> Read<Vec<Descriptor>> {
    let names = ["CONSUMER FRIENDLY DESCRIPTOR", "CONSUMER DESCRIPTOR"];
    let mut seen = BTreeSet::new();
    read(bytes, &["CPT CODE"], |line, heads, code, problems| {
        if !seen.insert(code) {
            problems.push(twice(line, code));
            return None;
        }
        descriptor(line, heads, code, &names, problems)
    })
}

fn descriptor(
    line: &GridRow,
    heads: &GridRow,
    code: Code,
    names: &[&str],
    problems: &mut Vec<Problem>,
) -> Option<Descriptor> {
    let text = grid::column(heads, names).map_or("", |column| line.cell(column));
    if text.is_empty() {
        problems.push(Problem::warning(line.position, format!("{code} has no descriptor; passed over")));
        return None;
    }
    Some(Descriptor { code, text: text.to_owned() })
}

fn twice(line: &GridRow, code: Code) -> Problem {
    Problem::warning(line.position, format!("{code} is listed twice; the first row was kept"))
}

/// Reads the rows below the heads that have a CPT code.
fn read<T>(
    bytes: &[u8],
    wanted: &[&str],
    mut take: impl FnMut(&GridRow, &GridRow, Code, &mut Vec<Problem>) -> Option<T>,
) -> Read<Vec<T>> {
    let Read { value: grid, mut problems } = grid::read(bytes);
    let heads = grid::find_heads(&grid, wanted);
    let column = heads.and_then(|at| grid::column(&grid[at], &["CPT CODE"]));
    let (Some(at), Some(column)) = (heads, column) else {
        let message = format!("no row has the heads {}", wanted.join(" and "));
        problems.push(Problem::error(Position::default(), message));
        return Read { value: Vec::new(), problems };
    };
    let mut found = Vec::new();
    for line in &grid[at + 1..] {
        let code = Code::procedure(line.cell(column)).filter(|c| c.system() == CodeSystem::Cpt);
        match code {
            Some(code) => found.extend(take(line, &grid[at], code, &mut problems)),
            None => {
                let message = "this row has no CPT code; passed over";
                problems.push(Problem::warning(line.position, message));
            }
        }
    }
    if found.is_empty() {
        problems.push(Problem::error(Position::default(), "the table has no row with a CPT code"));
    }
    Read { value: found, problems }
}
