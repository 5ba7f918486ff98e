//! The tables inside a release file, one module each: the row, the writer, the reader.

pub mod add_on;
pub mod chapters;
pub mod codes;
pub mod conversion;
pub mod coverage;
pub mod details;
pub mod guidelines;
pub mod index;
pub mod mce;
pub mod meta;
pub mod mue;
pub mod notes;
pub mod pcs;
pub mod pfs;
pub mod ptp;
pub mod seventh;

use crate::text::coded::TextBuilder;
use zerocopy::{Immutable, IntoBytes};

/// The characters of a code as one number, which sorts as they do: tables are searched by it.
/// No code has more than eight.
fn rank<const N: usize>(code: &[u8; N]) -> u64 {
    let mut bytes = [0; 8];
    bytes[..N].copy_from_slice(code);
    u64::from_be_bytes(bytes)
}

/// A release being written: the sections so far and the text they share.
#[derive(Default)]
pub struct ReleaseWriter {
    /// Strings shared by all tables.
    pub text: TextBuilder,
    sections: Vec<(String, Vec<u8>)>,
    licensed: bool,
}

/// Whether a section holds words, of which a licensed file has the licensor's.
fn holds_words(name: &str) -> bool {
    ["text.", "search."].iter().any(|start| name.starts_with(start))
}

impl ReleaseWriter {
    /// Adds a section of raw bytes.
    pub fn bytes(&mut self, name: &str, bytes: Vec<u8>) {
        self.sections.push((name.to_owned(), bytes));
    }

    /// Adds a section of rows; nothing where there are none.
    pub fn rows<T: IntoBytes + Immutable>(&mut self, name: &str, rows: &[T]) {
        if !rows.is_empty() {
            self.bytes(name, rows.as_bytes().to_vec());
        }
    }

    /// Says that the file holds text that the user's own licence covers: every section with
    /// words is marked, so that exports, logs and shared pages leave them out.
    pub const fn mark_licensed(&mut self) {
        self.licensed = true;
    }

    /// The bytes of the file and its digest.
    #[must_use]
    pub fn finish(self) -> (Vec<u8>, [u8; 32]) {
        let mut out = crate::container::Writer::new();
        let flags =
            |name: &str| if self.licensed && holds_words(name) { crate::container::LICENSED } else { 0 };
        for (name, bytes) in self.sections {
            out.flagged(&name, flags(&name), bytes);
        }
        for (name, bytes) in self.text.finish() {
            out.flagged(name, flags(name), bytes);
        }
        out.finish()
    }
}
