//! How is one row of a fee schedule read?

use super::columns::{Columns, Field};
use crate::sources::cms::number;
use crate::sources::grid::GridRow;
use medcode_kb::tables::pfs::{FACILITY_NA, NON_FACILITY_NA, NOT_USED, PfsRow};
use medcode_model::{Code, Problem};

/// Reads a row; none, with a problem, where it has no code.
pub(super) fn read(line: &GridRow, columns: &Columns, problems: &mut Vec<Problem>) -> Option<PfsRow> {
    let own = line.cell(columns.code);
    let Some(code) = number::code(own, line.position, problems) else {
        if !line.is_blank() {
            let message = "this row does not begin with a code; passed over";
            problems.push(Problem::warning(line.position, message));
        }
        return None;
    };
    let mut reader = Reader { line, columns, problems };
    let rvu = [Field::Work, Field::NonFacilityExpense, Field::FacilityExpense, Field::Malpractice];
    let parts = [Field::Before, Field::During, Field::After];
    Some(PfsRow {
        code,
        modifier: reader.modifier(),
        status: reader.letter(Field::Status),
        global: reader.padded(Field::Global),
        pc_tc: reader.letter(Field::PcTc),
        multiple: reader.letter(Field::Multiple),
        bilateral: reader.letter(Field::Bilateral),
        assistant: reader.letter(Field::Assistant),
        co_surgeon: reader.letter(Field::CoSurgeon),
        team: reader.letter(Field::Team),
        supervision: reader.padded(Field::Supervision),
        imaging: reader.padded(Field::Imaging),
        endoscopic_base: reader.base(),
        flags: reader.flags(),
        parts: parts.map(|f| u8::try_from(reader.figure(f, 2)).unwrap_or(u8::MAX)),
        rvu: rvu.map(|f| reader.figure(f, 2).into()),
        factor: reader.figure(Field::Factor, 4).into(),
    })
}

struct Reader<'a> {
    line: &'a GridRow,
    columns: &'a Columns,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn text(&self, field: Field) -> &str {
        self.columns.of(field).map_or("", |column| self.line.cell(column))
    }

    fn warn(&mut self, message: String) {
        self.problems.push(Problem::warning(self.line.position, message));
    }

    fn modifier(&mut self) -> [u8; 2] {
        let text = self.line.cell(self.columns.modifier).to_ascii_uppercase();
        match text.as_bytes() {
            [] => [0; 2],
            &[a, b] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => [a, b],
            _ => {
                self.warn(format!("`{}` is no modifier; the row was read without it", shown(&text)));
                [0; 2]
            }
        }
    }

    /// An indicator of one character; blank where there is none.
    fn letter(&mut self, field: Field) -> u8 {
        match self.text(field).as_bytes() {
            [] => b' ',
            &[one] if one.is_ascii_graphic() => one.to_ascii_uppercase(),
            _ => {
                let text = shown(self.text(field));
                self.warn(format!("`{text}` is no indicator ({field:?}); left blank"));
                b' '
            }
        }
    }

    /// An indicator of several characters; figures are filled up with the zeros that a
    /// spreadsheet drops (`10` for `010`).
    fn padded<const N: usize>(&mut self, field: Field) -> [u8; N] {
        let text = self.text(field).to_ascii_uppercase();
        let fill = if text.bytes().all(|b| b.is_ascii_digit()) { b'0' } else { b' ' };
        let good = text.len() <= N && text.bytes().all(|b| b.is_ascii_alphanumeric());
        let mut out = [b' '; N];
        if text.is_empty() {
            return out;
        }
        if !good {
            self.warn(format!("`{}` is no indicator ({field:?}); left blank", shown(&text)));
            return out;
        }
        out.fill(fill);
        let at = if fill == b'0' { N - text.len() } else { 0 };
        out[at..at + text.len()].copy_from_slice(text.as_bytes());
        out
    }

    fn base(&mut self) -> [u8; 5] {
        let text = self.text(Field::EndoscopicBase).to_owned();
        if text.is_empty() {
            return [0; 5];
        }
        let found = Code::procedure(&text).and_then(|c| c.number());
        if found.is_none() {
            self.warn(format!("`{}` is no code of a base endoscopy; left blank", shown(&text)));
        }
        found.unwrap_or_default()
    }

    fn flags(&self) -> u8 {
        let na = |field| self.text(field).eq_ignore_ascii_case("na");
        let flag = |yes: bool, flag: u8| if yes { flag } else { 0 };
        flag(na(Field::NonFacilityNa), NON_FACILITY_NA)
            | flag(na(Field::FacilityNa), FACILITY_NA)
            | flag(self.text(Field::NotUsed) == "+", NOT_USED)
    }

    /// A figure in units of `10^-places`; zero, with a problem, where it is none.
    fn figure(&mut self, field: Field, places: u32) -> u32 {
        number::decimal(self.text(field), places).unwrap_or_else(|| {
            let text = shown(self.text(field));
            self.warn(format!("`{text}` is no figure ({field:?}); read as 0"));
            0
        })
    }
}

/// The beginning of a cell, for a message.
fn shown(text: &str) -> String {
    text.chars().take(24).collect()
}
