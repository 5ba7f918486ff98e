//! Collecting edits and writing their table.

use super::{KindRow, NO_LIST, PtpSetting, ReleaseWriter};
use crate::text::coded::{TextId, put_varint};
use medcode_model::Date;
use std::collections::HashMap;

/// An edit to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewEdit {
    /// The code that is paid.
    pub column_one: [u8; 5],
    /// The code that is not.
    pub column_two: [u8; 5],
    /// First day.
    pub effective: Option<Date>,
    /// Last day.
    pub deleted: Option<Date>,
    /// See [`KindRow::indicator`].
    pub indicator: u8,
    /// Why.
    pub rationale: TextId,
}

/// First day, last day, indicator, reason; days in numbers, zero for none.
type Kind = (u32, u32, u8, TextId);

/// Edits being collected: twelve bytes each, whatever they say.
#[derive(Default)]
pub struct Builder {
    codes: HashMap<[u8; 5], u32>,
    kinds: HashMap<Kind, u32>,
    /// Column one, kind, column two, by the numbers above.
    edits: Vec<[u32; 3]>,
}

impl Builder {
    /// Adds an edit; one that is added twice counts once.
    pub fn add(&mut self, edit: &NewEdit) {
        let day = |d: Option<Date>| d.map_or(0, Date::days);
        let kind = (day(edit.effective), day(edit.deleted), edit.indicator, edit.rationale);
        let next = self.kinds.len() as u32;
        let kind = *self.kinds.entry(kind).or_insert(next);
        let [one, two] = [edit.column_one, edit.column_two].map(|code| {
            let next = self.codes.len() as u32;
            *self.codes.entry(code).or_insert(next)
        });
        self.edits.push([one, kind, two]);
    }

    /// How many edits were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.edits.len()
    }

    /// Whether no edit was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Writes the table; nothing where there are no edits. The order of adding changes nothing.
    pub fn write(mut self, setting: PtpSetting, out: &mut ReleaseWriter) {
        if self.edits.is_empty() {
            return;
        }
        let codes = self.number_codes();
        let kinds = self.number_kinds();
        self.edits.sort_unstable();
        self.edits.dedup();
        let mut lists = vec![NO_LIST; codes.len()];
        let mut pairs = Vec::new();
        let mut known: HashMap<Vec<u8>, u32> = HashMap::new();
        for edits in self.edits.chunk_by(|a, b| a[0] == b[0]) {
            let bytes = of_one(edits);
            let start = *known.entry(bytes).or_insert_with_key(|bytes| {
                let start = pairs.len() as u32;
                pairs.extend_from_slice(bytes);
                start
            });
            lists[edits[0][0] as usize] = start;
        }
        let [code, list, kind, pair] = setting.sections();
        out.bytes(code, codes.concat());
        out.bytes(list, lists.iter().flat_map(|n| n.to_le_bytes()).collect());
        out.rows(kind, &kinds);
        out.bytes(pair, pairs);
    }

    /// Numbers the codes in their own order.
    fn number_codes(&mut self) -> Vec<[u8; 5]> {
        let (codes, new) = ranked(std::mem::take(&mut self.codes), |code, _| *code);
        for edit in &mut self.edits {
            edit[0] = new[edit[0] as usize];
            edit[2] = new[edit[2] as usize];
        }
        codes
    }

    /// Numbers the kinds, the commonest first: its number is short, and its list is read first.
    fn number_kinds(&mut self) -> Vec<KindRow> {
        let mut counts = vec![0u32; self.kinds.len()];
        for edit in &self.edits {
            counts[edit[1] as usize] += 1;
        }
        let rank = |kind: &Kind, old: u32| (u32::MAX - counts[old as usize], *kind);
        let (kinds, new) = ranked(std::mem::take(&mut self.kinds), rank);
        for edit in &mut self.edits {
            edit[1] = new[edit[1] as usize];
        }
        let row = |(effective, deleted, indicator, rationale): Kind| KindRow {
            effective: effective.into(),
            deleted: deleted.into(),
            rationale: rationale.into(),
            indicator,
        };
        kinds.into_iter().map(row).collect()
    }
}

/// Things in the order of a rank, and the new number of each old one.
fn ranked<T, R: Ord>(numbered: HashMap<T, u32>, rank: impl Fn(&T, u32) -> R) -> (Vec<T>, Vec<u32>) {
    let mut all: Vec<(T, u32)> = numbered.into_iter().collect();
    all.sort_by_cached_key(|(thing, old)| rank(thing, *old));
    let mut new = vec![0; all.len()];
    for (n, (_, old)) in all.iter().enumerate() {
        new[*old as usize] = n as u32;
    }
    (all.into_iter().map(|(thing, _)| thing).collect(), new)
}

/// The lists of one code: how many, then of each its kind, its length, its members.
fn of_one(edits: &[[u32; 3]]) -> Vec<u8> {
    let kinds = || edits.chunk_by(|a, b| a[1] == b[1]);
    let mut out = Vec::new();
    put_varint(kinds().count() as u32, &mut out);
    for list in kinds() {
        let mut members = Vec::new();
        let mut before = 0;
        for edit in list {
            put_varint(edit[2] - before, &mut members);
            before = edit[2];
        }
        put_varint(list[0][1], &mut out);
        put_varint(members.len() as u32, &mut out);
        out.extend_from_slice(&members);
    }
    out
}
