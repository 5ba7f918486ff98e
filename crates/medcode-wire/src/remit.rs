//! `remit --json`: what payers said, joined to the claims that were sent.

use serde::Serialize;

/// What the files of one call say.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireRemit {
    /// The files as named on the command line.
    pub files: Vec<String>,
    /// How many claims that were sent are at hand.
    pub sent: u64,
    /// Payments (835).
    pub payments: Vec<WirePayment>,
    /// Claims as they were decided (835).
    pub claims: Vec<WirePaidClaim>,
    /// Claims, lines and files before they are decided (277CA).
    pub statuses: Vec<WireClaimStatus>,
    /// What became of files (999, 997, TA1).
    pub acknowledged: Vec<WireAcknowledged>,
    /// Denials and reductions, counted.
    pub worksheet: crate::remit_sheet::WireSheet,
    /// Trouble with the files.
    pub problems: Vec<String>,
}

/// Where something stands in a file.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePlace {
    /// The file.
    pub file: String,
    /// Name and number of the segment: `CAS 23`.
    pub segment: String,
    /// The element within the segment; null for the whole.
    pub element: Option<u16>,
    /// Byte offset in the file.
    pub byte: u64,
}

/// A payment.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePayment {
    /// The payer.
    pub payer: String,
    /// Its identifier.
    pub payer_id: String,
    /// Who is paid.
    pub payee: String,
    /// Identifier of the payee.
    pub payee_id: String,
    /// Number of the check or transfer.
    pub trace: String,
    /// `ACH`, `CHK`, `NON`, ...
    pub method: String,
    /// Paid.
    pub total: Option<String>,
    /// The day.
    pub date: Option<String>,
    /// How many claims it decides.
    pub claims: u64,
    /// Payments and recoveries that are no claim's.
    pub provider_adjustments: Vec<WireProviderAdjustment>,
    /// How it does not balance.
    pub imbalance: Option<WireImbalance>,
    /// Where it stands.
    pub at: WirePlace,
}

/// A payment or recovery that is no claim's.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireProviderAdjustment {
    /// The provider.
    pub provider: String,
    /// Reason.
    pub reason: String,
    /// Reference.
    pub reference: String,
    /// Positive reduces the payment.
    pub amount: String,
}

/// A sum that is not what it should be.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireImbalance {
    /// `line`, `charges`, `claim`, `patient`, `payment`.
    pub sum: &'static str,
    /// The line of the remittance; null for the whole.
    pub line: Option<u32>,
    /// The sum.
    pub summed: String,
    /// What the document says.
    pub said: String,
    /// In words.
    pub message: String,
    /// Where it says so.
    pub at: WirePlace,
}

/// A claim as it was decided.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WirePaidClaim {
    /// The payer.
    pub payer: String,
    /// The submitter's number of the claim.
    pub claim: String,
    /// The payer's number.
    pub payer_claim: String,
    /// Status as written: `1` primary, `4` denied, `22` reversal, ...
    pub status: String,
    /// Charged.
    pub charge: Option<String>,
    /// Paid.
    pub paid: Option<String>,
    /// Left for the patient.
    pub patient_owes: Option<String>,
    /// Whether the claim that was sent is at hand.
    pub joined: bool,
    /// Every adjustment, joined to its line.
    pub adjustments: Vec<WireDecision>,
    /// How the claim does not balance.
    pub imbalances: Vec<WireImbalance>,
    /// Where it stands.
    pub at: WirePlace,
}

/// An adjustment.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireDecision {
    /// `denial`, `reduction`, `expected`, `reversal`, `increase`.
    pub effect: &'static str,
    /// The line of the claim that was sent; null where none is joined.
    pub line: Option<u32>,
    /// The submitter's number of the line.
    pub line_control: Option<String>,
    /// The code that was decided.
    pub code: Option<String>,
    /// The code that was billed, where another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billed: Option<String>,
    /// Modifiers.
    pub modifiers: Vec<String>,
    /// First day of the line.
    pub date: Option<String>,
    /// Charge of the line, or the claim.
    pub charge: Option<String>,
    /// Paid for it.
    pub paid: Option<String>,
    /// `CO`, `PR`, `OA`, `PI`.
    pub group: String,
    /// Reason code (CARC).
    pub reason: String,
    /// The user's own text of the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_text: Option<String>,
    /// Amount.
    pub amount: String,
    /// Remark codes (RARC).
    pub remarks: Vec<WireRemark>,
    /// The rules that look at it, those that fire first.
    pub rules: Vec<WireForetold>,
    /// Where it stands.
    pub at: WirePlace,
}

/// A remark code.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireRemark {
    /// The code.
    pub code: String,
    /// The user's own text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a rule says of the claim that was sent.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireForetold {
    /// The rule.
    pub rule: &'static str,
    /// `fired`, `passed`, `no-data`, `no-claim`.
    pub verdict: &'static str,
    /// What it found, or what it needs.
    pub message: Option<String>,
}

/// What became of a claim before it was decided.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireClaimStatus {
    /// `file`, `provider`, `claim`, `line`.
    pub about: &'static str,
    /// The submitter's number of the claim or file.
    pub claim: String,
    /// The payer's number.
    pub payer_claim: String,
    /// The line of the claim that was sent.
    pub line: Option<u32>,
    /// Code of the line.
    pub code: Option<String>,
    /// Whether it is accepted; null where it is not said.
    pub accepted: Option<bool>,
    /// Category, code and entity.
    pub statuses: Vec<[String; 3]>,
    /// Whether the claim that was sent is at hand.
    pub joined: bool,
    /// Where it stands.
    pub at: WirePlace,
}

/// What became of a file or transaction.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireAcknowledged {
    /// `837`; `ISA` for an interchange, blank for a group.
    pub transaction: String,
    /// Its control number.
    pub control: String,
    /// `A`, `E`, `P`, `R`, ...
    pub outcome: String,
    /// Whether it was taken in.
    pub accepted: bool,
    /// Error codes.
    pub codes: Vec<String>,
    /// Faults.
    pub faults: Vec<WireFault>,
    /// Where it stands.
    pub at: WirePlace,
}

/// A fault in a file that was sent.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireFault {
    /// Segment.
    pub segment: String,
    /// Its number within the transaction.
    pub position: Option<u32>,
    /// Loop.
    #[serde(rename = "loop")]
    pub loop_id: String,
    /// Element.
    pub element: Option<u16>,
    /// Component.
    pub component: Option<u16>,
    /// Error code.
    pub code: String,
}
