//! Reads the publishers' official files and compiles them into the knowledge base.

#![forbid(unsafe_code)]

pub mod sources;
