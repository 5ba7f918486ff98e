//! The file of what was practised, in the home folder. It is written aside and put in its place.

use anyhow::{Context, Result, bail};
use medcode::release::home::Home;
use medcode_learn::Progress;
use std::io::Write;
use std::path::PathBuf;

fn path(home: &Home) -> PathBuf {
    home.root().join("practice.tsv")
}

/// What was practised; nothing where there is no file.
pub(super) fn read(home: &Home) -> Result<Progress> {
    let path = path(home);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(e).with_context(|| format!("cannot read {}", path.display())),
    };
    match Progress::read(&path.display().to_string(), &text) {
        Ok(progress) => Ok(progress),
        Err(mistakes) => {
            let shown: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            bail!("what was practised cannot be read, and is left as it is:\n{}", shown.join("\n"))
        }
    }
}

/// Writes it.
pub(super) fn write(home: &Home, progress: &Progress) -> Result<()> {
    let path = path(home);
    let say = || format!("cannot write {}", path.display());
    std::fs::create_dir_all(home.root()).with_context(say)?;
    let mut file = tempfile::NamedTempFile::new_in(home.root()).with_context(say)?;
    file.write_all(progress.to_text().as_bytes()).with_context(say)?;
    file.persist(&path).with_context(say)?;
    Ok(())
}
