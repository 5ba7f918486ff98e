//! What is charged.

use medcode_model::Date;

use crate::ChargeListId;

/// A list of charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeList {
    /// Identifier.
    pub id: ChargeListId,
    /// Its name, unique.
    pub name: String,
    /// How many items it has.
    pub items: i64,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
}

/// An item of a list: what a code costs from one day to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Charge {
    /// The code.
    pub code: String,
    /// The modifier it is for; empty for every other case.
    pub modifier: String,
    /// First day.
    pub from: Date,
    /// Last day; `None` while there is no other.
    pub to: Option<Date>,
    /// The amount in cents; not negative.
    pub cents: i64,
}
