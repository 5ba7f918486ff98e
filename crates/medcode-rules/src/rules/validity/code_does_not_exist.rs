//! A diagnosis code that is in no release in force on the date of service.
//!
//! *What it checks.* Every diagnosis that the claim says is ICD-10-CM is looked up in the release
//! in force on the date of service (discharge, for a stay).
//! *Authority.* 45 CFR 162.1000: the code set valid on the date of service is used. Official
//! Guidelines, introduction.
//! *Why it matters.* The payer rejects the claim before it is read.
//! *Example.* E11.699 is no code: the Tabular List ends at E11.69.
//! *What to do.* Correct the code; where it was retired, report what took its place.
//! *Limits.* A correction is proposed only where the conversion table names one successor. Codes of
//! ICD-9-CM and of other systems are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Correction, Found, Subject};
use medcode_model::Declared;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "code-does-not-exist",
    id: "45-CFR-162.1000",
    family: Family::Validity,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Code,
    needs: &[Table::Cm],
    source: include_str!("code_does_not_exist.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    for dx in &subject.dx {
        let said = &dx.said.code;
        match &said.system {
            Declared::Icd9 => found.no_data(said.at, "ICD-9-CM"),
            Declared::Other(name) => found.no_data(said.at, &**name),
            Declared::Known(_) if dx.row.is_some() => {}
            Declared::Known(_) => {
                let hit = found.hit(
                    said.at,
                    format!("{} is no ICD-10-CM code on the date of service; correct it", said.text),
                );
                let Some(code) = dx.code else { continue };
                hit.codes([code]);
                let Some(release) = subject.releases.cm else { continue };
                if let [one] = release.replacements(&code).as_slice() {
                    hit.correct(Correction::Replace { old: code, new: one.code });
                }
            }
        }
    }
}
