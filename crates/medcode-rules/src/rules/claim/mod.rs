//! The claim as a document: amounts, pointers, dates, required fields.

pub mod total_does_not_balance;
