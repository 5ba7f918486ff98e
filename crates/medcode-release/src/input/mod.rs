//! How do files, folders and archives become a sequence of official files?
//!
//! A publisher's file may come alone, in a folder, in a zip as published, or compressed
//! with xz. [`Input`] walks all of them in a fixed order and hands out one file at a time,
//! so that memory holds one official file and never a whole folder. Nothing is written to
//! disk; trouble with one file is an [`Entry::Failed`] and the rest goes on.

mod archive;
mod folder;
mod limits;
mod xlsx;

use archive::OpenZip;
use folder::Walk;
use limits::Limits;
use medcode_model::{Position, Problem};
use sha2::{Digest, Sha256};
use std::fmt;
use std::path::Path;

pub use xlsx::{Cells, XlsxError, each as xlsx_each, rows as xlsx_rows};

/// Where a file was found: its own name and what it lay in.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's own name, without folders.
    pub name: String,
    /// Folders and archives around it, outermost first. Begins with the folder given (or
    /// the folder of the file given), so that it does not depend on where that folder lies.
    pub origin: Vec<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.origin {
            write!(f, "{part}/")?;
        }
        f.write_str(&self.name)
    }
}

/// One official file, in memory.
#[derive(Clone)]
pub struct SourceFile {
    /// Where it was found.
    pub place: Place,
    /// What it holds, uncompressed.
    pub bytes: Vec<u8>,
    /// Digest of [`SourceFile::bytes`].
    pub sha256: [u8; 32],
    /// Digest of the archive as published, where the file came out of one.
    pub container_sha256: Option<[u8; 32]>,
}

impl fmt::Debug for SourceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SourceFile({}, {} bytes)", self.place, self.bytes.len())
    }
}

/// What the walk came upon.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A file to recognise and read.
    File(SourceFile),
    /// A file that was not opened, and why.
    LeftAlone {
        /// Where it is.
        place: Place,
        /// Why it was not opened.
        why: String,
    },
    /// A file that could not be read; the message says what to do.
    Failed {
        /// Where it is.
        place: Place,
        /// What is wrong.
        problem: Problem,
    },
}

impl Entry {
    fn failed(place: Place, message: impl Into<String>) -> Self {
        Self::Failed { place, problem: Problem::error(Position::default(), message) }
    }
}

/// The files under a path, one at a time, in a fixed order.
pub struct Input {
    walk: Walk,
    open: Vec<OpenZip>,
    limits: Limits,
    unneeded: fn(&str) -> Option<&'static str>,
}

impl Input {
    /// Prepares to walk a file, a folder or an archive. A path that does not exist shows as
    /// the one, failed, entry.
    #[must_use]
    pub fn open(path: &Path) -> Self {
        Self {
            walk: Walk::new(path),
            open: Vec::new(),
            limits: Limits::STANDARD,
            unneeded: crate::recognise::unneeded_by_name,
        }
    }

    /// Opens one file found by the walk: an archive is put on the stack, anything else is read.
    fn enter(&mut self, path: &Path, mut place: Place) -> Option<Entry> {
        if let Some(why) = (self.unneeded)(&place.name) {
            return Some(Entry::LeftAlone { place, why: why.to_owned() });
        }
        match archive::open_file(path, &self.limits) {
            Ok(archive::Opened::Zip(archive, digest)) => {
                let mut origin = std::mem::take(&mut place.origin);
                origin.push(place.name);
                self.open.push(OpenZip::new(archive, origin, digest, self.limits.archive));
                None
            }
            Ok(archive::Opened::Plain(bytes)) => Some(file(place, bytes, None)),
            Ok(archive::Opened::Xz(bytes, digest)) => {
                if let Some(stem) = place.name.strip_suffix(".xz") {
                    let stem = stem.to_owned();
                    let outer = std::mem::replace(&mut place.name, stem);
                    place.origin.push(outer);
                }
                Some(file(place, bytes, Some(digest)))
            }
            Err(message) => Some(Entry::failed(place, message)),
        }
    }

    /// The next entry of the innermost open archive.
    fn next_in_archive(&mut self) -> Option<Entry> {
        let depth = self.open.len();
        let zip = self.open.last_mut()?;
        match zip.next(self.unneeded, &self.limits) {
            None => {
                let left = zip.left;
                self.open.pop();
                if let Some(outer) = self.open.last_mut() {
                    outer.left = outer.left.min(left);
                }
                None
            }
            Some(archive::Member::Entry(entry)) => Some(entry),
            Some(archive::Member::File(place, bytes)) => {
                let (digest, left) = (zip.digest, zip.left);
                if !archive::is_zip(&bytes) || archive::is_workbook(&bytes) {
                    return Some(file(place, bytes, Some(digest)));
                }
                if depth > limits::NESTED {
                    let message = "a zip within a zip within a zip is not opened: unpack it and \
                                   give the folder";
                    return Some(Entry::failed(place, message));
                }
                match archive::open_bytes(bytes) {
                    Ok(inner) => {
                        let mut origin = place.origin;
                        origin.push(place.name);
                        self.open.push(OpenZip::new(inner, origin, digest, left));
                        None
                    }
                    Err(message) => Some(Entry::failed(place, message)),
                }
            }
        }
    }
}

impl Iterator for Input {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            while !self.open.is_empty() {
                if let Some(entry) = self.next_in_archive() {
                    return Some(entry);
                }
            }
            match self.walk.next()? {
                folder::Found::File(path, place) => {
                    if let Some(entry) = self.enter(&path, place) {
                        return Some(entry);
                    }
                }
                folder::Found::Entry(entry) => return Some(entry),
            }
        }
    }
}

/// A file read in full; an empty one or an unsafe workbook is a failure, told as such.
fn file(place: Place, bytes: Vec<u8>, container_sha256: Option<[u8; 32]>) -> Entry {
    if bytes.is_empty() {
        return Entry::failed(place, "the file is empty: fetch it again from the publisher");
    }
    if archive::is_workbook(&bytes)
        && let Err(message) = archive::check_workbook(&bytes, &Limits::STANDARD)
    {
        return Entry::failed(place, message);
    }
    let sha256 = Sha256::digest(&bytes).into();
    Entry::File(SourceFile { place, bytes, sha256, container_sha256 })
}

#[cfg(test)]
mod tests;
