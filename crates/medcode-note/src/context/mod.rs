//! Is a condition there, whose is it, and when?
//!
//! In the family of ConText (cues with a direction, a reach and terminators), with what US
//! notes need besides: lists under one negation, question marks, `+`/`-` checklists,
//! corrections of imported lists, and sections that speak for their lines.

pub mod class;
pub(crate) mod hits;

mod cells;
mod clause;
mod decide;
mod marks;
mod person;
mod scope;
mod year;

pub use class::{Axis, CueClass};
pub use decide::{Context, CueUse};
