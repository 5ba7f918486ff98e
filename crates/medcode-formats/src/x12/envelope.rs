//! Do the counts and numbers of the envelope agree: ISA and IEA, GS and GE, ST and SE?

use super::{Segment, Sink};
use medcode_model::{Position, Problem};

/// What is open at a place of the document.
#[derive(Default)]
pub struct Envelope {
    interchange: Option<Open>,
    group: Option<Open>,
    transaction: Option<Open>,
    any: bool,
    /// The component separator that the header set, or that was told to be another.
    component: u8,
}

/// An envelope that is open: its control number, and how many parts it has so far.
struct Open {
    control: String,
    parts: u64,
    byte: u64,
}

impl Envelope {
    /// Takes a segment.
    pub fn take(&mut self, segment: &Segment<'_>, sink: &mut dyn Sink) {
        self.any = true;
        if let Some(open) = &mut self.transaction {
            open.parts += 1;
        }
        let component = segment.separators.component;
        match segment.name() {
            "ISA" => self.component = component,
            _ if component != self.component => {
                let (said, seen) = (char::from(self.component), char::from(component));
                self.component = component;
                let position = Position { byte: segment.byte, ..Position::default() };
                sink.problem(Problem::warning(
                    position,
                    format!("components are parted by `{seen}`, where the header (ISA16) says `{said}`; read as they are parted"),
                ));
            }
            _ => {}
        }
        match segment.name() {
            "ISA" => {
                missing(self.interchange.take(), "IEA", sink);
                self.interchange = Some(opened(segment, 13));
            }
            "GS" => {
                missing(self.group.take(), "GE", sink);
                count(&mut self.interchange);
                self.group = Some(opened(segment, 6));
            }
            "ST" => {
                missing(self.transaction.take(), "SE", sink);
                count(&mut self.group);
                self.transaction = Some(Open { parts: 1, ..opened(segment, 2) });
            }
            "SE" => closed(self.transaction.take(), segment, "segments", sink),
            "GE" => {
                missing(self.transaction.take(), "SE", sink);
                closed(self.group.take(), segment, "transactions", sink);
            }
            "IEA" => {
                missing(self.group.take(), "GE", sink);
                closed(self.interchange.take(), segment, "groups", sink);
            }
            _ => {}
        }
    }

    /// The document is at its end.
    pub fn end(&mut self, sink: &mut dyn Sink) {
        if !self.any {
            sink.problem(Problem::error(
                Position::default(),
                "no interchange header (ISA) is found: this is no X12 file",
            ));
        }
        missing(self.transaction.take(), "SE", sink);
        missing(self.group.take(), "GE", sink);
        missing(self.interchange.take(), "IEA", sink);
    }
}

fn opened(segment: &Segment<'_>, control: usize) -> Open {
    Open { control: segment.element(control).trim().to_owned(), parts: 0, byte: segment.byte }
}

fn count(open: &mut Option<Open>) {
    if let Some(open) = open {
        open.parts += 1;
    }
}

fn missing(open: Option<Open>, close: &str, sink: &mut dyn Sink) {
    if let Some(open) = open {
        let position = Position { byte: open.byte, ..Position::default() };
        sink.problem(Problem::warning(
            position,
            format!("is not closed by {close}: the file is cut off, or a segment has no end"),
        ));
    }
}

fn closed(open: Option<Open>, segment: &Segment<'_>, what: &str, sink: &mut dyn Sink) {
    let position = Position { byte: segment.byte, ..Position::default() };
    let name = segment.name();
    let Some(open) = open else {
        sink.problem(Problem::warning(position, format!("{name} closes nothing")));
        return;
    };
    if segment.element(2).trim() != open.control {
        sink.problem(Problem::warning(
            position,
            format!("{name} has another control number than its start"),
        ));
    }
    if segment.element(1).trim().parse() != Ok(open.parts) {
        let message = format!("{name} counts {what} otherwise than there are ({})", open.parts);
        sink.problem(Problem::warning(position, message));
    }
}
