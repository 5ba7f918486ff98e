//! The files of CMS: ICD-10-PCS, HCPCS Level II.
pub mod hcpcs;
