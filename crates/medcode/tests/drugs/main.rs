//! Drugs against the official HCPCS file, where it lies beside the project.

mod doses;
mod file;
mod names;
mod supplies;
mod units;
