//! Was a service done here, or ordered, planned, declined, done elsewhere?

use super::{Mention, Reading};
use medcode_model::{Experiencer, Presence, Temporality};
use medcode_note::SectionKind;

/// What the note says became of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Done at this visit.
    Done,
    /// Ordered, sent out or reviewed: another bills it.
    Ordered,
    /// To be done later, or thought about.
    Planned,
    /// Refused, cancelled, not done.
    NotDone,
    /// Done at another time or place.
    Before,
}

impl Reading<'_> {
    /// What became of a service that the note names.
    pub(crate) fn status(&self, mention: &Mention) -> Status {
        let context = self.doc.context(self.span(mention.tokens.clone()));
        if context.assertion.experiencer != Experiencer::Patient {
            return Status::Before;
        }
        match context.assertion.presence {
            Presence::Absent => return Status::NotDone,
            Presence::Conditional | Presence::Hypothetical | Presence::Possible => {
                return Status::Planned;
            }
            Presence::Present => {}
        }
        match context.section {
            SectionKind::Psh
            | SectionKind::Pmh
            | SectionKind::FamilyHistory
            | SectionKind::ObHistory
            | SectionKind::ProblemList
            | SectionKind::Medications
            | SectionKind::Allergies
            | SectionKind::SocialHistory
            | SectionKind::Instructions => Status::Before,
            SectionKind::Orders | SectionKind::Disposition => Status::Ordered,
            _ => match context.assertion.temporality {
                Temporality::Past => Status::Before,
                Temporality::Planned => Status::Planned,
                Temporality::Current => Status::Done,
            },
        }
    }
}
