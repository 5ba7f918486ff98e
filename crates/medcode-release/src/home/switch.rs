//! Writing so that a reader sees the old file or the new one, never half of one.

use super::Home;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// Writes a file aside, flushes it to disk and renames it into place.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_aside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut aside = tempfile::NamedTempFile::new_in(folder)?;
    aside.write_all(bytes)?;
    aside.as_file().sync_all()?;
    aside.persist(path).map_err(|e| e.error)?;
    Ok(())
}

/// Held while an installation writes; a second one waits.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for the lock of an installation.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn take(home: &Home) -> io::Result<Self> {
        std::fs::create_dir_all(home.root())?;
        let file = File::create(home.root().join("install.lock"))?;
        file.lock()?;
        Ok(Self { _file: file })
    }
}
