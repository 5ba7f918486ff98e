//! One pressure ulcer is reported with two stages.
//!
//! *What it checks.* Codes of L89 that are alike but for the stage.
//! *Authority.* OCG-I.C.12.a.1 and I.C.12.a.6: one code a site; where it got worse during the
//! stay, one for the stage at admission and one for the highest stage.
//! *Why it matters.* Two stages of one site are denied unless the stay explains them.
//! *Example.* L89.152 and L89.153 on an office claim.
//! *What to do.* Keep the present stage; on a stay, give the POA indicator of each.
//! *Limits.* Two ulcers of one site cannot be told apart by codes.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "pressure-ulcer-twice",
    id: "OCG-I.C.12.a",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("pressure_ulcer_twice.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let ulcers: Vec<&Dx<'_>> = subject.reported().filter(|d| d.under("L89")).collect();
    for (n, dx) in ulcers.iter().enumerate() {
        let Some(code) = dx.code else { continue };
        let twin = ulcers[..n].iter().filter(|o| o.said.poa == dx.said.poa || !subject.inpatient);
        let twin = twin.filter_map(|o| o.code).find(|o| *o != code && o.prefix(5) == code.prefix(5));
        if let Some(other) = twin {
            found
                .hit(dx.said.code.at, format!("{other} and {code} give one site two stages"))
                .codes([other, code]);
        }
    }
}
