//! What may a rule of one's own ask, and how is that written?

use super::lex::Compare;
use super::values::Values;
use medcode_model::CodeSystem;

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// Every part holds.
    All(Vec<When>),
    /// One part holds.
    Any(Vec<When>),
    /// The part does not hold.
    Not(Box<When>),
    /// A question about the claim or the line.
    Ask(Field, Test),
}

impl When {
    /// Whether it asks about single lines.
    #[must_use]
    pub fn is_of_lines(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::is_of_lines),
            Self::Not(part) => part.is_of_lines(),
            Self::Ask(field, _) => field.row().lines,
        }
    }

    /// The codes that it names, each with its system where the field tells it; ranges name none.
    #[must_use]
    pub fn codes(&self) -> Vec<(Option<CodeSystem>, &str)> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::codes).collect(),
            Self::Not(part) => part.codes(),
            Self::Ask(field, Test::In(values)) => {
                let system = match field.row().shape {
                    Shape::Diagnoses => Some(CodeSystem::Icd10Cm),
                    Shape::Procedures => Some(CodeSystem::Icd10Pcs),
                    // CPT or HCPCS: the code tells.
                    Shape::Services => None,
                    _ => return Vec::new(),
                };
                values.singles().map(|code| (system, code)).collect()
            }
            Self::Ask(..) => Vec::new(),
        }
    }
}

/// What is asked of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Stands in a list.
    In(Values),
    /// Is less, more or as much.
    Is(Compare, i64),
    /// Lies in one of several ranges.
    Within(Vec<(i64, i64)>),
    /// Is there (`given`) or not (`missing`).
    Given(bool),
}

/// What values of a field look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// ICD-10-CM codes; the beginning of one stands for all under it.
    Diagnoses,
    /// ICD-10-PCS codes; likewise.
    Procedures,
    /// CPT numbers and HCPCS codes; likewise.
    Services,
    /// Words, compared whole.
    Words,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A figure with up to so many decimal places.
    Figure(u32),
    /// A day.
    Day,
}

/// What can be asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Any reported diagnosis.
    Diagnosis,
    /// The principal or first-listed diagnosis.
    Principal,
    /// The admitting diagnosis.
    Admitting,
    /// A reason for the visit.
    Reason,
    /// An external cause.
    ExternalCause,
    /// An ICD-10-PCS procedure.
    Procedure,
    /// The code of any line.
    Service,
    /// The payer's identifier.
    Payer,
    /// The setting.
    Setting,
    /// The kind of claim.
    Kind,
    /// The patient's sex.
    Sex,
    /// Frequency code.
    Frequency,
    /// Type of bill without its frequency.
    Bill,
    /// Discharge status.
    DischargeStatus,
    /// Authorisation number.
    Authorization,
    /// Age in years.
    Age,
    /// Total charge.
    Total,
    /// Number of lines.
    Lines,
    /// Number of reported diagnoses.
    Diagnoses,
    /// Days of the statement.
    Days,
    /// Date of service: of the line where lines are asked, else of the claim.
    Date,
    /// The code of the line.
    Code,
    /// A modifier of the line.
    Modifier,
    /// Place of service of the line.
    Place,
    /// Revenue code of the line.
    Revenue,
    /// A diagnosis that the line points to.
    Pointed,
    /// National drug code of the line.
    Ndc,
    /// Units of the line.
    Units,
    /// Charge of the line.
    Charge,
}

/// A field as it is written.
pub struct Row {
    /// The field.
    pub field: Field,
    /// Its word.
    pub word: &'static str,
    /// What its values look like.
    pub shape: Shape,
    /// Whether it belongs to a line.
    pub lines: bool,
    /// What it is.
    pub about: &'static str,
}

const SETTINGS: &[&str] = &[
    "office",
    "telehealth",
    "ed",
    "outpatient_procedure",
    "inpatient",
    "observation",
    "nursing_facility",
    "home",
];

const fn row(field: Field, word: &'static str, shape: Shape, lines: bool, about: &'static str) -> Row {
    Row { field, word, shape, lines, about }
}

/// Every field.
pub const FIELDS: [Row; 29] = [
    row(Field::Diagnosis, "dx", Shape::Diagnoses, false, "any reported diagnosis"),
    row(
        Field::Principal,
        "principal",
        Shape::Diagnoses,
        false,
        "the principal or first-listed diagnosis",
    ),
    row(Field::Admitting, "admitting", Shape::Diagnoses, false, "the admitting diagnosis"),
    row(Field::Reason, "reason", Shape::Diagnoses, false, "a reason for the visit"),
    row(Field::ExternalCause, "external", Shape::Diagnoses, false, "an external cause of injury"),
    row(Field::Procedure, "px", Shape::Procedures, false, "any ICD-10-PCS procedure"),
    row(Field::Service, "service", Shape::Services, false, "the code of any line"),
    row(Field::Payer, "payer", Shape::Words, false, "the payer's identifier"),
    row(Field::Setting, "setting", Shape::OneOf(SETTINGS), false, "where the patient was seen"),
    row(
        Field::Kind,
        "kind",
        Shape::OneOf(&["professional", "institutional", "dental"]),
        false,
        "the kind of claim",
    ),
    row(Field::Sex, "sex", Shape::OneOf(&["F", "M"]), false, "the patient's sex"),
    row(Field::Frequency, "frequency", Shape::Words, false, "1 original, 7 replacement, 8 void"),
    row(Field::Bill, "bill", Shape::Words, false, "type of bill without its last digit: 11, 13"),
    row(Field::DischargeStatus, "discharge", Shape::Words, false, "discharge status of a stay"),
    row(Field::Authorization, "authorization", Shape::OneOf(&[]), false, "an authorization number"),
    row(Field::Age, "age", Shape::Figure(0), false, "age in years on the date of service"),
    row(Field::Total, "total", Shape::Figure(2), false, "the total charge"),
    row(Field::Lines, "lines", Shape::Figure(0), false, "how many lines"),
    row(Field::Diagnoses, "diagnoses", Shape::Figure(0), false, "how many reported diagnoses"),
    row(
        Field::Days,
        "days",
        Shape::Figure(0),
        false,
        "days from the first to the last of the statement",
    ),
    row(Field::Date, "date", Shape::Day, false, "date of service: of the line where a line is asked"),
    row(Field::Code, "code", Shape::Services, true, "the code of the line"),
    row(Field::Modifier, "modifier", Shape::Words, true, "any modifier of the line"),
    row(Field::Place, "place", Shape::Words, true, "place of service of the line, else of the claim"),
    row(Field::Revenue, "revenue", Shape::Words, true, "revenue code of the line"),
    row(Field::Pointed, "pointed", Shape::Diagnoses, true, "a diagnosis that the line points to"),
    row(Field::Ndc, "ndc", Shape::Words, true, "national drug code of the line"),
    row(Field::Units, "units", Shape::Figure(3), true, "units of the line"),
    row(Field::Charge, "charge", Shape::Figure(2), true, "charge of the line"),
];

impl Field {
    /// How it is written.
    #[must_use]
    pub fn row(self) -> &'static Row {
        // The rows stand in the order of the fields, which a test keeps.
        &FIELDS[self as usize]
    }

    /// The field of a word.
    pub(super) fn of(word: &str) -> Option<Self> {
        FIELDS.iter().find(|r| r.word == word).map(|r| r.field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_row_and_its_word() {
        for (n, row) in FIELDS.iter().enumerate() {
            assert_eq!(row.field as usize, n);
            assert_eq!(Field::of(row.word), Some(row.field));
        }
    }
}
