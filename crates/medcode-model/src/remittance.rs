//! What the payer said: a remittance (835), the status of claims (277CA), what became of a file
//! (999).
//!
//! Fields hold what the document says. Reason and remark codes are kept by number: their texts
//! are their owners'.

use crate::{At, Cents, Date};
use std::fmt;

/// Why the payer paid another amount than was charged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Adjustment {
    /// `CO` contract, `PR` patient, `OA` other, `PI` payer, `CR` correction.
    pub group: Box<str>,
    /// Claim adjustment reason code (CARC).
    pub reason: Box<str>,
    /// Positive reduces the payment.
    pub amount: Cents,
    /// Units, in thousandths.
    pub quantity: Option<i64>,
    /// Where it stands.
    pub at: At,
}

/// A remittance advice remark code (RARC), and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Remark {
    /// The code.
    pub code: Box<str>,
    /// Where it stands.
    pub at: At,
}

/// The head of a payment: what holds for all claims of one 835 transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Payment {
    /// Name of the payer.
    pub payer: Box<str>,
    /// Its identifier.
    pub payer_id: Box<str>,
    /// Name of the payee.
    pub payee: Box<str>,
    /// Its identifier (NPI).
    pub payee_id: Box<str>,
    /// Number of the check or transfer.
    pub trace: Box<str>,
    /// `ACH`, `CHK`, `FWT`, `NON`, as written.
    pub method: Box<str>,
    /// The amount paid; negative where it is a debit.
    pub total: Option<Cents>,
    /// The day of payment.
    pub on: Option<Date>,
    /// Where the payment begins.
    pub at: At,
}

/// A payment that is no payment of a claim: forwarding, interest, recovery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderAdjustment {
    /// The provider.
    pub provider: Box<str>,
    /// Reason: `WO`, `L6`, `FB`, ...
    pub reason: Box<str>,
    /// Reference.
    pub reference: Box<str>,
    /// Positive reduces the payment.
    pub amount: Cents,
    /// Where it stands.
    pub at: At,
}

/// A claim as the payer decided it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PaidClaim {
    /// The submitter's number of the claim (CLM01).
    pub id: Box<str>,
    /// `1`-`3` processed as primary, secondary, tertiary, `4` denied, `22` reversal, ...
    pub status: Box<str>,
    /// Charged.
    pub charge: Option<Cents>,
    /// Paid.
    pub paid: Option<Cents>,
    /// Left for the patient.
    pub patient_owes: Option<Cents>,
    /// The payer's number of the claim.
    pub control: Box<str>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Adjustments of the claim as a whole.
    pub adjustments: Vec<Adjustment>,
    /// Remarks.
    pub remarks: Vec<Remark>,
    /// Lines.
    pub lines: Vec<PaidLine>,
    /// Where it begins.
    pub at: At,
}

/// Patient data never reach a log: only counts are shown.
impl fmt::Debug for PaidClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaidClaim")
            .field("status", &self.status)
            .field("adjustments", &self.adjustments.len())
            .field("lines", &self.lines.len())
            .finish_non_exhaustive()
    }
}

/// A line as the payer decided it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaidLine {
    /// Qualifier of the code: `HC`, `NU`, `AD`.
    pub system: Box<str>,
    /// The code that was decided.
    pub code: Box<str>,
    /// Modifiers.
    pub modifiers: Vec<Box<str>>,
    /// The code that was billed, where the payer decided another.
    pub billed: Box<str>,
    /// Revenue code.
    pub revenue: Box<str>,
    /// Charged.
    pub charge: Option<Cents>,
    /// Paid.
    pub paid: Option<Cents>,
    /// Allowed.
    pub allowed: Option<Cents>,
    /// Units paid, in thousandths.
    pub quantity: Option<i64>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// The submitter's number of the line.
    pub control: Box<str>,
    /// Adjustments.
    pub adjustments: Vec<Adjustment>,
    /// Remarks.
    pub remarks: Vec<Remark>,
    /// Where it begins.
    pub at: At,
}

/// A status as a payer or clearing house gives it in a 277CA.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Category: `A1`, `A2` accepted, `A3`, `A6`-`A8` rejected, ...
    pub category: Box<str>,
    /// Status code.
    pub code: Box<str>,
    /// Whom or what it is about.
    pub entity: Box<str>,
    /// Where it stands.
    pub at: At,
}

/// What a status is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusLevel {
    /// The file as a whole.
    #[default]
    Receiver,
    /// All claims of a provider.
    Provider,
    /// A claim.
    Claim,
    /// A line.
    Line,
}

impl StatusLevel {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Receiver => "file",
            Self::Provider => "provider",
            Self::Claim => "claim",
            Self::Line => "line",
        }
    }
}

/// What became of a claim, a line, or all of them before adjudication (277CA).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimStatus {
    /// What it is about.
    pub level: StatusLevel,
    /// The submitter's number of the claim, or of the file.
    pub id: Box<str>,
    /// The payer's number of the claim.
    pub control: Box<str>,
    /// The submitter's number of the line.
    pub line_control: Box<str>,
    /// Code of the line.
    pub code: Box<str>,
    /// Whether it is accepted (`true`) or rejected, as far as the action says it.
    pub accepted: Option<bool>,
    /// Charged.
    pub charge: Option<Cents>,
    /// The statuses.
    pub statuses: Vec<Status>,
    /// Where it begins.
    pub at: At,
}

/// An error that a 999 names in a file that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyntaxFault {
    /// Segment.
    pub segment: Box<str>,
    /// Its number within the transaction, as counted by the receiver.
    pub position: Option<u32>,
    /// Loop.
    pub loop_id: Box<str>,
    /// Element, where one is at fault.
    pub element: Option<u16>,
    /// Component of the element.
    pub component: Option<u16>,
    /// Error code of the segment or the element.
    pub code: Box<str>,
    /// Where the 999 says it.
    pub at: At,
}

/// What became of one transaction or group of a file that was sent (999).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acknowledged {
    /// Kind of transaction, `837`; blank for the group as a whole.
    pub transaction: Box<str>,
    /// Its control number, or the group's.
    pub control: Box<str>,
    /// `A` accepted, `E` accepted with errors, `P` in part, `R` rejected, ...
    pub outcome: Box<str>,
    /// Error codes of the transaction or group.
    pub codes: Vec<Box<str>>,
    /// Faults.
    pub faults: Vec<SyntaxFault>,
    /// Transactions of a group: included, received, accepted.
    pub counts: [Option<u32>; 3],
    /// Where it stands.
    pub at: At,
}

impl Acknowledged {
    /// Whether what was sent was taken in.
    #[must_use]
    pub fn accepted(&self) -> bool {
        matches!(&*self.outcome, "A" | "E" | "P")
    }
}
