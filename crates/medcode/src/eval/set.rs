//! A labelled note: what a coder would report, and what none should.

use medcode_model::{BillingContext, Code, CodeSystem, Note};

/// One code of the gold standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gold {
    /// The code.
    pub code: Code,
    /// Other codes that are as right.
    pub alternatives: Vec<Code>,
    /// Not suggesting it is a miss.
    pub required: bool,
    /// Place within its kind; 1 is first.
    pub rank: Option<u32>,
    /// Units of a service.
    pub units: Option<u32>,
    /// Modifiers of a service.
    pub modifiers: Option<Vec<String>>,
    /// Modifiers that may be left out.
    pub modifiers_optional: Vec<String>,
    /// Who bills a service.
    pub billing_context: Option<BillingContext>,
    /// Present on admission.
    pub poa: Option<String>,
    /// The words behind it, verbatim.
    pub evidence: Vec<String>,
}

impl Gold {
    /// A required code without anything else.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            alternatives: Vec::new(),
            required: true,
            rank: None,
            units: None,
            modifiers: None,
            modifiers_optional: Vec::new(),
            billing_context: None,
            poa: None,
            evidence: Vec::new(),
        }
    }

    /// Whether a code is this one or as right.
    #[must_use]
    pub fn accepts(&self, code: &Code) -> bool {
        self.code == *code || self.alternatives.contains(code)
    }
}

/// A code that a careless reader would report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trap {
    /// The code.
    pub code: Code,
    /// Why it is wrong.
    pub why: String,
}

/// A labelled note.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// The note.
    pub note: Note,
    /// Its codes.
    pub gold: Vec<Gold>,
    /// What none should report.
    pub traps: Vec<Trap>,
    /// Codes that may stand first.
    pub acceptable_first: Vec<Code>,
    /// The systems it was labelled in; others are not scored.
    pub systems: Vec<CodeSystem>,
}
