//! Colour, only on a terminal and never against `NO_COLOR`.

use std::io::IsTerminal;
use std::sync::OnceLock;

fn on_stdout() -> bool {
    static ON: OnceLock<bool> = OnceLock::new();
    *ON.get_or_init(|| std::env::var_os("NO_COLOR").is_none() && std::io::stdout().is_terminal())
}

fn on_stderr() -> bool {
    static ON: OnceLock<bool> = OnceLock::new();
    *ON.get_or_init(|| std::env::var_os("NO_COLOR").is_none() && std::io::stderr().is_terminal())
}

fn paint(on: bool, code: &str, text: &str) -> String {
    if on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// A code.
pub(crate) fn code(text: &str) -> String {
    paint(on_stdout(), "1;36", text)
}

/// A heading.
pub(crate) fn heading(text: &str) -> String {
    paint(on_stdout(), "1", text)
}

/// What matters less.
pub(crate) fn dim(text: &str) -> String {
    paint(on_stdout(), "2", text)
}

/// The words of a note behind a code.
#[allow(dead_code)] // `code` prints them
pub(crate) fn words(text: &str) -> String {
    paint(on_stdout(), "1;33", text)
}

/// Something is right.
pub(crate) fn good(text: &str) -> String {
    paint(on_stdout(), "32", text)
}

/// Something needs a look.
pub(crate) fn warn(text: &str) -> String {
    paint(on_stdout(), "33", text)
}

/// The word before an error message.
pub(crate) fn error(text: &str) -> String {
    paint(on_stderr(), "1;31", text)
}

/// Columns of the terminal; 100 where there is none.
pub(crate) fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).unwrap_or(100usize).clamp(40, 200)
}

/// Wraps a text to the width, every line but the first behind an indent.
pub(crate) fn wrap(text: &str, indent: usize) -> String {
    let room = width().saturating_sub(indent).max(20);
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if used > 0 && used + 1 + len > room {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += len;
    }
    out
}
