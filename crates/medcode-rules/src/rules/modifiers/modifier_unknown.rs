//! A modifier does not exist.
//!
//! *What it checks.* Modifiers with a letter in the HCPCS file in force; two digits among the
//! numbers CPT has given out.
//! *Authority.* 45 CFR 162.1002; the CMS quarterly HCPCS file; CPT Appendix A (numbers only).
//! *Why it matters.* The line is rejected.
//! *Example.* Modifier QB, which was ended.
//! *What to do.* Correct it, or leave it out.
//! *Limits.* A file tells of its own quarter which modifiers do not exist; on other days one that it
//! does not hold is no data. Ambulance lines take pairs of letters for origin and destination and are passed over.
//! Payers have modifiers of their own.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::rules::services;
use crate::subject::{Found, Subject};
use medcode_kb::tables::codes::MODIFIER;
use medcode_model::{Code, CodeSystem};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "modifier-unknown",
    id: "45-CFR-162.1002.modifier",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[Table::Hcpcs],
    source: include_str!("modifier_unknown.rs"),
    check,
};

/// Numbers of CPT.
const NUMBERS: &[u8] = &[
    22, 23, 24, 25, 26, 27, 32, 33, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 62, 63, 66, 73, 74, 76,
    77, 78, 79, 80, 81, 82, 90, 91, 92, 93, 95, 96, 97, 99,
];
/// Letters and digits of CPT: physical status, performance measures.
const OTHERS: &[&str] = &["P1", "P2", "P3", "P4", "P5", "P6", "1P", "2P", "3P", "8P"];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(release) = subject.releases.hcpcs else { return };
    let exists = |said: &str| {
        if said.bytes().all(|b| b.is_ascii_digit()) {
            return said.parse().is_ok_and(|n: u8| NUMBERS.contains(&n));
        }
        let code = Code::new(CodeSystem::Hcpcs, said).ok();
        let row = code.and_then(|c| release.find(&c));
        OTHERS.contains(&said) || row.is_some_and(|row| release.has(row, MODIFIER))
    };
    for line in subject.lines.iter().filter(|l| !l.number().starts_with("A0")) {
        let day = line.said.from.or(subject.date);
        let told = day.is_none_or(|d| services::tells_of(release, d));
        for said in line.said.modifiers.iter().filter(|m| m.len() == 2) {
            if exists(&said.to_ascii_uppercase()) {
                continue;
            }
            if !told && !said.bytes().all(|b| b.is_ascii_digit()) {
                found.no_data(line.at(), "HCPCS Level II file of the quarter of the service");
            } else {
                found.on(line, format!("modifier {said} does not exist"));
            }
        }
    }
}
