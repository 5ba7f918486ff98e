//! What does a column hold? Its name, under any of its usual spellings, or as the user maps it.

use crate::who;
use medcode_model::DiagnosisRole;
use std::collections::HashMap;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Field {
    Claim,
    Kind,
    Place,
    BillType,
    Frequency,
    Setting,
    Total,
    Patient,
    Born,
    Age,
    Sex,
    Payer,
    BillingNpi,
    RenderingNpi,
    From,
    To,
    Admitted,
    DischargeStatus,
    Made,
    Authorised,
    DxSystem,
    /// A diagnosis of a role, by its number.
    Dx(DiagnosisRole, u8),
    /// All diagnoses in one cell.
    DxList,
    /// Present on admission of the diagnosis with the same role and number.
    Poa(DiagnosisRole, u8),
    PxSystem,
    Px(u8),
    PxDate(u8),
    Line,
    Code,
    CodeSystem,
    Modifier(u8),
    Modifiers,
    Revenue,
    Units,
    Unit,
    Charge,
    LinePlace,
    Pointers,
    LineFrom,
    LineTo,
    LineNpi,
    Ndc,
    NdcQuantity,
    NdcUnit,
    Control,
    Original,
    /// Of who is on the claim, by its number among the paths.
    Who(u16),
}

use DiagnosisRole as R;

/// The name of each column, then its other spellings, folded to letters and digits; a name with
/// `#` takes a number.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Claim,
        &[
            "claim_id",
            "claim",
            "claimnumber",
            "claimno",
            "patientcontrolnumber",
            "pcn",
            "account",
            "accountnumber",
            "clm01",
        ],
    ),
    (Field::Kind, &["kind", "claimtype", "type"]),
    (Field::Place, &["place", "placeofservice", "pos", "facilitytype", "facilitycode"]),
    (Field::BillType, &["bill_type", "typeofbill", "tob"]),
    (Field::Frequency, &["frequency", "frequencycode", "claimfrequency"]),
    (Field::Setting, &["setting"]),
    (Field::Total, &["total", "totalcharge", "totalcharges", "claimtotal", "claimcharge"]),
    (Field::Patient, &["patient", "patientid", "mrn", "memberid", "subscriberid"]),
    (Field::Born, &["birth_date", "dob", "dateofbirth", "patientdob"]),
    (Field::Age, &["age", "patientage"]),
    (Field::Sex, &["sex", "gender", "patientsex", "patientgender"]),
    (Field::Payer, &["payer", "payerid", "insurance"]),
    (Field::BillingNpi, &["billing_npi", "billingprovidernpi", "npi"]),
    (Field::RenderingNpi, &["rendering_npi", "renderingprovidernpi", "attendingnpi"]),
    (Field::From, &["from", "statementfrom", "fromdate", "statementfromdate"]),
    (Field::To, &["to", "statementto", "throughdate", "todate", "statementtodate"]),
    (Field::Admitted, &["admitted", "admissiondate", "admitdate"]),
    (Field::DischargeStatus, &["discharge_status", "patientstatus", "dischargestatuscode"]),
    (Field::Made, &["made", "claimdate", "billed", "billdate", "created"]),
    (
        Field::Authorised,
        &[
            "authorisation",
            "authorization",
            "authorised",
            "authorized",
            "priorauth",
            "priorauthorization",
            "authnumber",
        ],
    ),
    (Field::DxSystem, &["dx_system", "icdversion", "diagnosissystem"]),
    (Field::DxList, &["diagnoses", "dxcodes", "icdcodes", "diagnosiscodes"]),
    (
        Field::Dx(R::Other, 0),
        &["dx#", "diagnosis#", "diagnosiscode#", "diag#", "icd#", "icd10#", "icd10code#", "dxcode#"],
    ),
    (Field::Dx(R::Admitting, 0), &["admitting_dx", "admittingdiagnosis", "admitdx"]),
    (Field::Dx(R::ReasonForVisit, 0), &["reason#", "reasonforvisit#", "visitreason#"]),
    (Field::Dx(R::ExternalCause, 0), &["cause#", "externalcause#", "ecode#"]),
    (Field::Poa(R::Other, 0), &["poa#", "dx#poa", "presentonadmission#"]),
    (Field::Poa(R::Admitting, 0), &["admitting_dx_poa"]),
    (Field::Poa(R::ReasonForVisit, 0), &["reason#_poa"]),
    (Field::Poa(R::ExternalCause, 0), &["cause#_poa", "causepoa#"]),
    (Field::PxSystem, &["px_system", "proceduresystem"]),
    (Field::Px(0), &["px#", "icdprocedure#", "pcs#"]),
    (Field::PxDate(0), &["px#_date", "pxdate#", "icdproceduredate#"]),
    (Field::Line, &["line", "linenumber", "lineno"]),
    (
        Field::Code,
        &[
            "code",
            "cpt",
            "cptcode",
            "hcpcs",
            "hcpcscode",
            "procedure",
            "procedurecode",
            "service",
            "servicecode",
        ],
    ),
    (Field::CodeSystem, &["code_system"]),
    (Field::Modifiers, &["modifiers"]),
    (Field::Modifier(0), &["modifier#", "mod#", "cptmodifier#"]),
    (Field::Revenue, &["revenue", "revenuecode", "rev", "revcode"]),
    (Field::Units, &["units", "quantity", "qty"]),
    (Field::Unit, &["unit", "unitofmeasure"]),
    (Field::Charge, &["charge", "charges", "amount", "linecharge", "chargeamount"]),
    (Field::LinePlace, &["line_place", "lineplaceofservice", "linepos"]),
    (
        Field::Pointers,
        &["pointers", "pointer", "dxpointer", "dxpointers", "diagnosispointer", "diagnosispointers"],
    ),
    (Field::LineFrom, &["line_from", "servicedate", "dos", "dateofservice", "linedate", "servicefrom"]),
    (Field::LineTo, &["line_to", "serviceto", "lineenddate"]),
    (Field::LineNpi, &["line_rendering_npi", "linenpi"]),
    (Field::Ndc, &["ndc", "ndccode"]),
    (Field::NdcQuantity, &["ndc_quantity", "ndcqty", "ndcunits"]),
    (Field::NdcUnit, &["ndc_unit", "ndcunitofmeasure", "ndcuom"]),
    (Field::Control, &["control", "linecontrolnumber"]),
    (
        Field::Original,
        &["original", "originalnumber", "originalclaimnumber", "payerclaimnumber", "icn", "dcn"],
    ),
];

impl Field {
    /// The column with its number.
    fn numbered(self, n: u8) -> Self {
        match self {
            Self::Dx(role, _) => Self::Dx(role, n),
            Self::Poa(role, _) => Self::Poa(role, n),
            Self::Px(_) => Self::Px(n),
            Self::PxDate(_) => Self::PxDate(n),
            Self::Modifier(_) => Self::Modifier(n),
            other => other,
        }
    }

    /// The older column that this one's written name means too (`billing_provider_npi`). Where both
    /// stand in a table, the older has its own name and comes first.
    pub(super) fn shadow(self) -> Option<Self> {
        matches!(self, Self::Who(_)).then(|| field(&self.name())).flatten().filter(|f| *f != self)
    }

    /// The column of a name, whatever older column the name means too.
    pub(super) fn who(name: &str) -> Option<Self> {
        who::column(&folded(name)).map(Self::Who)
    }

    /// The name as it is written.
    pub(super) fn name(self) -> String {
        let number = match self {
            Self::Dx(_, n) | Self::Poa(_, n) | Self::Px(n) | Self::PxDate(n) | Self::Modifier(n) => n,
            _ => 0,
        };
        if let Self::Who(path) = self {
            return who::name(path);
        }
        let found = NAMES.iter().find(|(field, _)| field.numbered(0) == self.numbered(0));
        found.map_or_else(String::new, |(_, names)| names[0].replace('#', &number.to_string()))
    }
}

/// Letters and digits of a name, in lower case.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The field of a name; a number stands where the name of the column has one, 1 where it is left
/// out.
fn field(name: &str) -> Option<Field> {
    let folded_name = folded(name);
    let matches = |pattern: &str| {
        let pattern: String = pattern.chars().filter(|c| c.is_alphanumeric() || *c == '#').collect();
        match pattern.split_once('#') {
            None => (pattern == folded_name).then_some(0),
            Some((before, after)) => {
                let number = folded_name.strip_prefix(before)?.strip_suffix(after)?;
                if number.is_empty() { Some(1) } else { number.parse().ok().filter(|n| *n > 0) }
            }
        }
    };
    // `principal diagnosis`, `primary dx`: the first one.
    let plain = ["principal", "primary"].iter().find_map(|p| folded_name.strip_prefix(p));
    if plain.is_some_and(|p| matches!(p, "dx" | "diagnosis" | "diagnosiscode")) {
        return Some(Field::Dx(R::Other, 1));
    }
    let found = NAMES.iter().find_map(|(field, names)| {
        names.iter().find_map(|name| matches(name)).map(|n| field.numbered(n))
    });
    found.or_else(|| who::column(&folded_name).map(Field::Who))
}

/// What the user says of columns that have names of their own.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Folded name in the file, field.
    own: HashMap<String, Field>,
}

impl Columns {
    /// Reads a mapping: a line for each column, `charge = Amount billed`; `#` begins a comment.
    ///
    /// # Errors
    /// The number of the first line that is wrong, and why.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut own = HashMap::new();
        for (n, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, header) = line
                .split_once('=')
                .ok_or_else(|| format!("line {}: write `column = name in the file`", n + 1))?;
            let field = field(name).ok_or_else(|| {
                format!("line {}: `{}` is no column; docs/formats.md lists them", n + 1, name.trim())
            })?;
            own.insert(folded(header), field);
        }
        Ok(Self { own })
    }

    /// The field of a header.
    pub(super) fn of(&self, header: &str) -> Option<Field> {
        self.own.get(&folded(header)).copied().or_else(|| field(header))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_usual_names() {
        for (name, expected) in [
            ("Claim ID", Field::Claim),
            ("DX1", Field::Dx(R::Other, 1)),
            ("Diagnosis Code 12", Field::Dx(R::Other, 12)),
            ("dx", Field::Dx(R::Other, 1)),
            ("Primary Diagnosis", Field::Dx(R::Other, 1)),
            ("dx_2_poa", Field::Poa(R::Other, 2)),
            ("POA3", Field::Poa(R::Other, 3)),
            ("ICD-10 Code 2", Field::Dx(R::Other, 2)),
            ("modifier 2", Field::Modifier(2)),
            ("modifiers", Field::Modifiers),
            ("px2_date", Field::PxDate(2)),
            ("Date of Service", Field::LineFrom),
            ("CPT", Field::Code),
        ] {
            assert_eq!(field(name), Some(expected), "{name}");
        }
        for name in ["Patient Last", "subscriber_city", "Billing Provider Zip", "payer name"] {
            assert!(matches!(field(name), Some(Field::Who(_))), "{name}");
        }
        for name in ["", "notes", "dx0", "dx1000", "code2"] {
            assert_eq!(field(name), None, "{name}");
        }
    }

    #[test]
    fn every_column_is_read_by_the_name_it_is_written_under() {
        for (plain, names) in NAMES {
            let numbered = if names[0].contains('#') { plain.numbered(7) } else { *plain };
            assert_eq!(field(&numbered.name()), Some(numbered));
        }
    }

    #[test]
    fn a_mapping_is_read_and_what_is_wrong_in_it_is_said() {
        let columns = Columns::read("# ours\nclaim_id = Acct #\ncharge=Amount billed\n").unwrap();
        assert_eq!(columns.of("acct"), Some(Field::Claim));
        assert_eq!(columns.of("Amount Billed"), Some(Field::Charge));
        assert_eq!(columns.of("CPT"), Some(Field::Code));
        assert!(Columns::read("claim_id").unwrap_err().starts_with("line 1"));
        assert!(Columns::read("\nfoo = bar").unwrap_err().contains("line 2: `foo`"));
    }
}
