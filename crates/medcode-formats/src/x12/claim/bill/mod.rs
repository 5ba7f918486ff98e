//! What stands on a claim beside what checks need: read only where it is asked for, because it
//! doubles the work.

mod above;
mod below;
mod parts;

pub(in crate::x12) use parts::adjustments;

use crate::x12::Segment;
use medcode_model::{Bill, ProviderRole};

/// Whose name, address and numbers the next segments hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Whose {
    /// The claim's, or nobody's.
    #[default]
    Nobody,
    Submitter,
    Provider(ProviderRole),
    PayTo,
    Subscriber,
    Payer,
    Patient,
    /// Of another coverage.
    OtherSubscriber,
    OtherPayer,
    /// Someone who is not kept.
    Other,
}

/// Reads bills as segments go by.
#[derive(Default)]
pub(super) struct Bills {
    above: Bill,
    whose: Whose,
}

impl Bills {
    /// A level of the hierarchy begins.
    pub(super) fn level(&mut self, code: &str) {
        self.begin_level(code);
    }

    /// A segment above the claims of a level.
    pub(super) fn above(&mut self, segment: &Segment<'_>) {
        self.take_above(segment);
    }

    /// A claim begins: what stands above it is its own.
    pub(super) fn begin(&mut self, segment: &Segment<'_>) -> Box<Bill> {
        self.whose = Whose::Nobody;
        let mut bill = Box::new(self.above.clone());
        below::clm(segment, &mut bill);
        bill
    }

    /// A segment of a claim; `line` is 0 above its lines.
    pub(super) fn below(&mut self, segment: &Segment<'_>, line: u32, bill: &mut Bill) {
        if line == 0 {
            self.of_claim(segment, bill);
        } else {
            self.of_line(segment, line, bill);
        }
    }
}
