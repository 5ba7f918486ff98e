//! Publisher's fields of a code that only some systems have (HCPCS: coverage, pricing,
//! dates), kept as named values.

use super::ReleaseWriter;
use zerocopy::little_endian::U32;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name of the values.
pub const SECTION: &str = "details";
/// Section name of the dates.
pub const DATES: &str = "dates";

/// A named field. The names are HCPCS's own; the last three are CPT's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    /// Pricing indicator codes.
    Pricing = 0,
    /// Multiple pricing indicator.
    MultiplePricing = 1,
    /// Medicare coverage manual (CIM) references.
    CoverageManual = 2,
    /// Medicare carriers manual (MCM) references.
    CarriersManual = 3,
    /// Statute.
    Statute = 4,
    /// Laboratory certification codes.
    LabCertification = 5,
    /// Cross-reference codes.
    CrossReference = 6,
    /// Coverage code.
    Coverage = 7,
    /// ASC payment group and date.
    AscGroup = 8,
    /// Processing note number.
    ProcessingNote = 9,
    /// BETOS category.
    Betos = 10,
    /// Type of service codes.
    TypeOfService = 11,
    /// Anesthesia base units.
    AnesthesiaBase = 12,
    /// Action code of the last change.
    Action = 13,
    /// Medium descriptor.
    Medium = 14,
    /// Consumer descriptor.
    Consumer = 15,
    /// Clinician descriptor.
    Clinician = 16,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 17] = [
        Self::Pricing,
        Self::MultiplePricing,
        Self::CoverageManual,
        Self::CarriersManual,
        Self::Statute,
        Self::LabCertification,
        Self::CrossReference,
        Self::Coverage,
        Self::AscGroup,
        Self::ProcessingNote,
        Self::Betos,
        Self::TypeOfService,
        Self::AnesthesiaBase,
        Self::Action,
        Self::Medium,
        Self::Consumer,
        Self::Clinician,
    ];

    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pricing => "pricing",
            Self::MultiplePricing => "multiple_pricing",
            Self::CoverageManual => "coverage_manual",
            Self::CarriersManual => "carriers_manual",
            Self::Statute => "statute",
            Self::LabCertification => "lab_certification",
            Self::CrossReference => "cross_reference",
            Self::Coverage => "coverage",
            Self::AscGroup => "asc_group",
            Self::ProcessingNote => "processing_note",
            Self::Betos => "betos",
            Self::TypeOfService => "type_of_service",
            Self::AnesthesiaBase => "anesthesia_base_units",
            Self::Action => "action",
            Self::Medium => "medium_descriptor",
            Self::Consumer => "consumer_descriptor",
            Self::Clinician => "clinician_descriptor",
        }
    }

    /// The name as printed.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pricing => "Pricing indicator",
            Self::MultiplePricing => "Multiple pricing",
            Self::CoverageManual => "Coverage manual",
            Self::CarriersManual => "Carriers manual",
            Self::Statute => "Statute",
            Self::LabCertification => "Lab certification",
            Self::CrossReference => "Cross-reference",
            Self::Coverage => "Coverage",
            Self::AscGroup => "ASC payment group",
            Self::ProcessingNote => "Processing note",
            Self::Betos => "BETOS",
            Self::TypeOfService => "Type of service",
            Self::AnesthesiaBase => "Anesthesia base units",
            Self::Action => "Action code",
            Self::Medium => "Medium descriptor",
            Self::Consumer => "Consumer descriptor",
            Self::Clinician => "Clinician descriptor",
        }
    }
}

/// One value of one field of one code.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct DetailRow {
    /// The code's row.
    pub code: U32,
    /// Its value.
    pub text: U32,
    /// [`Field`].
    pub field: u8,
    /// Always zero.
    pub reserved: [u8; 3],
}

/// The dates of one code; zero where none.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct DateRow {
    /// The code's row.
    pub code: U32,
    /// First day of the code.
    pub added: U32,
    /// Day of the last action.
    pub action: U32,
    /// Last day of the code.
    pub terminated: U32,
}

/// Writes both tables, sorted by code.
pub fn write(mut details: Vec<DetailRow>, mut dates: Vec<DateRow>, out: &mut ReleaseWriter) {
    details.sort_by_key(|r| (r.code.get(), r.field));
    dates.sort_by_key(|r| r.code.get());
    out.rows(SECTION, &details);
    out.rows(DATES, &dates);
}
