//! Do the pages under `docs/rules/` say what the rules say of themselves?

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|e| e.path());
    paths.flat_map(|p| if p.is_dir() { files(&p) } else { vec![p] }).collect()
}

#[test]
fn the_pages_are_those_of_the_rules() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = here.join("../../docs/rules");
    let pages = medcode_rules::pages::all(&|case| here.join("cases").join(case).is_file());
    let stale: Vec<&str> = pages
        .iter()
        .filter(|(path, text)| std::fs::read_to_string(docs.join(path)).ok().as_ref() != Some(text))
        .map(|(path, _)| path.as_str())
        .collect();
    assert!(stale.is_empty(), "run `cargo xtask rules-docs`; not up to date: {stale:?}");
    let wanted: BTreeSet<PathBuf> = pages.iter().map(|(path, _)| docs.join(path)).collect();
    let left: Vec<PathBuf> = files(&docs).into_iter().filter(|f| !wanted.contains(f)).collect();
    assert!(left.is_empty(), "pages of no rule: {left:?}");
}

#[test]
fn every_rule_has_cases() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let cases: String = files(&here)
        .iter()
        .filter_map(|f| std::fs::read_to_string(f).ok())
        .collect::<Vec<_>>()
        .join("\n");
    let words: BTreeSet<&str> = cases.split_whitespace().collect();
    let bare = medcode_rules::registry::ALL.iter().map(|r| r.name).filter(|n| !words.contains(n));
    let bare: Vec<&str> = bare.collect();
    assert!(bare.is_empty(), "rules without a case: {bare:?}");
}
