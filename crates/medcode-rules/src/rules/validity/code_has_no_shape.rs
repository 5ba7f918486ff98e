//! A code that cannot be one of its system.
//!
//! *What it checks.* Diagnoses, procedures and line codes whose text has not the shape of a code
//! of the system it is said to be of.
//! *Authority.* The formats of the code sets: ICD-10-CM 3 to 7 characters, a letter first;
//! ICD-10-PCS 7; CPT and HCPCS Level II 5.
//! *Why it matters.* The claim is rejected at the door.
//! *Example.* A line with the code 9921.
//! *What to do.* Correct the code.
//! *Limits.* Whether a code of the right shape exists is for other rules. Digits alone look like
//! ICD-9-CM, and the finding says so; its V and E codes have a shape that ICD-10-CM has too.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};
use medcode_model::{CodeSystem, Declared};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "code-has-no-shape",
    id: "45-CFR-162.1000",
    family: Family::Validity,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Code,
    needs: &[],
    source: include_str!("code_has_no_shape.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let dx = subject.claim.diagnoses.iter().map(|d| (&d.code, 0));
    let px = subject.claim.procedures.iter().map(|p| (&p.code, 0));
    let lines = subject.claim.lines.iter().filter_map(|l| Some((l.code.as_ref()?, l.number)));
    for (said, line) in dx.chain(px).chain(lines) {
        let Declared::Known(system) = said.system else { continue };
        let right = said.code.is_some_and(|c| match system {
            CodeSystem::Icd10Cm => {
                c.len() >= 3 && c.compact().starts_with(|l: char| l.is_ascii_alphabetic())
            }
            CodeSystem::Icd10Pcs => c.len() == 7,
            CodeSystem::Hcpcs | CodeSystem::Cpt => c.len() == 5,
        });
        if !right {
            let mut message = format!("{} has not the shape of a code of {}", said.text, system.name());
            if looks_like_icd9(system, &said.text) {
                message.push_str("; it looks like one of ICD-9-CM, which ended on 2015-09-30");
            }
            found.hit(said.at, message).line(line);
        }
    }
}

/// Diagnoses of three to five digits, procedures of two to four.
fn looks_like_icd9(system: CodeSystem, text: &str) -> bool {
    let digits = || text.bytes().filter(|b| *b != b'.');
    digits().all(|b| b.is_ascii_digit())
        && match system {
            CodeSystem::Icd10Cm => (3..=5).contains(&digits().count()),
            CodeSystem::Icd10Pcs => (2..=4).contains(&digits().count()),
            CodeSystem::Hcpcs | CodeSystem::Cpt => false,
        }
}
