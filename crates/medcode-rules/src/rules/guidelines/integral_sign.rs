//! A sign that is part of a reported diagnosis.
//!
//! *What it checks.* Low oxygen (R09.02) with respiratory failure or ARDS; dyspnea (R06.0) with acute
//! respiratory failure, heart failure of a type, COPD or asthma in exacerbation; chest pain (R07.9) with
//! infarction or angina; fever (R50.9) with sepsis or pneumonia; high blood sugar (R73.9) with diabetes;
//! blood in the urine (R31) with stones; nausea and vomiting (R11) with gastroenteritis or vomiting of
//! pregnancy; cough (R05) with pneumonia or acute bronchitis.
//! *Authority.* OCG-I.B.5: signs and symptoms that are routinely part of a disease process are
//! not reported with it.
//! *Why it matters.* Denied as integral, and one more code to defend.
//! *Example.* J96.01 and R09.02.
//! *What to do.* Leave the sign out, unless the record ties it to something else.
//! *Limits.* A table of our own. That the sign is to be left out is certain, and proposed as a
//! correction, for low oxygen in respiratory failure and high blood sugar in diabetes alone.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "integral-sign",
    id: "OCG-I.B.5",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("integral_sign.rs"),
    check,
};

/// A sign, the diagnoses it is part of, and whether it is part of nothing else beside them.
const PAIRS: &[(&str, &[&str], bool)] = &[
    ("R09.02", &["J96", "J80"], true),
    ("R06.0", &["J96.0", "J96.2", "I50.2", "I50.3", "I50.4", "J44.1", "J45.901", "J45.902"], false),
    ("R07.9", &["I21", "I20"], false),
    ("R50.9", &["A40", "A41", "J12", "J13", "J14", "J15", "J16", "J18"], false),
    ("R73.9", &["E08", "E09", "E10", "E11", "E13"], true),
    ("R31", &["N20", "N21", "N02"], false),
    ("R11", &["K52", "A08", "O21"], false),
    ("R05", &["J12", "J13", "J14", "J15", "J18", "J20", "J40"], false),
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.reports("R") {
        return;
    }
    for (sign, wholes, certain) in PAIRS {
        let Some(whole) = subject.reported().find(|d| d.under_any(wholes)).and_then(|d| d.code) else {
            continue;
        };
        for dx in subject.reported().filter(|d| d.under(sign)) {
            let Some(code) = dx.code else { continue };
            let message = if *certain {
                format!("{code} is part of {whole}; leave it out")
            } else {
                format!("{code} is part of {whole}; leave it out unless the record ties it to another")
            };
            let hit = found.hit(dx.said.code.at, message);
            hit.codes([whole, code]);
            if *certain {
                hit.correct(Correction::Remove(code));
            }
        }
    }
}
