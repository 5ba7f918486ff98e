//! The counter: the workbench and the HTTP API, on one embedded server.
//!
//! Pages are rendered here, work is done by [`medcode::Engine`], records are kept by
//! `medcode-store`. Every route stands in one list with what it asks of a caller
//! ([`routes`]); the gate in `auth` is the only place that says yes or no.

#![forbid(unsafe_code)]

mod api;
mod assets;
mod auth;
mod clock;
mod compared;
mod config;
mod fault;
mod log;
mod metrics;
mod once;
mod openapi;
mod opened;
mod pages;
mod rate;
pub mod records;
mod refused;
mod routes;
mod run;
mod state;
#[cfg(test)]
mod tests;
mod upkeep;

pub use auth::{May, Need, Role};
pub use config::{Config, Tls};
pub use openapi::{About, openapi};
pub use routes::{Row, all as routes};
pub use run::{Installing, ServeError, Serving};
pub use state::App;
