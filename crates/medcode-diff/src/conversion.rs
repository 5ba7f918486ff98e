//! Which new code took the place of which old one?

use crate::changes::{CodeChange, CodeWhat, Previous};
use medcode_kb::query::Release;
use medcode_kb::tables::conversion::{self, ConversionRow};
use medcode_model::{Code, Date};
use std::collections::HashMap;

/// Writes into the changes what the rows of a conversion table say that took effect between two
/// releases.
pub(crate) fn join(changes: &mut [CodeChange], table: &Release, before: Date, after: Date) {
    let all: &[ConversionRow] = table.file().rows(conversion::SECTION);
    let of_the_time = |r: &&ConversionRow| {
        let day = Date::from_days(r.effective.get());
        before < day && day <= after && r.new != r.from
    };
    let rows: Vec<&ConversionRow> = all.iter().filter(of_the_time).collect();
    let mut by_new: HashMap<[u8; 7], Vec<&ConversionRow>> = HashMap::new();
    for row in &rows {
        by_new.entry(row.new).or_default().push(row);
    }
    let system = table.system();
    for change in changes {
        let code = *change.code.bytes();
        if matches!(change.what, CodeWhat::Deleted | CodeWhat::ToHeader) {
            let took = rows.iter().filter(|r| r.from <= code && code <= r.to && r.new != code);
            change.replaced_by = took.map(|r| Code::from_bytes(system, r.new)).collect();
            change.replaced_by.sort();
            change.replaced_by.dedup();
        } else if let Some(rows) = by_new.get(&code) {
            change.previous = rows.iter().map(|r| previous(r, system)).collect();
            change.previous.sort();
            change.previous.dedup();
        }
    }
}

fn previous(row: &ConversionRow, system: medcode_model::CodeSystem) -> Previous {
    Previous { from: Code::from_bytes(system, row.from), to: Code::from_bytes(system, row.to) }
}

/// Whether a release holds a conversion table.
pub(crate) fn is_in(release: &Release) -> bool {
    !release.file().section(conversion::SECTION).is_empty()
}
