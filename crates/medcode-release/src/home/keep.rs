//! Keeping the official files: a release can be compiled again when another of its files
//! arrives, or when the format of the knowledge base changes, without asking for them again.

use super::Home;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// No official file is larger; a longer one was tampered with.
const LARGEST: u64 = 512 << 20;

impl Home {
    fn kept_path(&self, sha256: &str) -> PathBuf {
        self.sources().join(format!("{sha256}.deflate"))
    }

    /// Keeps the bytes of an official file under their digest.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn keep(&self, sha256: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.kept_path(sha256);
        if path.exists() {
            return Ok(());
        }
        std::fs::create_dir_all(self.sources())?;
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(bytes)?;
        super::write_aside(&path, &packed.finish()?)
    }

    /// The bytes of a kept file, checked against their digest.
    ///
    /// # Errors
    /// When it is missing, unreadable, or is no longer what it was.
    pub fn kept(&self, sha256: &str) -> io::Result<Vec<u8>> {
        let file = std::fs::File::open(self.kept_path(sha256))?;
        let mut bytes = Vec::new();
        DeflateDecoder::new(io::BufReader::new(file)).take(LARGEST).read_to_end(&mut bytes)?;
        if crate::sha256_hex(&bytes) != sha256 {
            let what =
                format!("the kept file {sha256} is damaged; install it again from the publisher's file");
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        Ok(bytes)
    }

    /// Removes kept files that the list no longer names.
    pub fn sweep(&self, ledger: &super::Ledger) {
        let Ok(entries) = std::fs::read_dir(self.sources()) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let stem = name.to_string_lossy().trim_end_matches(".deflate").to_owned();
            if !ledger.files.iter().any(|k| k.sha256 == stem) {
                // A file that cannot be removed only takes up room.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}
