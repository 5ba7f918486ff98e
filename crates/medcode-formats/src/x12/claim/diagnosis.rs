//! HI: diagnoses, external causes, procedures, by their qualifiers.

use super::values::{date, said};
use crate::x12::Segment;
use medcode_model::{At, Claim, CodeSystem, Declared, Diagnosis, DiagnosisRole, Procedure};

/// What a qualifier says.
enum Kind {
    Diagnosis(DiagnosisRole, Declared),
    Procedure { principal: bool, declared: Declared },
}

fn kind(qualifier: &str) -> Option<Kind> {
    use DiagnosisRole as R;
    let cm = || Declared::Known(CodeSystem::Icd10Cm);
    let pcs = || Declared::Known(CodeSystem::Icd10Pcs);
    let nine = || Declared::Icd9;
    Some(match qualifier {
        "ABK" => Kind::Diagnosis(R::Principal, cm()),
        "ABF" => Kind::Diagnosis(R::Other, cm()),
        "ABJ" => Kind::Diagnosis(R::Admitting, cm()),
        "APR" => Kind::Diagnosis(R::ReasonForVisit, cm()),
        "ABN" => Kind::Diagnosis(R::ExternalCause, cm()),
        "BK" => Kind::Diagnosis(R::Principal, nine()),
        "BF" => Kind::Diagnosis(R::Other, nine()),
        "BJ" => Kind::Diagnosis(R::Admitting, nine()),
        "PR" => Kind::Diagnosis(R::ReasonForVisit, nine()),
        "BN" => Kind::Diagnosis(R::ExternalCause, nine()),
        "BBR" => Kind::Procedure { principal: true, declared: pcs() },
        "BBQ" => Kind::Procedure { principal: false, declared: pcs() },
        "BR" => Kind::Procedure { principal: true, declared: nine() },
        "BQ" => Kind::Procedure { principal: false, declared: nine() },
        _ => return None,
    })
}

/// Adds what an HI segment holds to a claim.
pub(super) fn read(segment: &Segment<'_>, claim: &mut Claim) {
    for n in 1..=12u16 {
        let element = usize::from(n);
        let code = segment.component(element, 2);
        if code.is_empty() {
            continue;
        }
        let at: At = segment.at(n);
        match kind(segment.component(element, 1)) {
            Some(Kind::Diagnosis(role, declared)) => {
                let poa = segment.component(element, 9).chars().next();
                claim.diagnoses.push(Diagnosis { role, code: said(declared, code, at), poa });
            }
            Some(Kind::Procedure { principal, declared }) => {
                let date = date(segment.component(element, 4));
                claim.procedures.push(Procedure { principal, code: said(declared, code, at), date });
            }
            // Occurrences, values, conditions: not codes of a code set.
            None => {}
        }
    }
}
