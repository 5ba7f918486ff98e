//! The claim as a document: amounts, pointers, dates, required fields.

pub(crate) mod total_does_not_balance;
