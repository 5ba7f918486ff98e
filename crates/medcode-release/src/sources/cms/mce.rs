//! Which diagnoses do the edits of the Medicare Code Editor look for?
//!
//! CMS publishes the lists in a book, *Definitions of Medicare Code Edits*, which is not read. Two
//! re-exports are: tab-separated, a row for each code and list (`icd_code`, `icd_conflict_group`,
//! `icd_conflict_rule`), and JSON, an object of lists by name (`age_newborn`,
//! `unacceptable_pdx`). Neither has the lists of procedures.

use crate::sources::grid::{self, GridRow};
use crate::sources::text;
use medcode_kb::tables::mce::{MceList, MceLists};
use medcode_model::{Code, CodeSystem, Date, Position, Problem, Read};
use serde_json::Value;
use std::collections::BTreeMap;

/// Diagnoses and the lists they stand in.
pub type Lists = BTreeMap<[u8; 7], MceLists>;

/// The names of the lists in JSON.
const NAMED: [(&str, MceList); 9] = [
    ("age_newborn", MceList::Newborn),
    ("age_pediatric", MceList::Pediatric),
    ("age_maternity", MceList::Maternity),
    ("age_adult", MceList::Adult),
    ("sex_female", MceList::Female),
    ("sex_male", MceList::Male),
    ("manifestation_not_pdx", MceList::Manifestation),
    ("unacceptable_pdx", MceList::Unacceptable),
    ("unacceptable_pdx_unless_secondary", MceList::RequiresSecondary),
];

/// What begins the rule of a row, in capitals, by the group it stands in.
const RULES: [(&str, &str, MceList); 9] = [
    ("AGE", "PERINATAL", MceList::Newborn),
    ("AGE", "PEDIATRIC", MceList::Pediatric),
    ("AGE", "MATERNITY", MceList::Maternity),
    ("AGE", "ADULT", MceList::Adult),
    ("SEX", "FEMALE", MceList::Female),
    ("SEX", "MALE", MceList::Male),
    ("OTHER", "MANIFESTATION", MceList::Manifestation),
    ("OTHER", "UNACCEPTABLE", MceList::Unacceptable),
    ("OTHER", "REQUIRES SECONDARY", MceList::RequiresSecondary),
];

const HEADS: [&str; 3] = ["ICD CODE", "ICD CONFLICT GROUP", "ICD CONFLICT RULE"];

/// Whether a text begins as one of the two.
pub(crate) fn is_lists(head: &str) -> bool {
    if head.trim_start().starts_with('{') {
        return head.contains("Medicare Code Edit") && head.contains("\"codes\"");
    }
    let first = head.lines().next().unwrap_or_default();
    first.contains("icd_conflict_group") && first.contains("icd_conflict_rule")
}

/// The first day of the version: by its number in a name (`v41.1`), else the half of the fiscal
/// year that the lists were taken from the publisher in. And what told it.
pub(crate) fn version(head: &str, names: &[&str]) -> Option<(Date, String)> {
    let numbered = |name: &&str| Some((numbered(name)?, format!("version number in `{name}`")));
    names.iter().find_map(numbered).or_else(|| {
        let rest = &head[head.find("\"retrieved\"")? + 11..];
        let day: Date = rest.split('"').nth(1)?.parse().ok()?;
        let (year, month, _) = day.parts();
        let from = match month {
            1..=3 => Date::new(year - 1, 10, 1),
            4..=9 => Date::new(year, 4, 1),
            _ => Date::new(year, 10, 1),
        };
        Some((from?, format!("the version in force on {day}, when the lists were taken")))
    })
}

/// Version 41 is that of fiscal year 2024, 41.1 that of April 2024.
fn numbered(name: &str) -> Option<Date> {
    let lower = name.to_ascii_lowercase();
    lower.match_indices('v').find_map(|(at, _)| {
        let before = lower[..at].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let digits: String = lower[at + 1..].chars().take_while(char::is_ascii_digit).collect();
        let number: u16 = digits.parse().ok().filter(|n| (33..=99).contains(n))?;
        let april = lower[at + 1 + digits.len()..].starts_with(".1");
        let fiscal = 1983 + number;
        if april { Date::new(fiscal, 4, 1) } else { Date::new(fiscal - 1, 10, 1) }
    })
}

/// Reads the lists in either form.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<Lists> {
    let plain = text::without_mark(bytes);
    let json = plain.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
    let mut read = if json { of_json(plain) } else { of_rows(bytes) };
    if read.value.is_empty() && read.problems.is_empty() {
        read.problems.push(Problem::error(Position::default(), "the lists have no code"));
    }
    read
}

/// A diagnosis as it stands in the lists.
fn code(text: &str) -> Option<[u8; 7]> {
    Code::new(CodeSystem::Icd10Cm, text).ok().map(|c| *c.bytes())
}

fn of_rows(bytes: &[u8]) -> Read<Lists> {
    let Read { value: grid, mut problems } = grid::read(bytes);
    let mut out = Lists::new();
    let Some(at) = grid::find_heads(&grid, &HEADS) else {
        problems.push(Problem::error(Position::default(), "no row has the heads of code edits"));
        return Read { value: out, problems };
    };
    let column = |name| grid::column(&grid[at], &[name]).unwrap_or(usize::MAX);
    let columns = HEADS.map(column);
    for line in &grid[at + 1..] {
        match row(line, columns) {
            Ok((code, list)) => out.entry(code).or_default().add(list),
            Err(what) => {
                let message = format!("this row has no {what} that is known; passed over");
                problems.push(Problem::warning(line.position, message));
            }
        }
    }
    Read { value: out, problems }
}

fn row(line: &GridRow, [of_code, of_group, of_rule]: [usize; 3]) -> Result<([u8; 7], MceList), &str> {
    let code = code(line.cell(of_code)).ok_or("code")?;
    let (group, rule) = (line.cell(of_group), line.cell(of_rule).to_ascii_uppercase());
    let list =
        RULES.iter().find(|(g, begins, _)| group.eq_ignore_ascii_case(g) && rule.starts_with(begins));
    Ok((code, list.ok_or("list")?.2))
}

fn of_json(bytes: &[u8]) -> Read<Lists> {
    let mut out = Lists::new();
    let mut problems = Vec::new();
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(e) => {
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let position = Position { byte: 0, line: number(e.line()), column: number(e.column()) };
            problems.push(Problem::error(position, "the JSON breaks off or is malformed here"));
            return Read { value: out, problems };
        }
    };
    for (name, entries) in value["codes"].as_object().into_iter().flatten() {
        let Some((_, list)) = NAMED.iter().find(|(n, _)| n == name) else {
            let message = format!("the list `{name}` is not known; left out");
            problems.push(Problem::warning(Position::default(), message));
            continue;
        };
        for entry in entries.as_array().into_iter().flatten() {
            // A list of objects with a code, or of codes.
            let said = entry["code"].as_str().or_else(|| entry.as_str());
            match said.and_then(code) {
                Some(code) => out.entry(code).or_default().add(*list),
                None => problems.push(Problem::warning(
                    Position::default(),
                    format!("an entry of `{name}` has no code; left out"),
                )),
            }
        }
    }
    Read { value: out, problems }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::shared_files;

    const TABS: &str = "icd_code\ticd_description\ticd_conflict_group\ticd_conflict_rule\n\
        P07.00\tx\tAge\tPerinatal/Newborn (Age 0 Only)\n\
        P07.00\tx\tSex\tMale Only\n\
        F02.80\tx\tOther\tManifestation (Not Allowed as Principal Diagnosis)\n";

    const JSON: &str = r#"{"description": "Medicare Code Editor, Definitions of Medicare Code Edits",
        "retrieved": "2026-07-11", "codes": {"age_newborn": [{"code": "P0700"}],
        "sex_male": ["P07.00"], "manifestation_not_pdx": [{"code": "F0280"}]}}"#;

    #[test]
    fn both_forms_give_the_same_lists() {
        for form in [TABS, JSON] {
            assert!(is_lists(form));
            let read = super::read(form.as_bytes());
            assert!(read.problems.is_empty(), "{:?}", read.problems);
            let of = |c: &str| read.value[&code(c).unwrap()];
            assert!(of("P07.00").has(MceList::Newborn) && of("P0700").has(MceList::Male));
            assert!(of("F02.80").has(MceList::Manifestation) && !of("F02.80").has(MceList::Adult));
        }
    }

    #[test]
    fn the_version_is_told_by_its_number_or_by_the_day_the_lists_were_taken() {
        let from = |head: &str, name: &str| version(head, &[name]).map(|(d, _)| d.to_string());
        assert_eq!(from("", "mce_v41.1_code_edits.tsv").as_deref(), Some("2024-04-01"));
        assert_eq!(from("", "MCE v43.tsv").as_deref(), Some("2025-10-01"));
        assert_eq!(from(JSON, "mce_edits_2026-07.json").as_deref(), Some("2026-04-01"));
        assert_eq!(from(r#""retrieved": "2027-01-02""#, "x").as_deref(), Some("2026-10-01"));
        assert_eq!(from("", "nov2024.tsv"), None);
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_place() {
        let bad = TABS.replace("F02.80", "??");
        let read = super::read(bad.as_bytes());
        assert!(read.problems[0].position.line == 4 && !read.failed());
        assert!(super::read(b"{\"codes\": {").failed() && super::read(b"{\"codes\": {}}").failed());
        assert!(super::read(b"a\tb\n").failed() && super::read(b"").failed());
    }

    #[test]
    fn the_lists_in_shared_are_read_in_full() {
        for (file, codes) in
            [("mce/mce_v41.1_code_edits.tsv", 4000), ("mce/mce_edits_2026-07.json", 6000)]
        {
            let Some(bytes) = shared_files::bytes(file) else { continue };
            let read = super::read(&bytes);
            assert!(read.problems.is_empty(), "{file}: {:?}", read.problems.first());
            assert!(read.value.len() > codes, "{file}: {}", read.value.len());
        }
    }
}
