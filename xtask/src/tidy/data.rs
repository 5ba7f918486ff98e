//! Does a file hold text that is not ours to give away, or too much of it?

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;
use sha2::{Digest, Sha256};

use super::Tracked;

/// The largest tracked file: what is larger is somebody's release file or a build product.
const LARGEST: usize = 400_000;

/// The lexicon's tables are ours and may be larger: a chapter of everyday wordings is one file. So is the
/// description of the API, which grows with its routes.
const LARGEST_TABLE: usize = 1_000_000;

/// A CPT number (five digits, or four and F, T, U) in a field of its own, then a descriptor:
/// a field of at least three words. HCPCS and ICD codes do not look like this, nor does the name of a
/// family of the crosswalk, whose words are joined by hyphens.
static CPT_ROW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(^|[\t,;|"'])\s*(\d{5}|\d{4}[FTU])["']?\s*[\t,;|]\s*["']?[A-Za-z][a-z]+([ ,/]+[A-Za-z]+){2}"#,
    )
    .expect("a fixed pattern")
});

/// The same in JSON: a number called CPT with a title beside it.
static CPT_JSON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#""CPT".*"(\d{5}|\d{4}[FTU])".*"(title|short|long|description|descriptor)"\s*:\s*"[A-Za-z]"#,
    )
    .expect("a fixed pattern")
});

/// A UMLS concept identifier.
static CUI: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bC\d{7}\b").expect("a fixed pattern"));

/// A SNOMED CT identifier beside the name, or a release file of theirs.
static SNOMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(SNOMED|SCT|sct)\b.*\b[1-9][0-9]{5,17}\b|\bsct2_").expect("a fixed pattern")
});

/// The checks that need one file only.
pub(super) fn check(file: &Tracked) -> Vec<String> {
    let mut findings = Vec::new();
    let path = &file.path;
    let ours = path.starts_with("lexicon/") || path == "docs/openapi.json";
    let most = if ours { LARGEST_TABLE } else { LARGEST };
    if file.bytes.len() > most {
        findings.push(format!("{path}: {} bytes; at most {most} are tracked", file.bytes.len()));
    }
    if path.ends_with("Cargo.lock") || path.starts_with("xtask/") {
        return findings;
    }
    for (n, line) in file.text().unwrap_or_default().lines().enumerate() {
        if let Some(what) = licensed(line) {
            findings.push(format!("{path}:{}: looks like {what}", n + 1));
        }
    }
    findings
}

/// What a line looks like, if it is licensed text.
fn licensed(line: &str) -> Option<&'static str> {
    if CPT_ROW.is_match(line) || CPT_JSON.is_match(line) {
        Some("a CPT number with a descriptor")
    } else if CUI.is_match(line) {
        Some("a UMLS concept identifier")
    } else if SNOMED.is_match(line) {
        Some("SNOMED CT content")
    } else {
        None
    }
}

/// No tracked file is a copy of one in `shared`, where that folder is there.
pub(super) fn check_against_shared(files: &[Tracked], shared: &Path) -> Vec<String> {
    let mut by_size: BTreeMap<u64, Vec<PathBuf>> = BTreeMap::new();
    walk(shared, &mut |path, size| by_size.entry(size).or_default().push(path));
    let mut findings = Vec::new();
    for file in files.iter().filter(|f| !f.bytes.is_empty()) {
        let Some(same_size) = by_size.get(&(file.bytes.len() as u64)) else { continue };
        let own = Sha256::digest(&file.bytes);
        let digests: BTreeSet<_> =
            same_size.iter().filter_map(|p| std::fs::read(p).ok()).map(|b| Sha256::digest(&b)).collect();
        if digests.contains(&own) {
            findings.push(format!("{}: is a copy of a file in shared", file.path));
        }
    }
    findings
}

/// Calls back with every file under a folder; a folder that is not there has none.
fn walk(folder: &Path, each: &mut impl FnMut(PathBuf, u64)) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(meta) = entry.metadata() else { continue };
        if meta.is_dir() {
            walk(&entry.path(), each);
        } else {
            each(entry.path(), meta.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licensed_text_is_recognised() {
        // The words are made up: only the shape of a descriptor table matters.
        assert!(licensed("99999\tMade up service name").is_some());
        assert!(licensed(r#""0001T","Made up service name""#).is_some());
        assert!(licensed(r#"{"system": "CPT", "code": "99999", "title": "Made"}"#).is_some());
        assert!(licensed("C0000000").is_some());
        assert!(licensed("SNOMED 123456789").is_some());
    }

    #[test]
    fn our_own_data_passes() {
        for line in [
            "00001 A00     0 Cholera",
            "01238\tB90.0\tSequela of something",
            "E1122\tType 2 diabetes with kidney disease",
            "74719 billable codes in the tabular",
            r#"{"system": "CPT", "code": "99213", "title": null}"#,
            "J1885\tInjection of a drug",
            "no SNOMED in the repository",
        ] {
            assert_eq!(licensed(line), None, "{line}");
        }
    }

    #[test]
    fn a_copy_of_a_shared_file_is_found() {
        let own = Tracked { path: "a.txt".into(), bytes: include_bytes!("data.rs").to_vec() };
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tidy");
        assert_eq!(check_against_shared(&[own], &here).len(), 1);
    }
}
