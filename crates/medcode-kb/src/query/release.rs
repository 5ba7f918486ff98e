//! One open release and what it says of a code.

use super::table::Table;
use crate::Error;
use crate::container::Container;
use crate::tables::codes::{self, CodeRow};
use crate::tables::details::{self, DateRow, DetailRow, Field};
use crate::tables::guidelines::{self, GuidelineRow};
use crate::tables::index::{self, NodeRow};
use crate::tables::meta::Meta;
use crate::tables::notes::{self, NoteRow};
use crate::text::coded::{TextPlaces, TextTable};
use medcode_model::{Code, CodeSystem, Date, ReleaseId};
use std::ops::Range;
use std::path::Path;
use zerocopy::FromBytes;

/// One release of one code system, open for reading.
pub struct Release {
    file: Container,
    meta: Meta,
    id: ReleaseId,
    /// Where its texts, codes, notes and entries of the Index lie: they are asked for all the time.
    texts: TextPlaces,
    codes: Range<usize>,
    notes: Range<usize>,
    nodes: Range<usize>,
    /// The tables of procedure codes that it has, as bits in the order of [`Table::ALL`].
    tables: u16,
}

/// The dates of a code, where its publisher gives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// First day.
    pub added: Option<Date>,
    /// Day of the last change.
    pub action: Option<Date>,
    /// Last day.
    pub terminated: Option<Date>,
}

/// One section of the Official Guidelines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guideline {
    /// Its number (`I.C.4.a.1`).
    pub number: String,
    /// Its heading.
    pub title: String,
    /// Its text.
    pub text: String,
    /// First and last page; zeros where the source has none.
    pub pages: (u16, u16),
}

impl Release {
    /// Opens a release file.
    ///
    /// # Errors
    /// As [`Container::open`], or when the file says nothing of itself.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::of(Container::open(path)?)
    }

    /// A release held in memory.
    ///
    /// # Errors
    /// As [`Release::open`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::of(Container::from_bytes(bytes)?)
    }

    fn of(file: Container) -> Result<Self, Error> {
        let damaged = || Error::Damaged {
            path: file.path().to_owned(),
            what: "it does not say what it holds".into(),
        };
        let meta = Meta::read(&file).ok_or_else(damaged)?;
        let id = meta.release().ok_or_else(damaged)?;
        let (texts, codes) = (TextPlaces::of(&file), file.place(codes::SECTION));
        let (notes, nodes) = (file.place(notes::NOTES), file.place(index::NODES));
        let tables = Table::ALL.iter().rev().fold(0, |all, t| all << 1 | u16::from(t.is_in(&file)));
        Ok(Self { file, meta, id, texts, codes, notes, nodes, tables })
    }

    /// System and first day in force.
    #[must_use]
    pub const fn id(&self) -> ReleaseId {
        self.id
    }

    /// The system.
    #[must_use]
    pub const fn system(&self) -> CodeSystem {
        self.id.system
    }

    /// What the file says of itself.
    #[must_use]
    pub const fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The file.
    #[must_use]
    pub const fn file(&self) -> &Container {
        &self.file
    }

    /// Whether its titles are text that the user's own licence covers (the AMA's CPT): the
    /// licensee may read them here; exports, logs and shared pages leave them out.
    #[must_use]
    pub fn has_licensed_text(&self) -> bool {
        self.file.sections().any(|(_, _, licensed)| licensed)
    }

    /// The text table.
    #[must_use]
    pub fn text(&self) -> TextTable<'_> {
        TextTable::at(&self.file, &self.texts)
    }

    /// All codes, sorted.
    #[must_use]
    pub fn codes(&self) -> &[CodeRow] {
        <[CodeRow]>::ref_from_bytes(self.file.at(&self.codes)).unwrap_or_default()
    }

    /// All notes, by their owners.
    pub(super) fn all_notes(&self) -> &[NoteRow] {
        <[NoteRow]>::ref_from_bytes(self.file.at(&self.notes)).unwrap_or_default()
    }

    /// All entries of the indexes, in the order of the books.
    #[must_use]
    pub fn index_nodes(&self) -> &[NodeRow] {
        <[NodeRow]>::ref_from_bytes(self.file.at(&self.nodes)).unwrap_or_default()
    }

    /// Whether it has a table of procedure codes, by the place of that in [`Table::ALL`].
    pub(super) const fn has_table(&self, place: usize) -> bool {
        self.tables >> place & 1 == 1
    }

    /// The row of a code.
    #[must_use]
    pub fn find(&self, code: &Code) -> Option<u32> {
        if code.system() != self.system() {
            return None;
        }
        codes::find(self.codes(), code.bytes()).map(|n| n as u32)
    }

    /// The code in a row.
    ///
    /// A row that does not exist gives the empty code.
    #[must_use]
    pub fn code(&self, row: u32) -> Code {
        let chars = self.codes().get(row as usize).map_or([0; 7], |r| r.code);
        Code::from_bytes(self.system(), chars)
    }

    /// Whether a code's row has a flag of [`crate::tables::codes`].
    #[must_use]
    pub fn has(&self, row: u32, flag: u8) -> bool {
        self.codes().get(row as usize).is_some_and(|r| r.has(flag))
    }

    /// Whether the code is complete and may be reported.
    #[must_use]
    pub fn is_billable(&self, row: u32) -> bool {
        self.has(row, codes::BILLABLE)
    }

    /// The long title.
    #[must_use]
    pub fn title(&self, row: u32) -> String {
        self.codes().get(row as usize).map_or_else(String::new, |r| self.text().get(r.title.get()))
    }

    /// The short title; empty where no source gives one.
    #[must_use]
    pub fn short_title(&self, row: u32) -> String {
        self.codes().get(row as usize).map_or_else(String::new, |r| self.text().get(r.short.get()))
    }

    /// The publisher's own fields of a code.
    pub fn details(&self, row: u32) -> impl Iterator<Item = (Field, String)> + '_ {
        let all: &[DetailRow] = self.file.rows(details::SECTION);
        let start = all.partition_point(|r| r.code.get() < row);
        all[start..].iter().take_while(move |r| r.code.get() == row).filter_map(|r| {
            let field = Field::ALL.into_iter().find(|f| *f as u8 == r.field)?;
            Some((field, self.text().get(r.text.get())))
        })
    }

    /// The dates of a code.
    #[must_use]
    pub fn dates(&self, row: u32) -> Dates {
        let all: &[DateRow] = self.file.rows(details::DATES);
        let date = |n: u32| (n != 0).then(|| Date::from_days(n));
        all.binary_search_by_key(&row, |r| r.code.get()).map_or_else(
            |_| Dates::default(),
            |n| Dates {
                added: date(all[n].added.get()),
                action: date(all[n].action.get()),
                terminated: date(all[n].terminated.get()),
            },
        )
    }

    /// Whether the code itself is in force on a day within this release: HCPCS gives each
    /// code its own first and last day.
    #[must_use]
    pub fn in_force_on(&self, row: u32, day: Date) -> bool {
        let dates = self.dates(row);
        dates.added.is_none_or(|d| d <= day) && dates.terminated.is_none_or(|d| day <= d)
    }

    /// The sections of the Official Guidelines, in the order of the book.
    pub fn guidelines(&self) -> impl Iterator<Item = Guideline> + '_ {
        let rows: &[GuidelineRow] = self.file.rows(guidelines::SECTION);
        rows.iter().map(|r| self.guideline_of(r))
    }

    /// One section by its number, with or without `OCG-`.
    #[must_use]
    pub fn guideline(&self, number: &str) -> Option<Guideline> {
        let number = number.strip_prefix("OCG-").unwrap_or(number);
        let rows: &[GuidelineRow] = self.file.rows(guidelines::SECTION);
        let text = self.text();
        rows.iter().find(|r| text.get(r.number.get()) == number).map(|r| self.guideline_of(r))
    }

    fn guideline_of(&self, row: &GuidelineRow) -> Guideline {
        let text = self.text();
        Guideline {
            number: text.get(row.number.get()),
            title: text.get(row.title.get()),
            text: text.get(row.text.get()),
            pages: (row.page_from.get(), row.page_to.get()),
        }
    }
}
