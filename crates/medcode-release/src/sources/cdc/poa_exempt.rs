//! Which diagnosis codes are exempt from present-on-admission reporting (OCG Appendix I)?

use crate::input::xlsx_rows;
use crate::sources::markup::{decode, tidy};
use medcode_model::{Code, Position, Problem, Read};

/// One exempt code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoaRow {
    /// The code.
    pub code: Code,
    /// Its long title.
    pub title: String,
    /// Line of the text file or row of the workbook.
    pub line: u32,
}

/// The list of one fiscal year.
#[derive(Clone, Debug, Default)]
pub struct PoaExempt {
    /// The fiscal year, from the heading of the first column (`OrdFY25`, `Order26`).
    pub fiscal_year: Option<u16>,
    /// The codes in the order of the list.
    pub codes: Vec<PoaRow>,
}

/// More rows than ICD-10-CM has codes.
const MAX_ROWS: usize = 200_000;

/// Which columns hold what.
struct Columns {
    code: usize,
    title: usize,
}

/// Reads the list, as tab-delimited text or workbook.
///
/// The list of additions that lies beside it has the same columns; only its name tells it
/// apart, so that is done where files are recognised.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<PoaExempt> {
    let mut out = Read::<PoaExempt>::default();
    let rows = match rows(bytes) {
        Ok((rows, problem)) => {
            out.problems.extend(problem);
            rows
        }
        Err(problem) => {
            out.problems.push(problem);
            return out;
        }
    };
    let mut rows = rows.into_iter();
    let Some((_, heads)) = rows.next() else {
        out.problems.push(Problem::error(Position::default(), "the list of POA-exempt codes is empty"));
        return out;
    };
    let columns = match columns(&heads) {
        Ok(columns) => columns,
        Err(message) => {
            out.problems.push(Problem::error(Position::line(1, 0), message));
            return out;
        }
    };
    out.value.fiscal_year = heads.first().and_then(|head| fiscal_year(head));
    for (line, cells) in rows {
        keep(line, &cells, &columns, &mut out);
    }
    out
}

/// The rows of either form, with their numbers.
#[allow(clippy::type_complexity)]
fn rows(bytes: &[u8]) -> Result<(Vec<(u32, Vec<String>)>, Option<Problem>), Problem> {
    if bytes.starts_with(b"PK\x03\x04") {
        let rows = xlsx_rows(bytes, MAX_ROWS)
            .map_err(|error| Problem::error(Position::default(), error.to_string()))?;
        let listed = rows.into_iter().map(|(row, cells)| {
            (row, (0..8).map(|column| cells.get(&column).cloned().unwrap_or_default()).collect())
        });
        return Ok((listed.collect(), None));
    }
    let (text, problem) = decode(bytes);
    let rows = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, number)| (number, line.split('\t').take(8).map(unquote).collect()))
        .take(MAX_ROWS)
        .collect();
    Ok((rows, problem))
}

/// A field without the quotation marks that the text file puts around commas.
fn unquote(field: &str) -> String {
    let field = field.trim();
    match field.strip_prefix('"').and_then(|f| f.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None => field.to_owned(),
    }
}

/// The columns of the list; refuses the lists of changes that lie beside it in the zip.
fn columns(heads: &[String]) -> Result<Columns, &'static str> {
    let at = |wanted: &str| heads.iter().position(|head| head.eq_ignore_ascii_case(wanted));
    let Some(code) = at("POAexemptCode") else {
        return Err("this is not the POA-exempt list: no column `POAexemptCode`");
    };
    if code == 0 || at("Action").is_some() {
        return Err("a list of changes, not the POA-exempt list: the full list holds their result");
    }
    Ok(Columns { code, title: at("Description").unwrap_or(code + 1) })
}

/// The year in `OrdFY25`, `Order26`, `OrderFY2026`.
fn fiscal_year(head: &str) -> Option<u16> {
    let digits = head.trim_start_matches(|c: char| !c.is_ascii_digit());
    match (digits.len(), digits.parse::<u16>().ok()?) {
        (2, year) => Some(2000 + year),
        (4, year @ 2000..=2099) => Some(year),
        _ => None,
    }
}

fn keep(line: u32, cells: &[String], columns: &Columns, out: &mut Read<PoaExempt>) {
    let printed = cells.get(columns.code).map_or("", String::as_str);
    match Code::cm(printed) {
        Ok(code) => {
            let title = cells.get(columns.title).map(|t| tidy(t)).unwrap_or_default();
            out.value.codes.push(PoaRow { code, title, line });
        }
        Err(error) => out.problems.push(Problem::warning(Position::line(line, 0), error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::shared_files;
    use proptest::prelude::*;

    const LIST: &str = "Order30\tPOAexemptCode\tDescription\r\n\
        00001\tB90.0\tWorn, old\r\n00002\tZ99.89\t\"Aid, with \"\"wheels\"\"\"\r\n\r\n00003\tnot it\tx\r\n";

    #[test]
    fn the_list_gives_codes_titles_and_its_year() {
        let read = read(LIST.as_bytes());
        assert_eq!(read.value.fiscal_year, Some(2030));
        let rows: Vec<_> =
            read.value.codes.iter().map(|r| (r.code.to_string(), &*r.title, r.line)).collect();
        assert_eq!(
            rows,
            [("B90.0".into(), "Worn, old", 2), ("Z99.89".into(), "Aid, with \"wheels\"", 3)]
        );
        assert_eq!(read.problems.len(), 1);
        assert_eq!(read.problems[0].position.line, 5);
    }

    #[test]
    fn the_lists_of_changes_are_refused() {
        let heads =
            ["Order30\tAction\tPOAexemptCode\tDescription\n", "POAexemptCode\tDescription\n", "", "x"];
        for text in heads {
            assert!(read(text.as_bytes()).failed(), "{text}");
        }
    }

    #[test]
    fn both_forms_of_the_official_lists_agree() {
        for (year, count) in [(2025u16, 38_154), (2026, 38_349)] {
            let short = year - 2000;
            let zip = format!("icd10cm/{year}/POAexemptCodesFY{short}.zip");
            let file = |ending: &str| {
                let name = format!("POAexemptCodesFY{short}.{ending}");
                shared_files::zipped(&zip, &name).map(|bytes| read(&bytes))
            };
            let (Some(text), Some(book)) = (file("txt"), file("xlsx")) else { return };
            assert_eq!((text.problems.len(), book.problems.len()), (0, 0));
            assert_eq!(text.value.fiscal_year, Some(year));
            assert_eq!(text.value.codes.len(), count, "the number stated in the publisher's ReadMe");
            assert_eq!(text.value.codes, book.value.codes);
            for part in ["Delete", "Revise"] {
                let name = format!("POAexempt{part}CodesFY{short}.txt");
                let bytes = shared_files::zipped(&zip, &name).unwrap();
                assert!(read(&bytes).failed(), "{name}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in 0usize..LIST.len()) {
            let _ = read(&bytes);
            let _ = read(&[&LIST.as_bytes()[..cut], &bytes[..]].concat());
        }
    }
}
