//! Which tables of procedure codes and edits are there, and from which files is each read?

use super::Release;
use crate::container::Container;
use crate::tables::mue::MueSetting;
use crate::tables::ptp::PtpSetting;
use crate::tables::{add_on, codes, coverage, mce, pfs};
use medcode_model::{Code, CodeSystem, Date, ReleaseId, SourceKind};

/// A table of procedure codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The AMA's own list, where the licensee installed it.
    Cpt,
    /// Medicare physician fee schedule.
    Pfs,
    /// Medically unlikely edits.
    Mue(MueSetting),
    /// Add-on codes.
    AddOn,
    /// Medicare Code Editor lists: of diagnoses, dated like the edits.
    Mce,
    /// Procedure-to-procedure edits.
    Ptp(PtpSetting),
    /// Coverage articles, which carry dates of their own.
    Coverage,
}

impl Table {
    /// All tables, the one that says most of a code first.
    pub const ALL: [Self; 10] = [
        Self::Cpt,
        Self::Pfs,
        Self::Mue(MueSetting::Practitioner),
        Self::Mue(MueSetting::Outpatient),
        Self::Mue(MueSetting::Dme),
        Self::AddOn,
        Self::Mce,
        Self::Ptp(PtpSetting::Practitioner),
        Self::Ptp(PtpSetting::Hospital),
        Self::Coverage,
    ];

    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Cpt => "cpt",
            Self::Pfs => "pfs",
            Self::Mue(MueSetting::Practitioner) => "mue-practitioner",
            Self::Mue(MueSetting::Outpatient) => "mue-outpatient",
            Self::Mue(MueSetting::Dme) => "mue-dme",
            Self::AddOn => "add-on",
            Self::Mce => "mce",
            Self::Ptp(PtpSetting::Practitioner) => "ptp-practitioner",
            Self::Ptp(PtpSetting::Hospital) => "ptp-hospital",
            Self::Coverage => "coverage",
        }
    }

    /// The name people know it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cpt => "the AMA's CPT list",
            Self::Pfs => "Medicare physician fee schedule",
            Self::Mue(MueSetting::Practitioner) => "MUE, practitioner services",
            Self::Mue(MueSetting::Outpatient) => "MUE, outpatient hospital services",
            Self::Mue(MueSetting::Dme) => "MUE, DME suppliers",
            Self::AddOn => "add-on codes",
            Self::Mce => "Medicare Code Editor lists",
            Self::Ptp(PtpSetting::Practitioner) => "PTP edits, practitioners",
            Self::Ptp(PtpSetting::Hospital) => "PTP edits, outpatient hospitals",
            Self::Coverage => "coverage articles",
        }
    }

    /// The files that it is read from, the likeliest first.
    #[must_use]
    pub const fn sources(self) -> &'static [SourceKind] {
        match self {
            Self::Cpt => &[
                SourceKind::CptConsolidated,
                SourceKind::CptLong,
                SourceKind::CptMedium,
                SourceKind::CptShort,
            ],
            Self::Pfs => &[SourceKind::PfsRvu, SourceKind::PfsIndicators],
            Self::Mue(MueSetting::Practitioner) => &[SourceKind::MuePractitioner],
            Self::Mue(MueSetting::Outpatient) => &[SourceKind::MueOutpatient],
            Self::Mue(MueSetting::Dme) => &[SourceKind::MueDme],
            Self::AddOn => &[SourceKind::AddOnCodes],
            Self::Mce => &[SourceKind::MceLists],
            Self::Ptp(PtpSetting::Practitioner) => &[SourceKind::PtpPractitioner],
            Self::Ptp(PtpSetting::Hospital) => &[SourceKind::PtpHospital],
            Self::Coverage => &[SourceKind::CoverageArticles],
        }
    }

    /// The last day for which the publisher means it: the year, the quarter, or until the
    /// next one (add-on codes carry dates of their own).
    #[must_use]
    pub fn own_end(self, from: Date) -> Date {
        match self {
            Self::Cpt | Self::Pfs => ReleaseId { system: CodeSystem::Cpt, from }.own_end(),
            Self::Mue(_) | Self::Ptp(_) => ReleaseId { system: CodeSystem::Hcpcs, from }.own_end(),
            Self::AddOn | Self::Coverage => Date::MAX,
            Self::Mce => ReleaseId { system: CodeSystem::Icd10Cm, from }.own_end(),
        }
    }

    pub(super) fn is_in(self, file: &Container) -> bool {
        let section = match self {
            Self::Cpt => codes::SECTION,
            Self::Pfs => pfs::SECTION,
            Self::Mue(setting) => setting.section(),
            Self::AddOn => add_on::SECTION,
            Self::Mce => mce::SECTION,
            Self::Ptp(setting) => setting.sections()[0],
            Self::Coverage => coverage::SERVICES,
        };
        !file.section(section).is_empty()
    }

    /// Whether it is about procedure codes.
    #[must_use]
    pub const fn is_of_procedures(self) -> bool {
        !matches!(self, Self::Mce | Self::Coverage)
    }

    /// Whether a code that this table lacks does not exist. Codes of categories I and II come
    /// with the year, and both the AMA's list and the fee schedule have them all; category III
    /// (T) and laboratory codes (U, M) are added within it.
    pub(super) fn is_complete_for(self, code: &Code) -> bool {
        let last = code.bytes()[4];
        let yearly = code.system() == CodeSystem::Cpt && (last.is_ascii_digit() || last == b'F');
        yearly && matches!(self, Self::Cpt | Self::Pfs)
    }

    pub(super) fn lists(self, release: &Release, code: &Code, day: Date) -> bool {
        match self {
            Self::Cpt => release.find(code).is_some(),
            Self::Pfs => release.pfs_rows(code).iter().any(|r| !r.is_deleted()),
            Self::Mue(setting) => release.mue_row(code, setting).is_some(),
            Self::AddOn => release.is_in_add_ons(code, day),
            Self::Mce | Self::Coverage => false,
            // Codes that are gone stay in the edits, so standing there proves nothing.
            Self::Ptp(_) => false,
        }
    }
}
