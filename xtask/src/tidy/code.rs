//! Is the source code safe, headed, small and finished?

use std::sync::LazyLock;

use regex::Regex;

use super::Tracked;

/// Lines a file may have before it must say why.
const LONGEST: usize = 400;

/// `path<TAB>reason` for files that may be longer.
const ALLOWANCES: &str = include_str!("../../long-files.tsv");

/// The crate that holds the one memory map.
const MAPPED: &str = "crates/medcode-kb/src/";

static UNSAFE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bunsafe\s*(\{|fn\b|impl\b|extern\b|trait\b)").expect("a fixed pattern")
});

/// The checks that need one file only.
pub(super) fn check(file: &Tracked) -> Vec<String> {
    let mut findings = Vec::new();
    if !file.is_rust() {
        return findings;
    }
    let path = &file.path;
    let Some(text) = file.text() else {
        return vec![format!("{path}: not UTF-8")];
    };
    if !text.starts_with("//!") {
        findings.push(format!("{path}:1: must begin with a `//!` line: which question does it answer?"));
    }
    let lines = text.lines().count();
    if lines > LONGEST && !allowances().any(|(allowed, _)| allowed == path) {
        findings.push(format!(
            "{path}: {lines} lines; above {LONGEST} it needs a reason in xtask/long-files.tsv"
        ));
    }
    for (n, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or(line);
        if UNSAFE.is_match(code) && !path.starts_with(MAPPED) {
            findings.push(format!("{path}:{}: `unsafe` outside the memory map", n + 1));
        }
        for word in unfinished() {
            if line.contains(&word) {
                findings.push(format!("{path}:{}: `{word}` is left", n + 1));
            }
        }
    }
    findings
}

/// Words that say a line is not finished; put together here so that this file passes.
fn unfinished() -> [String; 6] {
    [("TO", "DO"), ("FIX", "ME"), ("XX", "X:"), ("dbg", "!("), ("todo", "!("), ("unimplemented", "!(")]
        .map(|(a, b)| format!("{a}{b}"))
}

/// Every crate forbids unsafe code but for the one with the map, where one file has it.
pub(super) fn check_roots(files: &[Tracked]) -> Vec<String> {
    let mut findings = Vec::new();
    let is_root = |p: &str| p.ends_with("/src/lib.rs") || p.ends_with("/src/main.rs");
    for file in files.iter().filter(|f| is_root(&f.path) && !f.path.starts_with("fuzz/")) {
        let forbids = file.text().is_some_and(|t| t.contains("#![forbid(unsafe_code)]"));
        if !forbids && !file.path.starts_with(MAPPED) {
            findings.push(format!("{}: lacks #![forbid(unsafe_code)]", file.path));
        }
    }
    let in_map = |f: &&Tracked| {
        f.path.starts_with(MAPPED) && f.text().is_some_and(|t| t.lines().any(|l| UNSAFE.is_match(l)))
    };
    let mapped: Vec<&str> = files.iter().filter(in_map).map(|f| f.path.as_str()).collect();
    if mapped.len() > 1 {
        findings.push(format!("{}: `unsafe` in more than one file", mapped.join(", ")));
    }
    findings
}

/// An allowance that is no longer needed is taken back.
pub(super) fn check_allowances(files: &[Tracked]) -> Vec<String> {
    let too_long = |path: &str| {
        let file = files.iter().find(|f| f.path == path);
        file.and_then(Tracked::text).is_some_and(|t| t.lines().count() > LONGEST)
    };
    let stale = allowances().filter(|(path, _)| !too_long(path));
    let mut findings: Vec<String> =
        stale.map(|(path, _)| format!("xtask/long-files.tsv: {path} needs no allowance")).collect();
    findings.extend(
        allowances()
            .filter(|(_, why)| why.len() < 10)
            .map(|(p, _)| format!("xtask/long-files.tsv: why {p}?")),
    );
    findings
}

fn allowances() -> impl Iterator<Item = (&'static str, &'static str)> {
    ALLOWANCES.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<String> {
        check(&Tracked { path: path.into(), bytes: text.into() })
    }

    #[test]
    fn what_the_house_forbids_is_found() {
        assert_eq!(findings("a.rs", "fn f() {}\n").len(), 1);
        assert_eq!(
            findings("a.rs", &format!("//! A.\nfn f() {{ {}{} {{ g() }} }}\n", "un", "safe")).len(),
            1
        );
        assert_eq!(findings("a.rs", &format!("//! A.\n// {}{}: later\n", "TO", "DO")).len(), 1);
        assert_eq!(findings("a.rs", &format!("//! A.\n{}", "\n".repeat(400))).len(), 1);
    }

    #[test]
    fn a_tidy_file_passes() {
        assert!(
            findings("a.rs", "//! A.\n#![forbid(unsafe_code)]\n// unsafe { in a comment }\n").is_empty()
        );
        assert!(findings("a.md", &format!("{}{} {{ }}", "un", "safe")).is_empty());
    }
}
