//! Long-term use of insulin without diabetes.
//!
//! *What it checks.* Z79.4 without a code of E08 to E13, O24 or a drug-induced state that it
//! treats.
//! *Authority.* OCG-I.C.4.a.3: Z79.4 is assigned with the diabetes that is treated; it is not
//! assigned for insulin given once to bring the sugar down.
//! *Why it matters.* The status without its disease is queried.
//! *Example.* Z79.4 beside I10 alone.
//! *What to do.* Report the diabetes, or leave the status out.
//! *Limits.* Oral and injected drugs other than insulin are given for weight and heart failure
//! too and are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "diabetes-drug-without-diabetes",
    id: "OCG-I.C.4.a.3",
    family: Family::Guidelines,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("diabetes_drug_without_diabetes.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let treated = ["E08", "E09", "E10", "E11", "E12", "E13", "O24", "E16", "E74", "P70", "Z94.83"];
    if subject.reported().any(|d| d.under_any(&treated)) {
        return;
    }
    if let Some(dx) = subject.reported().find(|d| d.under("Z79.4")) {
        found
            .hit(dx.said.code.at, "long-term use of insulin is reported, and no diabetes")
            .codes(dx.code);
    }
}
