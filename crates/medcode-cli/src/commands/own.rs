//! Rules, exceptions and limits of the user's own: which files hold them?

use crate::args::Own;
use anyhow::{Context, Result, bail};
use medcode::release::home::Home;
use medcode::release::sha256_hex;
use medcode::rules::own::{OwnFile, Policy, read};
use std::path::Path;

/// The file in the home folder that holds for every check.
const OF_THE_HOME: &str = "check.rules";

/// Larger than any file that people write.
const LARGEST: u64 = 4 << 20;

/// What the files say together: those asked for, and that of the home folder where no other
/// takes its place.
pub(super) fn policy(home: &Home, own: &Own) -> Result<Policy> {
    let standing = home.root().join(OF_THE_HOME);
    let config = own.config.as_deref().or_else(|| standing.is_file().then_some(&*standing));
    let mut problems = Vec::new();
    let mut files = Vec::new();
    for path in config.into_iter().chain(own.rules.iter().map(AsRef::as_ref)) {
        files.push(file(path, &mut problems)?);
    }
    if !problems.is_empty() {
        bail!("{}", problems.join("\n"));
    }
    Policy::of(files).map_err(|all| {
        let told: Vec<String> = all.iter().map(|(file, p)| format!("{file}: {p}")).collect();
        anyhow::anyhow!("{}", told.join("\n"))
    })
}

fn file(path: &Path, problems: &mut Vec<String>) -> Result<OwnFile> {
    let shown = path.display();
    let size = std::fs::metadata(path).with_context(|| format!("cannot read {shown}"))?.len();
    if size > LARGEST {
        bail!("{shown}: {size} bytes; a file of rules has {LARGEST} at most");
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {shown}"))?;
    let text = std::str::from_utf8(&bytes).with_context(|| format!("{shown} is not UTF-8"))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let read = read(&name, &sha256_hex(&bytes), text);
    problems.extend(read.problems.iter().map(|p| format!("{shown}: {p}")));
    Ok(read.value)
}
