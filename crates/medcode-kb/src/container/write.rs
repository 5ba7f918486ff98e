//! Writing a knowledge base file: the same sections give the same bytes.

use super::format::{ALIGN, FORMAT_VERSION, Header, MAGIC, TocEntry};
use zerocopy::IntoBytes;

/// Collects sections and lays them out.
#[derive(Default)]
pub struct Writer {
    sections: Vec<(String, u32, Vec<u8>)>,
}

impl Writer {
    /// An empty file.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a section. Names are at most 16 ASCII bytes; a name given twice keeps the last.
    pub fn section(&mut self, name: &str, bytes: Vec<u8>) {
        self.flagged(name, 0, bytes);
    }

    /// Adds a section with flags (see [`super::LICENSED`]).
    pub fn flagged(&mut self, name: &str, flags: u32, bytes: Vec<u8>) {
        debug_assert!(name.len() <= 16 && name.is_ascii());
        self.sections.retain(|(n, ..)| n != name);
        self.sections.push((name.to_owned(), flags, bytes));
    }

    /// The bytes of the file and its digest.
    #[must_use]
    pub fn finish(mut self) -> (Vec<u8>, [u8; 32]) {
        self.sections.sort_by(|a, b| a.0.cmp(&b.0));
        let head = size_of::<Header>();
        let toc_offset = head;
        let mut at = align(toc_offset + self.sections.len() * size_of::<TocEntry>());
        let mut toc = Vec::new();
        for (name, flags, bytes) in &self.sections {
            let mut padded = [0; 16];
            padded[..name.len()].copy_from_slice(name.as_bytes());
            toc.push(TocEntry {
                name: padded,
                offset: (at as u64).into(),
                len: (bytes.len() as u64).into(),
                flags: (*flags).into(),
                reserved: 0.into(),
                digest: *blake3::hash(bytes).as_bytes(),
            });
            at = align(at + bytes.len());
        }
        let digest = *blake3::hash(toc.as_bytes()).as_bytes();
        let header = Header {
            magic: MAGIC,
            version: FORMAT_VERSION.into(),
            sections: (self.sections.len() as u32).into(),
            toc_offset: (toc_offset as u64).into(),
            file_len: (at as u64).into(),
            digest,
        };
        let mut out = Vec::with_capacity(at);
        out.extend_from_slice(header.as_bytes());
        out.extend_from_slice(toc.as_bytes());
        for (_, _, bytes) in self.sections {
            out.resize(align(out.len()), 0);
            out.extend_from_slice(&bytes);
        }
        out.resize(at, 0);
        (out, digest)
    }
}

/// The next multiple of the alignment.
fn align(n: usize) -> usize {
    n.next_multiple_of(ALIGN)
}
