//! The conventions of the Tabular List (OCG section I.A and I.B).

pub(crate) mod excludes1_conflict;
