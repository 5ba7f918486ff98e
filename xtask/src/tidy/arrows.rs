//! Does every crate depend only on the floors below it (ARCHITECTURE.md)?

use std::path::Path;

use anyhow::Result;

use crate::packages::Graph;

/// Each crate and the crates it may know. A crate that is not here may not be built.
const ARROWS: &[(&str, &[&str])] = &[
    ("medcode-model", &[]),
    ("medcode-kb", &["medcode-model"]),
    ("medcode-lexicon", &["medcode-model"]),
    ("medcode-note", &["medcode-model", "medcode-kb", "medcode-lexicon"]),
    ("medcode-release", &["medcode-model", "medcode-kb"]),
    ("medcode-coder", &["medcode-model", "medcode-kb", "medcode-lexicon", "medcode-note"]),
    ("medcode-formats", &["medcode-model"]),
    // Plants faults to be found: what it knows of right and wrong must not come from the rules.
    ("medcode-faults", &["medcode-model", "medcode-kb"]),
    ("medcode-diff", &["medcode-model", "medcode-kb"]),
    ("medcode-rules", &["medcode-model", "medcode-kb"]),
    ("medcode-services", &["medcode-model", "medcode-kb", "medcode-lexicon", "medcode-note"]),
    ("medcode-pcs", &["medcode-model", "medcode-kb", "medcode-lexicon", "medcode-note"]),
    (
        "medcode",
        &[
            "medcode-model",
            "medcode-kb",
            "medcode-lexicon",
            "medcode-note",
            "medcode-release",
            "medcode-coder",
            "medcode-diff",
            "medcode-services",
            "medcode-rules",
            "medcode-formats",
            "medcode-faults",
            "medcode-pcs",
        ],
    ),
    ("medcode-learn", &["medcode-model", "medcode"]),
    ("medcode-wire", &["medcode-model", "medcode", "medcode-learn"]),
    ("medcode-store", &["medcode-model"]),
    ("medcode-server", &["medcode-model", "medcode", "medcode-learn", "medcode-wire", "medcode-store"]),
    (
        "medcode-cli",
        &[
            "medcode-model",
            "medcode",
            "medcode-learn",
            "medcode-wire",
            "medcode-store",
            "medcode-server",
        ],
    ),
    ("xtask", &[]),
];

/// Compares the workspace's own arrows with the table.
pub(super) fn check(root: &Path) -> Result<Vec<String>> {
    let graph = Graph::read(root)?;
    let mut findings = Vec::new();
    for package in graph.0.values().filter(|p| p.source.is_none()) {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package.name) else {
            findings.push(format!("{}: a crate that the table of arrows does not know", package.name));
            continue;
        };
        let needs = package.needs.iter().filter_map(|id| graph.0.get(id));
        for need in needs.filter(|p| p.source.is_none()) {
            if !allowed.contains(&need.name.as_str()) {
                findings.push(format!("{}: may not depend on {}", package.name, need.name));
            }
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::ARROWS;

    #[test]
    fn every_arrow_points_down() {
        let floor = |name: &str| ARROWS.iter().position(|(n, _)| *n == name).unwrap();
        for (name, allowed) in ARROWS {
            for below in *allowed {
                assert!(floor(below) < floor(name), "{name} -> {below}");
            }
        }
    }
}
