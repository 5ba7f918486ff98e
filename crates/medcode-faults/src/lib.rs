//! Which faults does a check find? Clean claims are made up, and faults planted in their text.
//!
//! The crate knows the installed code sets and the text of X12 claims, and no rule: `data/faults.tsv`
//! says what is wrong and by which authority, `data/clean.tsv` which sets of codes are right. What
//! is measured is a function from the bytes of a file to what it says of each claim.

#![forbid(unsafe_code)]

mod clean;
mod draw;
mod random;
mod run;
mod sheet;
mod stock;
mod table;

pub use run::{Options, Outcome, Said, Tally, file_of, mixed, run};
pub use table::{Fault, faults};
