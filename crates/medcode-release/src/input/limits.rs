//! How much may an input unpack to before it is refused?

use std::io::{self, Read};

/// How deep a zip within a zip is followed.
pub(crate) const NESTED: usize = 1;

/// Bounds on what is read. The largest official file known is 15 MB (the order file) and
/// the best compressed one shrinks 30 times, so these leave room and still stop a bomb.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of one file, unpacked.
    pub(crate) file: u64,
    /// Bytes of everything in one archive, unpacked.
    pub(crate) archive: u64,
    /// Entries of one archive.
    pub(crate) entries: usize,
    /// How many times larger an entry may be than its compressed form, once above `free`.
    pub(crate) ratio: u64,
    /// Bytes below which the ratio is not looked at.
    pub(crate) free: u64,
    /// Memory for an xz dictionary, in KiB.
    pub(crate) dictionary_kib: u32,
}

impl Limits {
    pub(crate) const STANDARD: Self = Self {
        file: 256 << 20,
        archive: 1 << 30,
        entries: 10_000,
        ratio: 200,
        free: 16 << 20,
        dictionary_kib: 128 << 10,
    };

    /// The most that an entry of this compressed size may unpack to; declared sizes are not
    /// trusted, only counted bytes.
    pub(crate) fn allowed(&self, compressed: u64, left_in_archive: u64) -> u64 {
        let by_ratio = compressed.saturating_mul(self.ratio).max(self.free);
        self.file.min(by_ratio).min(left_in_archive)
    }
}

/// Why a bounded read stopped.
pub(crate) enum Stopped {
    /// The reader has more than allowed.
    TooLarge,
    /// The reader failed.
    Io(io::Error),
}

/// Reads to the end, but never more than `limit` bytes.
pub(crate) fn read_bounded(reader: impl Read, limit: u64, hint: u64) -> Result<Vec<u8>, Stopped> {
    // The hint comes from the archive and may lie, so it only sizes the first buffer.
    let mut bytes = Vec::with_capacity(hint.min(limit).min(32 << 20) as usize);
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(Stopped::Io)?;
    if bytes.len() as u64 > limit { Err(Stopped::TooLarge) } else { Ok(bytes) }
}
