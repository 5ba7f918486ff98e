//! Why is a code missing or wrong?

use super::set::{Gold, Labelled};
use crate::CodedNote;
use medcode_kb::query::Release;
use medcode_model::{Code, CodeSystem, Suggestion, WithheldReason};

/// The cause of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Nothing in the note was read as this code or one of its category.
    NotRecognised,
    /// Read, and withheld by its context.
    WrongContext,
    /// Read, and withheld as not reportable or not addressed.
    HeldAsNotReportable,
    /// Suggested less specifically than labelled.
    NotSpecificEnough,
    /// Suggested with more than is labelled.
    OverSpecific,
    /// Another code of the category, neither more nor less specific.
    OtherOfCategory,
    /// Suggested, but no coder would report it.
    NotReportable,
    /// Another diagnosis stands first, or the order is another.
    Sequencing,
    /// The label itself may be wrong.
    LabelDoubtful,
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
            Self::OtherOfCategory => "other-of-category",
            Self::NotReportable => "not-reportable",
            Self::Sequencing => "sequencing",
            Self::LabelDoubtful => "label-doubtful",
        }
    }

    /// Of a gold code that was not suggested.
    #[must_use]
    pub fn of_missing(gold: &Gold, coded: &CodedNote, release: &Release) -> Self {
        let outcome = &coded.outcome;
        if let Some(mine) = outcome.suggestions.iter().find(|s| same(&s.coded.code, &gold.code)) {
            return Self::between(&mine.coded.code, &gold.code, release);
        }
        let held: Vec<_> = outcome.withheld.iter().filter(|w| same(&w.coded.code, &gold.code)).collect();
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

    /// How a code differs from another of its category.
    #[must_use]
    pub fn between(ours: &Code, label: &Code, release: &Release) -> Self {
        let (mine, theirs) = (is_open(ours, release), is_open(label, release));
        if theirs && !mine || ours.len() > label.len() && ours.is_under(label) {
            Self::OverSpecific
        } else if mine && !theirs || label.len() > ours.len() && label.is_under(ours) {
            Self::NotSpecificEnough
        } else {
            Self::OtherOfCategory
        }
    }

    /// Of a suggested code that no gold code accepts.
    #[must_use]
    pub fn of_wrong(ours: &Suggestion, labelled: &Labelled, release: &Release) -> Self {
        let code = &ours.coded.code;
        let other = labelled.gold.iter().find(|g| same(&g.code, code));
        other.map_or(Self::NotReportable, |g| Self::between(code, &g.code, release))
    }
}

fn same(a: &Code, b: &Code) -> bool {
    a.system() == b.system() && a.category() == b.category()
}

/// Whether the title of a diagnosis leaves something open.
fn is_open(code: &Code, release: &Release) -> bool {
    let row = Some(code).filter(|c| c.system() == CodeSystem::Icd10Cm).and_then(|c| release.find(c));
    row.is_some_and(|row| {
        let title = release.title(row).to_lowercase();
        title.contains("unspecified") || title.contains("not otherwise specified")
    })
}
