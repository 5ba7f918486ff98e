//! Numbers on disk, in order.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

/// Numbers that are read at a time.
const BLOCK: u64 = 512;
const SIZE: u64 = size_of::<u64>() as u64;

/// A temporary file of numbers in order; it is gone when it is closed.
pub(super) struct Run {
    file: File,
    len: u64,
}

impl Run {
    /// Writes numbers that are in order.
    pub(super) fn write(sorted: impl Iterator<Item = io::Result<u64>>) -> io::Result<Self> {
        let mut to = BufWriter::new(tempfile::tempfile()?);
        let mut len = 0;
        for print in sorted {
            to.write_all(&print?.to_le_bytes())?;
            len += 1;
        }
        let file = to.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Self { file, len })
    }

    /// The numbers of two runs as one.
    pub(super) fn merge(one: &Self, other: &Self) -> io::Result<Self> {
        let (mut one, mut other) = (one.all()?.peekable(), other.all()?.peekable());
        Self::write(std::iter::from_fn(|| match (one.peek(), other.peek()) {
            (Some(Ok(a)), Some(Ok(b))) if a > b => other.next(),
            (Some(_), _) => one.next(),
            (None, _) => other.next(),
        }))
    }

    pub(super) const fn len(&self) -> u64 {
        self.len
    }

    fn all(&self) -> io::Result<impl Iterator<Item = io::Result<u64>>> {
        let mut from = &self.file;
        from.seek(SeekFrom::Start(0))?;
        let mut from = BufReader::new(from);
        Ok((0..self.len).map(move |_| {
            let mut bytes = [0; SIZE as usize];
            from.read_exact(&mut bytes).map(|()| u64::from_le_bytes(bytes))
        }))
    }

    /// Whether a number stands in it. Hashes are spread evenly, so that the place of one can be
    /// guessed; a look or two are enough.
    pub(super) fn holds(&self, print: u64) -> io::Result<bool> {
        let (mut low, mut high) = (0, self.len);
        let (mut least, mut most) = (0, u64::MAX);
        while low < high {
            let share = (print - least) as f64 / ((most - least) as f64).max(1.0);
            let guess = low + (share * (high - low) as f64) as u64;
            let from = guess.saturating_sub(BLOCK / 2).min(high.saturating_sub(BLOCK)).max(low);
            let block = self.block(from, BLOCK.min(high - from))?;
            let (Some(&first), Some(&last)) = (block.first(), block.last()) else { return Ok(false) };
            if print < first {
                (high, most) = (from, first);
            } else if last < print {
                (low, least) = (from + block.len() as u64, last);
            } else {
                return Ok(block.binary_search(&print).is_ok());
            }
        }
        Ok(false)
    }

    fn block(&self, from: u64, len: u64) -> io::Result<Vec<u64>> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(from * SIZE))?;
        let mut bytes = vec![0; (len * SIZE) as usize];
        file.read_exact(&mut bytes)?;
        let (numbers, _) = bytes.as_chunks();
        Ok(numbers.iter().map(|n| u64::from_le_bytes(*n)).collect())
    }
}
