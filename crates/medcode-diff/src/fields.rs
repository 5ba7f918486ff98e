//! Which fields of a HCPCS code changed: coverage, pricing, statute, type of service?

use crate::changes::FieldChange;
use crate::codes::{holds, pairs};
use medcode_kb::query::Release;
use medcode_kb::tables::details::Field;

/// The changes of codes that hold in both, by code, then in the order of the fields.
pub(crate) fn changes(before: &Release, after: &Release) -> Vec<FieldChange> {
    let mut out = Vec::new();
    for (a, b) in pairs(before, after) {
        let (Some(x), Some(y)) = (a, b) else { continue };
        if !holds(before, x) || !holds(after, y) {
            continue;
        }
        let code = after.code(y);
        let (old, new) = (values(before, x), values(after, y));
        for field in Field::ALL.into_iter().filter(|f| is_compared(*f)) {
            let (before, after) = (of(&old, field), of(&new, field));
            if before != after {
                out.push(FieldChange { code, field: Some(field), before, after });
            }
        }
        let last = |release: &Release, row| {
            release.dates(row).terminated.map_or_else(String::new, |d| d.to_string())
        };
        let (before, after) = (last(before, x), last(after, y));
        if before != after {
            out.push(FieldChange { code, field: None, before, after });
        }
    }
    out
}

/// The action code tells of the last change and is none itself.
fn is_compared(field: Field) -> bool {
    field != Field::Action
}

fn values(release: &Release, row: u32) -> Vec<(Field, String)> {
    release.details(row).collect()
}

fn of(values: &[(Field, String)], field: Field) -> String {
    let mut found: Vec<&str> = values.iter().filter(|(f, _)| *f == field).map(|(_, t)| &**t).collect();
    found.sort_unstable();
    found.join("; ")
}
