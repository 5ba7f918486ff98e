//! The server as callers meet it, without a network: its routes, gate and records in one process.

mod access;
mod account;
mod billing;
mod charts;
mod gate;
mod import;
mod limits;
mod past;
mod records;
mod secrets;
mod worklist;
mod world;
