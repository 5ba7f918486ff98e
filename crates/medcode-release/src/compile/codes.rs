//! Codes gathered from several files before they are written.

use crate::sources::cdc::{icd10cm_codes, icd10cm_order};
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::codes::{BILLABLE, NewCode, ORDER_TITLE};
use medcode_kb::text::coded::NO_TEXT;
use medcode_model::{Code, CodeSystem, Read};
use std::collections::BTreeMap;

/// A code in the words of the order file, or of the codes file.
pub(super) struct Wording {
    pub(super) code: Code,
    pub(super) billable: bool,
    pub(super) short: Box<str>,
    pub(super) long: Box<str>,
}

/// The order file.
pub(super) fn order(system: CodeSystem, bytes: &[u8]) -> Read<Vec<Wording>> {
    let read = icd10cm_order::read(system, bytes);
    let value = read.value.iter().map(|r| Wording {
        code: r.code,
        billable: r.billable,
        short: r.short.as_ref().into(),
        long: r.long.as_ref().into(),
    });
    Read { value: value.collect(), problems: read.problems }
}

/// The codes file, which lists complete codes only.
pub(super) fn complete(system: CodeSystem, bytes: &[u8]) -> Read<Vec<Wording>> {
    let read = icd10cm_codes::read(system, bytes);
    let value = read.value.iter().map(|r| Wording {
        code: r.code,
        billable: true,
        short: "".into(),
        long: r.title.as_ref().into(),
    });
    Read { value: value.collect(), problems: read.problems }
}

/// Codes by their characters.
#[derive(Default)]
pub(super) struct Codes {
    by_code: BTreeMap<[u8; 7], NewCode>,
}

impl Codes {
    /// Adds a code; one that is known keeps its title and gains the flags.
    pub(super) fn add(&mut self, code: [u8; 7], flags: u8, title: &str, out: &mut ReleaseWriter) {
        match self.by_code.get_mut(&code) {
            Some(known) => known.flags |= flags,
            None => {
                let title = out.text.add(title);
                self.by_code.insert(code, NewCode { code, flags, title, short: NO_TEXT });
            }
        }
    }

    /// Gives a known code the wording of the order file.
    pub(super) fn word(&mut self, code: &[u8; 7], long: &str, short: &str, out: &mut ReleaseWriter) {
        if let Some(known) = self.by_code.get_mut(code) {
            known.title = out.text.add(long);
            known.short = if short.is_empty() || short == long { NO_TEXT } else { out.text.add(short) };
            known.flags |= ORDER_TITLE;
        }
    }

    /// Sets flags of a known code; whether it is known.
    pub(super) fn mark(&mut self, code: &[u8; 7], flags: u8) -> bool {
        self.by_code.get_mut(code).map(|c| c.flags |= flags).is_some()
    }

    pub(super) fn has(&self, code: &[u8; 7]) -> bool {
        self.by_code.contains_key(code)
    }

    pub(super) fn len(&self) -> usize {
        self.by_code.len()
    }

    pub(super) fn billable(&self) -> usize {
        self.by_code.values().filter(|c| c.flags & BILLABLE != 0).count()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &NewCode> {
        self.by_code.values()
    }

    /// Writes the table; a code's row is its place in the list given back.
    pub(super) fn write(self, out: &mut ReleaseWriter) -> Vec<[u8; 7]> {
        medcode_kb::tables::codes::write(self.by_code.into_values().collect(), out)
    }
}

/// The row of a code in a sorted list.
pub(super) fn row(order: &[[u8; 7]], code: &[u8; 7]) -> Option<u32> {
    order.binary_search(code).ok().map(|n| n as u32)
}
