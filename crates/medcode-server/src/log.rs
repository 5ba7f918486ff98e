//! One line of JSON an event on standard error: never patient text, never a secret.

use serde_json::json;
use std::io::Write;

/// An event that somebody should look at.
pub(crate) fn error(event: &str, what: &str) {
    line(&json!({"at": crate::clock::now(), "level": "error", "event": event, "what": what}));
}

/// An event worth keeping.
pub(crate) fn info(event: &str, what: &str) {
    line(&json!({"at": crate::clock::now(), "level": "info", "event": event, "what": what}));
}

/// A request that was answered: the route as declared, not the address, which may hold a name.
pub(crate) fn request(method: &str, route: &str, status: u16, micros: u128) {
    line(&json!({
        "at": crate::clock::now(), "level": "info", "event": "request",
        "method": method, "route": route, "status": status, "micros": micros as u64,
    }));
}

fn line(value: &serde_json::Value) {
    // A closed standard error must not stop the server.
    let _ = writeln!(std::io::stderr().lock(), "{value}");
}
