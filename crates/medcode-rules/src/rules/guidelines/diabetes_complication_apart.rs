//! Diabetes without complications beside a disease that is taken for its complication.
//!
//! *What it checks.* E08.9, E09.9, E10.9, E11.9 or E13.9 with chronic kidney disease, polyneuropathy,
//! peripheral vascular disease or atherosclerosis of the legs, gastroparesis, unspecified retinopathy,
//! an ulcer of the leg or foot, or low blood sugar.
//! *Authority.* OCG-I.A.15: what the Index lists under "with" is taken to be linked, unless the record
//! says that the two are unrelated. I.C.4.a: as many combination codes as describe the complications.
//! *Why it matters.* The code says that there is no complication; risk groups and quality measures
//! follow it.
//! *Example.* E11.9 and N18.31 instead of E11.22 and N18.31.
//! *What to do.* Report the combination code, and the code beside it where its note asks for that.
//! *Limits.* The codes cannot say that the provider called the two unrelated: a person decides. Only
//! diseases that stand under "with" by name.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "diabetes-complication-apart",
    id: "OCG-I.A.15",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("diabetes_complication_apart.rs"),
    check,
};

/// Diseases, and the end of the code of diabetes that has them for a complication.
const WITH: [(&[&str], &str); 9] = [
    (&["N18"], "22"),
    (&["G62.9"], "42"),
    (&["I73.9", "I70.2"], "51"),
    (&["K31.84"], "43"),
    (&["H35.00"], "319"),
    (&["L97.4", "L97.5"], "621"),
    (&["L97.1", "L97.2", "L97.3", "L97.8", "L97.9"], "622"),
    (&["E16.2"], "649"),
    (&["M14.6"], "610"),
];

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.reports("E") {
        return;
    }
    for plain in ["E08.9", "E09.9", "E10.9", "E11.9", "E13.9"] {
        let Some(code) = subject.reported().find(|d| d.under(plain)).and_then(|d| d.code) else {
            continue;
        };
        for (diseases, end) in WITH {
            let Some(dx) = subject.reported().find(|d| d.under_any(diseases)) else { continue };
            let Some(other) = dx.code else { continue };
            let message = format!(
                "{code} says that there is no complication; with {other} it is {}.{end}, unless \
                 documented as unrelated",
                &plain[..3]
            );
            found.hit(dx.said.code.at, message).codes([code, other]);
        }
    }
}
