//! Claims of 837 transactions: professional (222), institutional (223), dental (224).

mod bill;
mod builder;
mod diagnosis;
mod line;
mod values;

pub(super) use bill::adjustments;
pub use builder::Claims;
pub(super) use values::{date, thousandths};
