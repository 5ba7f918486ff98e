//! A claim: what is billed for one patient at one visit or stay, whatever format brought it.
//!
//! Fields hold what the document says, not what it should say: a code that cannot be one, an
//! unreadable date or a missing amount stay visible, with the place they stand at.

use crate::{Bill, Code, Date, Setting, Sex};
use std::fmt;

/// Where in the document something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Byte offset in the document.
    pub byte: u64,
    /// Segment (X12) or line (CSV), from 1; 0 where that means nothing.
    pub segment: u32,
    /// Name of the segment (`HI`), padded with spaces; blank where there is none.
    pub name: [u8; 3],
    /// Element within the segment or column, from 1; 0 for the whole.
    pub element: u16,
    /// Its entry among [`Claim::places`], from 1, where the document has paths; 0 where not.
    pub place: u32,
}

/// A place in a document that has lines and paths: JSON, CSV.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
    /// The way to it (`Claim.diagnosis[0].sequence`), or the name of the column.
    pub path: Box<str>,
}

impl At {
    /// The name of the segment without its padding.
    #[must_use]
    pub fn segment_name(&self) -> &str {
        std::str::from_utf8(&self.name).unwrap_or_default().trim_end_matches([' ', '\0'])
    }
}

/// An amount in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub i64);

impl Cents {
    /// Reads `12`, `12.5`, `12.50`, `-3.00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        // No amount is longer, and sums of such amounts stay within bounds.
        let fits = whole.len() + part.len() > 0 && whole.len() <= LONGEST_AMOUNT;
        if !fits || !digits(whole) || !digits(part) {
            return None;
        }
        let (cents, beyond) = part.split_at(part.len().min(2));
        if beyond.bytes().any(|b| b != b'0') {
            return None;
        }
        let number = |t: &str| if t.is_empty() { Some(0) } else { t.parse::<i64>().ok() };
        let tens = if cents.len() == 1 { 10 } else { 1 };
        Some(Self(sign * (number(whole)? * 100 + number(cents)? * tens)))
    }
}

/// Digits before the point: a trillion dollars.
const LONGEST_AMOUNT: usize = 12;

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }
}

/// The kind of claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// 837P, CMS-1500.
    #[default]
    Professional,
    /// 837I, UB-04.
    Institutional,
    /// 837D.
    Dental,
}

impl ClaimKind {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Professional => "professional",
            Self::Institutional => "institutional",
            Self::Dental => "dental",
        }
    }
}

/// The system that a document says a code is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Declared {
    /// One that medcode knows; HCPCS stands for CPT and HCPCS Level II, told apart by the code.
    Known(crate::CodeSystem),
    /// ICD-9-CM, of claims before 2015-10-01.
    Icd9,
    /// Another, by its name in the document (SNOMED CT, WHO ICD-10, a payer's own).
    Other(Box<str>),
}

/// A code as a document has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeSaid {
    /// The system it is said to be of.
    pub system: Declared,
    /// As written.
    pub text: Box<str>,
    /// The code, where the text has the shape of one of a known system.
    pub code: Option<Code>,
    /// Where it stands.
    pub at: At,
}

/// What a diagnosis is on the claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DiagnosisRole {
    /// Principal (institutional) or first-listed (professional).
    Principal,
    /// Any further one.
    Other,
    /// Admitting.
    Admitting,
    /// The patient's reason for the visit.
    ReasonForVisit,
    /// External cause of injury.
    ExternalCause,
}

/// A diagnosis of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// What it is on the claim.
    pub role: DiagnosisRole,
    /// The code.
    pub code: CodeSaid,
    /// Present on admission as written: `Y`, `N`, `U`, `W`, `1`; none where not given.
    pub poa: Option<char>,
}

/// A procedure of an institutional claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// Whether it is the principal one.
    pub principal: bool,
    /// The code.
    pub code: CodeSaid,
    /// The day it was done.
    pub date: Option<Date>,
}

/// A line of a claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceLine {
    /// Its number in the document, from 1.
    pub number: u32,
    /// CPT or HCPCS; none on some institutional lines.
    pub code: Option<CodeSaid>,
    /// Modifiers as written, in order.
    pub modifiers: Vec<Box<str>>,
    /// Revenue code (institutional).
    pub revenue: Option<Box<str>>,
    /// Quantity in thousandths of a unit.
    pub quantity: Option<i64>,
    /// `UN` units, `MJ` minutes, `DA` days, as written.
    pub unit: Option<Box<str>>,
    /// Charge.
    pub charge: Option<Cents>,
    /// Place of service of the line.
    pub place: Option<Box<str>>,
    /// Diagnosis pointers, from 1.
    pub pointers: Vec<u8>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Rendering provider of the line.
    pub rendering: Option<Npi>,
    /// National drug code.
    pub ndc: Option<Box<str>>,
    /// The submitter's number of the line.
    pub control: Option<Box<str>>,
    /// Where the line begins.
    pub at: At,
}

/// A provider's number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Npi {
    /// The number.
    pub text: Box<str>,
    /// Where it stands.
    pub at: At,
}

impl Npi {
    /// Whether a text can be an NPI (45 CFR 162.406): ten digits, the first 1 or 2, with a check
    /// digit. Luhn, where the prefix 80840 adds 24 to the sum.
    #[must_use]
    pub fn is_valid(text: &str) -> bool {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || !bytes.iter().all(u8::is_ascii_digit) || !matches!(bytes[0], b'1' | b'2')
        {
            return false;
        }
        let digit = |(n, b): (usize, &u8)| {
            let d = u32::from(b - b'0');
            // Every other digit is doubled, beginning with the one before the check digit.
            if n % 2 == 0 { d * 2 / 10 + d * 2 % 10 } else { d }
        };
        (24 + bytes.iter().enumerate().map(digit).sum::<u32>()) % 10 == 0
    }
}

/// The patient, as far as checks need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patient {
    /// Day of birth.
    pub born: Option<Date>,
    /// Age in years, where given instead of the day of birth.
    pub age: Option<u16>,
    /// Sex.
    pub sex: Option<Sex>,
    /// A key that tells patients apart within a file; never printed.
    pub key: Box<str>,
}

/// What a document refers to and does not hold, so that its absence tells nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// The patient.
    pub patient: bool,
    /// The billing provider.
    pub billing: bool,
    /// Whether conditions were present on admission.
    pub poa: bool,
    /// Which diagnoses a line is for: claims of pharmacies and for glasses need not say it.
    pub pointers: bool,
}

/// One claim.
#[derive(Clone, Default, PartialEq)]
pub struct Claim {
    /// The submitter's number of the claim (CLM01).
    pub id: Box<str>,
    /// The kind.
    pub kind: ClaimKind,
    /// Place of service, or facility type code (institutional).
    pub place: Box<str>,
    /// Frequency: `1` original, `7` replacement, `8` void.
    pub frequency: Box<str>,
    /// Setting, where the format says it (medcode JSON, FHIR Encounter).
    pub setting: Option<Setting>,
    /// Total charge.
    pub charge: Option<Cents>,
    /// Patient.
    pub patient: Patient,
    /// Payer, by its identifier.
    pub payer: Box<str>,
    /// Billing provider.
    pub billing: Option<Npi>,
    /// Rendering or attending provider.
    pub rendering: Option<Npi>,
    /// First day of the statement or service.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Day of admission.
    pub admitted: Option<Date>,
    /// The payer's number of the claim that this one replaces or voids (REF F8).
    pub original: Box<str>,
    /// Patient discharge status (institutional), as written.
    pub discharge_status: Box<str>,
    /// Day the claim was made (BHT04), for timely filing.
    pub made: Option<Date>,
    /// Diagnoses in the order of the document.
    pub diagnoses: Vec<Diagnosis>,
    /// Procedures (institutional).
    pub procedures: Vec<Procedure>,
    /// Lines.
    pub lines: Vec<ServiceLine>,
    /// Authorisation number is given.
    pub authorised: bool,
    /// Who sends it, to whom, under which coverage; read where it is asked for.
    pub bill: Option<Box<Bill>>,
    /// Where the claim begins.
    pub at: At,
    /// What the document refers to and does not hold.
    pub elsewhere: Elsewhere,
    /// The places that [`At::place`] numbers.
    pub places: Vec<Place>,
}

/// Patient data never reach a log: only counts are shown.
impl fmt::Debug for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claim")
            .field("kind", &self.kind)
            .field("diagnoses", &self.diagnoses.len())
            .field("procedures", &self.procedures.len())
            .field("lines", &self.lines.len())
            .finish_non_exhaustive()
    }
}

impl Claim {
    /// The line, column and path of a place, where the document has them.
    #[must_use]
    pub fn place_of(&self, at: At) -> Option<&Place> {
        self.places.get((at.place as usize).checked_sub(1)?)
    }

    /// Keeps a place and gives its number for [`At::place`].
    pub fn keep_place(&mut self, place: Place) -> u32 {
        self.places.push(place);
        self.places.len() as u32
    }

    /// Whether an inpatient hospital stay is billed: type of bill 011x or 012x, or the setting.
    #[must_use]
    pub fn is_inpatient(&self) -> bool {
        let of_stays = matches!(&*self.place, "11" | "12" | "18" | "41");
        self.kind == ClaimKind::Institutional && of_stays || self.setting == Some(Setting::Inpatient)
    }

    /// The day that codes are looked up as of: discharge for a stay, else the first service.
    #[must_use]
    pub fn service_date(&self) -> Option<Date> {
        let lines = || self.lines.iter().filter_map(|l| l.from).min();
        if self.is_inpatient() { self.to.or(self.from) } else { self.from.or_else(lines).or(self.to) }
    }

    /// The patient's age in whole years on a day.
    #[must_use]
    pub fn age_on(&self, day: Date) -> Option<u16> {
        let Some(born) = self.patient.born else { return self.patient.age };
        let ((year, month, day), (y, m, d)) = (day.parts(), born.parts());
        (year + u16::from((month, day) >= (m, d))).checked_sub(y + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_of_an_npi_is_that_of_the_publishers_example() {
        assert!(Npi::is_valid("1234567893"));
        assert!(
            (b'0'..=b'9').filter(|d| Npi::is_valid(&format!("123456789{}", *d as char))).count() == 1
        );
        assert!(
            ["123456789", "12345678930", "123456789X", "3234567893"].iter().all(|n| !Npi::is_valid(n))
        );
    }

    #[test]
    fn amounts_are_read_to_the_cent_and_nothing_is_rounded() {
        assert_eq!(Cents::parse("12.5"), Some(Cents(1250)));
        assert_eq!(Cents::parse("-3.00"), Some(Cents(-300)));
        assert_eq!(Cents::parse("766.500"), Some(Cents(76650)));
        assert_eq!(Cents::parse("1.005"), None);
        assert_eq!(Cents::parse(""), None);
        assert_eq!(Cents::parse("1e3"), None);
        assert_eq!(Cents::parse("999999999999.99"), Some(Cents(99_999_999_999_999)));
        for wrong in ["1000000000000", "1.5\u{5b0}", "1.5\u{668}O", "--1", "1.2.3", "."] {
            assert_eq!(Cents::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn age_turns_on_the_birthday() {
        let claim = Claim {
            patient: Patient { born: Date::new(2000, 5, 12), ..Patient::default() },
            ..Claim::default()
        };
        assert_eq!(claim.age_on(Date::new(2026, 5, 11).unwrap()), Some(25));
        assert_eq!(claim.age_on(Date::new(2026, 5, 12).unwrap()), Some(26));
        assert_eq!(claim.age_on(Date::new(1999, 1, 1).unwrap()), None);
    }

    #[test]
    fn debug_shows_no_patient_data() {
        let claim = Claim { id: "SECRET-1".into(), ..Claim::default() };
        assert!(!format!("{claim:?}").contains("SECRET"));
    }
}
