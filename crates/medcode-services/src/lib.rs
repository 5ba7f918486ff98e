//! Which services, supplies and drugs would a coder report from a note?
//!
//! [`Desk::code`] reads a note whose diagnoses are coded already, forward: what was done and
//! supplied (`read`), the number that each stands for under its conditions (`crosswalk`,
//! `families`, `drugs`, `supplies`), the level of the visit with its working (`em`), and the set
//! as a whole (`set`): bundling, modifiers, units, the diagnoses that justify each line, order.
//! What was seen and is not reported is withheld with its reason.
//!
//! CPT is the AMA's: only numbers stand here, with labels in our own words, and billing with
//! them needs the AMA's licence. No clock, no network, no I/O.

#![forbid(unsafe_code)]

pub mod crosswalk;
pub mod em;

mod desk;
mod drugs;
mod encounter;
mod families;
mod quality;
mod read;
mod service;
mod set;
mod supplies;

pub use desk::{Desk, Services};
pub use drugs::kind::Kind as DrugKind;
pub use drugs::unit::{Amount, BillingUnit, Dimension, Measure};
pub use drugs::{Billed, billed};
pub use em::Level;
pub use encounter::{Encounter, Releases};
