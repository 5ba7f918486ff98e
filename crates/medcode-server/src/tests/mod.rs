//! The server as callers meet it, without a network: its routes, gate and records in one process.

mod access;
mod account;
mod billing;
mod changes;
mod charts;
mod exams;
mod gate;
mod import;
mod learning;
mod licensed;
mod limits;
mod once;
mod own_rules;
mod past;
mod places;
mod records;
mod secrets;
mod stay;
mod worklist;
mod world;
