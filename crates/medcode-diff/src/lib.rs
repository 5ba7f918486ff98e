//! What changed between two releases of the code sets, and what does that mean for codes in use?
//!
//! [`compare`] gives the changes as values: codes, notes, Index, seventh characters, edits. What
//! one of the releases cannot tell is no change and no silence: it stands in
//! [`Comparison::no_data`]. [`impact`] asks the same of a list of codes in use.

#![forbid(unsafe_code)]

mod addenda;
mod changes;
mod codes;
mod compare;
mod conversion;
mod edits;
mod fields;
mod groups;
mod impact;
mod index;
mod mine;
mod named;
mod narrow;
mod notes;
mod page;
mod parts;
mod rows;
mod seventh;
mod sheet;
mod steps;
mod summary;
mod usual;

pub use addenda::{Action, Addendum, codes_addenda, order_addenda, poa_addenda};
pub use changes::{
    CodeChange, CodeWhat, Comparison, EditChange, EditValue, FieldChange, IndexChange, NoteChange,
    PoaChange, Previous, SeventhChange, Titles,
};
pub use compare::{Diff, compare, compare_telling};
pub use groups::{Chapter, chapter_of, specialties, specialties_of};
pub use impact::{Effect, Impact, ImpactReport, impact, impact_of};
pub use mine::{Mine, Use, read_mine};
pub use named::NameError;
pub use narrow::{Narrow, NarrowError};
pub use page::page;
pub use parts::{NoData, Part};
pub use rows::{COLUMNS, Row, rows, written};
pub use sheet::{Choices, Sheet, Tab, Wanted};
pub use summary::{Counts, by_chapter, by_specialty, total};
pub use usual::usual;
