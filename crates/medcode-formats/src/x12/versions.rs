//! Is the version of a transaction one that is known?

use super::{Segment, Sink};
use medcode_model::{Position, Problem};

/// The guides of 5010 that are read. Their addenda (A1, A2, A3) differ in nothing that matters
/// here.
const KNOWN: [(&str, &str); 7] = [
    ("837", "005010X222"),
    ("837", "005010X223"),
    ("837", "005010X224"),
    ("835", "005010X221"),
    ("277", "005010X214"),
    ("999", "005010X231"),
    ("999", "005010"),
];

/// Watches versions go by: ST03, else GS08.
#[derive(Default)]
pub(super) struct Versions {
    group: Box<str>,
}

impl Versions {
    /// The version of a transaction that begins.
    pub(super) fn of<'a>(&'a self, segment: &Segment<'a>) -> &'a str {
        match segment.element(3) {
            "" => &self.group,
            said => said,
        }
    }

    /// Takes a segment; says once where a version is not known.
    pub(super) fn take(&mut self, segment: &Segment<'_>, sink: &mut dyn Sink) {
        match segment.name() {
            "GS" => self.group = segment.element(8).into(),
            "ST" => {
                let kind = segment.element(1);
                let position = Position { byte: segment.at(3).byte, ..Position::default() };
                if !KNOWN.iter().any(|(k, _)| *k == kind) {
                    let what =
                        if kind == "997" { "an older acknowledgement: read as 999" } else { "not read" };
                    sink.problem(Problem::note(position, format!("a transaction {kind} is {what}")));
                } else if !KNOWN.iter().any(|(k, v)| *k == kind && self.of(segment).starts_with(v)) {
                    let message =
                        "the version of the transaction is not one of 5010: read as well as it can be";
                    sink.problem(Problem::note(position, message));
                }
            }
            _ => {}
        }
    }
}
