//! 999 (and 997, TA1): what became of a file.

use super::Remit;
use crate::x12::Segment;
use medcode_model::{Acknowledged, SyntaxFault};

/// Reads acknowledgements as segments go by.
#[derive(Default)]
pub(super) struct Acknowledgements {
    inside: bool,
    /// Control number of the group it is about.
    group: Box<str>,
    open: Option<Acknowledged>,
}

impl Acknowledgements {
    pub(super) fn take(&mut self, segment: &Segment<'_>, sink: &mut dyn Remit) {
        let text = |n: usize| -> Box<str> { segment.element(n).into() };
        match segment.name() {
            "TA1" => sink.acknowledged(Acknowledged {
                transaction: "ISA".into(),
                control: text(1),
                outcome: text(4),
                codes: Some(text(5)).filter(|c| &**c != "000").into_iter().collect(),
                at: segment.at(0),
                ..Acknowledged::default()
            }),
            "ST" => {
                self.end(sink);
                *self = Self { inside: matches!(segment.element(1), "999" | "997"), ..Self::default() };
            }
            _ if !self.inside => {}
            "SE" | "GE" | "IEA" => {
                self.end(sink);
                self.inside = false;
            }
            "AK1" => self.group = text(2),
            "AK2" => {
                self.end(sink);
                self.open = Some(Acknowledged {
                    transaction: text(1),
                    control: text(2),
                    at: segment.at(0),
                    ..Acknowledged::default()
                });
            }
            "AK9" => {
                self.end(sink);
                sink.acknowledged(group(segment, &self.group));
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
        if let Some(open) = self.open.take() {
            sink.acknowledged(open);
        }
    }
}

fn part(segment: &Segment<'_>, open: &mut Acknowledged) {
    let text = |n: usize| -> Box<str> { segment.element(n).into() };
    match segment.name() {
        "IK3" | "AK3" => open.faults.push(SyntaxFault {
            segment: text(1),
            position: segment.element(2).parse().ok(),
            loop_id: text(3),
            code: text(4),
            at: segment.at(0),
            ..SyntaxFault::default()
        }),
        "IK4" | "AK4" => {
            // The first element at fault stands with its segment, others as faults of their own.
            let mut fault = open.faults.pop().unwrap_or_default();
            if fault.element.is_some() {
                let next = SyntaxFault { element: None, component: None, ..fault.clone() };
                open.faults.push(std::mem::replace(&mut fault, next));
            }
            fault.element = segment.component(1, 1).parse().ok();
            fault.component = segment.component(1, 2).parse().ok();
            fault.code = text(3);
            fault.at = segment.at(0);
            open.faults.push(fault);
        }
        "IK5" | "AK5" => {
            open.outcome = text(1);
            open.codes = codes(segment, 2);
        }
        _ => {}
    }
}

fn codes(segment: &Segment<'_>, from: usize) -> Vec<Box<str>> {
    (from..from + 5).map(|n| segment.element(n)).filter(|c| !c.is_empty()).map(Into::into).collect()
}

fn group(segment: &Segment<'_>, control: &str) -> Acknowledged {
    Acknowledged {
        control: control.into(),
        outcome: segment.element(1).into(),
        codes: codes(segment, 5),
        counts: [2, 3, 4].map(|n| segment.element(n).parse().ok()),
        at: segment.at(0),
        ..Acknowledged::default()
    }
}
