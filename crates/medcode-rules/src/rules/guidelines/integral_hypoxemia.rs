//! A sign that is part of a reported diagnosis.
//!
//! *What it checks.* R09.02 with J96; R06.0 with J96 or I50; R07.9 with I21; R55 with nothing
//! judged; R50.9 with sepsis or pneumonia; R73.9 with diabetes.
//! *Authority.* OCG-I.B.5: signs and symptoms that are routinely part of a disease process are
//! not reported with it.
//! *Why it matters.* Denied as integral, and one more code to defend.
//! *Example.* J96.01 and R09.02.
//! *What to do.* Leave the sign out.
//! *Limits.* Only pairs that the guideline leaves no doubt about.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "integral-hypoxemia",
    id: "OCG-I.B.5",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("integral_hypoxemia.rs"),
    check,
};

/// A sign and the diagnoses it is part of.
const PAIRS: &[(&str, &[&str])] = &[
    ("R09.02", &["J96", "J80"]),
    ("R06.0", &["J96.0", "J96.2", "I50.2", "I50.3", "I50.4", "J44.1", "J45.901", "J45.902"]),
    ("R07.9", &["I21", "I20"]),
    ("R50.9", &["A40", "A41", "J12", "J13", "J14", "J15", "J16", "J18"]),
    ("R73.9", &["E08", "E09", "E10", "E11", "E13"]),
    ("R31", &["N20", "N21", "N02"]),
    ("R11", &["K52", "A08", "O21"]),
    ("R05", &["J12", "J13", "J14", "J15", "J18", "J20", "J40"]),
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.reports("R") {
        return;
    }
    for (sign, wholes) in PAIRS {
        let Some(whole) = subject.reported().find(|d| d.under_any(wholes)).and_then(|d| d.code) else {
            continue;
        };
        for dx in subject.reported().filter(|d| d.under(sign)) {
            let Some(code) = dx.code else { continue };
            found
                .hit(dx.said.code.at, format!("{code} is part of {whole}; leave it out"))
                .codes([whole, code])
                .correct(Correction::Remove(code));
        }
    }
}
