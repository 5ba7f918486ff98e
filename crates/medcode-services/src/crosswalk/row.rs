//! One row of the crosswalk.

use super::when::{self, Condition};
use super::words::Words;
use medcode_model::{Code, CodeSystem, Date};

/// What a note must say before a service of this row is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bill {
    /// It was done at this visit.
    Done,
    /// The practice's staff did it with what the practice owns; in a hospital, the hospital's.
    Staff,
    /// It was done here and not sent out, or was read here: a laboratory test, an image.
    Own,
    /// It was done at this visit, and the note tells of it as of what was done: a procedure.
    Act,
    /// The provider read it, and says so.
    Read,
    /// It takes talk or data only: by telehealth as well.
    Remote,
    /// Another step of the desk decides; the row gives number and label only.
    Rule,
}

/// A service, the number it is billed by, and what chooses that number.
#[derive(Clone, Debug)]
pub struct Row {
    /// The CPT number or HCPCS code.
    pub code: Code,
    /// The service in our own words.
    pub label: &'static str,
    /// Its family: rows among which conditions choose.
    pub family: &'static str,
    /// What must hold for this number.
    pub(crate) when: Vec<Condition>,
    /// Stands where the note does not say what would choose.
    pub(crate) default: bool,
    /// Included in any other number of its family that is reported.
    pub(crate) base: bool,
    /// Done in the course of the family's base: a technique of an endoscopy.
    pub(crate) within: bool,
    /// Numbers that this one includes.
    pub(crate) over: Vec<&'static str>,
    /// What must have happened.
    pub bill: Bill,
    /// First day of the number, where known.
    pub from: Option<Date>,
    /// Last day, where it was retired.
    pub to: Option<Date>,
    /// The publisher's files that prove the number exists.
    pub proof: &'static str,
    /// The public page its meaning was read from, or `unverified`.
    pub meaning: &'static str,
}

impl Row {
    /// Whether the meaning was checked against a public page.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.meaning != "unverified"
    }

    /// Whether the service is a test or an image: made here, or read.
    #[must_use]
    pub const fn is_test(&self) -> bool {
        matches!(self.bill, Bill::Own | Bill::Read)
    }

    /// Whether the number is in force on a day, as far as the row knows.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A row and its cell of terms.
pub(super) struct Read {
    pub(super) row: Row,
    pub(super) terms: &'static str,
}

/// The label of a line, if it is this number's and holds on the day.
pub(super) fn label(line: &'static str, number: &str, on: Date) -> Option<&'static str> {
    let rest = line.strip_prefix(number)?.strip_prefix('\t')?;
    let cells: Vec<&'static str> = rest.split('\t').map(str::trim).collect();
    let &[_, label, _, _, _, from, to, ..] = cells.as_slice() else { return None };
    let (from, to) = (day(from).ok()?, day(to).ok()?);
    (from.is_none_or(|f| f <= on) && to.is_none_or(|t| on <= t)).then_some(label)
}

/// Reads a line: number, family, label, terms, when, bill, from, to, proof, meaning.
pub(super) fn read(line: &'static str, words: &mut Words) -> Result<Read, String> {
    let cells: Vec<&'static str> = line.split('\t').map(str::trim).collect();
    let &[number, family, label, terms, when, bill, from, to, proof, meaning] = cells.as_slice() else {
        return Err(format!("{} cells instead of 10", cells.len()));
    };
    let level_two = number.starts_with(|c: char| c.is_ascii_alphabetic());
    let system = if level_two { CodeSystem::Hcpcs } else { CodeSystem::Cpt };
    let code = Code::new(system, number).map_err(|e| e.to_string())?;
    if code.len() != 5 || label.is_empty() || family.is_empty() || meaning.is_empty() {
        return Err("number, family, label and meaning must be given".into());
    }
    let bill = match bill {
        "done" => Bill::Done,
        "staff" => Bill::Staff,
        "own" => Bill::Own,
        "act" => Bill::Act,
        "read" => Bill::Read,
        "remote" => Bill::Remote,
        "rule" => Bill::Rule,
        other => return Err(format!("`{other}` is none of done, staff, own, act, read, remote, rule")),
    };
    let cell = when::read(when, words)?;
    let row = Row {
        code,
        label,
        family,
        when: cell.when,
        default: cell.default,
        base: cell.base,
        within: cell.within,
        over: cell.over,
        bill,
        from: day(from)?,
        to: day(to)?,
        proof,
        meaning,
    };
    Ok(Read { row, terms })
}

fn day(cell: &str) -> Result<Option<Date>, String> {
    match cell {
        "" | "-" => Ok(None),
        text => text.parse().map(Some).map_err(|_| format!("`{text}` is no date")),
    }
}
