//! Which codes are billable, and what are their titles? The codes file of ICD-10-CM or
//! ICD-10-PCS: the code in columns 1-7, the title from column 9, billable codes only.

use super::icd10cm_order::{check, code, complain, lines, system_of, title, whole_lines};
use medcode_model::{Code, CodeSystem, Read};
use std::borrow::Cow;

/// One line of a codes file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeRow<'a> {
    /// The code.
    pub code: Code,
    /// Its full title.
    pub title: Cow<'a, str>,
    /// The line, from 1.
    pub line: u32,
}

/// Reads a codes file of a system. Rows borrow from the bytes.
#[must_use]
pub fn read(system: CodeSystem, bytes: &[u8]) -> Read<Vec<CodeRow<'_>>> {
    let mut out = Read::clean(Vec::with_capacity(bytes.len() / 80));
    for (line, at, row) in lines(bytes) {
        match code_row(system, row, line) {
            Ok(row) => out.value.push(row),
            Err(why) => complain(&mut out.problems, line, at, why),
        }
    }
    check(&mut out, |row| (row.code, row.line));
    out
}

/// The system of a codes file that begins so; none for any other kind of file.
#[must_use]
pub fn looks_like(head: &[u8]) -> Option<CodeSystem> {
    let codes: Option<Vec<Code>> = whole_lines(head).map(padded_code).collect();
    system_of(&codes?)
}

/// The code of a line laid out exactly so; recognising a file calls for more care than
/// reading one.
fn padded_code(row: &[u8]) -> Option<Code> {
    let (field, rest) = row.split_at_checked(7)?;
    let titled = rest.first() == Some(&b' ') && rest.get(1).is_some_and(|b| !b.is_ascii_whitespace());
    let code = std::str::from_utf8(field.trim_ascii_end()).ok().filter(|_| titled)?;
    let upper = code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    let coded =
        code.len() >= 3 && code.bytes().skip(1).take(1).all(|b| b.is_ascii_digit() || code.len() == 7);
    Code::new(CodeSystem::Icd10Pcs, code)
        .ok()
        .filter(|_| upper && coded && code.bytes().any(|b| b.is_ascii_digit()))
}

fn code_row(system: CodeSystem, row: &[u8], line: u32) -> Result<CodeRow<'_>, String> {
    let end = row.iter().position(u8::is_ascii_whitespace).unwrap_or(row.len());
    let code = code(system, &row[..end])?;
    let title = title(&row[end..]);
    if title.is_empty() {
        return Err(format!("{code} has no title; the line was left out"));
    }
    Ok(CodeRow { code, title, line })
}

#[cfg(test)]
mod tests {
    use super::super::icd10cm_order;
    use super::*;
    use crate::sources::shared_files;

    #[test]
    fn lines_are_read_as_laid_out() {
        let text = "A000    Water sickness from one germ\r\nS7200XA Hip, initial encounter\n\n\u{1a}";
        let Read { value, problems } = read(CodeSystem::Icd10Cm, text.as_bytes());
        assert!(problems.is_empty(), "{problems:?}");
        let rows: Vec<_> = value.iter().map(|r| (r.code.to_string(), &*r.title, r.line)).collect();
        assert_eq!(
            rows,
            [
                ("A00.0".into(), "Water sickness from one germ", 1),
                ("S72.00XA".into(), "Hip, initial encounter", 2)
            ]
        );
    }

    #[test]
    fn it_is_not_taken_for_its_neighbours() {
        assert_eq!(
            looks_like(b"A000    Water sickness\r\nA001    Water\r\n"),
            Some(CodeSystem::Icd10Cm)
        );
        assert_eq!(looks_like(b"0016070 Bypass of one thing\r\n"), Some(CodeSystem::Icd10Pcs));
        for other in [
            "00001 A00     0 Water sickness                                               Water sickness\n",
            "Add:         A925    Some fever\n",
            "Order26\tPOAexemptCode\tDescription\n01238\tB90.0\tSequelae\n",
            "ICD-10-CM Official Guidelines\nFY 2026\n",
            "Section I Words\n",
        ] {
            assert_eq!(looks_like(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn the_official_codes_file_says_what_the_order_file_says() {
        let zip = "icd10cm/2026/icd10cm-Code Descriptions-2026.zip";
        let (Some(codes), Some(order)) = (
            shared_files::zipped(zip, "icd10cm-codes-2026.txt"),
            shared_files::zipped(zip, "icd10cm-order-2026.txt"),
        ) else {
            return;
        };
        assert_eq!(looks_like(&codes[..4096]), Some(CodeSystem::Icd10Cm));
        let codes = read(CodeSystem::Icd10Cm, &codes);
        let order = icd10cm_order::read(CodeSystem::Icd10Cm, &order);
        assert!(codes.problems.is_empty());
        let billable: Vec<_> =
            order.value.iter().filter(|r| r.billable).map(|r| (r.code, &*r.long)).collect();
        let listed: Vec<_> = codes.value.iter().map(|r| (r.code, &*r.title)).collect();
        assert!(billable == listed);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(0u8.., 0..200)) {
            let _ = read(CodeSystem::Icd10Pcs, &bytes);
            let _ = looks_like(&bytes);
        }
    }
}
