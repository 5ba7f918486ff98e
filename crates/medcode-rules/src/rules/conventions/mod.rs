//! The conventions of the Tabular List (OCG section I.A and I.B).

pub mod excludes1_conflict;
