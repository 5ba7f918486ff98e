//! May every dependency be used, and does each come from the registry?

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};

use crate::packages::Graph;

/// Licences that ask for no more than keeping their text (SPDX identifiers).
const ALLOWED: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];

/// Packages that name a file instead of a licence, by the version whose file was read.
const READ: [(&str, &str, &str); 1] = [("rs-fsrs", "1.2.1", "MIT")];

/// The package budget of the default binary (ARCHITECTURE.md): some 180 for the work itself, the rest
/// for the server and its two databases.
const BUDGET: usize = 340;

/// Checks licences, sources and the size of the default binary's graph.
pub(crate) fn check(root: &Path) -> Result<()> {
    let graph = Graph::read(root)?;
    let mut wrong = Vec::new();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for package in graph.0.values() {
        let label = format!("{} {}", package.name, package.version);
        let read =
            READ.iter().find(|(name, version, _)| *name == package.name && *version == package.version);
        match package.licence.as_deref().or_else(|| read.map(|(.., licence)| *licence)) {
            None => wrong.push(format!("{label}: says no licence")),
            Some(text) => {
                *kinds.entry(text).or_default() += 1;
                if !allowed(text) {
                    wrong.push(format!("{label}: licence `{text}` is not on the list"));
                }
            }
        }
        if package.source.as_deref().is_some_and(|s| !s.starts_with("registry+")) {
            wrong.push(format!("{label}: does not come from the registry"));
        }
    }
    let count = graph.closure("medcode-cli").len();
    if count >= BUDGET {
        wrong
            .push(format!("the default binary needs {count} packages; fewer than {BUDGET} are allowed"));
    }
    for (licence, n) in kinds {
        println!("{n:5}  {licence}");
    }
    println!("licences: {} packages, {count} of them in the default binary", graph.0.len());
    if wrong.is_empty() { Ok(()) } else { bail!("{}", wrong.join("\n")) }
}

/// Whether an SPDX expression leaves a choice that is on the list.
fn allowed(expression: &str) -> bool {
    let text = expression.replace('/', " OR ");
    any_of(text.trim())
}

fn any_of(text: &str) -> bool {
    split(text, " OR ").into_iter().any(|part| split(part, " AND ").into_iter().all(single))
}

fn single(text: &str) -> bool {
    let text = text.trim();
    match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inside) => any_of(inside),
        None => ALLOWED.contains(&text),
    }
}

/// Splits at an operator that stands outside brackets.
fn split<'a>(text: &'a str, operator: &str) -> Vec<&'a str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 && at >= start && text[at..].starts_with(operator) => {
                parts.push(&text[start..at]);
                start = at + operator.len();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_allowed_when_one_choice_is() {
        for text in [
            "MIT",
            "MIT OR Apache-2.0",
            "GPL-3.0 OR MIT",
            "MIT/Apache-2.0",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
        ] {
            assert!(allowed(text), "{text}");
        }
        for text in ["GPL-3.0", "MIT AND MPL-2.0", "(GPL-2.0 OR MPL-2.0) AND MIT", ""] {
            assert!(!allowed(text), "{text}");
        }
    }

    #[test]
    fn every_dependency_of_this_workspace_may_be_used() {
        check(&crate::root()).unwrap();
    }
}
