//! One line of JSON an event on standard error: never patient text, never a secret.
//!
//! Lines are handed to a thread of their own that writes all that have come at once: a request does not
//! wait for whoever reads the log, and the log of a busy server costs it one write, not thousands.

use serde::Serialize;
use std::io::Write;
use std::sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long lines are gathered before they are written.
const GATHERED: Duration = Duration::from_millis(20);
/// Most bytes that wait for a reader that does not read; what comes then is counted, not kept.
const MOST: usize = 8 << 20;

#[derive(Serialize)]
struct Failed<'a> {
    at: i64,
    level: &'static str,
    event: &'a str,
    what: &'a str,
}

#[derive(Serialize)]
struct Answered<'a> {
    at: i64,
    level: &'static str,
    event: &'static str,
    id: &'a str,
    method: &'a str,
    route: &'a str,
    status: u16,
    micros: u64,
}

/// An event that somebody should look at.
pub(crate) fn error(event: &str, what: &str) {
    LOG.line(&Failed { at: crate::clock::now(), level: "error", event, what });
}

/// A request that was answered: the route as declared, not the address, which may hold a name.
pub(crate) fn request(id: &str, method: &str, route: &str, status: u16, micros: u128) {
    let (at, micros) = (crate::clock::now(), u64::try_from(micros).unwrap_or(u64::MAX));
    LOG.line(&Answered { at, level: "info", event: "request", id, method, route, status, micros });
}

/// Waits until what was logged is written: the server stops.
pub(crate) fn flush() {
    LOG.flush();
}

static LOG: LazyLock<Log> = LazyLock::new(Log::start);

/// Lines on their way.
#[derive(Default)]
struct Waiting {
    lines: Vec<u8>,
    /// Lines that were not kept, because too many waited.
    dropped: u64,
    /// The writer sleeps until it is woken.
    asleep: bool,
    /// The writer has lines that are not written yet.
    writing: bool,
}

#[derive(Default)]
struct Log {
    waiting: Mutex<Waiting>,
    come: Condvar,
    written: Condvar,
    /// There is no writer: lines are written by those who say them.
    alone: bool,
}

impl Log {
    fn start() -> Self {
        let writer = std::thread::Builder::new().name("log".to_owned());
        Self { alone: writer.spawn(|| LOG.write()).is_err(), ..Self::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn line(&self, value: &impl Serialize) {
        let mut waiting = self.lock();
        if waiting.lines.len() > MOST {
            waiting.dropped += 1;
            return;
        }
        let before = waiting.lines.len();
        if serde_json::to_writer(&mut waiting.lines, value).is_err() {
            waiting.lines.truncate(before);
            return;
        }
        waiting.lines.push(b'\n');
        if self.alone {
            out(&std::mem::take(&mut waiting.lines));
        } else if waiting.asleep {
            self.come.notify_one();
        }
    }

    /// Writes what has come, for as long as the server runs.
    fn write(&self) {
        loop {
            let mut waiting = self.lock();
            while waiting.lines.is_empty() {
                waiting.asleep = true;
                waiting = self.come.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
            waiting.asleep = false;
            let lines = std::mem::take(&mut waiting.lines);
            let dropped = std::mem::take(&mut waiting.dropped);
            waiting.writing = true;
            drop(waiting);
            out(&lines);
            if dropped > 0 {
                error("log", &format!("{dropped} lines were not kept: nobody read the log"));
            }
            self.lock().writing = false;
            self.written.notify_all();
            std::thread::sleep(GATHERED);
        }
    }

    fn flush(&self) {
        let waiting = self.lock();
        let busy = |w: &mut Waiting| w.writing || !w.lines.is_empty();
        let _ = self.written.wait_timeout_while(waiting, Duration::from_secs(2), busy);
    }
}

#[cfg(not(test))]
fn out(lines: &[u8]) {
    // A closed standard error must not stop the server.
    let _ = std::io::stderr().lock().write_all(lines);
}

/// In tests the log is kept, to be looked at.
#[cfg(test)]
static SEEN: Mutex<Vec<u8>> = Mutex::new(Vec::new());

#[cfg(test)]
fn out(lines: &[u8]) {
    let _ = SEEN.lock().unwrap().write_all(lines);
}

/// What was logged until now.
#[cfg(test)]
pub(crate) fn seen() -> String {
    flush();
    String::from_utf8(SEEN.lock().unwrap().clone()).unwrap()
}
