//! What a rule found.

use super::Line;
use medcode_model::{At, Code};

/// A correction that is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Report this code instead.
    Replace {
        /// What stands there.
        old: Code,
        /// What should.
        new: Code,
    },
    /// Add this code.
    Add(Code),
    /// Leave this code out.
    Remove(Code),
    /// Put this code first.
    First(Code),
    /// Write this value.
    Value(String),
}

impl std::fmt::Display for Correction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Replace { old, new } => write!(f, "replace {old} by {new}"),
            Self::Add(code) => write!(f, "add {code}"),
            Self::Remove(code) => write!(f, "leave out {code}"),
            Self::First(code) => write!(f, "list {code} first"),
            Self::Value(value) => f.write_str(value),
        }
    }
}

/// One hit of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where in the document.
    pub at: At,
    /// The line, from 1; 0 for the claim.
    pub line: u32,
    /// The codes it is about.
    pub codes: Vec<Code>,
    /// What is wrong and what to do, without patient data.
    pub message: String,
    /// What to do, where it is certain.
    pub correction: Option<Correction>,
    /// A weight other than the rule's own.
    pub severity: Option<crate::rule::Severity>,
    /// The words of the authority or where they stand, where the hit knows better than the rule.
    pub citation: Option<String>,
    /// The authority's number, where it is another than the rule's.
    pub id: Option<&'static str>,
}

/// The hits of a rule on one subject; whether it lacked data for a part of it.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub(crate) hits: Vec<Hit>,
    pub(crate) no_data: Vec<(At, String)>,
}

impl Found {
    /// A hit; the rest is filled in by the methods of what is returned.
    pub fn hit(&mut self, at: At, message: impl Into<String>) -> &mut Hit {
        self.hits.push(Hit {
            at,
            line: 0,
            codes: Vec::new(),
            message: message.into(),
            correction: None,
            severity: None,
            citation: None,
            id: None,
        });
        let last = self.hits.len() - 1;
        &mut self.hits[last]
    }

    /// A hit on a line and its code.
    pub fn on(&mut self, line: &Line<'_>, message: impl Into<String>) -> &mut Hit {
        self.hit(line.at(), message).line(line.said.number).codes(line.code)
    }

    /// The rule cannot tell of this part: `ICD-9-CM`, `SNOMED CT`.
    pub fn no_data(&mut self, at: At, needs: impl Into<String>) {
        self.no_data.push((at, needs.into()));
    }
}

impl Hit {
    /// The codes it is about.
    pub fn codes(&mut self, codes: impl IntoIterator<Item = Code>) -> &mut Self {
        self.codes.extend(codes);
        self
    }

    /// The line it is about.
    pub const fn line(&mut self, line: u32) -> &mut Self {
        self.line = line;
        self
    }

    /// What to do, where it is certain.
    pub fn correct(&mut self, correction: Correction) -> &mut Self {
        self.correction = Some(correction);
        self
    }

    /// A weight other than the rule's own.
    pub const fn weigh(&mut self, severity: crate::rule::Severity) -> &mut Self {
        self.severity = Some(severity);
        self
    }

    /// The authority's number, where it is another than the rule's.
    pub const fn under(&mut self, id: &'static str) -> &mut Self {
        self.id = Some(id);
        self
    }

    /// The words of the authority.
    pub fn cite(&mut self, citation: impl Into<String>) -> &mut Self {
        self.citation = Some(citation.into());
        self
    }
}
