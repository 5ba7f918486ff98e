//! What the user writes beside claims: billing facts, and names of columns.

use medcode_formats::csv::Columns;
use medcode_wire::billing_facts;

/// The file of billing facts: facts, or everything that is wrong with it.
pub fn facts(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Err(faults) = billing_facts(text) {
        assert!(!faults.is_empty());
    }
}

/// Names that a user gives to columns.
pub fn columns(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    Columns::read(text);
}
