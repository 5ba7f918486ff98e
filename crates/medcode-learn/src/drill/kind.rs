//! What can be drilled?

/// The kinds of drills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Find the code by a walk through the Alphabetic Index.
    Index,
    /// Complete the seventh character.
    Seventh,
    /// Excludes1 or Excludes2?
    Excludes,
    /// Code first or use additional code?
    Additional,
    /// Which code is sequenced first?
    Sequence,
    /// Which code may be reported on this date?
    Billable,
    /// What replaced this retired code?
    Retired,
    /// Build the ICD-10-PCS code from its table.
    Pcs,
    /// The units of a drug.
    Units,
    /// The HCPCS Level II modifier.
    Modifier,
    /// Rules of age and time in diagnoses.
    Age,
    /// Present on admission?
    Poa,
    /// The CPT modifier.
    CptModifier,
    /// Services by time or age.
    Time,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Index,
        Self::Seventh,
        Self::Excludes,
        Self::Additional,
        Self::Sequence,
        Self::Billable,
        Self::Retired,
        Self::Pcs,
        Self::Units,
        Self::Modifier,
        Self::Age,
        Self::Poa,
        Self::CptModifier,
        Self::Time,
    ];

    /// The word on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Seventh => "seventh",
            Self::Excludes => "excludes",
            Self::Additional => "additional",
            Self::Sequence => "sequence",
            Self::Billable => "billable",
            Self::Retired => "retired",
            Self::Pcs => "pcs",
            Self::Units => "units",
            Self::Modifier => "modifier",
            Self::Age => "age",
            Self::Poa => "poa",
            Self::CptModifier => "cpt-modifier",
            Self::Time => "time",
        }
    }

    /// What is practised.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Index => "find the code by a walk through the Alphabetic Index",
            Self::Seventh => "complete the seventh character",
            Self::Excludes => "Excludes1 or Excludes2?",
            Self::Additional => "code first, or use additional code?",
            Self::Sequence => "which code is sequenced first?",
            Self::Billable => "which code may be reported on this date?",
            Self::Retired => "what replaced this retired code?",
            Self::Pcs => "build the ICD-10-PCS code from its table",
            Self::Units => "the units of a drug",
            Self::Modifier => "choose the HCPCS Level II modifier",
            Self::Age => "rules of age and time in diagnoses",
            Self::Poa => "present on admission?",
            Self::CptModifier => "choose the CPT modifier",
            Self::Time => "services by time or age",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.id().eq_ignore_ascii_case(text.trim()))
    }
}
