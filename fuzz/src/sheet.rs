//! Workbooks around fuzzed cells: mutating a zip as such hardly ever gets past its checksums.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="b"/></sheets></workbook>"#;
const PARTS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook with one sheet of this XML.
pub(crate) fn workbook(sheet: &[u8]) -> Vec<u8> {
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(name, stored).and_then(|()| Ok(zip.write_all(bytes)?)).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// The XML of a sheet: a line is a row, tabs part its cells.
pub(crate) fn of_cells(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut xml = String::from("<worksheet><sheetData>");
    for (row, line) in (1..).zip(text.lines()) {
        let _ = write!(xml, "<row r=\"{row}\">");
        for (column, cell) in line.split('\t').take(26 * 27).enumerate() {
            let _ = write!(xml, "<c r=\"{}{row}\" t=\"inlineStr\"><is><t>", letters(column));
            xml.extend(cell.chars().map(|c| if c < ' ' || "<>&".contains(c) { '?' } else { c }));
            xml.push_str("</t></is></c>");
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData></worksheet>");
    xml.into_bytes()
}

/// The name of a column: A to Z, AA to ZZ.
fn letters(column: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    match column / 26 {
        0 => letter(column).to_string(),
        n => format!("{}{}", letter(n - 1), letter(column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_reach_the_reader() {
        let book = workbook(&of_cells(b"a\tb<\n\nc"));
        let rows = medcode_release::input::xlsx_rows(&book, 10).unwrap();
        let cells: Vec<(u32, Vec<&str>)> = rows
            .iter()
            .map(|(row, cells)| (*row, cells.values().map(String::as_str).collect()))
            .collect();
        assert_eq!(cells, [(1, vec!["a", "b?"]), (3, vec!["c"])]);
    }
}
