//! The tables of measures under `crosswalk/quality/`.

use crate::crosswalk::Words;
use medcode_model::{Code, CodeSystem, Sex};

/// Name and text of each table.
const ALL: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/quality_files.rs"));

/// What a note says of a measure: a number, or one of the words of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    Number(f32),
    Word(&'static str),
}

/// What the value of a code is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Wanted {
    /// At least, under; at most, over.
    Within {
        least: f32,
        under: f32,
        most: f32,
        over: f32,
    },
    Word(&'static str),
}

impl Wanted {
    pub(super) fn holds(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Within { least, under, most, over }, Value::Number(n)) => {
                n >= least && n < under && n <= most && n > over
            }
            (Self::Word(a), Value::Word(b)) => a == b,
            _ => false,
        }
    }
}

/// Whom a measure is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Who {
    pub(super) age: Option<f32>,
    pub(super) sex: Option<Sex>,
    /// Diagnoses, one of which must be reported, by their first characters.
    pub(super) any: Vec<&'static str>,
    /// Diagnoses of which none may be.
    pub(super) none: Vec<&'static str>,
}

/// A code and what it says.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) code: Code,
    pub(super) measure: &'static str,
    pub(super) value: Wanted,
    pub(super) who: Who,
    pub(super) label: &'static str,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) proof: &'static str,
    #[cfg_attr(not(test), allow(dead_code))]
    pub(crate) meaning: &'static str,
}

/// A sentence that answers a measure: classes that stand in it, classes that must not.
pub(super) struct Said {
    pub(super) measure: &'static str,
    pub(super) value: &'static str,
    pub(super) all: Vec<u16>,
    pub(super) none: Vec<u16>,
}

/// The measures, and the words that answer them.
pub(crate) struct Measures {
    rows: Vec<Row>,
    pub(super) said: Vec<Said>,
    pub(super) words: Words,
}

impl Measures {
    /// Reads the tables. A row that cannot be read is left out; a test names it.
    pub(crate) fn read() -> Self {
        let words = Words::of(text("words"));
        let rows = lines("measures").filter_map(|l| row(l).ok()).collect();
        let said = lines("said").filter_map(|l| said(l, &words).ok()).collect();
        Self { rows, said, words }
    }

    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }
}

fn text(name: &str) -> &'static str {
    ALL.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| text)
}

/// The rows of a table: `#` opens a comment, the first is the heading.
fn lines(name: &str) -> impl Iterator<Item = &'static str> {
    text(name).lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1)
}

fn row(line: &'static str) -> Result<Row, String> {
    let cells: Vec<&'static str> = line.split('\t').map(str::trim).collect();
    let &[number, measure, value, who, label, proof, meaning] = cells.as_slice() else {
        return Err(format!("{} cells instead of 7", cells.len()));
    };
    let level_two = number.starts_with(|c: char| c.is_ascii_alphabetic());
    let system = if level_two { CodeSystem::Hcpcs } else { CodeSystem::Cpt };
    let code = Code::new(system, number).map_err(|e| e.to_string())?;
    Ok(Row { code, measure, value: wanted(value)?, who: of(who)?, label, proof, meaning })
}

fn wanted(cell: &'static str) -> Result<Wanted, String> {
    if !cell.starts_with(['<', '>']) {
        return Ok(Wanted::Word(cell));
    }
    let (mut least, mut under, mut most, mut over) = (f32::MIN, f32::MAX, f32::MAX, f32::MIN);
    for part in cell.split(';') {
        let number: f32 = part
            .trim_start_matches(['<', '>', '='])
            .parse()
            .map_err(|_| format!("`{part}` is no comparison"))?;
        match &part[..part.len() - part.trim_start_matches(['<', '>', '=']).len()] {
            "<" => under = number,
            "<=" => most = number,
            ">" => over = number,
            ">=" => least = number,
            sign => return Err(format!("`{sign}` is no comparison")),
        }
    }
    Ok(Wanted::Within { least, under, most, over })
}

fn of(cell: &'static str) -> Result<Who, String> {
    let mut who = Who::default();
    for part in cell.split(';').filter(|p| *p != "-") {
        if let Some(age) = part.strip_prefix("age>=") {
            who.age = Some(age.parse().map_err(|_| format!("`{age}` is no age"))?);
        } else if let Some(codes) = part.strip_prefix("dx=") {
            who.any = codes.split('|').collect();
        } else if let Some(codes) = part.strip_prefix("not=") {
            who.none = codes.split('|').collect();
        } else if let Some(sex) = part.strip_prefix("sex=") {
            who.sex = Some(Sex::parse(sex).ok_or(format!("`{sex}` is no sex"))?);
        } else {
            return Err(format!("`{part}` is no condition"));
        }
    }
    Ok(who)
}

fn said(line: &'static str, words: &Words) -> Result<Said, String> {
    let cells: Vec<&'static str> = line.split('\t').map(str::trim).collect();
    let &[measure, value, classes] = cells.as_slice() else {
        return Err(format!("{} cells instead of 3", cells.len()));
    };
    let (mut all, mut none) = (Vec::new(), Vec::new());
    for class in classes.split('+') {
        let (name, list) = match class.strip_prefix('!') {
            Some(name) => (name, &mut none),
            None => (class, &mut all),
        };
        match words.get(&medcode_kb::text::normal::words(name).join(" ")) {
            0 => return Err(format!("`{name}` is no class of words")),
            number => list.push(number),
        }
    }
    Ok(Said { measure, value, all, none })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_a_measure_can_be_read() {
        for line in lines("measures") {
            assert!(row(line).is_ok(), "{:?}: {line}", row(line).err());
        }
        let words = Words::of(text("words"));
        for line in lines("said") {
            assert!(said(line, &words).is_ok(), "{:?}: {line}", said(line, &words).err());
        }
    }

    #[test]
    fn a_value_has_one_code_of_a_measure() {
        let all = Measures::read();
        for value in [0.0, 7.0, 8.0, 9.0, 9.1, 18.4, 25.0, 29.9, 30.0, 90.0, 100.0, 130.0, 300.0] {
            for measure in ["systolic", "diastolic", "a1c", "ldl", "uacr", "pain"] {
                let of = |r: &&Row| r.measure == measure && r.value.holds(&Value::Number(value));
                assert_eq!(all.rows().iter().filter(of).count(), 1, "{measure} {value}");
            }
        }
    }

    #[test]
    fn a_page_stands_behind_each_meaning_and_a_file_behind_each_number() {
        for row in Measures::read().rows() {
            assert!(row.meaning.contains('.') || row.meaning == "hcpcs-2026-01", "{}", row.code);
            assert!(matches!(row.proof, "pfs-2024" | "hcpcs-2026-01"), "{}", row.code);
        }
    }
}
