//! Do the codes of an encounter or a claim hold against the official conventions and edits?
//!
//! A rule is one file under `rules/` and one line in [`registry`]. Its doc comment is what
//! `medcode explain RULE` prints. Rules of the user's own ([`own`]) run like them. Rules see codes, claim fields and dates, never a note's text;
//! they cannot fail and do no I/O. Each answers fired, passed, or no data: a rule whose table is
//! not installed never passes in silence.

#![forbid(unsafe_code)]

pub mod authority;
pub mod own;
pub mod pages;
pub mod registry;

mod book;
mod page;
mod rule;
mod rules;
mod subject;
mod told;

pub use book::{By, Checked, Missing, RuleBook};
pub use page::Page;
pub use rule::{Family, Place, Rule, Severity, Stage, Table};
pub use subject::{Correction, Dx, Found, Hit, Line, Px, Releases, Repeated, Shelf, Subject};
