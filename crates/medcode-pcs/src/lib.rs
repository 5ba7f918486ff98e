//! Which ICD-10-PCS code is legal, and which would a coder report from an operative note?
//!
//! [`Builder`] walks the official tables: the values that may follow the characters chosen,
//! and for a finished code the row that proves it. No clock, no network, no I/O.

#![forbid(unsafe_code)]

pub mod builder;

pub use builder::{Builder, Built, Legal, Proof, ProvedRow, Start, StartKind, Step};
