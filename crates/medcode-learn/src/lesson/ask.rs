//! What a question of the lesson asks, as data: an independent check takes it from there.

use medcode_model::{Code, NoteKind};

/// What is asked; every answer holds for the newer release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The title of this code.
    Means(Code),
    /// The complete code with this title.
    Named(String),
    /// The only code that may be reported on the first day.
    Reportable,
    /// The only code that may not be reported on the first day.
    Gone,
    /// The one code that took the place of this one.
    Became(Code),
    /// How the title of this code reads now.
    Title(Code),
    /// The heading under which a note of a code stands: the code, the words.
    Heading(Code, String),
    /// The code for which a note holds: its kind, its words.
    Bears(NoteKind, String),
    /// What a seventh character of the list at a code means.
    Seventh(Code, char),
    /// The only code that is exempt from present-on-admission reporting.
    Exempt,
}

impl Ask {
    /// The file in which the answer stands.
    pub(super) const fn file(&self) -> &'static str {
        match self {
            Self::Means(_) | Self::Named(_) | Self::Title(_) => "Titles",
            Self::Reportable | Self::Gone => "Code list",
            Self::Became(_) => "Conversion table up to this release",
            Self::Heading(..) | Self::Bears(..) => "Tabular List, notes",
            Self::Seventh(..) => "Tabular List, seventh characters",
            Self::Exempt => "POA-exempt list",
        }
    }

    /// The word used in JSON.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Means(_) => "means",
            Self::Named(_) => "named",
            Self::Reportable => "reportable",
            Self::Gone => "gone",
            Self::Became(_) => "became",
            Self::Title(_) => "title",
            Self::Heading(..) => "heading",
            Self::Bears(..) => "bears",
            Self::Seventh(..) => "seventh",
            Self::Exempt => "exempt",
        }
    }
}

/// The kinds of questions, in the order they take turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Means,
    Became,
    Heading,
    Gone,
    Title,
    Named,
    Bears,
    Reportable,
    Seventh,
    Exempt,
}

impl Kind {
    pub(super) const ALL: [Self; 10] = [
        Self::Means,
        Self::Became,
        Self::Heading,
        Self::Gone,
        Self::Title,
        Self::Named,
        Self::Bears,
        Self::Reportable,
        Self::Seventh,
        Self::Exempt,
    ];

    /// The word of [`Ask::id`].
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Means => "means",
            Self::Became => "became",
            Self::Heading => "heading",
            Self::Gone => "gone",
            Self::Title => "title",
            Self::Named => "named",
            Self::Bears => "bears",
            Self::Reportable => "reportable",
            Self::Seventh => "seventh",
            Self::Exempt => "exempt",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.id() == text)
    }
}
