//! An organism is reported beside a code that names it.
//!
//! *What it checks.* B95 to B97 with a sepsis, pneumonia, bronchitis, meningitis or infection of unspecified
//! site whose title has the same organism, and no other code that asks for one.
//! *Authority.* OCG-I.C.1.e.1.a: B95.62 is not assigned beside a code that includes the infection and the
//! organism; I.B.9: a combination code is not repeated by a second one.
//! *Why it matters.* The organism is told twice, and stands for an infection that is not reported.
//! *Example.* A41.02 and B95.62.
//! *What to do.* Leave the organism out, or report the other infection that it is of.
//! *Limits.* Where another code on the claim may have the organism for its own (N39.0, L03.-) nothing is
//! said.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Subject, asks};
use medcode_model::NoteKind;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "organism-twice",
    id: "OCG-I.C.1.e.1.a",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Tabular],
    source: include_str!("organism_twice.rs"),
    check,
};

/// Organisms, and the codes that name them.
const NAMED: &[(&str, &[&str])] = &[
    ("B95.0", &["A40.0", "J02.0", "J03.0"]),
    ("B95.1", &["A40.1", "J15.3"]),
    ("B95.2", &["A41.81"]),
    ("B95.3", &["A40.3", "J13", "G00.1"]),
    ("B95.61", &["A41.01", "J15.211", "A49.01"]),
    ("B95.62", &["A41.02", "J15.212", "A49.02"]),
    ("B96.0", &["J15.7", "J20.0"]),
    ("B96.1", &["J15.0"]),
    ("B96.2", &["A41.51", "J15.5"]),
    ("B96.3", &["A41.3", "J14", "G00.0", "J20.1"]),
    ("B96.5", &["A41.52", "J15.1"]),
    ("B96.83", &["A41.54"]),
    ("B97.0", &["J12.0"]),
    ("B97.4", &["J12.1", "J20.5", "J21.0"]),
    ("B97.81", &["J12.3", "J21.1"]),
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    for dx in subject.reported().filter(|d| d.under_any(&["B95", "B96", "B97"])) {
        let Some(code) = dx.code else { continue };
        let Some((_, named)) = NAMED.iter().find(|(organism, _)| dx.under(organism)) else { continue };
        let Some(whole) = subject.reported().find(|d| d.under_any(named)).and_then(|d| d.code) else {
            continue;
        };
        let other = asks(subject, NoteKind::UseAdditional)
            .any(|a| !a.dx.under_any(named) && a.note.names_code(&code));
        if !other {
            let message = format!("{whole} names the organism; leave {code} out");
            let hit = found.hit(dx.said.code.at, message);
            hit.codes([whole, code]);
            if !dx.under("B95.6") {
                hit.under("OCG-I.B.9");
            }
        }
    }
}
