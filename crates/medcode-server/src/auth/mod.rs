//! Who asks, and may they? The only place that says yes or no.

pub(crate) mod address;
mod gate;
pub(crate) mod password;
mod roles;
pub(crate) mod session;
pub(crate) mod token;
mod who;

pub(crate) use gate::{RequestId, gate};
pub use medcode_store::Role;
pub(crate) use roles::SCOPES;
pub use roles::{May, Need};
pub(crate) use session::Sessions;
pub(crate) use who::{By, Who};
