//! Claims of 837 transactions: professional (222), institutional (223), dental (224).

mod bill;
mod builder;
mod diagnosis;
mod line;
mod values;

pub use builder::Claims;
