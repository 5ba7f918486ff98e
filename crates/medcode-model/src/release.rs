//! Releases of code sets and the files they come from.

use crate::{CodeSystem, Date};
use std::fmt;

/// One release of one code system, named by the first day it is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReleaseId {
    /// The system.
    pub system: CodeSystem,
    /// First day in force.
    pub from: Date,
}

impl ReleaseId {
    /// The last day of the publisher's own period: ICD-10 to 30 September of the fiscal
    /// year, HCPCS to the end of the quarter. A later release may cut it short.
    #[must_use]
    pub fn own_end(&self) -> Date {
        let (year, month, _) = self.from.parts();
        let (y, m, d) = match self.system {
            CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs => (self.from.fiscal_year(), 9, 30),
            CodeSystem::Hcpcs => match month {
                1..=3 => (year, 3, 31),
                4..=6 => (year, 6, 30),
                7..=9 => (year, 9, 30),
                _ => (year, 12, 31),
            },
            CodeSystem::Cpt => (year, 12, 31),
        };
        Date::new(y, m, d).unwrap_or(Date::MAX)
    }

    /// The publisher's release that covers a day, in words: what to install to answer for it.
    #[must_use]
    pub fn covering(system: CodeSystem, day: Date) -> String {
        let (year, month, _) = day.parts();
        match system {
            CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs => {
                let fiscal = day.fiscal_year();
                let october = format!("FY{fiscal} (October {})", fiscal.saturating_sub(1));
                if (4..=9).contains(&month) {
                    format!("{october}, or its April {year} update")
                } else {
                    october
                }
            }
            CodeSystem::Hcpcs => {
                let quarter =
                    ["January", "April", "July", "October"][usize::from(month.max(1) - 1) / 3 % 4];
                format!("{quarter} {year} or an earlier quarter")
            }
            CodeSystem::Cpt => year.to_string(),
        }
    }

    /// Reads what a user types or a folder is called, for a known system: `2026-04-01`,
    /// `2026-04`, `FY2026`, `2026` (ICD-10: the October before; HCPCS: January).
    #[must_use]
    pub fn parse(system: CodeSystem, text: &str) -> Option<Self> {
        let text = text.trim();
        let from = if let Ok(date) = text.parse::<Date>() {
            date
        } else if text.len() == 7 && text.as_bytes()[4] == b'-' {
            Date::new(text.get(..4)?.parse().ok()?, text.get(5..)?.parse().ok()?, 1)?
        } else {
            let digits = text.trim_start_matches(['F', 'Y', 'f', 'y', ' ', '-']);
            let mut year: u16 = digits.parse().ok()?;
            if year < 100 {
                year += 2000;
            }
            match system {
                CodeSystem::Icd10Cm | CodeSystem::Icd10Pcs => Date::new(year.checked_sub(1)?, 10, 1)?,
                CodeSystem::Hcpcs | CodeSystem::Cpt => Date::new(year, 1, 1)?,
            }
        };
        Some(Self { system, from })
    }
}

impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.system.name(), self.from)
    }
}

/// First and last day in force, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForce {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl InForce {
    /// Whether the day lies within.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Where the as-of date of an answer came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOfSource {
    /// `--dos`, `--as-of` or `date_of_service`.
    Given,
    /// A date of service stated in the note.
    Note,
    /// The last day in force of the newest installed release, never after today.
    Default,
}

impl AsOfSource {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Note => "note",
            Self::Default => "default",
        }
    }
}

/// What an official file holds, as recognised from its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// ICD-10-CM tabular XML.
    CmTabular,
    /// ICD-10-CM Alphabetic Index XML.
    CmIndex,
    /// ICD-10-CM Table of Neoplasms XML.
    CmNeoplasm,
    /// ICD-10-CM Table of Drugs and Chemicals XML.
    CmDrug,
    /// ICD-10-CM External Cause Index XML.
    CmExternalCause,
    /// ICD-10-CM order file.
    CmOrder,
    /// ICD-10-CM codes file (billable codes and long titles only).
    CmCodes,
    /// List of diagnosis codes exempt from present-on-admission reporting.
    CmPoaExempt,
    /// ICD-10-CM conversion table (new code from previous code).
    CmConversion,
    /// ICD-10-CM Official Guidelines, as PDF or text.
    CmGuidelines,
    /// ICD-10-PCS tables XML.
    PcsTables,
    /// ICD-10-PCS index XML.
    PcsIndex,
    /// ICD-10-PCS definitions XML.
    PcsDefinitions,
    /// ICD-10-PCS order file.
    PcsOrder,
    /// ICD-10-PCS codes file.
    PcsCodes,
    /// HCPCS Level II quarterly file, fixed width.
    HcpcsFixed,
    /// HCPCS Level II quarterly file, XLSX.
    HcpcsXlsx,
    /// Medicare physician fee schedule, relative value file (PPRRVU).
    PfsRvu,
    /// Payment policy indicators of the fee schedule, as a re-export has them.
    PfsIndicators,
    /// Relative values of the fee schedule, as a re-export has them.
    PfsAmounts,
    /// NCCI medically unlikely edits, practitioner services.
    MuePractitioner,
    /// NCCI medically unlikely edits, outpatient hospital services.
    MueOutpatient,
    /// NCCI medically unlikely edits, DME suppliers.
    MueDme,
    /// NCCI add-on code edits.
    AddOnCodes,
    /// Medicare Code Editor: lists of diagnoses by edit.
    MceLists,
    /// NCCI procedure-to-procedure edits, practitioners.
    PtpPractitioner,
    /// NCCI procedure-to-procedure edits, outpatient hospitals.
    PtpHospital,
    /// Medicare Coverage Database: the articles.
    CoverageArticles,
    /// Medicare Coverage Database: their services.
    CoverageServices,
    /// Medicare Coverage Database: diagnoses they cover.
    CoverageCovered,
    /// Medicare Coverage Database: diagnoses they do not cover.
    CoverageNoncovered,
    /// Medicare Coverage Database: which contractors they are of.
    CoverageLinks,
    /// Medicare Coverage Database: contractors.
    CoverageContractors,
    /// Medicare Coverage Database: their states.
    CoverageJurisdictions,
    /// Medicare Coverage Database: abbreviations of states.
    CoverageStates,
    /// CPT long descriptors, the licensee's file.
    CptLong,
    /// CPT medium descriptors, the licensee's file.
    CptMedium,
    /// CPT short descriptors, the licensee's file.
    CptShort,
    /// CPT consolidated code list, the licensee's workbook.
    CptConsolidated,
    /// CPT modifiers, the licensee's file.
    CptModifiers,
    /// CPT clinician descriptors, the licensee's file.
    CptClinician,
    /// CPT consumer descriptors, the licensee's file.
    CptConsumer,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 42] = [
        Self::CmTabular,
        Self::CmIndex,
        Self::CmNeoplasm,
        Self::CmDrug,
        Self::CmExternalCause,
        Self::CmOrder,
        Self::CmCodes,
        Self::CmPoaExempt,
        Self::CmConversion,
        Self::CmGuidelines,
        Self::PcsTables,
        Self::PcsIndex,
        Self::PcsDefinitions,
        Self::PcsOrder,
        Self::PcsCodes,
        Self::HcpcsFixed,
        Self::HcpcsXlsx,
        Self::PfsRvu,
        Self::PfsIndicators,
        Self::PfsAmounts,
        Self::MuePractitioner,
        Self::MueOutpatient,
        Self::MueDme,
        Self::AddOnCodes,
        Self::MceLists,
        Self::PtpPractitioner,
        Self::PtpHospital,
        Self::CoverageArticles,
        Self::CoverageServices,
        Self::CoverageCovered,
        Self::CoverageNoncovered,
        Self::CoverageLinks,
        Self::CoverageContractors,
        Self::CoverageJurisdictions,
        Self::CoverageStates,
        Self::CptLong,
        Self::CptMedium,
        Self::CptShort,
        Self::CptConsolidated,
        Self::CptModifiers,
        Self::CptClinician,
        Self::CptConsumer,
    ];

    /// A short stable word, used in manifests and JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::CmTabular => "cm-tabular",
            Self::CmIndex => "cm-index",
            Self::CmNeoplasm => "cm-neoplasm",
            Self::CmDrug => "cm-drug",
            Self::CmExternalCause => "cm-external-cause",
            Self::CmOrder => "cm-order",
            Self::CmCodes => "cm-codes",
            Self::CmPoaExempt => "cm-poa-exempt",
            Self::CmConversion => "cm-conversion",
            Self::CmGuidelines => "cm-guidelines",
            Self::PcsTables => "pcs-tables",
            Self::PcsIndex => "pcs-index",
            Self::PcsDefinitions => "pcs-definitions",
            Self::PcsOrder => "pcs-order",
            Self::PcsCodes => "pcs-codes",
            Self::HcpcsFixed => "hcpcs-fixed",
            Self::HcpcsXlsx => "hcpcs-xlsx",
            Self::PfsRvu => "pfs-rvu",
            Self::PfsIndicators => "pfs-indicators",
            Self::PfsAmounts => "pfs-amounts",
            Self::MuePractitioner => "mue-practitioner",
            Self::MueOutpatient => "mue-outpatient",
            Self::MueDme => "mue-dme",
            Self::AddOnCodes => "add-on-codes",
            Self::MceLists => "mce-lists",
            Self::PtpPractitioner => "ptp-practitioner",
            Self::PtpHospital => "ptp-hospital",
            Self::CoverageArticles => "coverage-articles",
            Self::CoverageServices => "coverage-services",
            Self::CoverageCovered => "coverage-covered",
            Self::CoverageNoncovered => "coverage-noncovered",
            Self::CoverageLinks => "coverage-links",
            Self::CoverageContractors => "coverage-contractors",
            Self::CoverageJurisdictions => "coverage-jurisdictions",
            Self::CoverageStates => "coverage-states",
            Self::CptLong => "cpt-long",
            Self::CptMedium => "cpt-medium",
            Self::CptShort => "cpt-short",
            Self::CptConsolidated => "cpt-consolidated",
            Self::CptModifiers => "cpt-modifiers",
            Self::CptClinician => "cpt-clinician",
            Self::CptConsumer => "cpt-consumer",
        }
    }

    /// The name people know it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CmTabular => "Tabular List",
            Self::CmIndex => "Alphabetic Index",
            Self::CmNeoplasm => "Table of Neoplasms",
            Self::CmDrug => "Table of Drugs and Chemicals",
            Self::CmExternalCause => "External Cause Index",
            Self::CmOrder | Self::PcsOrder => "order file",
            Self::CmCodes | Self::PcsCodes => "codes file",
            Self::CmPoaExempt => "POA-exempt list",
            Self::CmConversion => "conversion table",
            Self::CmGuidelines => "Official Guidelines",
            Self::PcsTables => "tables",
            Self::PcsIndex => "index",
            Self::PcsDefinitions => "definitions",
            Self::HcpcsFixed => "quarterly file (fixed width)",
            Self::HcpcsXlsx => "quarterly file (XLSX)",
            Self::PfsRvu => "physician fee schedule",
            Self::PfsIndicators => "fee schedule indicators",
            Self::PfsAmounts => "fee schedule amounts",
            Self::MuePractitioner => "MUE practitioner",
            Self::MueOutpatient => "MUE outpatient hospital",
            Self::MueDme => "MUE DME supplier",
            Self::AddOnCodes => "add-on codes",
            Self::MceLists => "Medicare Code Editor lists",
            Self::PtpPractitioner => "PTP edits practitioner",
            Self::PtpHospital => "PTP edits outpatient hospital",
            Self::CoverageArticles => "coverage articles",
            Self::CoverageServices => "coverage articles: services",
            Self::CoverageCovered => "coverage articles: covered diagnoses",
            Self::CoverageNoncovered => "coverage articles: diagnoses not covered",
            Self::CoverageLinks => "coverage articles: their contractors",
            Self::CoverageContractors => "Medicare contractors",
            Self::CoverageJurisdictions => "Medicare contractors: jurisdictions",
            Self::CoverageStates => "states",
            Self::CptLong => "CPT long descriptors",
            Self::CptMedium => "CPT medium descriptors",
            Self::CptShort => "CPT short descriptors",
            Self::CptConsolidated => "CPT consolidated code list",
            Self::CptModifiers => "CPT modifiers",
            Self::CptClinician => "CPT clinician descriptors",
            Self::CptConsumer => "CPT consumer descriptors",
        }
    }

    /// The kind with this [`SourceKind::id`].
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.id() == id)
    }

    /// The system it belongs to.
    #[must_use]
    pub const fn system(self) -> CodeSystem {
        match self {
            Self::PcsTables
            | Self::PcsIndex
            | Self::PcsDefinitions
            | Self::PcsOrder
            | Self::PcsCodes => CodeSystem::Icd10Pcs,
            Self::HcpcsFixed | Self::HcpcsXlsx => CodeSystem::Hcpcs,
            Self::PfsRvu
            | Self::PfsIndicators
            | Self::PfsAmounts
            | Self::MuePractitioner
            | Self::MueOutpatient
            | Self::MueDme
            | Self::AddOnCodes
            | Self::MceLists
            | Self::PtpPractitioner
            | Self::PtpHospital
            | Self::CoverageArticles
            | Self::CoverageServices
            | Self::CoverageCovered
            | Self::CoverageNoncovered
            | Self::CoverageLinks
            | Self::CoverageContractors
            | Self::CoverageJurisdictions
            | Self::CoverageStates => CodeSystem::Cpt,
            kind if kind.is_licensed() => CodeSystem::Cpt,
            _ => CodeSystem::Icd10Cm,
        }
    }

    /// Whether its text is covered by a licence of the user's own (the AMA's CPT files).
    #[must_use]
    pub const fn is_licensed(self) -> bool {
        matches!(
            self,
            Self::CptLong
                | Self::CptMedium
                | Self::CptShort
                | Self::CptConsolidated
                | Self::CptModifiers
                | Self::CptClinician
                | Self::CptConsumer
        )
    }

    /// The publisher.
    #[must_use]
    pub const fn publisher(self) -> &'static str {
        match self.system() {
            _ if self.is_licensed() => "AMA",
            CodeSystem::Icd10Cm => "CDC/NCHS",
            _ => "CMS",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn release_names_are_read_as_users_write_them() {
        let cm = |t| ReleaseId::parse(CodeSystem::Icd10Cm, t).map(|r| r.from.to_string());
        assert_eq!(cm("2026-04").as_deref(), Some("2026-04-01"));
        assert_eq!(cm("FY2026").as_deref(), Some("2025-10-01"));
        assert_eq!(cm("2026").as_deref(), Some("2025-10-01"));
        assert_eq!(cm("2026-04-01").as_deref(), Some("2026-04-01"));
        assert_eq!(cm("soon"), None);
        let hcpcs = ReleaseId::parse(CodeSystem::Hcpcs, "2026").unwrap();
        assert_eq!(hcpcs.own_end().to_string(), "2026-03-31");
    }

    #[test]
    fn what_covers_a_day_is_said_in_the_publishers_terms() {
        let of = |system, day: &str| ReleaseId::covering(system, day.parse().unwrap());
        assert_eq!(of(CodeSystem::Icd10Cm, "2023-12-31"), "FY2024 (October 2023)");
        assert_eq!(
            of(CodeSystem::Icd10Pcs, "2023-05-01"),
            "FY2023 (October 2022), or its April 2023 update"
        );
        assert_eq!(of(CodeSystem::Hcpcs, "2025-08-01"), "July 2025 or an earlier quarter");
    }
}
