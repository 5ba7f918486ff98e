//! The files of CMS: ICD-10-PCS, HCPCS Level II, the physician fee schedule, NCCI edits.
pub mod coverage;
pub mod hcpcs;
pub mod icd10pcs_definitions;
pub mod icd10pcs_index;
pub mod icd10pcs_tables;
pub mod mce;
pub mod ncci;
mod number;
pub mod pfs;

/// Whether an element begins in the first kilobytes of a file.
fn begins_with(head: &[u8], element: &str) -> bool {
    let (text, _) = crate::sources::markup::decode(&head[..head.len().min(4096)]);
    text.contains(element)
}
