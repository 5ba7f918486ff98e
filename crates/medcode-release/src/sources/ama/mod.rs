//! The files that the American Medical Association distributes to its licensees: CPT.
//!
//! medcode ships none of them and none of their text. It reads the licensee's own copy, and
//! marks every section that holds text of it, so that exports can leave it out.
//!
//! Where the layouts are from (none could be tried on a real file; **untested on real AMA
//! files**):
//!
//! - LONGULT, LONGUT: a notice, then code, tab, descriptor. MEDU, SHORTU: a notice, then code
//!   in columns 1-5 and descriptor from column 7, 48 and 28 columns wide. Clinician and
//!   consumer descriptors: tab-separated under the heads `Concept Id`, `CPT Code`, `Clinician
//!   Descriptor Id`, `Clinician Descriptor`, and `Concept Id`, `CPT Code`, `Consumer Friendly
//!   Descriptor`. All as the AMA's own published loading code (datalabs, `curate/cpt/
//!   descriptor.py`) reads them.
//! - LONGULF, LONGUF: records of 80 columns, code in 1-5, sequence in 6-7, descriptor in 9-80:
//!   the file layout that came with the text files of CPT 2001, and the list of files in the
//!   National Library of Medicine's *CPT Source Information* (2012). That it still holds, and
//!   how a word is cut at column 80, could not be confirmed.
//! - The consolidated code list (text or workbook): `Concept Id`, `CPT Code`, `Long`,
//!   `Medium`, `Short`, `Consumer`, `Spanish Consumer`, `Current Descriptor Effective Date`,
//!   ...; the modifiers file (text or workbook): `ConceptID`, `Modifier Code`, `Modifier
//!   Name`, `Modifier Description`, ...: heads as several public programs that load them name
//!   them. Columns are found by their heads.
//! - MODUL, the text of Appendix A: paragraphs that begin with a modifier, under headings, as
//!   the AMA's own published code reads it.

mod descriptors;
mod lines;
mod modifiers;
mod standard;
#[cfg(test)]
pub(crate) mod synthetic;
#[cfg(test)]
mod tests;

pub use descriptors::{Consolidated, read_clinician, read_consolidated, read_consumer};
pub use modifiers::{Modifier, read_modifiers};
pub use standard::{Width, read_standard};

pub(crate) use descriptors::form as descriptor_form;
pub(crate) use modifiers::is_text as is_modifier_text;
pub(crate) use standard::form as standard_form;

use medcode_model::Code;

/// A code and one of its descriptors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// The code.
    pub code: Code,
    /// The AMA's words.
    pub text: String,
}
