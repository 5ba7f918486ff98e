//! Who pays.

use crate::PayerId;

/// A payer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// Identifier.
    pub id: PayerId,
    /// What is known of it.
    pub about: NewPayer,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
}

/// What is known of a payer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewPayer {
    /// Name.
    pub name: String,
    /// The number claims are sent to; unique when given.
    pub payer_id: Option<String>,
    /// Kind of plan, as the claim says it (claim filing indicator).
    pub kind: String,
    /// Address: JSON, opaque here.
    pub address: String,
    /// Whether it is still used.
    pub active: bool,
}
