//! What claim would an encounter become? The codes with what is known of the visit; what only
//! billing knows (charges, providers, payers) is left empty, and rules do not ask for it.

use medcode_model::{
    At, BillingContext, Claim, ClaimKind, Code, CodeSaid, CodeSystem, Date, Declared, Diagnosis,
    DiagnosisRole, Patient, Procedure, ServiceLine, Setting, Sex, Suggestion,
};

/// What is known of a visit or stay besides its codes.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    /// Where the patient was seen.
    pub setting: Setting,
    /// Who sends the bill.
    pub billing: BillingContext,
    /// Age in years.
    pub age: Option<f32>,
    /// Sex.
    pub sex: Option<Sex>,
    /// The day of service, or of discharge.
    pub date: Date,
}

/// A code of an encounter with what stands beside it on a claim.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// The code.
    pub code: Code,
    /// Modifiers of a service.
    pub modifiers: &'a [String],
    /// Units of a service.
    pub units: Option<u32>,
    /// Present on admission: `Y`, `N`, `U`, `W`, or `exempt`.
    pub poa: Option<&'a str>,
    /// The diagnoses that justify a service, by their places from 1.
    pub pointers: &'a [u32],
}

impl<'a> From<&'a Suggestion> for Reported<'a> {
    fn from(s: &'a Suggestion) -> Self {
        Self {
            code: s.coded.code,
            modifiers: &s.modifiers,
            units: s.units,
            poa: s.poa,
            pointers: &s.pointers,
        }
    }
}

/// The claim of an encounter. Places count the codes as given, from 1.
#[must_use]
pub fn claim_of<'a>(visit: &Visit, codes: impl Iterator<Item = Reported<'a>>) -> Claim {
    let facility = visit.billing == BillingContext::Facility;
    let mut out = Claim {
        kind: if facility { ClaimKind::Institutional } else { ClaimKind::Professional },
        // The physician's claim of a stay is no inpatient claim.
        setting: (facility || !visit.setting.is_inpatient()).then_some(visit.setting),
        place: if facility { "" } else { place(visit.setting) }.into(),
        // Of a stay the day of discharge alone is known.
        from: (!facility || !visit.setting.is_inpatient()).then_some(visit.date),
        to: Some(visit.date),
        patient: Patient {
            // Whole years: a newborn is 0.
            age: visit.age.map(|a| a.max(0.0) as u16),
            sex: visit.sex,
            ..Patient::default()
        },
        ..Claim::default()
    };
    for (n, reported) in codes.enumerate() {
        let at = At { segment: n as u32 + 1, ..At::default() };
        match reported.code.system() {
            CodeSystem::Icd10Cm => out.diagnoses.push(diagnosis(&out, &reported, at)),
            CodeSystem::Icd10Pcs => out.procedures.push(Procedure {
                principal: out.procedures.is_empty(),
                code: said(reported.code, at),
                date: None,
            }),
            CodeSystem::Hcpcs | CodeSystem::Cpt => {
                let number = out.lines.len() as u32 + 1;
                out.lines.push(line(number, visit, &reported, at));
            }
        }
    }
    out
}

fn diagnosis(claim: &Claim, reported: &Reported<'_>, at: At) -> Diagnosis {
    let cause = reported.code.compact().starts_with(['V', 'W', 'X', 'Y']);
    let role = match claim.kind {
        _ if claim.diagnoses.is_empty() => DiagnosisRole::Principal,
        ClaimKind::Institutional if cause => DiagnosisRole::ExternalCause,
        _ => DiagnosisRole::Other,
    };
    let poa = reported.poa.filter(|p| *p != "exempt").and_then(|p| p.chars().next());
    Diagnosis { role, code: said(reported.code, at), poa }
}

fn line(number: u32, visit: &Visit, reported: &Reported<'_>, at: At) -> ServiceLine {
    ServiceLine {
        number,
        code: Some(said(reported.code, at)),
        modifiers: reported.modifiers.iter().map(|m| m.as_str().into()).collect(),
        quantity: reported.units.map(|u| i64::from(u) * 1000),
        pointers: reported.pointers.iter().filter_map(|p| u8::try_from(*p).ok()).collect(),
        from: Some(visit.date),
        to: Some(visit.date),
        at,
        ..ServiceLine::default()
    }
}

fn said(code: Code, at: At) -> CodeSaid {
    CodeSaid {
        system: Declared::Known(code.system()),
        text: code.compact().into(),
        code: Some(code),
        at,
    }
}

/// The place of service, where the setting decides it; a procedure may be done in a hospital or a
/// surgical centre, a visit by video reach a home or not, a nursing facility be 31 or 32.
const fn place(setting: Setting) -> &'static str {
    match setting {
        Setting::Office => "11",
        Setting::Ed => "23",
        Setting::Inpatient => "21",
        Setting::Observation => "22",
        Setting::Home => "12",
        Setting::Telehealth | Setting::OutpatientProcedure | Setting::NursingFacility => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(setting: Setting) -> Visit {
        let (billing, date) = (BillingContext::of(setting), Date::new(2026, 5, 12).unwrap());
        Visit { setting, billing, age: Some(0.02), sex: None, date }
    }

    fn plain(code: Code) -> Reported<'static> {
        Reported { code, modifiers: &[], units: None, poa: Some("exempt"), pointers: &[] }
    }

    #[test]
    fn a_stay_is_institutional_and_its_first_diagnosis_principal() {
        let codes = ["Z38.00", "W10.0XXA"].map(|c| plain(Code::cm(c).unwrap()));
        let claim = claim_of(&visit(Setting::Inpatient), codes.into_iter());
        assert!(claim.is_inpatient() && claim.kind == ClaimKind::Institutional);
        let roles: Vec<_> = claim.diagnoses.iter().map(|d| d.role).collect();
        assert_eq!(roles, [DiagnosisRole::Principal, DiagnosisRole::ExternalCause]);
        assert!(claim.diagnoses.iter().all(|d| d.poa.is_none()));
        assert_eq!(claim.patient.age, Some(0));
    }

    #[test]
    fn the_physicians_claim_of_a_stay_is_no_inpatient_claim() {
        let visit = Visit { billing: BillingContext::Professional, ..visit(Setting::Inpatient) };
        let claim = claim_of(&visit, std::iter::empty());
        assert!(!claim.is_inpatient());
        assert_eq!(&*claim.place, "21");
    }
}
