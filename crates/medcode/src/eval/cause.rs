//! Why is a code missing or wrong?

use super::set::{Gold, Labelled};
use crate::CodedNote;
use medcode_model::{Code, WithheldReason};

/// The cause of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Nothing in the note was read as this code or one of its category.
    NotRecognised,
    /// Read, and withheld by its context.
    WrongContext,
    /// Read, and withheld as not reportable or not addressed.
    HeldAsNotReportable,
    /// A less specific or another code of the category was suggested.
    NotSpecificEnough,
    /// Suggested with more than the note gives.
    OverSpecific,
    /// Suggested, but no coder would report it.
    NotReportable,
}

impl Cause {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotRecognised => "not-recognised",
            Self::WrongContext => "wrong-context",
            Self::HeldAsNotReportable => "held-as-not-reportable",
            Self::NotSpecificEnough => "not-specific-enough",
            Self::OverSpecific => "over-specific",
            Self::NotReportable => "not-reportable",
        }
    }

    /// Of a gold code that was not suggested.
    #[must_use]
    pub fn of_missing(gold: &Gold, coded: &CodedNote) -> Self {
        let same =
            |code: &Code| code.system() == gold.code.system() && code.category() == gold.code.category();
        if coded.outcome.suggestions.iter().any(|s| same(&s.coded.code)) {
            return Self::NotSpecificEnough;
        }
        let held: Vec<_> = coded.outcome.withheld.iter().filter(|w| same(&w.coded.code)).collect();
        let by_context = held.iter().any(|w| {
            use WithheldReason as R;
            matches!(
                w.reason,
                R::Negated
                    | R::Uncertain
                    | R::Hypothetical
                    | R::FamilyHistory
                    | R::OtherPerson
                    | R::Historical
                    | R::Planned
            )
        });
        match (held.is_empty(), by_context) {
            (true, _) => Self::NotRecognised,
            (false, true) => Self::WrongContext,
            (false, false) => Self::HeldAsNotReportable,
        }
    }

    /// Of a suggested code that no gold code accepts.
    #[must_use]
    pub fn of_wrong(code: &Code, labelled: &Labelled) -> Self {
        let same = labelled
            .gold
            .iter()
            .find(|g| g.code.system() == code.system() && g.code.category() == code.category());
        match same {
            Some(g) if g.code.len() < code.len() => Self::OverSpecific,
            Some(_) => Self::NotSpecificEnough,
            None => Self::NotReportable,
        }
    }
}
