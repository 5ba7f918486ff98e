//! What a claim carries beside its codes, lines and dates: who sends it and to whom, the
//! providers, the coverage, the agreements. Checks do not need it; writing a claim does.

use crate::{Adjustment, Cents, Date, Sex};
use std::fmt;

/// The name of a person or an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// Last name, or the whole name of an organisation.
    pub last: Box<str>,
    /// First name.
    pub first: Box<str>,
    /// Middle name or initial.
    pub middle: Box<str>,
    /// `JR`, `III`.
    pub suffix: Box<str>,
    /// A person rather than an organisation.
    pub person: bool,
}

impl Name {
    /// An organisation's name.
    #[must_use]
    pub fn organisation(name: &str) -> Self {
        Self { last: name.into(), ..Self::default() }
    }

    /// Whether nothing is given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.last.is_empty() && self.first.is_empty()
    }
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Address {
    /// Street, first line.
    pub street: Box<str>,
    /// Second line.
    pub second: Box<str>,
    /// City.
    pub city: Box<str>,
    /// State or province: two letters.
    pub state: Box<str>,
    /// Postal code, without a hyphen.
    pub postal: Box<str>,
    /// Country: two letters; blank for the United States.
    pub country: Box<str>,
}

/// Whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Contact {
    /// Name.
    pub name: Box<str>,
    /// Telephone, digits only.
    pub phone: Box<str>,
    /// Electronic mail.
    pub email: Box<str>,
}

/// The part a provider plays on a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProviderRole {
    /// Sends the bill.
    #[default]
    Billing,
    /// Sent the patient.
    Referring,
    /// Performed the service.
    Rendering,
    /// Was responsible for the stay.
    Attending,
    /// Operated.
    Operating,
    /// Operated too.
    OtherOperating,
    /// Where the service was performed, where that is not the billing provider's address.
    Facility,
    /// Supervised who performed it.
    Supervising,
}

impl ProviderRole {
    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Billing,
        Self::Referring,
        Self::Rendering,
        Self::Attending,
        Self::Operating,
        Self::OtherOperating,
        Self::Facility,
        Self::Supervising,
    ];

    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Billing => "billing",
            Self::Referring => "referring",
            Self::Rendering => "rendering",
            Self::Attending => "attending",
            Self::Operating => "operating",
            Self::OtherOperating => "other_operating",
            Self::Facility => "facility",
            Self::Supervising => "supervising",
        }
    }
}

/// A provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Provider {
    /// The part played.
    pub role: ProviderRole,
    /// Name.
    pub name: Name,
    /// National Provider Identifier.
    pub npi: Box<str>,
    /// Provider taxonomy code.
    pub taxonomy: Box<str>,
    /// Employer identification number, or a social security number.
    pub tax: Box<str>,
    /// Whether `tax` is a social security number.
    pub tax_is_ssn: bool,
    /// Address.
    pub address: Option<Address>,
    /// Whom to ask.
    pub contact: Option<Contact>,
}

/// A person who is covered or treated.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Person {
    /// Name.
    pub name: Name,
    /// Address.
    pub address: Option<Address>,
    /// Day of birth.
    pub born: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
}

/// Patient data never reach a log.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").finish_non_exhaustive()
    }
}

/// Who pays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Payer {
    /// Name.
    pub name: Box<str>,
    /// Its identifier at the receiver.
    pub id: Box<str>,
    /// Address.
    pub address: Option<Address>,
}

/// One coverage of the patient.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// `P` primary, `S` secondary, `T` tertiary, `A`-`H` after that, `U` unknown.
    pub order: Option<char>,
    /// The patient's relation to the subscriber: `18` self, `01` spouse, `19` child, `G8` other.
    pub relation: Box<str>,
    /// Group or policy number.
    pub group: Box<str>,
    /// Name of the plan.
    pub plan: Box<str>,
    /// Why Medicare is secondary (`12`, `13`, ...).
    pub medicare_secondary: Box<str>,
    /// Kind of payer: `MB`, `MC`, `CI`, `BL`, ...
    pub filing: Box<str>,
    /// The subscriber's number at the payer.
    pub member: Box<str>,
    /// The subscriber.
    pub subscriber: Person,
    /// Who pays.
    pub payer: Payer,
    /// What this payer has decided already, where it is not the one the claim goes to.
    pub decided: Option<Decided>,
}

/// Patient data never reach a log.
impl fmt::Debug for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Coverage").field("order", &self.order).finish_non_exhaustive()
    }
}

/// What another payer decided about the claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Paid.
    pub paid: Option<Cents>,
    /// Left for the patient.
    pub patient_owes: Option<Cents>,
    /// The day it was decided.
    pub on: Option<Date>,
    /// Adjustments of the claim as a whole.
    pub adjustments: Vec<Adjustment>,
}

/// What another payer decided about a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecidedLine {
    /// The line, from 1.
    pub line: u32,
    /// The payer, by its identifier.
    pub payer: Box<str>,
    /// Paid.
    pub paid: Option<Cents>,
    /// The procedure it paid for: qualifier, code, modifiers.
    pub procedure: Vec<Box<str>>,
    /// Units it paid for, in thousandths.
    pub quantity: Option<i64>,
    /// Adjustments.
    pub adjustments: Vec<Adjustment>,
    /// The day it was decided.
    pub on: Option<Date>,
}

/// What is known of a stay at a facility beside its days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stay {
    /// Priority of the admission or visit: `1` emergency, `2` urgent, `3` elective, ...
    pub kind: Box<str>,
    /// Point of origin.
    pub source: Box<str>,
    /// Hour and minute of admission: `0830`.
    pub admitted_at: Box<str>,
    /// Hour and minute of discharge.
    pub discharged_at: Box<str>,
}

/// A code of the uniform bill with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BillCode {
    /// A condition.
    Condition(Box<str>),
    /// An occurrence and its day.
    Occurrence(Box<str>, Option<Date>),
    /// An occurrence that lasted.
    Span(Box<str>, Option<Date>, Option<Date>),
    /// A value.
    Value(Box<str>, Option<Cents>),
}

/// How much of a drug a line gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrugAmount {
    /// The line, from 1.
    pub line: u32,
    /// In thousandths of the unit.
    pub quantity: Option<i64>,
    /// `ML`, `GR`, `ME`, `F2` international units, `UN`.
    pub unit: Box<str>,
}

/// What a claim carries beside its codes, lines and dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// Who sends the file.
    pub submitter: Name,
    /// The submitter's identifier at the receiver.
    pub submitter_id: Box<str>,
    /// Whom to ask about the file.
    pub contact: Contact,
    /// Who takes in the file.
    pub receiver: Box<str>,
    /// The receiver's identifier.
    pub receiver_id: Box<str>,
    /// Providers, each role once, the billing provider first.
    pub providers: Vec<Provider>,
    /// Where payment goes, where not to the billing provider's address.
    pub pay_to: Option<Address>,
    /// The coverage the claim is sent under.
    pub coverage: Coverage,
    /// Other coverages.
    pub others: Vec<Coverage>,
    /// The patient, where not the subscriber.
    pub patient: Option<Person>,
    /// Provider's signature is on file (professional): `Y` or `N`.
    pub signed: Option<char>,
    /// Medicare assignment: `A` accepted, `B` for laboratory services only, `C` not.
    pub assignment: Option<char>,
    /// Benefits are assigned to the provider: `Y`, `N`, `W` not applicable.
    pub benefits_assigned: Option<char>,
    /// Release of information: `Y` signed, `I` informed consent.
    pub release: Option<char>,
    /// Cause: `AA` motor vehicle, `EM` employment, `OA` another accident.
    pub causes: Vec<Box<str>>,
    /// State of a motor vehicle accident.
    pub accident_state: Box<str>,
    /// Day of the accident.
    pub accident: Option<Date>,
    /// Onset of the present illness.
    pub onset: Option<Date>,
    /// Last menstrual period.
    pub last_period: Option<Date>,
    /// Discharge from a related stay (professional).
    pub discharged: Option<Date>,
    /// Prior authorisation number.
    pub authorisation: Box<str>,
    /// Referral number.
    pub referral: Box<str>,
    /// The payer's number of the claim that this one replaces or voids.
    pub original: Box<str>,
    /// Laboratory certificate number (CLIA).
    pub clia: Box<str>,
    /// Medical record number.
    pub record: Box<str>,
    /// Paid by the patient.
    pub patient_paid: Option<Cents>,
    /// The stay (institutional).
    pub stay: Stay,
    /// Conditions, occurrences, values (institutional).
    pub codes: Vec<BillCode>,
    /// What other payers decided, by line.
    pub decided: Vec<DecidedLine>,
    /// Providers of single lines, where others than those of the claim.
    pub line_providers: Vec<(u32, Provider)>,
    /// Amounts of the drugs whose national drug code a line gives.
    pub drugs: Vec<DrugAmount>,
}

impl Bill {
    /// The provider of a role.
    #[must_use]
    pub fn provider(&self, role: ProviderRole) -> Option<&Provider> {
        self.providers.iter().find(|p| p.role == role)
    }
}
