//! Which new ICD-10-CM code took the place of which previous codes, and when?

use crate::input::{Cells, xlsx_rows};
use medcode_model::{Code, CodeSystem, Date, Position, Problem, Read, Target};

/// One row of the conversion table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The new code.
    pub new: Code,
    /// The day it took effect.
    pub effective: Date,
    /// The codes or ranges it takes the place of; none where the table says so.
    pub previous: Vec<Target>,
    /// The previous codes were reported together ("A and B"), rather than one of them.
    pub together: bool,
    /// The previous codes as printed.
    pub printed: String,
    /// Row of the workbook.
    pub row: u32,
}

/// More rows than ICD-10-CM has codes.
const MAX_ROWS: usize = 200_000;

/// Reads the table from the workbook. Title, headings and empty rows are passed over.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<Vec<Conversion>> {
    match xlsx_rows(bytes, MAX_ROWS) {
        Ok(rows) => from_rows(&rows),
        Err(error) => Read {
            value: Vec::new(),
            problems: vec![Problem::error(Position::default(), error.to_string())],
        },
    }
}

fn from_rows(rows: &[(u32, Cells)]) -> Read<Vec<Conversion>> {
    let mut out = Read::<Vec<Conversion>>::default();
    let heading = rows.iter().position(|(_, cells)| is_heading(cells));
    let Some(heading) = heading else {
        let message = "this is not the conversion table: no heading `Current code assignment`";
        out.problems.push(Problem::error(Position::default(), message));
        return out;
    };
    for (row, cells) in &rows[heading + 1..] {
        let cell = |column| cells.get(&column).map_or("", |text: &String| text.trim());
        let (new, effective, previous) = (cell(0), cell(1), cell(2));
        if [new, effective, previous].iter().all(|text| text.is_empty()) {
            continue;
        }
        match (Code::cm(new), date(effective)) {
            (Ok(new), Some(effective)) => {
                let (targets, rest) = targets(previous);
                if let Some(rest) = rest {
                    let message = format!("`{rest}` is not a code or range; the row keeps the others");
                    out.problems.push(Problem::warning(Position::line(*row, 0), message));
                }
                out.value.push(Conversion {
                    new,
                    effective,
                    previous: targets,
                    together: together(previous),
                    printed: previous.to_owned(),
                    row: *row,
                });
            }
            (Err(error), _) => {
                out.problems.push(Problem::warning(Position::line(*row, 0), error.to_string()))
            }
            (_, None) => {
                let shown: String = effective.chars().take(40).collect();
                let message = format!("`{shown}` is not an effective date; the row was left out");
                out.problems.push(Problem::warning(Position::line(*row, 0), message));
            }
        }
    }
    out
}

fn is_heading(cells: &Cells) -> bool {
    cells.get(&0).is_some_and(|text| text.to_ascii_lowercase().starts_with("current code"))
}

/// A bare year means 1 October of it (the title of the table says so); a date stands as
/// text or as the workbook's day number.
fn date(text: &str) -> Option<Date> {
    let whole = text.split_once('.').map_or(text, |(days, _)| days);
    if let Ok(number) = whole.parse::<u32>() {
        return match number {
            1900..=2999 => Date::new(number as u16, 10, 1),
            // Day 2 of a workbook is 1900-01-01 here: it counts from 1 and believes that
            // 1900 was a leap year.
            40_000..=80_000 => Some(Date::from_days(number - 2)),
            _ => None,
        };
    }
    if let Ok(date) = text.get(..10).unwrap_or(text).parse() {
        return Some(date);
    }
    let mut parts = text.split('/').map(|part| part.trim().parse::<u16>().ok());
    let (month, day, year) = (parts.next()??, parts.next()??, parts.next()??);
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// `A and B`: both were reported. `A, B and C` is a list of which one was.
fn together(printed: &str) -> bool {
    let lower = printed.to_ascii_lowercase();
    !lower.contains([',', ';']) && (lower.contains(" and ") || lower.contains('&'))
}

/// The codes and ranges named, and the first piece that is neither.
fn targets(printed: &str) -> (Vec<Target>, Option<String>) {
    let mut out = Vec::new();
    let mut rest = None;
    for piece in printed.replace([',', ';', '&'], " ").split_whitespace() {
        let words = ["none", "and", "or", "a", "code", "codes", "from", "in", "category", "categories"];
        if words.iter().any(|word| piece.eq_ignore_ascii_case(word)) {
            continue;
        }
        match target(piece) {
            Some(target) => out.push(target),
            None => rest = rest.or_else(|| Some(piece.chars().take(40).collect())),
        }
    }
    (out, rest)
}

/// `H35.20-H35.23`, `T15-T19`, `I63.-`, `R11-`, `A04.7`.
fn target(piece: &str) -> Option<Target> {
    let code = |text: &str| {
        let text = text.strip_suffix('.').unwrap_or(text);
        let shape = text.len() >= 3
            && text.as_bytes().get(1).copied().is_some_and(|b| b.is_ascii_alphanumeric());
        let digits = text.bytes().any(|b| b.is_ascii_digit());
        (shape && digits).then(|| Code::new(CodeSystem::Icd10Cm, text).ok()).flatten()
    };
    match piece.split_once(['-', '\u{2013}']) {
        Some((from, "")) => code(from).map(Target::one),
        Some((from, to)) => {
            let (from, to) = (code(from)?, code(to)?);
            (from <= to).then(|| Target::range(from, to))
        }
        None => code(piece).map(Target::one),
    }
}

/// Which new codes a previous code went to, with the day: the inverse of the table.
///
/// It is one-to-many: a code that was made more specific has several successors, and only
/// the documentation says which one applies.
#[must_use]
pub fn successors(table: &[Conversion], previous: &Code) -> Vec<(Code, Date)> {
    let holds = |row: &&Conversion| {
        row.previous
            .iter()
            .any(|t| if t.from == t.to { t.from == *previous } else { t.matches(previous) })
    };
    let mut found: Vec<_> = table.iter().filter(holds).map(|row| (row.new, row.effective)).collect();
    found.sort_by_key(|&(code, date)| (date, code));
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::shared_files;
    use proptest::prelude::*;

    fn row(n: u32, cells: [&str; 3]) -> (u32, Cells) {
        let cells = (0..3).zip(cells).filter(|(_, c)| !c.is_empty()).map(|(n, c)| (n, c.to_owned()));
        (n, cells.collect())
    }

    fn table() -> Read<Vec<Conversion>> {
        from_rows(&[
            row(1, ["A long title", "", ""]),
            row(2, ["Current code assignment", "Effective", "Previous Code(s) Assignment"]),
            row(3, ["A04.71", "2017", "A04.7"]),
            row(4, ["A04.72 ", "2017", "A04.7"]),
            row(5, ["C56.3", "44197", "C56.1 and C56.2"]),
            row(6, ["H02.151", "2018", "H02.101-H02.106; H02.109"]),
            row(7, ["W44.A0XA", "2023", "Codes in Categories T15-T19"]),
            row(8, ["U07.1", "4/1/2020", "None"]),
            row(9, ["P91.821", "2020", "I63.- and P91.88"]),
            row(10, ["", "", ""]),
            row(11, ["A00.0", "soon", "A00"]),
            row(12, ["A00.1", "2020", "whatever else"]),
            row(13, ["H02.20C", "2018", "H02.201, H02.202, H02.204 and H02.205"]),
        ])
    }

    #[test]
    fn a_bare_year_is_its_first_of_october_and_dates_stand_as_they_are() {
        let dates: Vec<_> = table().value.iter().map(|r| r.effective.to_string()).collect();
        assert_eq!(dates[0], "2017-10-01");
        assert_eq!(dates[2], "2021-01-01");
        assert_eq!(dates[5], "2020-04-01");
        assert_eq!(date("45017").map(|d| d.to_string()).as_deref(), Some("2023-04-01"));
        assert_eq!(date("2021-04-01T00:00:00").map(|d| d.to_string()).as_deref(), Some("2021-04-01"));
    }

    #[test]
    fn previous_codes_are_lists_and_ranges() {
        let table = table();
        let counts: Vec<_> = table.value.iter().map(|r| (r.row, r.previous.len(), r.together)).collect();
        assert_eq!(
            counts,
            [
                (3, 1, false),
                (4, 1, false),
                (5, 2, true),
                (6, 2, false),
                (7, 1, false),
                (8, 0, false),
                (9, 2, true),
                (12, 0, false),
                (13, 4, false),
            ]
        );
        assert_eq!(table.problems.len(), 2, "{:?}", table.problems);
    }

    #[test]
    fn a_code_that_was_split_has_all_its_successors() {
        let table = table().value;
        let next = |text: &str| successors(&table, &Code::cm(text).unwrap()).len();
        assert_eq!((next("A04.7"), next("H02.103"), next("T17.2"), next("E11.9")), (2, 1, 1, 0));
    }

    #[test]
    fn the_official_tables_are_read_whole() {
        for (file, count) in [
            ("icd10cm/2025/icd-10-cm-conversion-table-FY2025.xlsx", 5_405),
            ("icd10cm/2026/ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx", 5_892),
        ] {
            let Some(bytes) = shared_files::bytes(file) else { return };
            let read = read(&bytes);
            assert_eq!(read.problems, [], "{file}");
            assert_eq!(read.value.len(), count, "{file}");
            let none = read.value.iter().filter(|r| r.previous.is_empty()).count();
            assert!(read.value.iter().all(|r| !r.previous.is_empty() || r.printed == "None"));
            assert_eq!(none, 125);
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_the_reader_panic(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            new in ".{0,9}", effective in ".{0,12}", previous in ".{0,40}",
        ) {
            let _ = read(&bytes);
            let _ = from_rows(&[row(1, ["Current code", "", ""]), row(2, [&new, &effective, &previous])]);
        }
    }
}
