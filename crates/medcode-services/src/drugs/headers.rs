//! The headers that say what became of the drugs under them.

/// Headers over drugs that were given.
pub(super) const GIVEN_HEADERS: &[&str] = &[
    "administered",
    "given",
    "treatment",
    "tx",
    "injection",
    "infusion",
    "procedure",
    "premed",
    "premedication",
    "course",
    "mar",
    "intervention",
    "chemotherapy",
];
