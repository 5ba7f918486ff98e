//! Where does each field of a HCPCS record stand?
//!
//! Columns follow the record layout that CMS packs beside the file; the heads are those of
//! the workbook.

/// A field of a record, which may occur several times side by side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// Head of the workbook's column; a number follows where the field occurs several times.
    pub(crate) head: &'static str,
    /// First column of the fixed-width record, from 1.
    pub(crate) at: usize,
    /// Columns of one occurrence.
    pub(crate) width: usize,
    /// Number of occurrences.
    pub(crate) times: usize,
}

const fn field(head: &'static str, at: usize, width: usize, times: usize) -> Field {
    Field { head, at, width, times }
}

/// The record is this long; what follows is not part of it.
pub(crate) const RECORD: usize = 320;
/// The last column that holds anything.
pub(crate) const LAST: usize = 293;

pub(crate) const CODE: Field = field("HCPC", 1, 5, 1);
pub(crate) const SEQUENCE: Field = field("SEQNUM", 6, 5, 1);
pub(crate) const RECORD_ID: Field = field("RECID", 11, 1, 1);
pub(crate) const LONG: Field = field("LONG DESCRIPTION", 12, 80, 1);
pub(crate) const SHORT: Field = field("SHORT DESCRIPTION", 92, 28, 1);
pub(crate) const PRICING: Field = field("PRICE", 120, 2, 4);
pub(crate) const MULTIPLE_PRICING: Field = field("MULT_PI", 128, 1, 1);
pub(crate) const COVERAGE_ISSUES: Field = field("CIM", 129, 6, 3);
pub(crate) const CARRIERS_MANUAL: Field = field("MCM", 147, 8, 3);
pub(crate) const STATUTE: Field = field("STATUTE", 171, 10, 1);
pub(crate) const LAB_CERTIFICATION: Field = field("LABCERT", 181, 3, 8);
pub(crate) const CROSS_REFERENCE: Field = field("XREF", 205, 5, 5);
pub(crate) const COVERAGE: Field = field("COV", 230, 1, 1);
pub(crate) const ASC_GROUP: Field = field("ASC_GRP", 231, 2, 1);
pub(crate) const ASC_DATE: Field = field("ASC_DT", 233, 8, 1);
pub(crate) const MOG_GROUP: Field = field("OPPS", 241, 3, 1);
pub(crate) const MOG_POLICY: Field = field("OPPS_PI", 244, 1, 1);
pub(crate) const MOG_DATE: Field = field("OPPS_DT", 245, 8, 1);
pub(crate) const PROCESSING_NOTE: Field = field("PROCNOTE", 253, 4, 1);
pub(crate) const BETOS: Field = field("BETOS", 257, 3, 1);
pub(crate) const TYPE_OF_SERVICE: Field = field("TOS", 261, 1, 5);
pub(crate) const ANESTHESIA_UNITS: Field = field("ANEST_BU", 266, 3, 1);
pub(crate) const ADDED: Field = field("ADD DT", 269, 8, 1);
pub(crate) const ACTION_EFFECTIVE: Field = field("ACT EFF DT", 277, 8, 1);
pub(crate) const TERMINATED: Field = field("TERM DT", 285, 8, 1);
pub(crate) const ACTION: Field = field("ACTION CD", 293, 1, 1);
