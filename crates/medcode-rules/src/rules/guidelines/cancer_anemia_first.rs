//! Anemia in neoplastic disease stands before the neoplasm.
//!
//! *What it checks.* D63.0 is the first diagnosis, or no neoplasm is reported with it.
//! *Authority.* OCG-I.C.2.c.1: the malignancy is sequenced first, D63.0 after it, when the
//! encounter is for the anemia.
//! *Why it matters.* D63.0 is a manifestation.
//! *Example.* D63.0 first, C18.9 after it.
//! *What to do.* List the neoplasm first.
//! *Limits.* Anemia due to chemotherapy is D64.81, which has another order.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "cancer-anemia-first",
    id: "OCG-I.C.2.c.1",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("cancer_anemia_first.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let all: Vec<&Dx<'_>> = subject.reported().collect();
    let Some(at) = all.iter().position(|d| d.under("D63.0")) else { return };
    if all[..at].iter().any(|d| d.under_any(&["C", "D0", "D1", "D2", "D3", "D4"])) {
        return;
    }
    let code = all[at].code;
    found.hit(all[at].said.code.at, "list the neoplasm before D63.0").codes(code);
}
