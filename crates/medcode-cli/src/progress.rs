//! Progress bars on a terminal, one line a step elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use medcode::release::progress::Progress;
use std::io::IsTerminal;
use std::sync::Mutex;

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
        let bar = match total {
            Some(n) => {
                let style = ProgressStyle::with_template("{msg:50!} {bar:30} {pos}/{len} {eta}");
                ProgressBar::new(n).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
            }
            None => ProgressBar::new_spinner(),
        };
        bar.set_message(what.to_owned());
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
