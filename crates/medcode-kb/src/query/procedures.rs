//! What the installed files say of CPT and HCPCS numbers on a date: each table from the
//! release that has it in force.
//!
//! The files come at their own pace: the CPT list and the fee schedule by the year, the
//! medically unlikely edits by the quarter, the add-on codes when they change. So a release
//! file holds what was published for its day and nothing else, and the tables that hold on a
//! date are picked one by one: no table is stored twice, and each answer names its own file.

use super::edits::{AddOn, Mue};
use super::table::Table;
use super::{Library, Release};
use crate::Error;
use crate::tables::add_on::{self, AddOnRow};
use crate::tables::mce::MceLists;
use crate::tables::meta::Source;
use crate::tables::mue::{self, MueRow, MueSetting};
use crate::tables::pfs::{self, PfsRow};
use crate::tables::ptp::{PtpSetting, PtpTable};
use crate::text::coded::TextId;
use medcode_model::{Code, CodeSystem, Date, InForce};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// A table and the release it stands in.
#[derive(Clone, Copy)]
pub struct TableInForce<'a> {
    /// The table.
    pub table: Table,
    /// The release.
    pub release: &'a Release,
    /// The days it answers for.
    pub in_force: InForce,
    /// The day lies outside; the nearest one was asked for.
    pub mismatch: bool,
}

impl<'a> TableInForce<'a> {
    /// The official file that the table was read from.
    #[must_use]
    pub fn source(&self) -> Option<&'a Source> {
        let meta = self.release.meta();
        self.table.sources().iter().find_map(|&kind| meta.source(kind))
    }
}

/// Whether a code exists on a date, as far as the installed files can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// This table lists it.
    Listed(Table),
    /// This table would list it and does not.
    NotListed(Table),
    /// Tables are in force, but none that would have to list it.
    Unproven,
    /// No table is in force on the date.
    NoData,
}

/// The tables that hold on a date.
#[derive(Clone)]
pub struct Procedures<'a> {
    day: Date,
    tables: Vec<TableInForce<'a>>,
    rows: Rows<'a>,
    stamp: u64,
}

/// Where the rows of the tables lie: they are asked for with every line of a claim.
#[derive(Clone, Copy)]
struct Rows<'a> {
    pfs: &'a [PfsRow],
    /// In the order of [`MueSetting::ALL`].
    mue: [&'a [MueRow]; 3],
    add_on: &'a [AddOnRow],
    /// In the order of [`PtpSetting::ALL`].
    ptp: [Option<PtpTable<'a>>; 2],
}

impl<'a> Rows<'a> {
    fn of(tables: &[TableInForce<'a>]) -> Self {
        let file = |table: Table| tables.iter().find(|t| t.table == table).map(|t| t.release.file());
        let ptp = |setting| Some(PtpTable::of(file(Table::Ptp(setting))?, setting));
        let mue = |setting: MueSetting| {
            file(Table::Mue(setting)).map(|f| f.rows(setting.section())).unwrap_or_default()
        };
        Self {
            pfs: file(Table::Pfs).map(|f| f.rows(pfs::SECTION)).unwrap_or_default(),
            mue: MueSetting::ALL.map(mue),
            add_on: file(Table::AddOn).map(|f| f.rows(add_on::SECTION)).unwrap_or_default(),
            ptp: PtpSetting::ALL.map(ptp),
        }
    }
}

impl Library {
    /// The tables of procedure codes that hold on a day; with `nearest`, of each table the
    /// nearest one where none does. Keep it for a day's claims: it opens every CPT release.
    ///
    /// # Errors
    /// When a release file cannot be used.
    pub fn procedures(&self, day: Date, nearest: bool) -> Result<Procedures<'_>, Error> {
        let mut tables = Vec::new();
        for table in Table::ALL {
            let all = self.tables(table)?;
            let covering = all.iter().find(|t| t.in_force.covers(day)).copied();
            let away = |t: &TableInForce<'_>| {
                let (from, to) = (t.in_force.from.days(), t.in_force.to.days());
                day.days().abs_diff(from).min(day.days().abs_diff(to))
            };
            let near = || {
                let near = all.iter().min_by_key(|t| away(t)).copied()?;
                Some(TableInForce { mismatch: true, ..near })
            };
            tables.extend(covering.or_else(|| if nearest { near() } else { None }));
        }
        let rows = Rows::of(&tables);
        let named: Vec<_> = tables.iter().map(|t| (t.table, t.release.id())).collect();
        let stamp = BuildHasherDefault::<DefaultHasher>::default().hash_one(named);
        Ok(Procedures { day, tables, rows, stamp })
    }

    /// Every installed table of a kind with the days it answers for.
    ///
    /// # Errors
    /// When a release file cannot be used.
    pub fn tables(&self, table: Table) -> Result<Vec<TableInForce<'_>>, Error> {
        let mut found: Vec<TableInForce<'_>> = Vec::new();
        let place = Table::ALL.iter().position(|t| *t == table).unwrap_or(Table::ALL.len());
        for release in self.of_system(CodeSystem::Cpt) {
            let release = release?;
            if release.has_table(place) {
                let from = release.id().from;
                if let Some(before) = found.last_mut() {
                    before.in_force.to = before.in_force.to.min(from.pred());
                }
                let in_force = InForce { from, to: table.own_end(from) };
                found.push(TableInForce { table, release, in_force, mismatch: false });
            }
        }
        Ok(found)
    }
}

impl TableInForce<'_> {
    /// It lists the code, on its first day.
    #[must_use]
    pub fn lists(&self, code: &Code) -> bool {
        self.table.lists(self.release, code, self.in_force.from)
    }

    /// A code that it lacks does not exist.
    #[must_use]
    pub fn is_complete_for(&self, code: &Code) -> bool {
        self.table.is_complete_for(code)
    }
}

impl<'a> Procedures<'a> {
    /// The day.
    #[must_use]
    pub const fn day(&self) -> Date {
        self.day
    }

    /// Tells these tables from those of other days: the same for all days with the same ones.
    #[must_use]
    pub const fn stamp(&self) -> u64 {
        self.stamp
    }

    /// The tables that answer.
    #[must_use]
    pub fn tables(&self) -> &[TableInForce<'a>] {
        &self.tables
    }

    /// One table, and where it comes from; none where nothing is in force.
    #[must_use]
    pub fn table(&self, table: Table) -> Option<&TableInForce<'a>> {
        self.tables.iter().find(|t| t.table == table)
    }

    fn release(&self, table: Table) -> Option<&'a Release> {
        self.table(table).map(|t| t.release)
    }

    /// The fee schedule's row of the whole service. None where the code has no row or no
    /// schedule is in force: [`Procedures::table`] tells which.
    #[must_use]
    pub fn pfs(&self, code: &Code) -> Option<&'a PfsRow> {
        self.pfs_rows(code).first().filter(|r| r.modifier == [0; 2])
    }

    /// The fee schedule's row of a component: modifier `26`, `TC` or `53`.
    #[must_use]
    pub fn pfs_with(&self, code: &Code, modifier: &str) -> Option<&'a PfsRow> {
        self.pfs_rows(code).iter().find(|r| r.modifier() == modifier)
    }

    /// All rows of the fee schedule for a code, the whole service first.
    #[must_use]
    pub fn pfs_rows(&self, code: &Code) -> &'a [PfsRow] {
        code.number().map(|n| pfs::of(self.rows.pfs, &n)).unwrap_or_default()
    }

    /// The medically unlikely edit of a code.
    #[must_use]
    pub fn mue(&self, code: &Code, setting: MueSetting) -> Option<Mue> {
        self.release(Table::Mue(setting))?.mue(code, setting)
    }

    /// The medically unlikely edit of a code without its words.
    #[must_use]
    pub fn mue_row(&self, code: &Code, setting: MueSetting) -> Option<&'a MueRow> {
        mue::find(self.rows.mue[setting as usize], &code.number()?)
    }

    /// What an add-on code asks for on the day; none where it is no add-on code.
    #[must_use]
    pub fn add_on(&self, code: &Code) -> Option<AddOn> {
        self.release(Table::AddOn)?.add_on(code, self.day)
    }

    /// The release that holds the coverage articles.
    #[must_use]
    pub fn coverage(&self) -> Option<&'a Release> {
        self.release(Table::Coverage)
    }

    /// The lists of the Medicare Code Editor in force; empty where none is.
    #[must_use]
    pub fn mce_lists(&self) -> MceLists {
        self.release(Table::Mce).map(Release::mce_lists).unwrap_or_default()
    }

    /// The lists of the Medicare Code Editor that a diagnosis stands in.
    #[must_use]
    pub fn mce(&self, code: &Code) -> MceLists {
        self.release(Table::Mce).map(|r| r.mce(code)).unwrap_or_default()
    }

    /// The procedure-to-procedure edits of a setting; none where no table is in force.
    #[must_use]
    pub const fn ptp(&self, setting: PtpSetting) -> Option<PtpTable<'a>> {
        self.rows.ptp[setting as usize]
    }

    /// A text of the release that holds a table: the reason of an edit.
    #[must_use]
    pub fn text_of(&self, table: Table, id: TextId) -> String {
        self.release(table).map_or_else(String::new, |r| r.text().get(id))
    }

    /// Whether a code is an add-on code on some day.
    #[must_use]
    pub fn is_add_on(&self, code: &Code) -> bool {
        code.number().is_some_and(|n| !add_on::of(self.rows.add_on, &n).is_empty())
    }

    /// The pairs of an add-on code that are in force on the day; none where it is no add-on code.
    pub fn add_on_rows(&self, code: &Code) -> impl Iterator<Item = &'a AddOnRow> {
        let rows = code.number().map(|n| add_on::of(self.rows.add_on, &n)).unwrap_or_default();
        let day = self.day;
        rows.iter().filter(move |r| r.in_force_on(day))
    }

    /// The tables that list a code on the day.
    pub fn listing(&self, code: &Code) -> impl Iterator<Item = &TableInForce<'a>> {
        let (code, day) = (*code, self.day);
        self.tables.iter().filter(move |t| t.table.lists(t.release, &code, day))
    }

    /// Whether a code exists on the day, as far as the tables can tell.
    #[must_use]
    pub fn standing(&self, code: &Code) -> Standing {
        if let Some(listing) = self.listing(code).next() {
            return Standing::Listed(listing.table);
        }
        match self.tables.iter().find(|t| t.table.is_complete_for(code)) {
            Some(complete) => Standing::NotListed(complete.table),
            None if !self.tables.iter().any(|t| t.table.is_of_procedures()) => Standing::NoData,
            None => Standing::Unproven,
        }
    }
}
