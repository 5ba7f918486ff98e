//! Reads the publishers' official files and compiles them into the knowledge base.

#![forbid(unsafe_code)]

pub mod catalogue;
pub mod compile;
pub mod fetch;
pub mod home;
pub mod input;
pub mod install;
pub mod progress;
pub mod recognise;
pub mod sources;

use sha2::{Digest, Sha256};

/// The sha256 of some bytes, in hex.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{b:02x}");
        out
    })
}
