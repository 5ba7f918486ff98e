//! Which codes does an order file list, headers included, which are billable, and how are
//! they titled? ICD-10-CM and ICD-10-PCS order files share one layout: order number in
//! columns 1-5, code 7-13, billable flag 15, short title 17-76, long title from 78.

use crate::sources::text;
use medcode_model::{Code, CodeSystem, Position, Problem, Read};
use std::borrow::Cow;
use std::ops::Range;

/// One line of an order file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow<'a> {
    /// The code.
    pub code: Code,
    /// The order number.
    pub order: u32,
    /// Valid for billing; the others are headers.
    pub billable: bool,
    /// The abbreviated title.
    pub short: Cow<'a, str>,
    /// The full title.
    pub long: Cow<'a, str>,
    /// The line, from 1.
    pub line: u32,
}

/// Problems told one by one; a file of another kind would else give one a line.
const MAX_PROBLEMS: usize = 1000;

const ORDER: Range<usize> = 0..5;
const CODE: Range<usize> = 6..13;
const FLAG: usize = 14;
const SHORT_AT: usize = 16;
const LONG: usize = 77;

/// Reads an order file of a system. Rows borrow from the bytes.
#[must_use]
pub fn read(system: CodeSystem, bytes: &[u8]) -> Read<Vec<OrderRow<'_>>> {
    let mut out = Read::clean(Vec::with_capacity(bytes.len() / 140));
    for (line, at, row) in lines(bytes) {
        match order_row(system, row, line) {
            Ok(row) => out.value.push(row),
            Err(why) => complain(&mut out.problems, line, at, why),
        }
    }
    check(&mut out, |row| (row.code, row.line));
    out
}

/// The system of an order file that begins so; none for any other kind of file, the addenda
/// of the order file among them, whose lines begin with a word (`Add:`).
#[must_use]
pub fn looks_like(head: &[u8]) -> Option<CodeSystem> {
    let codes: Option<Vec<Code>> = whole_lines(head).map(order_code).collect();
    system_of(&codes?)
}

fn order_code(row: &[u8]) -> Option<Code> {
    let code = std::str::from_utf8(row.get(CODE)?).ok()?;
    let spaced = row.len() > LONG && [5, 13, 15].iter().all(|&at| row[at] == b' ');
    let numbered =
        spaced && row[ORDER].iter().all(u8::is_ascii_digit) && matches!(row[FLAG], b'0' | b'1');
    Code::new(CodeSystem::Icd10Pcs, code).ok().filter(|code| numbered && code.len() >= 3)
}

/// Which system codes belong to, by their shapes. ICD-10-PCS lists tables of three characters
/// and codes of seven; ICD-10-CM codes begin with a letter and a digit and have any length
/// from three.
pub(super) fn system_of(codes: &[Code]) -> Option<CodeSystem> {
    let of_cm = |code: &Code| {
        let chars = code.bytes();
        chars[0].is_ascii_uppercase() && chars[1].is_ascii_digit()
    };
    let of_pcs = |code: &Code| matches!(code.len(), 3 | 7) && !code.compact().contains(['I', 'O']);
    let cm_only = codes.iter().any(|code| !of_pcs(code));
    let pcs_only = codes.iter().any(|code| !of_cm(code));
    match (codes.is_empty(), cm_only, pcs_only) {
        (false, _, false) => Some(CodeSystem::Icd10Cm),
        (false, false, true) => Some(CodeSystem::Icd10Pcs),
        _ => None,
    }
}

/// The whole lines at the start of a file that hold anything, up to twenty.
pub(super) fn whole_lines(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let end = head.iter().rposition(|&b| b == b'\n').unwrap_or(head.len());
    lines(&head[..end]).map(|(_, _, row)| row).take(20)
}

/// Lines that hold anything, with their number and first byte; no line end kept.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = (u32, usize, &[u8])> {
    let whole = bytes.len();
    let bytes = text::without_mark(bytes);
    let mut at = whole - bytes.len();
    let numbered = bytes.split(|&b| b == b'\n').zip(1u32..).map(move |(line, number)| {
        let start = at;
        at += line.len() + 1;
        // Ctrl-Z ends some files made on DOS.
        (number, start, line.trim_ascii_end().strip_suffix(b"\x1a").unwrap_or(line.trim_ascii_end()))
    });
    numbered.filter(|(_, _, line)| !line.is_empty())
}

fn order_row(system: CodeSystem, row: &[u8], line: u32) -> Result<OrderRow<'_>, String> {
    if row.len() <= SHORT_AT {
        return Err("the line ends before the short title; it was left out".into());
    }
    let code = code(system, &row[CODE])?;
    let billable = match row[FLAG] {
        b'0' => false,
        b'1' => true,
        _ => return Err(format!("{code}: the billable flag is neither 0 nor 1; the line was left out")),
    };
    let order = text::decode(&row[ORDER]).0.trim().parse().unwrap_or(0);
    let long_at = column(row, LONG);
    let short = title(&row[SHORT_AT..long_at]);
    let long = title(&row[long_at..]);
    let long = if long.is_empty() { short.clone() } else { long };
    if long.is_empty() {
        return Err(format!("{code} has no title; the line was left out"));
    }
    Ok(OrderRow { code, order, billable, short, long, line })
}

/// Where a column begins. Publishers count characters; in the usual ASCII, and in
/// Windows-1252, these are bytes, in UTF-8 they are not.
fn column(row: &[u8], column: usize) -> usize {
    let at = match std::str::from_utf8(row) {
        Ok(text) if !text.is_ascii() => text.char_indices().nth(column).map(|(at, _)| at),
        _ => Some(column),
    };
    at.unwrap_or(row.len()).clamp(SHORT_AT, row.len())
}

/// The code of a field.
pub(super) fn code(system: CodeSystem, field: &[u8]) -> Result<Code, String> {
    let code =
        Code::new(system, &text::decode(field).0).map_err(|error| format!("left out: {error}"))?;
    if code.len() < 3 {
        return Err(format!("`{code}` is too short for a code; the line was left out"));
    }
    Ok(code)
}

/// A title without the spaces that fill its column.
pub(super) fn title(field: &[u8]) -> Cow<'_, str> {
    text::decode(field.trim_ascii()).0
}

/// Adds a problem of a line, up to a bound.
pub(super) fn complain(problems: &mut Vec<Problem>, line: u32, at: usize, why: String) {
    match problems.len() {
        n if n < MAX_PROBLEMS => problems.push(Problem::warning(Position::line(line, at as u64), why)),
        MAX_PROBLEMS => problems.push(Problem::warning(
            Position::line(line, at as u64),
            "too many problems; those of later lines are not told",
        )),
        _ => {}
    }
}

/// Checks that there is a code and that none stands twice.
pub(super) fn check<T>(out: &mut Read<Vec<T>>, key: impl Fn(&T) -> (Code, u32)) {
    if out.value.is_empty() {
        out.problems.push(Problem::error(Position::default(), "the file lists no code"));
    }
    let mut keys: Vec<(Code, u32)> = out.value.iter().map(key).collect();
    keys.sort_unstable();
    for pair in keys.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let message = format!("{} is listed a second time", pair[1].0);
        complain(&mut out.problems, pair[1].1, 0, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::shared_files;

    const CM: &str = "00001 A00     0 Water sickness                                               Water sickness\r\n\
                      00002 A000    1 Water sickn from one germ                                    Water sickness from one germ\r\n";

    #[test]
    fn columns_are_read_as_laid_out() {
        let Read { value, problems } = read(CodeSystem::Icd10Cm, CM.as_bytes());
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(
            (value[0].code.to_string().as_str(), value[0].billable, value[0].order),
            ("A00", false, 1)
        );
        assert_eq!(
            (&*value[1].short, &*value[1].long),
            ("Water sickn from one germ", "Water sickness from one germ")
        );
        assert_eq!((value[1].billable, value[1].line), (true, 2));
    }

    #[test]
    fn bare_line_feeds_long_lines_and_other_encodings_are_read() {
        let long = "very ".repeat(120);
        let utf8 = format!("00003 H8101   1 {:<60} Ménière {long}\n\n", "Ménière short");
        let windows: Vec<u8> = utf8.chars().map(|c| c as u8).collect();
        for bytes in [utf8.as_bytes(), windows.as_slice()] {
            let Read { value, problems } = read(CodeSystem::Icd10Cm, bytes);
            assert!(problems.is_empty(), "{problems:?}");
            assert_eq!(&*value[0].short, "Ménière short");
            assert_eq!(&*value[0].long, format!("Ménière {}", long.trim()));
        }
    }

    #[test]
    fn lines_without_all_columns_are_told_or_mended() {
        let text = "00001 A00\n00002 A000    1 Only short\n00003 A001    x No flag\nno order file at all, this line\n";
        let Read { value, problems } = read(CodeSystem::Icd10Cm, text.as_bytes());
        assert_eq!(value.len(), 1);
        assert_eq!((&*value[0].long, value[0].line), ("Only short", 2));
        assert_eq!(problems.iter().map(|p| p.position.line).collect::<Vec<_>>(), [1, 3, 4]);
        assert!(read(CodeSystem::Icd10Cm, b"").failed());
    }

    #[test]
    fn the_system_is_told_by_the_shapes_of_the_codes_and_addenda_are_another_kind() {
        assert_eq!(looks_like(CM.as_bytes()), Some(CodeSystem::Icd10Cm));
        let pcs = CM.replace("A00 ", "0JH ").replace("A000   ", "0JH60AZ");
        assert_eq!(looks_like(pcs.as_bytes()), Some(CodeSystem::Icd10Pcs));
        let addenda = "Add:         1 A000    Water sickn from one germ                                    Water\n";
        assert_eq!(looks_like(addenda.as_bytes()), None);
        assert_eq!(looks_like(b""), None);
    }

    #[test]
    fn official_order_files_are_read_whole() {
        for (zip, name, system, rows, billable) in [
            (
                "icd10cm/2026/icd10cm-Code Descriptions-2026.zip",
                "icd10cm-order-2026.txt",
                CodeSystem::Icd10Cm,
                98_186,
                74_719,
            ),
            (
                "icd10pcs/2026/cms_2026_pr.zip",
                "icd10pcs_order_2026.txt",
                CodeSystem::Icd10Pcs,
                80_029,
                79_115,
            ),
        ] {
            let Some(bytes) = shared_files::zipped(zip, name) else { continue };
            assert_eq!(looks_like(&bytes[..4096]), Some(system), "{name}");
            let Read { value, problems } = read(system, &bytes);
            assert!(problems.is_empty(), "{name}: {problems:?}");
            assert_eq!(
                (value.len(), value.iter().filter(|row| row.billable).count()),
                (rows, billable),
                "{name}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(0u8.., 0..300)) {
            let _ = read(CodeSystem::Icd10Cm, &bytes);
            let _ = looks_like(&bytes);
        }
    }
}
