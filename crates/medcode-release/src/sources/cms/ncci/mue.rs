//! How many units of a code does CMS hold for likely?
//!
//! CMS publishes one file a quarter for practitioners, one for outpatient hospitals, one for
//! suppliers of durable medical equipment, as CSV and as workbook: a notice, then the heads
//! `HCPCS/CPT Code`, `... Services MUE Values`, `MUE Adjudication Indicator`, `MUE Rationale`.
//! Two re-exports are read too: tab-separated with one column for the setting, and JSON
//! whose description joins indicator and rationale, and which names its source file.

use super::super::number;
use crate::sources::grid::{self, Grid, GridRow};
use medcode_kb::tables::mue::MueSetting;
use medcode_model::{Position, Problem, Read};
use std::collections::BTreeSet;

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MueEntry {
    /// The code.
    pub code: [u8; 5],
    /// The most units.
    pub value: u32,
    /// Adjudication indicator, 1 to 3; 0 where the file has none.
    pub indicator: u8,
    /// Why, in the publisher's words.
    pub rationale: String,
}

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
struct Columns {
    /// The row after the heads.
    after: usize,
    code: usize,
    value: usize,
    indicator: Option<usize>,
    rationale: Option<usize>,
}

/// The setting that a table is for; none where it is no table of such edits.
pub(crate) fn setting(grid: &Grid) -> Option<MueSetting> {
    let columns = columns(grid)?;
    let heads = &grid[columns.after - 1];
    let named = grid::head(heads.cell(columns.value));
    // Re-exports say it in a column of its own or by the name of the source file.
    let other = grid::column(heads, &["MUE SERVICE", "SOURCE FILE"])
        .and_then(|column| Some(grid.get(columns.after)?.cell(column).to_ascii_uppercase()));
    let told = format!("{named} {}", other.unwrap_or_default());
    [
        ("PRACTITIONER", MueSetting::Practitioner),
        ("OUTPATIENT", MueSetting::Outpatient),
        ("DME", MueSetting::Dme),
    ]
    .into_iter()
    .find_map(|(word, setting)| told.contains(word).then_some(setting))
}

/// The name of the publisher's file that a re-export names: it tells the quarter.
pub(crate) fn source_file(grid: &Grid) -> Option<&str> {
    let at = grid::find_heads(grid, &["SOURCE FILE"])?;
    let column = grid::column(&grid[at], &["SOURCE FILE"])?;
    Some(grid.get(at + 1)?.cell(column)).filter(|name| !name.is_empty())
}

fn columns(grid: &Grid) -> Option<Columns> {
    let value = |row: &GridRow| {
        row.cells.iter().position(|c| {
            let head = grid::head(c);
            head.ends_with("MUE VALUES") || head == "MUE UNITS" || head == "MUE VALUE"
        })
    };
    let code = |row: &GridRow| grid::column(row, &["HCPCS CPT CODE", "HCPCS CODE", "CODE"]);
    let at = grid.iter().take(60).position(|row| value(row).is_some() && code(row).is_some())?;
    let heads = &grid[at];
    Some(Columns {
        after: at + 1,
        code: code(heads)?,
        value: value(heads)?,
        indicator: heads.cells.iter().position(|c| {
            let head = grid::head(c);
            head.ends_with("MUE ADJUDICATION INDICATOR") || head == "MUE MAI" || head == "DESCRIPTION"
        }),
        rationale: grid::column(heads, &["MUE RATIONALE", "DESCRIPTION"]),
    })
}

/// Reads a table of edits in any of its forms.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<Vec<MueEntry>> {
    let Read { value: grid, mut problems } = grid::read(bytes);
    let Some(columns) = columns(&grid) else {
        let message = "no row has the heads of medically unlikely edits";
        problems.push(Problem::error(Position::default(), message));
        return Read { value: Vec::new(), problems };
    };
    let mut seen = BTreeSet::new();
    let mut edits = Vec::new();
    for line in &grid[columns.after..] {
        let Some(edit) = row(line, &columns, &mut problems) else { continue };
        if seen.insert(edit.code) {
            edits.push(edit);
        } else {
            let code = String::from_utf8_lossy(&edit.code);
            let message = format!("{code} is listed twice; the first row was kept");
            problems.push(Problem::warning(line.position, message));
        }
    }
    if edits.is_empty() {
        problems.push(Problem::error(Position::default(), "the table has no row with a code"));
    }
    Read { value: edits, problems }
}

fn row(line: &GridRow, columns: &Columns, problems: &mut Vec<Problem>) -> Option<MueEntry> {
    let code = number::code(line.cell(columns.code), line.position, problems);
    let value = number::decimal(line.cell(columns.value), 0);
    let value = value.filter(|_| !line.cell(columns.value).is_empty());
    let (Some(code), Some(value)) = (code, value) else {
        let what = if code.is_none() { "does not begin with a code" } else { "has no number of units" };
        let message = format!("this row {what}; passed over");
        problems.push(Problem::warning(line.position, message));
        return None;
    };
    let cell = |column: Option<usize>| column.map_or("", |c| line.cell(c));
    let indicator = match cell(columns.indicator).bytes().next() {
        Some(digit @ b'1'..=b'3') => digit - b'0',
        None => 0,
        Some(_) => {
            let message = "the adjudication indicator is none of 1, 2 and 3; left out";
            problems.push(Problem::warning(line.position, message));
            0
        }
    };
    let words = cell(columns.rationale);
    // The JSON joins the two: `2 Date of Service Edit: Policy|CMS Policy`.
    let rationale = words.split_once('|').map_or(words, |(_, rationale)| rationale);
    Some(MueEntry { code, value, indicator, rationale: rationale.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::shared_files;

    const NOTICE: &str = "\"A notice, over\ntwo lines\",,,\n";
    const HEADS: &str = "\"HCPCS/\nCPT Code\",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n";

    fn told(read: &Read<Vec<MueEntry>>) -> Vec<String> {
        let code = |e: &MueEntry| String::from_utf8_lossy(&e.code).into_owned();
        read.value
            .iter()
            .map(|e| format!("{} {} {} {}", code(e), e.value, e.indicator, e.rationale))
            .collect()
    }

    #[test]
    fn the_publishers_file_and_both_re_exports_are_read_alike() {
        let publisher =
            format!("{NOTICE}{HEADS}1001Z,2,\"3 Date of Service Edit: Clinical\",Clinical: Data\n");
        let tabs = "hcpcs_code\tmue_units\tmue_mai\tmue_rationale\tmue_service\n\
                    1001Z\t2\t3\tClinical: Data\tPractitioner\n";
        let json = r#"[{"code": "1001Z", "mue_value": 2, "description":
            "3 Date of Service Edit: Clinical|Clinical: Data",
            "source_file": "MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"}]"#;
        for text in [publisher.as_str(), tabs, json] {
            let read = super::read(text.as_bytes());
            assert!(read.problems.is_empty(), "{:?}", read.problems);
            assert_eq!(told(&read), ["1001Z 2 3 Clinical: Data"], "{text}");
            assert_eq!(setting(&grid::of_text(text).value), Some(MueSetting::Practitioner), "{text}");
        }
        let grid = grid::of_text(json).value;
        assert_eq!(source_file(&grid), Some("MCR_MUE_PractitionerServices_Eff_04-01-2026.csv"));
    }

    #[test]
    fn bad_rows_are_told_with_their_line_and_cost_only_themselves() {
        for (bad, words) in [
            ("notice at the end", "does not begin with a code"),
            ("1002Z,many,1,x", "has no number of units"),
            ("1002Z,,1,x", "has no number of units"),
            ("1002Z,1,4,x", "adjudication indicator"),
        ] {
            let read = super::read(format!("{NOTICE}{HEADS}{bad}\n1001Z,2,1,x\n").as_bytes());
            let [problem] = &read.problems[..] else { panic!("{bad}: {:?}", read.problems) };
            assert!(problem.position.line == 5 && problem.message.contains(words), "{problem}");
            assert!(told(&read).contains(&"1001Z 2 1 x".to_owned()));
        }
        let twice = super::read(format!("{HEADS}1001Z,2,1,x\n1001Z,3,1,x\n").as_bytes());
        assert!(twice.problems[0].message.contains("twice") && told(&twice) == ["1001Z 2 1 x"]);
        assert!(super::read(b"").failed() && super::read(HEADS.as_bytes()).failed());
    }

    #[test]
    fn the_tables_at_hand_are_read_without_a_problem() {
        for (file, rows, of) in [
            ("ncci/mue-2024q3/ncci_mue_prac.tsv", 14_677, MueSetting::Practitioner),
            ("ncci/mue-2024q3/ncci_mue_out.tsv", 14_628, MueSetting::Outpatient),
            ("ncci/mue-2024q3/ncci_mue_dme.tsv", 2928, MueSetting::Dme),
        ] {
            let Some(bytes) = shared_files::bytes(file) else { return };
            let read = super::read(&bytes);
            assert!(read.problems.is_empty(), "{:?}", read.problems);
            assert_eq!((read.value.len(), setting(&grid::read(&bytes).value)), (rows, Some(of)));
            assert!(read.value.iter().all(|e| e.indicator > 0 && !e.rationale.is_empty()));
        }
    }
}
