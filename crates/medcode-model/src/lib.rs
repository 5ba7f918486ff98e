//! The nouns of medical coding.
//!
//! Everything else in medcode speaks in these types: a [`Code`] is not a string, a
//! [`Date`] of service is not a number, a [`Span`] points into the original bytes of a
//! note. Nothing here reads files, knows a clock or can be serialised.

#![forbid(unsafe_code)]

mod bill;
mod claim;
mod code;
mod date;
mod encounter;
mod history;
mod problem;
mod release;
mod remittance;
mod span;
mod suggestion;
mod target;

pub use bill::{
    Address, Bill, BillCode, Contact, Coverage, Decided, DecidedLine, DrugAmount, Name, Payer, Person,
    Provider, ProviderRole, Stay,
};
pub use claim::{
    At, Cents, Claim, ClaimKind, CodeSaid, Declared, Diagnosis, DiagnosisRole, Elsewhere, Npi, Patient,
    Place, Procedure, ServiceLine,
};
pub use code::{Code, CodeError, CodeSystem};
pub use date::{Date, DateError};
pub use encounter::{BillingContext, Mode, Note, Setting, Sex};
pub use history::{Clinician, History, PastService, Seen};
pub use problem::{Position, Problem, Read, Severity};
pub use release::{AsOfSource, InForce, ReleaseId, SourceKind};
pub use remittance::{
    Acknowledged, Adjustment, ClaimStatus, PaidClaim, PaidLine, Payment, ProviderAdjustment, Remark,
    Status, StatusLevel, SyntaxFault,
};
pub use span::Span;
pub use suggestion::{
    Assertion, Coded, Evidence, Experiencer, Finding, FindingStatus, Presence, Query, Suggestion,
    Temporality, Withheld, WithheldReason,
};
pub use target::{CharPlace, NoteKind, Target};
