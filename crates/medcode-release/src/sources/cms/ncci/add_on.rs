//! Which codes are reported only beside a primary one, and beside which?
//!
//! CMS publishes the add-on code edits as a workbook and as text: a notice, then the heads
//! `AOC_Edit_Type`, `Add-On_Code`, `AOC_DelDT`, `Primary_Code`, `Primary_Code_DelDT`,
//! `AOC_Edit_EffDT`, `AOC_Edit_DelDT`, `Special_Instruction_Notes`, dates as year and day of
//! the year (`2026091`). The text form was not seen: it is read where it is separated by tabs
//! or commas and has these heads. A re-export in JSON is read too.

use super::super::number;
use crate::sources::grid::{self, Grid, GridRow};
use medcode_kb::tables::add_on::CONTRACTOR_DEFINED;
use medcode_model::{Date, Position, Problem, Read};

/// One add-on code and one primary code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddOnEntry {
    /// The add-on code.
    pub code: [u8; 5],
    /// The primary code, or `CCCCC` where the contractor decides.
    pub primary: [u8; 5],
    /// 1 all primary codes are listed, 2 none is, 3 some are.
    pub kind: u8,
    /// First day of the pair.
    pub effective: Option<Date>,
    /// Last day of the pair or of either code.
    pub deleted: Option<Date>,
    /// Special instruction, in the publisher's words.
    pub note: String,
}

/// Where the columns stand.
struct Columns {
    /// The row after the heads.
    after: usize,
    code: usize,
    primary: usize,
    kind: usize,
    effective: Option<usize>,
    /// Any of these ends the pair.
    deleted: Vec<usize>,
    note: Option<usize>,
}

/// Whether a table is one of add-on codes.
pub(crate) fn is_table(grid: &Grid) -> bool {
    columns(grid).is_some()
}

/// Heads vary from year to year only in the separators within them: `AOC_Edit_EffDT`,
/// `AOC Edit Eff DT`, `AOC Edit Eff DT (Julian)`.
fn plain(cell: &str) -> String {
    let joined = grid::head(cell).replace(' ', "");
    joined.trim_end_matches("JULIAN").to_owned()
}

fn columns(grid: &Grid) -> Option<Columns> {
    let column = |row: &GridRow, names: &[&str]| {
        row.cells.iter().position(|c| names.contains(&plain(c).as_str()))
    };
    let publisher = |row: &&GridRow| {
        column(row, &["ADDONCODE"]).is_some() && column(row, &["PRIMARYCODE"]).is_some()
    };
    let re_export =
        |row: &&GridRow| column(row, &["CODE1"]).is_some() && column(row, &["EDITTYPE"]).is_some();
    let at = grid.iter().take(60).position(|row| publisher(&row) || re_export(&row))?;
    let heads = &grid[at];
    if re_export(&heads) && !grid.iter().skip(at + 1).take(1).any(|r| r.cells.iter().any(|c| c == "AOC"))
    {
        return None;
    }
    let deleted = ["AOCDELDT", "PRIMARYCODEDELDT", "AOCEDITDELDT", "ENDDATE"];
    Some(Columns {
        after: at + 1,
        code: column(heads, &["ADDONCODE", "CODE1"])?,
        primary: column(heads, &["PRIMARYCODE", "CODE2"])?,
        kind: column(heads, &["AOCEDITTYPE", "MODIFIER"])?,
        effective: column(heads, &["AOCEDITEFFDT", "EFFECTIVEDATE"]),
        deleted: deleted.iter().filter_map(|name| column(heads, &[name])).collect(),
        note: column(heads, &["SPECIALINSTRUCTIONNOTES", "DESCRIPTION"]),
    })
}

/// Reads a table of add-on codes in any of its forms.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<Vec<AddOnEntry>> {
    let Read { value: grid, mut problems } = grid::read(bytes);
    let Some(columns) = columns(&grid) else {
        let message = "no row has the heads of add-on code edits";
        problems.push(Problem::error(Position::default(), message));
        return Read { value: Vec::new(), problems };
    };
    let lines = grid[columns.after..].iter();
    let pairs: Vec<AddOnEntry> = lines.filter_map(|line| row(line, &columns, &mut problems)).collect();
    if pairs.is_empty() {
        problems.push(Problem::error(Position::default(), "the table has no row with a code"));
    }
    Read { value: pairs, problems }
}

fn row(line: &GridRow, columns: &Columns, problems: &mut Vec<Problem>) -> Option<AddOnEntry> {
    let code = number::code(line.cell(columns.code), line.position, problems);
    let primary = match line.cell(columns.primary) {
        "CCCCC" => Some(CONTRACTOR_DEFINED),
        text => number::code(text, line.position, problems),
    };
    let kind = match line.cell(columns.kind) {
        "1" | "I" => Some(1),
        "2" | "II" => Some(2),
        "3" | "III" => Some(3),
        _ => None,
    };
    let (Some(code), Some(primary), Some(kind)) = (code, primary, kind) else {
        let what = match (code, primary) {
            (None, _) => "has no add-on code",
            (_, None) => "has no primary code",
            _ => "has a type that is none of 1, 2 and 3",
        };
        problems.push(Problem::warning(line.position, format!("this row {what}; passed over")));
        return None;
    };
    let mut date = |column: usize| date(line.cell(column), line.position, problems);
    let effective = columns.effective.and_then(&mut date);
    let deleted = columns.deleted.iter().filter_map(|c| date(*c)).min();
    let note = columns.note.map_or("", |c| line.cell(c));
    // The re-export explains the type in every row; that is no special instruction.
    let note = if note.starts_with("Type ") { "" } else { note.trim_matches('"') };
    Some(AddOnEntry { code, primary, kind, effective, deleted, note: note.trim().to_owned() })
}

/// A date as year and day of the year (`2026091`), as `20260401` or as `2026-04-01`.
fn date(text: &str, position: Position, problems: &mut Vec<Problem>) -> Option<Date> {
    if text.is_empty() || text == "0" || text == "*" {
        return None;
    }
    let ordinal = || {
        let (year, day) = (text.get(..4)?.parse().ok()?, text.get(4..)?.parse::<u32>().ok()?);
        let first = Date::new(year, 1, 1)?;
        let found = Date::from_days(first.days().checked_add(day.checked_sub(1)?)?);
        (text.len() == 7 && found.year() == year).then_some(found)
    };
    let found = text.parse().ok().or_else(|| Date::from_compact(text)).or_else(ordinal);
    if found.is_none() {
        let shown: String = text.chars().take(24).collect();
        problems.push(Problem::warning(position, format!("`{shown}` is no date; left out")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADS: &str = "AOC_Edit_Type\tAdd-On_Code\tAOC_DelDT\tPrimary_Code\tPrimary_Code_DelDT\t\
                         AOC_Edit_EffDT\tAOC_Edit_DelDT\tSpecial_Instruction_Notes\n";

    fn told(read: &Read<Vec<AddOnEntry>>) -> Vec<String> {
        let text = |n: &[u8; 5]| String::from_utf8_lossy(n).into_owned();
        let day = |d: Option<Date>| d.map_or("-".to_owned(), |d| d.to_string());
        let one = |e: &AddOnEntry| {
            let (from, to) = (day(e.effective), day(e.deleted));
            format!("{} {} {} {from} {to} {}", text(&e.code), text(&e.primary), e.kind, e.note)
        };
        read.value.iter().map(one).collect()
    }

    #[test]
    fn the_publishers_file_and_the_re_export_are_read_alike() {
        let publisher = format!(
            "A notice\n{HEADS}1\t1001Z\t\t1002Z\t\t2024001\t\t\n2\t1003Z\t\tCCCCC\t\t2013091\t2025365\tContractor\n"
        );
        let json = r#"[{"code1": "1001Z", "code2": "1002Z", "edit_type": "AOC",
              "effective_date": "2024-01-01", "end_date": "", "modifier": "1",
              "description": "Type 1 add-on code -- whatever", "metadata": {"source_file": "AOC_V2026Q3-F-MCR.txt"}},
            {"code1": "1003Z", "code2": "CCCCC", "edit_type": "AOC",
              "effective_date": "2013-04-01", "end_date": "2025-12-31", "modifier": "2",
              "description": "Contractor"}]"#;
        for text in [publisher.as_str(), json] {
            let read = super::read(text.as_bytes());
            assert!(read.problems.is_empty(), "{:?}", read.problems);
            assert_eq!(
                told(&read),
                ["1001Z 1002Z 1 2024-01-01 - ", "1003Z CCCCC 2 2013-04-01 2025-12-31 Contractor"]
            );
            assert!(is_table(&grid::of_text(text).value));
        }
    }

    #[test]
    fn bad_rows_are_told_with_their_line() {
        for (bad, words) in [
            ("1\tx\t\t1002Z", "no add-on code"),
            ("1\t1001Z\t\tx", "no primary code"),
            ("4\t1001Z\t\t1002Z", "none of 1, 2 and 3"),
            ("1\t1001Z\t\t1002Z\t\t2024400", "no date"),
            ("1\t1001Z\t\t1002Z\t\tsoon", "no date"),
        ] {
            let read = super::read(format!("{HEADS}{bad}\n1\t1004Z\t\t1002Z\n").as_bytes());
            let [problem] = &read.problems[..] else { panic!("{bad}: {:?}", read.problems) };
            assert!(problem.position.line == 2 && problem.message.contains(words), "{problem}");
            assert!(!read.failed());
        }
        assert!(super::read(HEADS.as_bytes()).failed() && super::read(b"[]").failed());
    }

    #[test]
    fn the_last_day_is_that_of_the_pair_or_of_either_code() {
        let row = "1\t1001Z\t2026090\t1002Z\t2025365\t2024001\t\t\n";
        let read = super::read(format!("{HEADS}{row}").as_bytes());
        assert_eq!(told(&read), ["1001Z 1002Z 1 2024-01-01 2025-12-31 "]);
    }
}
