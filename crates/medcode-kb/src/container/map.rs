//! The one place that maps a file into memory.

use std::fs::File;

/// Maps a file read-only.
///
/// # Safety argument
/// `Mmap::map` is unsafe because another process could change the file underneath. Our
/// files are written aside, renamed into place and never changed afterwards (invariant 1);
/// a replaced file keeps its old bytes for those who have it open. All reads are checked,
/// so even a file changed against the rules gives wrong answers, not undefined behaviour
/// in our own code.
#[allow(unsafe_code)]
pub(super) fn map(file: &File) -> std::io::Result<memmap2::Mmap> {
    // SAFETY: see above; the file is immutable by construction.
    unsafe { memmap2::Mmap::map(file) }
}
