//! Rules, exceptions and limits of the user's own: which files hold them?

use medcode_model::Problem;
use medcode_release::sha256_hex;
use medcode_rules::own::{OwnFile, Policy, read};
use std::path::{Path, PathBuf};

/// The file in the home folder that holds for every check.
const OF_THE_HOME: &str = "check.rules";

/// Larger than any file that people write.
const LARGEST: u64 = 4 << 20;

/// Why files of the user's own cannot be used: all that is wrong with them, a line each.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PolicyError(String);

/// What the files say together: those asked for, and that of the home folder where no other
/// takes its place.
///
/// # Errors
/// When a file cannot be read, or says what cannot be followed.
pub fn own_policy(home: &Path, config: Option<&Path>, rules: &[PathBuf]) -> Result<Policy, PolicyError> {
    let standing = standing_rules(home);
    let config = config.or_else(|| standing.is_file().then_some(&*standing));
    let mut problems = Vec::new();
    let mut files = Vec::new();
    for path in config.into_iter().chain(rules.iter().map(AsRef::as_ref)) {
        files.push(file(path, &mut problems)?);
    }
    if !problems.is_empty() {
        return Err(PolicyError(problems.join("\n")));
    }
    Policy::of(files).map_err(|all| {
        let told: Vec<String> = all.iter().map(|(file, p)| format!("{file}: {p}")).collect();
        PolicyError(told.join("\n"))
    })
}

/// The file in the home folder that holds for every check.
#[must_use]
pub fn standing_rules(home: &Path) -> PathBuf {
    home.join(OF_THE_HOME)
}

/// What a text of rules says, and everything that is wrong with it; with nothing wrong it can be followed.
#[must_use]
pub fn rules_text(text: &str) -> (OwnFile, Vec<Problem>) {
    let read = read(OF_THE_HOME, &sha256_hex(text.as_bytes()), text);
    let mut problems = read.problems;
    if problems.is_empty() {
        let joined = Policy::of(vec![read.value.clone()]);
        problems.extend(joined.err().unwrap_or_default().into_iter().map(|(_, problem)| problem));
    }
    (read.value, problems)
}

fn file(path: &Path, problems: &mut Vec<String>) -> Result<OwnFile, PolicyError> {
    let shown = path.display();
    let unreadable = |e: std::io::Error| PolicyError(format!("cannot read {shown}: {e}"));
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > LARGEST {
        let what = format!("{shown}: {size} bytes; a file of rules has {LARGEST} at most");
        return Err(PolicyError(what));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text =
        std::str::from_utf8(&bytes).map_err(|e| PolicyError(format!("{shown} is not UTF-8: {e}")))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let read = read(&name, &sha256_hex(&bytes), text);
    problems.extend(read.problems.iter().map(|p| format!("{shown}: {p}")));
    Ok(read.value)
}
