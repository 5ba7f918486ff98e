//! Burns of several sites without the extent of the body surface.
//!
//! *What it checks.* Two or more burns of T20 to T25 without T31, or corrosions without T32.
//! *Authority.* OCG-I.C.19.d.6: T31 and T32 are used where the extent is needed, with burns of
//! several sites.
//! *Why it matters.* Burn units, statistics and severity need the extent.
//! *Example.* T22.211A and T21.21XA alone.
//! *What to do.* Add T31.- or T32.- where the record gives the percentage.
//! *Limits.* Information: one site may do without.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "burn-extent-missing",
    id: "OCG-I.C.19.d.6",
    family: Family::Guidelines,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("burn_extent_missing.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if subject.reports("T31") || subject.reports("T32") {
        return;
    }
    let burns: Vec<&Dx<'_>> = subject
        .reported()
        .filter(|d| d.under_any(&["T20", "T21", "T22", "T23", "T24", "T25"]))
        .collect();
    if let [first, _, ..] = burns.as_slice() {
        let code = first.code;
        found
            .hit(first.said.code.at, "the extent of the burns (T31.-, T32.-) is not reported")
            .codes(code);
    }
}
