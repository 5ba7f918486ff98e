//! Do citations of the Official Guidelines name sections that exist, and does CHANGELOG.md
//! list every section that is acted on?

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::Tracked;

/// The numbers of the sections, facts that the project holds.
const SECTIONS: &str = "crates/medcode-release/data/guideline-sections.tsv";

/// The guidelines that `code` acts on.
const ACTED_ON: &str = "crates/medcode-coder/src/guidelines/mod.rs";

const CHANGELOG: &str = "CHANGELOG.md";

static CITATION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\bOCG-([IVX]+(\.[A-Za-z0-9]+)*)").expect("a fixed pattern"));

static ENTRY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"section: "([IVX][\w.]*)""#).expect("a fixed pattern"));

/// Looks at the crates, the documents and the cases.
pub(super) fn check(files: &[Tracked]) -> Vec<String> {
    let text = |path: &str| files.iter().find(|f| f.path == path).and_then(Tracked::text);
    let Some(list) = text(SECTIONS) else { return Vec::new() };
    let sections: BTreeSet<&str> = list.lines().filter(|l| !l.starts_with('#')).collect();
    let mut findings = Vec::new();
    for file in files.iter().filter(|f| f.path.ends_with(".rs") || f.path.ends_with(".md")) {
        // Tests of the citations themselves may name what is not there.
        let own = file.path.starts_with("xtask/")
            || file.path.contains("/guidelines/tests")
            || file.path.ends_with("/tests/cmd/explain.md");
        let cited = CITATION.captures_iter(file.text().unwrap_or_default()).filter(|_| !own);
        let unknown: BTreeSet<&str> = cited
            .filter_map(|c| c.get(1))
            .map(|m| m.as_str())
            .filter(|s| !sections.contains(s))
            .collect();
        findings.extend(
            unknown.iter().map(|s| format!("{}: cites OCG-{s}, which is no section", file.path)),
        );
    }
    let changelog = text(CHANGELOG).unwrap_or_default();
    let listed: BTreeSet<&str> =
        CITATION.captures_iter(changelog).filter_map(|c| c.get(1)).map(|m| m.as_str()).collect();
    let acted_on: BTreeSet<&str> = ENTRY
        .captures_iter(text(ACTED_ON).unwrap_or_default())
        .filter_map(|c| c.get(1))
        .map(|m| m.as_str())
        .collect();
    let missing = acted_on.iter().filter(|s| !is_listed(s, &listed));
    findings.extend(missing.map(|s| format!("{CHANGELOG}: its rules lack OCG-{s}")));
    findings
}

/// Whether a section or one that it is part of is listed.
fn is_listed(section: &str, listed: &BTreeSet<&str>) -> bool {
    let parts = section.match_indices('.').map(|(at, _)| &section[..at]);
    parts.chain([section]).any(|s| listed.contains(s))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(source: &str, changelog: &str) -> usize {
        let file = |path: &str, text: &str| Tracked { path: path.into(), bytes: text.into() };
        let files = [
            file(SECTIONS, "# about\nI\nI.A\nI.A.15\n"),
            file(ACTED_ON, source),
            file(CHANGELOG, changelog),
        ];
        check(&files).len()
    }

    #[test]
    fn citations_lead_to_sections_and_rules_are_listed() {
        assert_eq!(findings("section: \"I.A.15\" // OCG-I.A", "OCG-I.A.15"), 0);
        assert_eq!(findings("// OCG-I.A.99", ""), 1);
        assert_eq!(findings("section: \"I.A.15\"", "OCG-I.A"), 0);
        assert_eq!(findings("section: \"I.A.15\"", ""), 1);
    }
}
