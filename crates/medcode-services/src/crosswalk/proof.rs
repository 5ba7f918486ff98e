//! Does the proof that a row claims hold? Checked against the publishers' files where they lie
//! beside the project; without them the test says so and proves nothing.

use super::Crosswalk;
use lzma_rust2::XzReader;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

const FILES: &[(&str, &str)] = &[
    ("pfs-2024", "pfs-2024/pfs_rvu_ind.tsv"),
    ("mue-2026-q2", "ncci/mue-2026q2/mue_practitioner.json.xz"),
    ("addon-2026-q3", "ncci/addon-2026q3/ncci_aoc_edits.json.xz"),
];

/// Files that hold a number in a form this test does not read.
const NOT_READ: &[&str] = &["hcpcs-2026-01"];

fn codesets() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(|a| a.join("shared/codesets")).find(|p| p.is_dir())
}

/// The codes of a file: first cells of a table, or the quoted values of five characters.
fn numbers(path: &Path) -> HashSet<String> {
    let mut text = String::new();
    let file = fs::File::open(path).unwrap();
    if path.extension().is_some_and(|e| e == "xz") {
        XzReader::new(file, true).read_to_string(&mut text).unwrap();
        return text.split('"').filter(|v| v.len() == 5).map(str::to_owned).collect();
    }
    fs::read_to_string(path).unwrap().lines().filter_map(|l| l.get(..5)).map(str::to_owned).collect()
}

#[test]
fn every_proof_holds() {
    let Some(root) = codesets() else {
        eprintln!("not checked: the publishers' files are not beside the project");
        return;
    };
    let all = Crosswalk::read();
    let files: Vec<(&str, HashSet<String>)> =
        FILES.iter().map(|(name, path)| (*name, numbers(&root.join(path)))).collect();
    let mut bad = BTreeSet::new();
    for row in all.rows() {
        for claim in row.proof.split(['|', ' ']).map(str::trim) {
            let held = files.iter().find(|(name, _)| *name == claim);
            let holds = match held {
                Some((_, numbers)) => numbers.contains(row.code.compact()),
                None => NOT_READ.contains(&claim),
            };
            if !holds {
                bad.insert(format!("{} of {}: {claim}", row.code, row.family));
            }
        }
    }
    assert!(bad.is_empty(), "not proved: {bad:#?}");
}

#[test]
fn a_page_or_the_word_unverified_stands_behind_each_meaning() {
    for row in Crosswalk::read().rows() {
        // An address, or a publisher's page by its name: `cms.gov MLN006764`.
        // The file of HCPCS Level II says itself what its codes mean.
        let page = row.meaning.contains('.') || NOT_READ.contains(&row.meaning);
        assert!(page || row.meaning == "unverified", "{}: {}", row.code, row.meaning);
    }
}

/// An address of a page may spell the AMA's descriptor after the number; the number finds the page too.
#[test]
fn no_address_spells_a_descriptor() {
    let told = |segment: &str| {
        let after = segment.strip_prefix("cpt-").unwrap_or(segment);
        let (number, rest) = after.split_at_checked(5).unwrap_or((after, ""));
        let words =
            rest.split('-').filter(|w| *w != "cpt" && w.bytes().any(|b| b.is_ascii_alphabetic()));
        // A year (2026-new-codes) is no number.
        let numbered = number.bytes().take(4).all(|b| b.is_ascii_digit()) && !number.ends_with('-');
        numbered && words.count() > 3
    };
    for row in Crosswalk::read().rows() {
        let long = row.meaning.split('/').any(told);
        assert!(!long, "{}: cut the address after the number: {}", row.code, row.meaning);
    }
}
