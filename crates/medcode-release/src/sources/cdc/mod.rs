//! The files of CDC/NCHS (and the ICD-10-PCS order file, which shares their layout).

pub mod icd10cm_index;

pub mod conversion;
pub mod guidelines;
pub mod icd10cm_codes;
pub mod icd10cm_order;
pub mod icd10cm_tabular;
pub mod note_targets;
pub mod poa_exempt;
pub mod seventh;
