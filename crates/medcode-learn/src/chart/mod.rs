//! A practice chart: a note with the codes that a coder reports, and why.

mod block;
mod codes;
mod read;

use crate::Cite;
use medcode::eval::Labelled;
use medcode_model::Code;
pub use read::read_chart;

/// One code of a chart, beside what [`Labelled`] has of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartCode {
    /// Why it is reported.
    pub why: String,
    /// What that rests on.
    pub cites: Vec<Cite>,
    /// The line it stands on.
    pub line: usize,
}

/// The working of the level of a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Number and complexity of problems.
    pub problems: String,
    /// Data reviewed.
    pub data: String,
    /// Risk.
    pub risk: String,
    /// The number that follows.
    pub code: String,
    /// The line of the block.
    pub line: usize,
}

/// Units or modifiers that a careless reader would put beside a right code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The code.
    pub code: Code,
    /// The wrong units.
    pub units: Option<u32>,
    /// The wrong modifiers.
    pub modifiers: Vec<String>,
    /// Why they are wrong.
    pub why: String,
    /// The line.
    pub line: usize,
}

/// A practice chart.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its name: folder and file without the ending.
    pub id: String,
    /// Its file.
    pub file: String,
    /// What it is about.
    pub title: String,
    /// 1 easy, 3 hard.
    pub level: u8,
    /// The specialty.
    pub specialty: String,
    /// `new` or `established`.
    pub patient: String,
    /// The note, its codes and traps.
    pub labelled: Labelled,
    /// Why of each code, in the order of `labelled.gold`.
    pub codes: Vec<ChartCode>,
    /// The lines of the traps, in their order.
    pub trap_lines: Vec<usize>,
    /// What is easily put wrong beside a right code.
    pub slips: Vec<Slip>,
    /// The working of the visit's level.
    pub visit: Option<Level>,
    /// From where to look to the guideline.
    pub hints: Vec<String>,
}

/// Whether a text has the shape of a modifier.
pub(crate) fn is_modifier(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}
