//! From the words of a note to the codes a coder reports.
//!
//! [`Coder::code`] reads a note once, forward: mentions of official terms, their context,
//! the code each leads to through the Index and the Tabular, the guidelines one after the
//! other, the set as a whole, its order. What is not reported is withheld with its reason.
//! No clock, no network, no I/O.

#![forbid(unsafe_code)]

mod case;
mod coder;
mod draft;
mod drug;
mod facts;
mod guidelines;
mod lexicon;
mod mention;
mod output;
mod places;
mod queries;
mod reading;
mod resolve;
mod shelf;
mod tabular;
mod tier;

pub use coder::{Coder, OnDesk, Sighted};
pub use facts::Facts;
pub use output::Outcome;
