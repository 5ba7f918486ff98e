//! Are the tables under `lexicon/` whole: columns, plain letters, one code a term, codes that exist?

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;

use super::Tracked;
use crate::codiesp::order_file;

/// How many columns the rows of some tables have: at least, at most. Those of any other
/// table have as many as its first row.
const COLUMNS: [(&str, usize, usize); 4] = [
    ("lexicon/cues.tsv", 5, 5),
    ("lexicon/sections.tsv", 3, 4),
    ("lexicon/terminators.tsv", 3, 3),
    (SYNONYMS, 4, 4),
];

/// The folder of wordings and their codes.
const SYNONYMS: &str = "lexicon/synonyms/";

/// Headings of the tables that have one.
const HEADINGS: [&str; 3] = ["term", "abbreviation", "name"];

/// A code as printed; a dash at its end asks for more characters.
static CODE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?-?$").expect("a fixed pattern"));

/// The order file whose codes the lexicon is written for, beside the project where it is there.
const ORDER_FILE: &str = "codesets/icd10cm/2026/icd10cm-Code Descriptions-2026.zip";

/// One row of a table.
struct Row<'a> {
    at: String,
    cells: Vec<&'a str>,
}

/// Checks every table of the lexicon.
pub(super) fn check(files: &[Tracked], shared: &Path) -> Vec<String> {
    let mut findings = Vec::new();
    let mut synonyms = Vec::new();
    let tables = files.iter().filter(|f| f.path.starts_with("lexicon/") && f.path.ends_with(".tsv"));
    for file in tables {
        let rows = rows(file);
        let first = rows.first().map_or(0, |row| row.cells.len());
        let known = COLUMNS.iter().find(|(name, ..)| file.path.starts_with(name));
        let (least, most) = known.map_or((first, first), |(_, least, most)| (*least, *most));
        if !file.bytes.is_ascii() || file.bytes.contains(&b'\r') {
            findings.push(format!("{}: only ASCII, with line feeds alone", file.path));
        }
        for row in rows {
            if row.cells.len() < least || row.cells.len() > most {
                findings.push(format!("{}: {} columns instead of {most}", row.at, row.cells.len()));
            } else if row.cells[..least].iter().any(|cell| *cell != cell.trim())
                || row.cells[0].is_empty()
            {
                findings.push(format!("{}: blanks around a cell, or an empty first cell", row.at));
            } else if file.path.starts_with(SYNONYMS) {
                synonyms.push(row);
            }
        }
    }
    findings.extend(terms(&synonyms));
    findings.extend(codes(&synonyms, released(shared).as_ref()));
    findings
}

fn rows(file: &Tracked) -> Vec<Row<'_>> {
    let text = file.text().unwrap_or_default();
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    lines
        .map(|(n, l)| Row { at: format!("{}:{}", file.path, n + 1), cells: l.split('\t').collect() })
        .filter(|row| !HEADINGS.contains(&row.cells[0]))
        .collect()
}

/// A term stands for one code, whichever file it is in.
fn terms(rows: &[Row<'_>]) -> Vec<String> {
    let mut seen: BTreeMap<String, &Row<'_>> = BTreeMap::new();
    let mut findings = Vec::new();
    for row in rows {
        let first = seen.entry(row.cells[0].to_lowercase()).or_insert(row);
        if first.cells[1] != row.cells[1] {
            let (term, code) = (row.cells[0], first.cells[1]);
            findings.push(format!("{}: `{term}` already means {code} at {}", row.at, first.at));
        }
    }
    findings
}

/// Codes are well formed and, where the release is there, exist: complete unless a dash follows.
fn codes(rows: &[Row<'_>], released: Option<&BTreeMap<String, bool>>) -> Vec<String> {
    let mut findings = Vec::new();
    let mut told = BTreeSet::new();
    for row in rows {
        let code = row.cells[1];
        let plain = code.trim_end_matches('-');
        let wrong = match released.map(|codes| codes.get(plain)) {
            _ if !CODE.is_match(code) => "is not written as a code is",
            Some(None) => "does not exist in the release",
            Some(Some(false)) if plain == code => "asks for more characters: put a dash after it",
            Some(Some(true)) if plain != code => "is complete: no dash after it",
            _ => continue,
        };
        if told.insert(code) {
            findings.push(format!("{}: {code} {wrong}", row.at));
        }
    }
    findings
}

/// Every code of the release with whether it is billable.
fn released(shared: &Path) -> Option<BTreeMap<String, bool>> {
    order_file(&shared.join(ORDER_FILE)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(table: &str) -> Vec<String> {
        let file = Tracked { path: "lexicon/synonyms/a.tsv".into(), bytes: table.into() };
        check(&[file], Path::new("nowhere"))
    }

    #[test]
    fn a_whole_table_passes() {
        assert!(
            findings("# about\nterm\tcode\tcanonical\tsource\nflu\tJ11.1\tInfluenza\tusage\n")
                .is_empty()
        );
    }

    #[test]
    fn rows_that_would_mislead_are_found() {
        for row in [
            "flu\tJ11.1\tInfluenza",
            "flu\tJ111\ta\tb",
            "flu \tJ11.1\ta\tb",
            "gr\u{fc}n\tJ11.1\ta\tb",
            "\tJ11.1\ta\tb",
        ] {
            assert_eq!(findings(row).len(), 1, "{row}");
        }
        assert_eq!(findings("flu\tJ11.1\ta\tb\nFlu\tJ10.1\ta\tb\n").len(), 1);
    }

    #[test]
    fn codes_must_exist_and_be_as_complete_as_they_say() {
        let released = BTreeMap::from([("J11.1".into(), true), ("J11".into(), false)]);
        let found = |code: &'static str| {
            codes(&[Row { at: "a".into(), cells: vec!["flu", code, "a", "b"] }], Some(&released)).len()
        };
        assert_eq!((found("J11.1"), found("J11-")), (0, 0));
        assert_eq!((found("J11.1-"), found("J11"), found("J11.9")), (1, 1, 1));
    }
}
