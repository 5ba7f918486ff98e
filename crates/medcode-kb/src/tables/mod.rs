//! The tables inside a release file, one module each: the row, the writer, the reader.

pub mod add_on;
pub mod chapters;
pub mod codes;
pub mod conversion;
pub mod details;
pub mod guidelines;
pub mod index;
pub mod meta;
pub mod mue;
pub mod notes;
pub mod pcs;
pub mod pfs;
pub mod seventh;

use crate::text::coded::TextBuilder;
use zerocopy::{Immutable, IntoBytes};

/// A release being written: the sections so far and the text they share.
#[derive(Default)]
pub struct ReleaseWriter {
    /// Strings shared by all tables.
    pub text: TextBuilder,
    sections: Vec<(String, Vec<u8>)>,
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

    /// The bytes of the file and its digest.
    #[must_use]
    pub fn finish(self) -> (Vec<u8>, [u8; 32]) {
        let mut out = crate::container::Writer::new();
        for (name, bytes) in self.sections {
            out.section(&name, bytes);
        }
        for (name, bytes) in self.text.finish() {
            out.section(name, bytes);
        }
        out.finish()
    }
}
