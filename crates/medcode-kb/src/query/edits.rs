//! What a release's fee schedule and edits say of a CPT or HCPCS code.

use super::Release;
use crate::tables::add_on::{self, AddOnRow, CONTRACTOR_DEFINED};
use crate::tables::mce::{self, MceLists};
use crate::tables::mue::{self, MueRow, MueSetting};
use crate::tables::pfs::{self, PfsRow};
use medcode_model::{Code, Date};

/// The most units of a code on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mue {
    /// The most units.
    pub value: u32,
    /// Adjudication indicator: 1 claim line, 2 date of service by policy, 3 date of service
    /// by clinical benchmarks; 0 where the file has none.
    pub indicator: u8,
    /// Why, in the publisher's words.
    pub rationale: String,
}

/// What an add-on code asks for on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddOn {
    /// 1 all primary codes are listed, 2 none is, 3 some are.
    pub kind: u8,
    /// The primary codes that are listed.
    pub primaries: Vec<Code>,
    /// Whether the contractor accepts other primary codes: a missing one is then no error.
    pub contractor_defined: bool,
    /// Special instructions, in the publisher's words.
    pub notes: Vec<String>,
}

impl Release {
    fn pfs_table(&self) -> &[PfsRow] {
        self.file().rows(pfs::SECTION)
    }

    /// The fee schedule's row of the whole service.
    #[must_use]
    pub fn pfs(&self, code: &Code) -> Option<&PfsRow> {
        self.pfs_rows(code).first().filter(|r| r.modifier == [0; 2])
    }

    /// The fee schedule's row of a component: modifier `26` or `TC`, or `53`.
    #[must_use]
    pub fn pfs_with(&self, code: &Code, modifier: &str) -> Option<&PfsRow> {
        self.pfs_rows(code).iter().find(|r| r.modifier() == modifier)
    }

    /// All rows of the fee schedule for a code, the whole service first.
    #[must_use]
    pub fn pfs_rows(&self, code: &Code) -> &[PfsRow] {
        code.number().map(|n| pfs::of(self.pfs_table(), &n)).unwrap_or_default()
    }

    /// The medically unlikely edit of a code.
    #[must_use]
    pub fn mue(&self, code: &Code, setting: MueSetting) -> Option<Mue> {
        let row = self.mue_row(code, setting)?;
        let rationale = self.text().get(row.rationale.get());
        Some(Mue { value: row.value.get(), indicator: row.indicator, rationale })
    }

    /// The medically unlikely edit of a code without its words, for those in a hurry.
    #[must_use]
    pub fn mue_row(&self, code: &Code, setting: MueSetting) -> Option<&MueRow> {
        mue::find(self.file().rows(setting.section()), &code.number()?)
    }

    /// The lists of the Medicare Code Editor that the release has.
    #[must_use]
    pub fn mce_lists(&self) -> MceLists {
        mce::lists(self.file())
    }

    /// The lists of the Medicare Code Editor that a diagnosis stands in.
    #[must_use]
    pub fn mce(&self, code: &Code) -> MceLists {
        mce::find(self.file().rows(mce::SECTION), code.bytes())
    }

    /// The pairs of an add-on code, whatever their dates.
    #[must_use]
    pub fn add_on_rows(&self, code: &Code) -> &[AddOnRow] {
        let rows = self.file().rows(add_on::SECTION);
        code.number().map(|n| add_on::of(rows, &n)).unwrap_or_default()
    }

    /// What an add-on code asks for on a day; none where it is no add-on code.
    #[must_use]
    pub fn add_on(&self, code: &Code, day: Date) -> Option<AddOn> {
        let rows: Vec<&AddOnRow> =
            self.add_on_rows(code).iter().filter(|r| r.in_force_on(day)).collect();
        let kind = rows.first()?.kind;
        let listed = |r: &&&AddOnRow| r.primary != CONTRACTOR_DEFINED;
        let code_of = |r: &&AddOnRow| Code::procedure(std::str::from_utf8(&r.primary).ok()?);
        let mut notes: Vec<String> =
            rows.iter().map(|r| self.text().get(r.note.get())).filter(|n| !n.is_empty()).collect();
        notes.sort();
        notes.dedup();
        Some(AddOn {
            kind,
            primaries: rows.iter().filter(listed).filter_map(code_of).collect(),
            contractor_defined: kind != 1 || rows.iter().any(|r| r.primary == CONTRACTOR_DEFINED),
            notes,
        })
    }

    /// Whether a code is an add-on code or a primary one on a day.
    #[must_use]
    pub(super) fn is_in_add_ons(&self, code: &Code, day: Date) -> bool {
        let Some(number) = code.number() else { return false };
        if self.add_on_rows(code).iter().any(|r| r.in_force_on(day)) {
            return true;
        }
        let rows: &[AddOnRow] = self.file().rows(add_on::SECTION);
        rows.iter().any(|r| r.primary == number && r.in_force_on(day))
    }
}
