//! Which parts of a release are compared, and what could not be?

/// A part of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Which codes there are and whether they are complete.
    Codes,
    /// Their titles.
    Titles,
    /// Instructional notes and inclusion terms.
    Notes,
    /// Lists of seventh characters.
    Seventh,
    /// Alphabetic Index.
    Index,
    /// Table of Neoplasms.
    Neoplasm,
    /// Table of Drugs and Chemicals.
    Drug,
    /// External Cause Index.
    ExternalCause,
    /// Exemption from present-on-admission reporting.
    Poa,
    /// Old and new codes by the conversion table.
    Conversion,
    /// Coverage, pricing and the other fields of HCPCS.
    Fields,
    /// The AMA's list.
    Cpt,
    /// Physician fee schedule indicators.
    Pfs,
    /// Medically unlikely edits, practitioners.
    MuePractitioner,
    /// Medically unlikely edits, outpatient hospitals.
    MueOutpatient,
    /// Medically unlikely edits, suppliers.
    MueDme,
    /// Add-on codes.
    AddOn,
    /// Procedure-to-procedure edits, practitioners.
    PtpPractitioner,
    /// Procedure-to-procedure edits, outpatient hospitals.
    PtpHospital,
}

impl Part {
    /// The word used in JSON and CSV.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Codes => "codes",
            Self::Titles => "titles",
            Self::Notes => "notes",
            Self::Seventh => "seventh-characters",
            Self::Index => "index",
            Self::Neoplasm => "neoplasm-table",
            Self::Drug => "drug-table",
            Self::ExternalCause => "external-cause-index",
            Self::Poa => "poa-exempt",
            Self::Conversion => "conversion",
            Self::Fields => "fields",
            Self::Cpt => "cpt",
            Self::Pfs => "pfs",
            Self::MuePractitioner => "mue-practitioner",
            Self::MueOutpatient => "mue-outpatient",
            Self::MueDme => "mue-dme",
            Self::AddOn => "add-on",
            Self::PtpPractitioner => "ptp-practitioner",
            Self::PtpHospital => "ptp-hospital",
        }
    }

    /// The name people know it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Codes => "codes",
            Self::Titles => "titles",
            Self::Notes => "notes",
            Self::Seventh => "seventh characters",
            Self::Index => "Alphabetic Index",
            Self::Neoplasm => "Table of Neoplasms",
            Self::Drug => "Table of Drugs and Chemicals",
            Self::ExternalCause => "External Cause Index",
            Self::Poa => "POA-exempt list",
            Self::Conversion => "conversion table",
            Self::Fields => "coverage, pricing and other fields",
            Self::Cpt => "the AMA's CPT list (numbers)",
            Self::Pfs => "fee schedule indicators",
            Self::MuePractitioner => "MUE, practitioner services",
            Self::MueOutpatient => "MUE, outpatient hospital services",
            Self::MueDme => "MUE, DME suppliers",
            Self::AddOn => "add-on codes",
            Self::PtpPractitioner => "PTP edits, practitioners",
            Self::PtpHospital => "PTP edits, outpatient hospitals",
        }
    }
}

/// A part that could not be compared, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoData {
    /// The part.
    pub part: Part,
    /// What is missing.
    pub why: String,
}
