//! 277CA (005010X214): what became of claims before they were decided.

use super::Remit;
use crate::x12::Segment;
use medcode_model::{Cents, ClaimStatus, Status, StatusLevel};

/// Reads statuses as segments go by.
#[derive(Default)]
pub(super) struct Statuses {
    inside: bool,
    level: Option<StatusLevel>,
    /// The number of the claim that lines belong to.
    id: Box<str>,
    open: Option<ClaimStatus>,
}

impl Statuses {
    pub(super) fn take(&mut self, segment: &Segment<'_>, sink: &mut dyn Remit) {
        match segment.name() {
            "ST" => {
                self.end(sink);
                *self = Self { inside: segment.element(1) == "277", ..Self::default() };
            }
            _ if !self.inside => {}
            "SE" | "GE" | "IEA" => {
                self.end(sink);
                self.inside = false;
            }
            "HL" => {
                self.end(sink);
                self.level = match segment.element(3) {
                    "21" => Some(StatusLevel::Receiver),
                    "19" => Some(StatusLevel::Provider),
                    "PT" | "22" | "23" => Some(StatusLevel::Claim),
                    _ => None,
                };
            }
            "TRN" => {
                self.end(sink);
                self.id = segment.element(2).into();
                self.open = self.level.map(|level| self.begin(level, segment));
            }
            "SVC" => {
                self.end(sink);
                let mut line = self.begin(StatusLevel::Line, segment);
                line.code = segment.component(1, 2).into();
                line.charge = Cents::parse(segment.element(2));
                self.open = Some(line);
            }
            _ => {
                if let Some(open) = &mut self.open {
                    part(segment, open);
                }
            }
        }
    }

    /// What is open is whole.
    pub(super) fn end(&mut self, sink: &mut dyn Remit) {
        if let Some(status) = self.open.take().filter(|s| !s.statuses.is_empty()) {
            sink.status(status);
        }
    }

    fn begin(&self, level: StatusLevel, segment: &Segment<'_>) -> ClaimStatus {
        ClaimStatus { level, id: self.id.clone(), at: segment.at(0), ..ClaimStatus::default() }
    }
}

fn part(segment: &Segment<'_>, open: &mut ClaimStatus) {
    match (segment.name(), segment.element(1)) {
        ("STC", _) => {
            open.statuses.extend([1u16, 10, 11].into_iter().filter_map(|n| status(segment, n)));
            if open.level == StatusLevel::Claim {
                open.charge = Cents::parse(segment.element(4)).or(open.charge);
            }
            let category = segment.component(1, 1);
            let said = match (segment.element(3), category) {
                ("WQ", _) | ("", "A0" | "A1" | "A2" | "A5") => Some(true),
                ("U", _) | ("", "A3" | "A4" | "A6" | "A7" | "A8") => Some(false),
                _ => None,
            };
            // One rejection rejects.
            open.accepted = match (open.accepted, said) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (before, now) => now.or(before),
            };
        }
        ("REF", "1K") => open.control = segment.element(2).into(),
        ("REF", "FJ") => open.line_control = segment.element(2).into(),
        _ => {}
    }
}

fn status(segment: &Segment<'_>, element: u16) -> Option<Status> {
    let part = |n| segment.component(usize::from(element), n);
    (!part(1).is_empty()).then(|| Status {
        category: part(1).into(),
        code: part(2).into(),
        entity: part(3).into(),
        at: segment.at(element),
    })
}
