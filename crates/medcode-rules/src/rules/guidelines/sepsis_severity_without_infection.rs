//! Severe sepsis without the infection behind it.
//!
//! *What it checks.* R65.2 without a code of a systemic infection or sepsis on the claim.
//! *Authority.* OCG-I.C.1.d.1.b: severe sepsis takes at least two codes, the underlying systemic
//! infection first, then R65.2.
//! *Why it matters.* R65.2 alone cannot stand: grouper and payer return it.
//! *Example.* R65.20 with J18.9 and no code of sepsis.
//! *What to do.* Add the sepsis (A40.-, A41.- or the organism's own) before R65.2-.
//! *Limits.* Sepsis by chapter: A02.1, A22.7, A26.7, A32.7, A39-A42, A54.86, B37.7, O75.3, O85,
//! O86.04, O88.3, P36, T81.12, T81.44, T88.0, U07.1 and others.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "sepsis-severity-without-infection",
    id: "OCG-I.C.1.d.1.b",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("sepsis_severity_without_infection.rs"),
    check,
};

/// Codes that tell of a systemic infection.
const SEPSIS: &[&str] = &[
    "A02.1", "A20.7", "A21.7", "A22.7", "A24.1", "A26.7", "A32.7", "A39.2", "A39.3", "A39.4", "A40",
    "A41", "A42.7", "A48.3", "A54.86", "B00.7", "B37.7", "B38.7", "B39.3", "B40.7", "B41.7", "B42.7",
    "B44.7", "B45.7", "B46.4", "O03.37", "O03.87", "O04.87", "O07.37", "O08.82", "O75.3", "O85",
    "O86.04", "O88.3", "P36", "T80.2", "T81.1", "T81.4", "T88.0", "U07.1", "B97", "A98", "A96", "B25",
    "B49", "B50", "A27", "A49.9", "B34.9",
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.reports("R65.2") || subject.reported().any(|d| d.under_any(SEPSIS)) {
        return;
    }
    for dx in subject.reported().filter(|d| d.under("R65.2")) {
        let Some(code) = dx.code else { continue };
        found
            .hit(dx.said.code.at, format!("{code} needs the systemic infection before it"))
            .codes([code]);
    }
}
