//! What do the long, medium and short descriptor files say of each code?

use super::Descriptor;
use super::lines::{Line, Lines};
use medcode_model::{Code, CodeSystem, Problem, Read};
use std::collections::BTreeMap;

/// Which of the three descriptors a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Long descriptors, as many characters as it takes.
    Long,
    /// Medium descriptors, up to 48 characters.
    Medium,
    /// Short descriptors, up to 28 characters.
    Short,
}

impl Width {
    /// The most characters of a descriptor.
    const fn most(self) -> Option<usize> {
        match self {
            Self::Long => None,
            Self::Medium => Some(48),
            Self::Short => Some(28),
        }
    }
}

/// The last column of a record of the long descriptors in fixed columns.
const RECORD: usize = 80;

/// A line with a code.
enum Record<'a> {
    /// The code and its descriptor, and the column that begins at.
    Whole(Code, &'a str, usize),
    /// A record of a descriptor that goes over several: its number, from 1, and its part.
    Part(Code, u8, &'a str),
}

/// Reads a file of descriptors, tab-separated or in fixed columns.
#[must_use]
pub fn read_standard(width: Width, bytes: &[u8]) -> Read<Vec<Descriptor>> {
    let lines = Lines::of(bytes);
    let mut reader = Reader { width, ..Reader::default() };
    for line in lines.iter() {
        reader.take(&line);
    }
    let Reader { found, problems, .. } = reader;
    let value: Vec<Descriptor> =
        found.into_iter().map(|(code, (_, text))| Descriptor { code, text }).collect();
    let problems = lines.finish(problems, value.is_empty(), "a CPT code and a descriptor");
    Read { value, problems }
}

/// The form that the first lines show: long or, by how wide the descriptors are, medium or
/// short. None where no line is a record.
pub(crate) fn form(head: &str) -> Option<Width> {
    let lines = Lines::of(head.as_bytes());
    let mut widest = 0;
    // The last line of a head may be cut.
    let whole = head.rfind('\n').map_or(0, |_| lines.iter().count().saturating_sub(1));
    for line in lines.iter().take(whole) {
        match record(&line) {
            Some(Record::Part(..)) => return Some(Width::Long),
            Some(Record::Whole(_, text, _)) if line.text.contains('\t') && !text.is_empty() => {
                return Some(Width::Long);
            }
            Some(Record::Whole(_, text, _)) => widest = widest.max(text.chars().count()),
            None => {}
        }
    }
    match widest {
        0 => None,
        1..=28 => Some(Width::Short),
        29..=100 => Some(Width::Medium),
        _ => None,
    }
}

/// Reads a line as a record; none where it is part of the notice, or blank.
fn record<'a>(line: &'a Line<'a>) -> Option<Record<'a>> {
    let head = line.text.get(..5)?;
    let code = Code::procedure(head).filter(|c| c.system() == CodeSystem::Cpt)?;
    let rest = &line.text[5..];
    if let Some(text) = rest.strip_prefix('\t') {
        return Some(Record::Whole(code, text.trim(), 7));
    }
    let b = rest.as_bytes();
    if b.len() > 2 && b[0].is_ascii_digit() && b[1].is_ascii_digit() && b[2] == b' ' {
        let sequence = (b[0] - b'0') * 10 + (b[1] - b'0');
        return Some(Record::Part(code, sequence, line.columns(9, RECORD).trim_end()));
    }
    let blank = rest.is_empty() || rest.starts_with(' ');
    blank.then(|| Record::Whole(code, rest.trim(), 7))
}

struct Reader {
    width: Width,
    /// Each code with the number of its last record and its descriptor so far.
    found: BTreeMap<Code, (u8, String)>,
    problems: Vec<Problem>,
}

impl Default for Reader {
    fn default() -> Self {
        Self { width: Width::Long, found: BTreeMap::new(), problems: Vec::new() }
    }
}

impl Reader {
    fn warn(&mut self, line: &Line<'_>, column: usize, message: String) {
        self.problems.push(Problem::warning(line.at(column), message));
    }

    fn take(&mut self, line: &Line<'_>) {
        match record(line) {
            Some(Record::Whole(code, text, column)) => self.whole(line, code, text, column),
            Some(Record::Part(code, sequence, part)) => self.part(line, code, sequence, part),
            // What stands before the first code is the notice.
            None if self.found.is_empty() || line.text.trim().is_empty() => {}
            None => self.warn(line, 1, "this line does not begin with a CPT code; passed over".into()),
        }
    }

    fn whole(&mut self, line: &Line<'_>, code: Code, text: &str, column: usize) {
        if text.is_empty() {
            return self.warn(line, column, format!("{code} has no descriptor; passed over"));
        }
        if self.found.contains_key(&code) {
            return self.warn(line, 1, format!("{code} is listed twice; the first descriptor was kept"));
        }
        if let Some(most) = self.width.most().filter(|most| text.chars().count() > *most) {
            let message =
                format!("the descriptor of {code} is longer than {most} characters; kept whole");
            self.warn(line, column + most, message);
        }
        self.found.insert(code, (0, text.to_owned()));
    }

    fn part(&mut self, line: &Line<'_>, code: Code, sequence: u8, part: &str) {
        if part.trim().is_empty() {
            return self.warn(line, 9, format!("record {sequence:02} of {code} is blank; passed over"));
        }
        if line.text.chars().nth(RECORD).is_some() {
            let message = format!("the record is longer than {RECORD} columns; the rest was not read");
            self.warn(line, RECORD + 1, message);
        }
        let last = self.found.get(&code).map_or(0, |(last, _)| *last);
        if sequence != last + 1 {
            let message = if sequence <= last {
                format!("record {sequence:02} of {code} comes twice; passed over")
            } else {
                format!("record {:02} of {code} is missing; its descriptor has a gap", last + 1)
            };
            self.warn(line, 6, message);
            if sequence <= last {
                return;
            }
        }
        let (last, text) = self.found.entry(code).or_default();
        *last = sequence;
        // Parts are joined by one blank: the layout does not say that words are cut.
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(part.trim_start());
    }
}
