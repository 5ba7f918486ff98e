//! The files of CDC/NCHS (and the ICD-10-PCS order file, which shares their layout).
