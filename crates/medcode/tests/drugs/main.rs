//! Drugs against the official HCPCS file, where it lies beside the project.

mod doses;
mod file;
mod supplies;
mod units;
