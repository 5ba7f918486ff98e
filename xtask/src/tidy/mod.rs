//! Does the tree keep the rules of the house?

mod arrows;
mod citations;
mod code;
mod data;
mod lexicon;
mod links;
mod words;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// A tracked file as the checks see it.
pub(crate) struct Tracked {
    /// Path from the root, with `/`.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

impl Tracked {
    /// The text, for files that are text.
    pub(crate) fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok().filter(|t| !t.contains('\0'))
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// Runs every check; each finding is one line that begins with the file.
pub(crate) fn check(root: &Path) -> Result<Vec<String>> {
    let files = tracked(root)?;
    let mut findings = arrows::check(root)?;
    for file in &files {
        findings.extend(code::check(file));
        findings.extend(words::check(file));
        findings.extend(data::check(file));
    }
    findings.extend(code::check_roots(&files));
    findings.extend(code::check_allowances(&files));
    findings.extend(citations::check(&files));
    findings.extend(links::check(&files));
    let shared = root.join("../shared");
    findings.extend(lexicon::check(&files, &shared));
    findings.extend(data::check_against_shared(&files, &shared));
    findings.sort();
    Ok(findings)
}

/// The files git knows, as they lie in the work tree.
fn tracked(root: &Path) -> Result<Vec<Tracked>> {
    let out = Command::new("git").current_dir(root).args(["ls-files", "-z"]).output();
    let out = out.context("cannot run git")?;
    ensure!(out.status.success(), "git ls-files: {}", String::from_utf8_lossy(&out.stderr));
    let names = String::from_utf8(out.stdout).context("a file name is not UTF-8")?;
    let mut files = Vec::new();
    for path in names.split('\0').filter(|n| !n.is_empty()) {
        // A file deleted in the work tree and not yet in git has nothing to check.
        if let Ok(bytes) = std::fs::read(root.join(path)) {
            files.push(Tracked { path: path.to_owned(), bytes });
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tree_keeps_the_rules_of_the_house() {
        let findings = super::check(&crate::root()).unwrap();
        assert!(findings.is_empty(), "\n{}", findings.join("\n"));
    }
}
