//! Progress bars on a terminal, one line a step elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use medcode::release::progress::Progress;
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

/// Nothing is counted that high but bytes.
const BYTES: u64 = 50_000;

/// Shows the steps of long work on standard error.
pub(crate) struct Shown {
    bar: Mutex<Option<ProgressBar>>,
    terminal: bool,
}

impl Shown {
    pub(crate) fn new() -> Self {
        Self { bar: Mutex::new(None), terminal: std::io::stderr().is_terminal() }
    }
}

impl Progress for Shown {
    fn begin(&self, what: &str, total: Option<u64>) {
        if !self.terminal {
            eprintln!("{what}");
            return;
        }
        let (bar, template) = match total {
            Some(n) if n >= BYTES => {
                (ProgressBar::new(n), "{msg:50!} {bar:30} {bytes}/{total_bytes} {eta}")
            }
            Some(n) => (ProgressBar::new(n), "{msg:50!} {bar:30} {pos}/{len}"),
            None => (ProgressBar::new_spinner(), "{spinner} {msg} {pos}"),
        };
        let style = ProgressStyle::with_template(template);
        let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(what.to_owned());
        bar.enable_steady_tick(Duration::from_millis(100));
        if let Ok(mut slot) = self.bar.lock() {
            *slot = Some(bar);
        }
    }

    fn advance(&self, units: u64) {
        if let Ok(slot) = self.bar.lock()
            && let Some(bar) = slot.as_ref()
        {
            bar.inc(units);
        }
    }

    fn end(&self) {
        if let Ok(mut slot) = self.bar.lock()
            && let Some(bar) = slot.take()
        {
            bar.finish_and_clear();
        }
    }
}
