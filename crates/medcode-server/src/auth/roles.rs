//! Which role may do what: one table.

use medcode_store::Role;

/// What a route asks of its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// Nothing: log-in, first start, health, the files of the page.
    Open,
    /// One's own account: password, sessions, keys. Only people in a session, never a key.
    Own,
    /// Being logged in.
    Anyone,
    /// The code sets: look-up, search, Index, rules.
    Look,
    /// Notes and favourites for everybody.
    Share,
    /// Coding a text that is not kept.
    Try,
    /// Checking claims that are not kept.
    Check,
    /// Practising for oneself: charts, questions, drills, one's own progress.
    Learn,
    /// Seeing what others practised: cohorts, assignments, results.
    Teach,
    /// Opening charts and patients.
    ReadCharts,
    /// Coding charts.
    WriteCharts,
    /// Bringing charts in, assigning them, patients, payers, providers, charges.
    Manage,
    /// Taking claims and lists out.
    Export,
    /// Rules, exceptions and limits of the house's own.
    OwnRules,
    /// The audit log.
    ReadAudit,
    /// What the server did, in numbers.
    Metrics,
    /// Users, keys, code sets, policies.
    Administer,
}

impl Need {
    /// All of them, as tests walk them.
    pub const ALL: [Self; 17] = [
        Self::Open,
        Self::Own,
        Self::Anyone,
        Self::Look,
        Self::Share,
        Self::Try,
        Self::Check,
        Self::Learn,
        Self::Teach,
        Self::ReadCharts,
        Self::WriteCharts,
        Self::Manage,
        Self::Export,
        Self::OwnRules,
        Self::ReadAudit,
        Self::Metrics,
        Self::Administer,
    ];

    /// The scope that an API key must have for it; none is empty, so no key has it.
    #[must_use]
    pub const fn scope(self) -> &'static str {
        match self {
            Self::Open | Self::Anyone | Self::Look | Self::Share => "lookup",
            Self::Own => "",
            Self::Try => "code",
            Self::Check => "check",
            Self::Learn | Self::Teach => "learn",
            Self::ReadCharts | Self::Export => "records:read",
            Self::WriteCharts | Self::Manage => "records:write",
            Self::OwnRules => "rules",
            Self::ReadAudit => "audit",
            Self::Metrics => "metrics",
            Self::Administer => "admin",
        }
    }
}

/// The scopes that an API key may be given.
pub(crate) const SCOPES: [&str; 10] = [
    "lookup",
    "code",
    "check",
    "learn",
    "records:read",
    "records:write",
    "rules",
    "audit",
    "metrics",
    "admin",
];

/// What a role may do.
pub trait May {
    /// The table: the least that each role needs for its work.
    fn may(self, need: Need) -> bool;
}

impl May for Role {
    fn may(self, need: Need) -> bool {
        use Need::{
            Administer, Anyone, Check, Export, Learn, Look, Manage, Metrics, Open, Own, OwnRules,
            ReadAudit, ReadCharts, Share, Teach, Try, WriteCharts,
        };
        match need {
            Open | Own | Anyone | Look | Try | Check | Learn => true,
            Share => !matches!(self, Self::Student),
            Teach => matches!(self, Self::Auditor | Self::Manager),
            ReadCharts => matches!(self, Self::Coder | Self::Auditor | Self::Manager | Self::Compliance),
            WriteCharts => matches!(self, Self::Coder | Self::Manager),
            Manage => matches!(self, Self::Manager),
            Export => matches!(self, Self::Coder | Self::Manager | Self::Compliance),
            ReadAudit => matches!(self, Self::Auditor | Self::Compliance | Self::Administrator),
            OwnRules => matches!(self, Self::Compliance | Self::Administrator),
            Metrics => matches!(self, Self::Compliance | Self::Administrator),
            Administer => matches!(self, Self::Administrator),
        }
    }
}
