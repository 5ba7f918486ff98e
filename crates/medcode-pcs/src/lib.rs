//! Which ICD-10-PCS code is legal, and which would a coder report from an operative note?
//!
//! [`Builder`] walks the official tables: the values that may follow the characters chosen,
//! and for a finished code the row that proves it. [`Desk`] reads the note of an inpatient
//! stay: phrases of our tables under `data/`, whether what they name was done in the stay,
//! and the code, character by character through the official tables. No clock, no network,
//! no I/O.

#![forbid(unsafe_code)]

mod axis;
pub mod builder;
mod desk;
mod draft;
mod families;
mod output;
mod read;
mod rules;
mod tables;

pub use builder::{Builder, Built, Legal, Proof, ProvedRow, Start, StartKind, Step};
pub use desk::{Desk, Encounter};
pub use output::Outcome;
