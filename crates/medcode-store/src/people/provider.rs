//! Who treats, refers or bills.

use crate::ProviderId;

/// A provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Identifier.
    pub id: ProviderId,
    /// What is known of it.
    pub about: NewProvider,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
}

/// What is known of a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewProvider {
    /// National Provider Identifier; unique when given.
    pub npi: Option<String>,
    /// Family name, or the name of an organisation.
    pub family: String,
    /// Given names; empty for an organisation.
    pub given: String,
    /// Taxonomy code of the specialty.
    pub taxonomy: Option<String>,
    /// The group or organisation it belongs to: same group and specialty make a patient established.
    pub organisation: Option<String>,
    /// Whether it is an organisation.
    pub is_organisation: bool,
    /// Tax number, address and the like: JSON, opaque here.
    pub detail: String,
    /// Whether it is still used.
    pub active: bool,
}
