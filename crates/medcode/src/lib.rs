//! The API boundary of medcode: one [`Engine`] over the installed code sets.
//!
//! Shells (command line, server, Python) call this crate and nothing below it. It reads no
//! clock and prints nothing: the caller says what day it is.

#![forbid(unsafe_code)]

mod as_of;
mod billing;
mod browse;
mod check;
mod code;
mod drugs;
mod encounter;
mod engine;
pub mod eval;
mod explain;
pub mod export;
mod history;
mod in_use;
mod index;
mod licensed;
mod lookup;
mod outgoing;
mod outline;
mod own;
mod pcs_builder;
mod procedure;
mod reader;
mod remit;
mod search;
mod seen;
mod settle;
mod status;
mod unknown;

pub use as_of::{AsOf, AsOfError};
pub use billing::{BilledClaim, BillingFacts, Charge, CodedEncounter, CodedLine, Fee, billed};
pub use browse::{BrowseItem, BrowseLevel, BrowseStep};
pub use check::{CheckedClaim, Checker, NoData};
pub use code::{Ask, CodedNote, ReleaseUsed};
pub use drugs::DoseAnswer;
pub use encounter::{Reported, Visit, claim_of};
pub use engine::{Engine, EngineError};
pub use explain::SectionAnswer;
pub use history::{History, Standing};
pub use in_use::{lexicon_codes, own_codes};
pub use index::{IndexAnswer, IndexLine, IndexTerm};
pub use lookup::{Answered, CodeAnswer, LookupAnswer, SuggestedCode, SystemNoData, UnknownCode};
pub use medcode_coder::{Facts, Outcome, Sighted};
pub use medcode_diff as diff;
pub use medcode_formats as formats;
pub use medcode_kb as kb;
pub use medcode_model as model;
pub use medcode_pcs as pcs;
pub use medcode_release as release;
pub use medcode_rules as rules;
pub use medcode_services::em;
pub use medcode_services::{Amount, Billed, BillingUnit, DrugKind, Measure};
pub use outgoing::{Outgoing, Standing as OutgoingStanding, outgoing};
pub use outline::{OutlineSection, outline};
pub use own::{PolicyError, own_policy, rules_text, standing_rules};
pub use pcs_builder::{PcsAnswer, PcsFound, PcsTablesUsed};
pub use procedure::ProcedureFacts;
pub use remit::{Decision, Effect, Foretold, Sent, Verdict, line_of};
pub use search::{SearchAnswer, SearchHit, SearchKind};
pub use seen::FileSeen;
pub use status::{InstalledRelease, Missing, Status};
