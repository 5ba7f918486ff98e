//! Do the documents point to files that are there?

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::Tracked;

/// A Markdown link to a file of the project.
static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\]\(([^)#:\s]+)(#[^)]*)?\)").expect("a fixed pattern"));

/// A path in backticks that begins with a crate or a folder of the root.
static PATH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"`((crates/|lexicon/|xtask/|fixtures/|examples/|docs/|medcode[a-z-]*/(src|data)/)[\w./-]*)`",
    )
    .expect("a fixed pattern")
});

/// Every link and path of every document outside the crates leads somewhere.
pub(super) fn check(files: &[Tracked]) -> Vec<String> {
    let mut there: BTreeSet<String> = BTreeSet::new();
    for file in files {
        there.insert(file.path.clone());
        there.extend(file.path.match_indices('/').map(|(at, _)| file.path[..at].to_owned()));
    }
    let documents = files.iter().filter(|f| f.path.ends_with(".md") && !f.path.starts_with("crates/"));
    documents.flat_map(|document| dead(document, &there)).collect()
}

fn dead(document: &Tracked, there: &BTreeSet<String>) -> Vec<String> {
    let text = document.text().unwrap_or_default();
    let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let links = LINK.captures_iter(text).map(|c| resolve(folder, &c[1]));
    let paths = PATH.captures_iter(text).map(|c| match &c[1] {
        inner if inner.starts_with("medcode") => format!("crates/{inner}"),
        whole => whole.to_owned(),
    });
    let dead = links.chain(paths).filter(|path| !there.contains(path.trim_end_matches('/')));
    dead.map(|path| format!("{}: points to {path}, which is not there", document.path)).collect()
}

/// A link as a path from the root.
fn resolve(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> usize {
        let file = |path: &str, text: &str| Tracked { path: path.into(), bytes: text.into() };
        let source = file("crates/medcode-kb/src/lib.rs", "");
        check(&[file("docs/a.md", text), file("README.md", ""), source]).len()
    }

    #[test]
    fn dead_links_and_paths_are_found() {
        assert_eq!(
            findings("[a](../README.md) [b](a.md#c) [c](https://example.gov/x) `medcode-kb/src/`"),
            0
        );
        assert_eq!(findings("[a](README.md)"), 1);
        assert_eq!(findings("`medcode-kb/src/none.rs`"), 1);
        assert_eq!(findings("`lexicon/none.tsv`"), 1);
    }
}
