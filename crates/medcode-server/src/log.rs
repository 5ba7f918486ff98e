//! One line of JSON an event on standard error: never patient text, never a secret.

use serde_json::json;
use std::io::Write;

/// An event that somebody should look at.
pub(crate) fn error(event: &str, what: &str) {
    line(&json!({"at": crate::clock::now(), "level": "error", "event": event, "what": what}));
}

/// A request that was answered: the route as declared, not the address, which may hold a name.
pub(crate) fn request(id: &str, method: &str, route: &str, status: u16, micros: u128) {
    line(&json!({
        "at": crate::clock::now(), "level": "info", "event": "request", "id": id,
        "method": method, "route": route, "status": status, "micros": micros as u64,
    }));
}

#[cfg(not(test))]
fn line(value: &serde_json::Value) {
    // A closed standard error must not stop the server.
    let _ = writeln!(std::io::stderr().lock(), "{value}");
}

/// In tests the log is kept, to be looked at.
#[cfg(test)]
static SEEN: std::sync::Mutex<Vec<u8>> = std::sync::Mutex::new(Vec::new());

#[cfg(test)]
fn line(value: &serde_json::Value) {
    let _ = writeln!(SEEN.lock().unwrap(), "{value}");
}

/// What was logged until now.
#[cfg(test)]
pub(crate) fn seen() -> String {
    String::from_utf8(SEEN.lock().unwrap().clone()).unwrap()
}
