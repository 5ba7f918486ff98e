//! Which NCCI edits, add-on codes and fee schedule indicators changed?
//!
//! Numbers and indicators only: the reasons are the publisher's words and the descriptors the
//! AMA's, and neither is needed to tell what changed.

use crate::changes::{EditChange, EditValue};
use crate::parts::{NoData, Part};
use crate::steps::Steps;
use medcode_kb::Error;
use medcode_kb::query::{Library, Release, Table, TableInForce};
use medcode_kb::tables::add_on::{self, AddOnRow};
use medcode_kb::tables::mue::{MueRow, MueSetting};
use medcode_kb::tables::pfs::{self, PfsRow};
use medcode_kb::tables::ptp::{PtpSetting, PtpTable};
use medcode_model::{Code, Date};
use std::collections::BTreeMap;

/// When a table is asked for: a day, or any day of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// A day.
    Day(Date),
    /// A year: the first table that is in force within it.
    Year(u16),
}

/// The tables that are compared.
const TABLES: [(Part, Table); 8] = [
    (Part::Cpt, Table::Cpt),
    (Part::Pfs, Table::Pfs),
    (Part::MuePractitioner, Table::Mue(MueSetting::Practitioner)),
    (Part::MueOutpatient, Table::Mue(MueSetting::Outpatient)),
    (Part::MueDme, Table::Mue(MueSetting::Dme)),
    (Part::AddOn, Table::AddOn),
    (Part::PtpPractitioner, Table::Ptp(PtpSetting::Practitioner)),
    (Part::PtpHospital, Table::Ptp(PtpSetting::Hospital)),
];

/// What was compared and what could not be.
#[derive(Default)]
pub(crate) struct Edits {
    pub(crate) changes: Vec<EditChange>,
    pub(crate) compared: Vec<Part>,
    pub(crate) no_data: Vec<NoData>,
}

/// Compares every table that is in force at both moments.
///
/// # Errors
/// When a release file cannot be used.
pub(crate) fn changes(
    library: &Library,
    before: Moment,
    after: Moment,
    steps: &Steps<'_>,
) -> Result<Edits, Error> {
    let mut out = Edits::default();
    steps.expect(TABLES.len());
    for (part, table) in TABLES {
        let all = library.tables(table)?;
        let (Some(a), Some(b)) = (at(&all, before), at(&all, after)) else {
            let lacks = [before, after].into_iter().filter(|m| at(&all, *m).is_none());
            let lacks = lacks.map(|m| m.to_string()).collect::<Vec<_>>().join(" and ");
            out.no_data.push(NoData { part, why: format!("no table is installed for {lacks}") });
            steps.done();
            continue;
        };
        out.compared.push(part);
        table_changes(part, table, a, b, &mut out.changes);
        steps.done();
    }
    Ok(out)
}

/// Whether any table is in force at both moments.
pub(crate) fn is_in_both(library: &Library, before: Moment, after: Moment) -> bool {
    let found = |all: &[TableInForce<'_>]| at(all, before).is_some() && at(all, after).is_some();
    TABLES.iter().any(|(_, table)| library.tables(*table).is_ok_and(|all| found(&all)))
}

impl Moment {
    /// The day, or the first of the year.
    pub(crate) fn day(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Year(year) => Date::new(year, 1, 1).unwrap_or(Date::MAX),
        }
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Year(year) => year.fmt(f),
        }
    }
}

/// A table and the day it is asked for.
type Asked<'a> = (&'a Release, Date);

fn at<'a>(all: &[TableInForce<'a>], moment: Moment) -> Option<Asked<'a>> {
    match moment {
        Moment::Day(day) => Some((all.iter().find(|t| t.in_force.covers(day))?.release, day)),
        Moment::Year(year) => {
            let first = Date::new(year, 1, 1)?;
            let found = all.iter().find(|t| t.in_force.to >= first && t.in_force.from.year() <= year)?;
            Some((found.release, found.in_force.from.max(first)))
        }
    }
}

fn table_changes(part: Part, table: Table, a: Asked<'_>, b: Asked<'_>, out: &mut Vec<EditChange>) {
    match table {
        Table::Ptp(setting) => pairs(part, setting, a, b, out),
        Table::Cpt => merge(part, listed(a.0), listed(b.0), out),
        Table::Pfs => merge(part, fees(a.0), fees(b.0), out),
        Table::Mue(setting) => merge(part, units(a.0, setting), units(b.0, setting), out),
        Table::AddOn => merge(part, add_ons(a), add_ons(b), out),
        Table::Mce | Table::Coverage => {}
    }
}

type Values = BTreeMap<([u8; 5], [u8; 5]), EditValue>;

fn code_of(number: &[u8; 5]) -> Option<Code> {
    Code::procedure(std::str::from_utf8(number).ok()?)
}

/// What differs between two tables.
fn merge(part: Part, old: Values, new: Values, out: &mut Vec<EditChange>) {
    let mut keys: Vec<_> = old.keys().chain(new.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        let (before, after) = (old.get(&key).copied(), new.get(&key).copied());
        let Some(code) = code_of(&key.0) else { continue };
        if before != after {
            out.push(EditChange { part, code, with: code_of(&key.1), before, after });
        }
    }
}

fn listed(release: &Release) -> Values {
    let number = |code: Code| code.number();
    let rows = 0..release.codes().len() as u32;
    rows.filter_map(|row| number(release.code(row))).map(|n| ((n, [0; 5]), EditValue::Listed)).collect()
}

fn units(release: &Release, setting: MueSetting) -> Values {
    let rows: &[MueRow] = release.file().rows(setting.section());
    rows.iter().map(|r| ((r.code, [0; 5]), EditValue::Units(r.value.get(), r.indicator))).collect()
}

fn fees(release: &Release) -> Values {
    let rows: &[PfsRow] = release.file().rows(pfs::SECTION);
    // The row of the whole service: those of its components say the same of payment policy.
    let whole = rows.iter().filter(|r| r.modifier == [0; 2] && !r.is_deleted());
    whole
        .map(|r| {
            let g = r.global;
            let fee = [
                r.status,
                g[0],
                g[1],
                g[2],
                r.pc_tc,
                r.multiple,
                r.bilateral,
                r.assistant,
                r.co_surgeon,
                r.team,
            ];
            ((r.code, [0; 5]), EditValue::Fee(fee))
        })
        .collect()
}

fn add_ons((release, day): Asked<'_>) -> Values {
    let rows: &[AddOnRow] = release.file().rows(add_on::SECTION);
    let now = rows.iter().filter(|r| r.in_force_on(day));
    now.map(|r| ((r.code, r.primary), EditValue::AddOn(r.kind))).collect()
}

/// Millions of pairs, so code by code: what stands in column two of each.
fn pairs(part: Part, setting: PtpSetting, a: Asked<'_>, b: Asked<'_>, out: &mut Vec<EditChange>) {
    let (old, new) = (PtpTable::of(a.0.file(), setting), PtpTable::of(b.0.file(), setting));
    let mut codes: Vec<[u8; 5]> = old.codes().iter().chain(new.codes()).copied().collect();
    codes.sort_unstable();
    codes.dedup();
    for number in codes {
        let Some(code) = code_of(&number) else { continue };
        let (was, is) = (column_two(&old, &number, a.1), column_two(&new, &number, b.1));
        if was == is {
            continue;
        }
        let (mut i, mut j) = (0, 0);
        while i < was.len() || j < is.len() {
            let next = [was.get(i), is.get(j)].into_iter().flatten().map(|e| e.0).min();
            let Some(next) = next else { break };
            let take = |list: &[([u8; 5], u8)], at: &mut usize| {
                let found = list.get(*at).filter(|e| e.0 == next).map(|e| EditValue::Pair(e.1));
                *at += usize::from(found.is_some());
                found
            };
            let (before, after) = (take(&was, &mut i), take(&is, &mut j));
            if before != after {
                out.push(EditChange { part, code, with: code_of(&next), before, after });
            }
        }
    }
}

/// The pairs of a code in force on a day, by the code in column two; of several edits of a pair
/// the one that began last.
fn column_two(table: &PtpTable<'_>, number: &[u8; 5], day: Date) -> Vec<([u8; 5], u8)> {
    let Some(code) = table.code(number) else { return Vec::new() };
    let mut found: Vec<([u8; 5], u32, u8)> = table
        .edits(code)
        .filter(|(_, kind)| kind.in_force_on(day) && kind.indicator != 9)
        .map(|(two, kind)| (two, kind.effective.get(), kind.indicator))
        .collect();
    found.sort_unstable();
    // The last of each pair is the one that began last.
    found.reverse();
    found.dedup_by_key(|e| e.0);
    found.reverse();
    found.into_iter().map(|(two, _, indicator)| (two, indicator)).collect()
}
