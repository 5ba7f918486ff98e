//! Opening a knowledge base file and reaching its sections.

use super::format::{FORMAT_VERSION, Header, LICENSED, MAGIC, TocEntry};
use crate::Error;
use std::fs::File;
use std::ops::Range;
use std::path::{Path, PathBuf};
use zerocopy::{FromBytes, Immutable, KnownLayout, Unaligned};

/// Where the bytes live.
enum Bytes {
    Mapped(memmap2::Mmap),
    Owned(Vec<u8>),
}

/// An open file.
pub struct Container {
    bytes: Bytes,
    path: PathBuf,
    toc: (usize, usize),
    digest: [u8; 32],
}

impl Container {
    /// Opens a file; the cost does not depend on its size.
    ///
    /// # Errors
    /// When the file cannot be read, is not ours, has another version, or its header or
    /// table of contents is damaged.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let io = |source| Error::Io { path: path.to_owned(), source };
        let file = File::open(path).map_err(io)?;
        let mapped = super::map::map(&file).map_err(io)?;
        Self::check(Bytes::Mapped(mapped), path)
    }

    /// Reads a file held in memory (tests, fuzzing, a freshly compiled release).
    ///
    /// # Errors
    /// As [`Container::open`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::check(Bytes::Owned(bytes), Path::new("(memory)"))
    }

    fn check(bytes: Bytes, path: &Path) -> Result<Self, Error> {
        let damaged = |what: &str| Error::Damaged { path: path.to_owned(), what: what.to_owned() };
        let all: &[u8] = match &bytes {
            Bytes::Mapped(m) => m,
            Bytes::Owned(v) => v,
        };
        let Ok((header, _)) = Header::ref_from_prefix(all) else {
            return Err(Error::NotOurs(path.to_owned()));
        };
        if header.magic != MAGIC {
            return Err(Error::NotOurs(path.to_owned()));
        }
        let found = header.version.get();
        if found != FORMAT_VERSION {
            return Err(Error::Version { path: path.to_owned(), found, wanted: FORMAT_VERSION });
        }
        if header.file_len.get() != all.len() as u64 {
            return Err(damaged("its length is not the one in its header"));
        }
        let start = usize::try_from(header.toc_offset.get()).unwrap_or(usize::MAX);
        let len = (header.sections.get() as usize).saturating_mul(size_of::<TocEntry>());
        let toc = start.checked_add(len).and_then(|end| all.get(start..end));
        let toc = toc.ok_or_else(|| damaged("its table of contents lies outside"))?;
        if *blake3::hash(toc).as_bytes() != header.digest {
            return Err(damaged("its table of contents does not match its digest"));
        }
        let digest = header.digest;
        Ok(Self { bytes, path: path.to_owned(), toc: (start, start + len), digest })
    }

    fn all(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Mapped(m) => m,
            Bytes::Owned(v) => v,
        }
    }

    fn toc(&self) -> &[TocEntry] {
        <[TocEntry]>::ref_from_bytes(&self.all()[self.toc.0..self.toc.1]).unwrap_or_default()
    }

    fn bytes_of(&self, entry: &TocEntry) -> Option<&[u8]> {
        let start = usize::try_from(entry.offset.get()).ok()?;
        let len = usize::try_from(entry.len.get()).ok()?;
        self.all().get(start..start.checked_add(len)?)
    }

    /// The bytes of a section; empty where the file has none of that name.
    #[must_use]
    pub fn section(&self, name: &str) -> &[u8] {
        let toc = self.toc();
        // Asked for every text and row: names are compared as one number, zero-padded as stored.
        let mut wanted = [0; 16];
        let Some(start) = wanted.get_mut(..name.len()) else { return &[] };
        start.copy_from_slice(name.as_bytes());
        let wanted = u128::from_be_bytes(wanted);
        let at = toc.binary_search_by(|e| u128::from_be_bytes(e.name).cmp(&wanted));
        at.ok().and_then(|at| self.bytes_of(&toc[at])).unwrap_or_default()
    }

    /// Where a section lies, for those that are asked for all the time.
    pub(crate) fn place(&self, name: &str) -> Range<usize> {
        let section = self.section(name);
        if section.is_empty() {
            return 0..0;
        }
        let start = section.as_ptr().addr() - self.all().as_ptr().addr();
        start..start + section.len()
    }

    /// The bytes at a place that [`Container::place`] gave.
    pub(crate) fn at(&self, place: &Range<usize>) -> &[u8] {
        self.all().get(place.clone()).unwrap_or_default()
    }

    /// A section as a table of rows; empty where it is missing or its length does not fit.
    #[must_use]
    pub fn rows<T: FromBytes + Immutable + KnownLayout + Unaligned>(&self, name: &str) -> &[T] {
        <[T]>::ref_from_bytes(self.section(name)).unwrap_or_default()
    }

    /// Names, lengths and licence flags of all sections.
    pub fn sections(&self) -> impl Iterator<Item = (&str, u64, bool)> {
        self.toc().iter().map(|e| (e.name(), e.len.get(), e.flags.get() & LICENSED != 0))
    }

    /// The digest of the whole file.
    #[must_use]
    pub const fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Size in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.all().len() as u64
    }

    /// Reads every section and compares its digest.
    ///
    /// # Errors
    /// Names the first section that does not match.
    pub fn verify(&self) -> Result<(), Error> {
        for entry in self.toc() {
            let fits = self.bytes_of(entry).is_some_and(|b| *blake3::hash(b).as_bytes() == entry.digest);
            if !fits {
                let what = format!("section `{}` does not match its digest", entry.name());
                return Err(Error::Damaged { path: self.path.clone(), what });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Writer;
    use super::*;

    fn sample() -> Vec<u8> {
        let mut w = Writer::new();
        w.section("b", vec![1, 2, 3]);
        w.section("a", b"hello".to_vec());
        w.finish().0
    }

    #[test]
    fn sections_come_back_as_written_whatever_their_order() {
        let c = Container::from_bytes(sample()).unwrap();
        assert_eq!(c.section("a"), b"hello");
        assert_eq!(c.section("b"), [1, 2, 3]);
        assert!(c.section("none").is_empty());
        c.verify().unwrap();
    }

    #[test]
    fn every_changed_byte_is_noticed_or_lies_in_padding() {
        let good = sample();
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x55;
            let noticed = Container::from_bytes(bad).and_then(|c| c.verify()).is_err();
            let padding = good[at] == 0 && at >= 64 + 2 * size_of::<TocEntry>();
            assert!(noticed || padding, "byte {at}");
        }
    }

    #[test]
    fn truncated_files_are_refused_at_every_length() {
        let good = sample();
        for n in 0..good.len() {
            assert!(Container::from_bytes(good[..n].to_vec()).is_err(), "{n}");
        }
    }

    #[test]
    fn another_version_is_refused_with_the_remedy() {
        let mut old = sample();
        old[8] = 99;
        let error = Container::from_bytes(old).err().unwrap().to_string();
        assert!(error.contains("medcode install"), "{error}");
    }
}
