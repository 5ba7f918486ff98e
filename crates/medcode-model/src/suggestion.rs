//! What coding a note gives: suggestions, what was withheld, queries, findings.

use crate::{Code, Span};

/// Whether the text says a condition is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Presence {
    /// Stated as there.
    #[default]
    Present,
    /// Stated as not there ("denies", "no evidence of", "ruled out").
    Absent,
    /// Uncertain ("probable", "suspected", "rule out", "concern for").
    Possible,
    /// Only under a condition ("with exertion", "if missed").
    Conditional,
    /// Not about what is, but what might be ("return if", "risk of", "to prevent").
    Hypothetical,
}

/// Whom a condition belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Experiencer {
    /// The patient.
    #[default]
    Patient,
    /// A blood relative: family history.
    Family,
    /// Anyone else.
    Other,
}

/// When a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Temporality {
    /// Now.
    #[default]
    Current,
    /// In the past, resolved, or status after.
    Past,
    /// Planned, not done yet.
    Planned,
}

/// The context a mention stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Assertion {
    /// Is it there?
    pub presence: Presence,
    /// Whose is it?
    pub experiencer: Experiencer,
    /// When?
    pub temporality: Temporality,
}

impl Assertion {
    /// Present, the patient's, now.
    #[must_use]
    pub fn is_affirmed(self) -> bool {
        self == Self::default()
    }
}

/// The exact words that support a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// Where the words stand in the note.
    pub span: Span,
}

/// What every coded answer carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded {
    /// The code.
    pub code: Code,
    /// Its title in the release in force.
    pub title: String,
    /// The words.
    pub evidence: Vec<Evidence>,
    /// The steps through the Alphabetic Index, or the title or term that matched.
    pub path: Vec<String>,
    /// Where the path comes from (`Alphabetic Index`, `Tabular inclusion term`, `lexicon`, ...).
    pub path_source: String,
}

/// A code that a coder would report.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// Code, title, evidence, path.
    pub coded: Coded,
    /// 1 is the first-listed or principal diagnosis; diagnoses come before procedures.
    pub rank: u32,
    /// Between 0 and 1.
    pub confidence: f32,
    /// Why, in words a coder would use.
    pub reasons: Vec<String>,
    /// Rule or guideline (`OCG-I.A.15`).
    pub authority: Vec<String>,
    /// Modifiers (procedures and services).
    pub modifiers: Vec<String>,
    /// Units (procedures, drugs, supplies).
    pub units: Option<u32>,
    /// Present on admission (Y, N, U, W, exempt), inpatient only.
    pub poa: Option<&'static str>,
    /// Professional, facility or DME; procedures and services only.
    pub billing_context: Option<crate::BillingContext>,
    /// Ranks of the diagnoses that justify a service, the first one first.
    pub pointers: Vec<u32>,
}

/// Why a code that was seen is not suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WithheldReason {
    /// The text says it is not there.
    Negated,
    /// Uncertain, and the setting does not report uncertain diagnoses (OCG-IV.H).
    Uncertain,
    /// Only under a condition or hypothetical.
    Hypothetical,
    /// A relative's, not the patient's.
    FamilyHistory,
    /// Someone else's.
    OtherPerson,
    /// In the past or resolved.
    Historical,
    /// Planned, not done.
    Planned,
    /// A sign or symptom integral to a diagnosis that is coded (OCG-I.B.5).
    Integral,
    /// A more specific or a combination code is suggested instead.
    LessSpecific,
    /// Cannot stand with a suggested code (Excludes1).
    Excluded,
    /// Not complete: characters are missing that the note does not give.
    Incomplete,
    /// Read from a list or checklist, not assessed at this encounter (OCG-IV.J).
    NotAddressed,
    /// Below the confidence threshold.
    LowConfidence,
    /// Retired or not yet in force on the date.
    NotInForce,
    /// Not reportable in this setting or for this patient.
    NotReportable,
}

impl WithheldReason {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Negated => "negated",
            Self::Uncertain => "uncertain",
            Self::Hypothetical => "hypothetical",
            Self::FamilyHistory => "family-history",
            Self::OtherPerson => "other-person",
            Self::Historical => "historical",
            Self::Planned => "planned",
            Self::Integral => "integral",
            Self::LessSpecific => "less-specific",
            Self::Excluded => "excluded",
            Self::Incomplete => "incomplete",
            Self::NotAddressed => "not-addressed",
            Self::LowConfidence => "low-confidence",
            Self::NotInForce => "not-in-force",
            Self::NotReportable => "not-reportable",
        }
    }
}

/// A code that was seen and not suggested.
#[derive(Clone, Debug, PartialEq)]
pub struct Withheld {
    /// Code, title, evidence, path.
    pub coded: Coded,
    /// The reason as a word.
    pub reason: WithheldReason,
    /// The reason in a sentence, naming the cue or code behind it.
    pub detail: String,
    /// Rule or guideline behind it, where there is one.
    pub authority: Vec<String>,
}

/// A question to the provider: non-leading, with its indicators and options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// The question.
    pub question: String,
    /// The words that raise it.
    pub indicators: Vec<Evidence>,
    /// What may be answered, always with "other" and "unable to determine".
    pub options: Vec<String>,
}

/// Whether a rule fired, passed, or lacks its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingStatus {
    /// The rule found something.
    Fired,
    /// The rule's table is not installed.
    NoData,
    /// The rule found something, and the user's own file sets it aside.
    Overridden,
}

impl FindingStatus {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Fired => "fired",
            Self::NoData => "no-data",
            Self::Overridden => "overridden",
        }
    }
}

/// One hit of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name: the problem, in kebab case; or that of a rule of the user's own.
    pub rule: std::borrow::Cow<'static, str>,
    /// The authority's number (`OCG-I.A.12.a`).
    pub id: String,
    /// `error`, `warning`, `info`.
    pub severity: &'static str,
    /// The codes it is about.
    pub codes: Vec<Code>,
    /// What is wrong and what to do.
    pub message: String,
    /// The text of the authority, or where it stands.
    pub citation: String,
    /// Fired, no data, or overridden.
    pub status: FindingStatus,
    /// Why it is set aside or weighs otherwise, in the user's words.
    pub reason: Option<String>,
    /// Where in the document, for a claim that was read from one.
    pub at: Option<crate::At>,
    /// The line of the claim, from 1; 0 for the claim as a whole.
    pub line: u32,
    /// What to do, where it is certain.
    pub correction: Option<String>,
    /// First day of the release behind it, where a release is.
    pub release: Option<crate::ReleaseId>,
    /// sha256 of the publisher's file behind it.
    pub sha256: Option<String>,
}
