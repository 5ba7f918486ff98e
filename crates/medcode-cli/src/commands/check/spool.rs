//! Output that waits for what stands before it: the sums of a file are known when its last claim
//! has been read. What is held in memory is bounded; all else is in a temporary file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

/// Bytes that are held in memory.
const MOST: usize = 1 << 20;

/// Bytes in the order they were written.
pub(super) struct Spool {
    held: Vec<u8>,
    most: usize,
    /// The bytes before those that are held, once there are more than a memory should hold.
    file: Option<File>,
    on_disk: u64,
}

impl Default for Spool {
    fn default() -> Self {
        Self::bounded(MOST)
    }
}

impl Spool {
    /// A spool that holds at most so many bytes in memory.
    pub(super) const fn bounded(most: usize) -> Self {
        Self { held: Vec::new(), most, file: None, on_disk: 0 }
    }

    /// How many bytes were written.
    pub(super) const fn len(&self) -> u64 {
        self.on_disk + self.held.len() as u64
    }

    /// The bytes of a range.
    pub(super) fn part(&self, range: &Range<u64>) -> io::Result<impl Read> {
        let of_held = |at: u64| (at.saturating_sub(self.on_disk) as usize).min(self.held.len());
        let held = &self.held[of_held(range.start)..of_held(range.end)];
        let before = range.end.min(self.on_disk).saturating_sub(range.start);
        let mut file = self.file.as_ref().filter(|_| before > 0);
        if let Some(file) = &mut file {
            file.seek(SeekFrom::Start(range.start))?;
        }
        let file: Box<dyn Read> = match file {
            Some(file) => Box::new(file.take(before)),
            None => Box::new(io::empty()),
        };
        Ok(file.chain(held))
    }

    fn put_by(&mut self) -> io::Result<()> {
        if self.file.is_none() {
            self.file = Some(tempfile::tempfile()?);
        }
        if let Some(file) = &mut self.file {
            file.write_all(&self.held)?;
            self.on_disk += self.held.len() as u64;
            self.held.clear();
        }
        Ok(())
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.held.is_empty() && self.held.len() + bytes.len() > self.most {
            self.put_by()?;
        }
        self.held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_to_disk_comes_back_in_order_in_any_part() {
        let pieces: Vec<Vec<u8>> = (0..60u8).map(|n| vec![n; usize::from(n) % 7]).collect();
        let all = pieces.concat();
        for most in [0, 1, 5, 16, 1000] {
            let mut spool = Spool::bounded(most);
            pieces.iter().for_each(|p| spool.write_all(p).unwrap());
            assert_eq!(spool.len(), all.len() as u64);
            assert_eq!(spool.file.is_some(), most < all.len());
            for start in 0..all.len() {
                for end in [start, start + 1, (start + 40).min(all.len()), all.len()] {
                    let mut read = Vec::new();
                    let part = start as u64..end as u64;
                    spool.part(&part).unwrap().read_to_end(&mut read).unwrap();
                    assert_eq!(read, all[start..end], "{part:?} of at most {most}");
                }
            }
        }
    }
}
