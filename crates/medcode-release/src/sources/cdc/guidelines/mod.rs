//! What do the ICD-10-CM Official Guidelines say, section by section?

mod pdf;

pub(crate) use pdf::first_page;
