//! One injury is reported for two episodes of care at once.
//!
//! *What it checks.* Reported codes that are alike but for the seventh character.
//! *Authority.* OCG-I.C.19.a: the seventh character tells the one episode of care of the
//! encounter.
//! *Why it matters.* An encounter is initial, subsequent or for a sequela; two of them contradict
//! each other.
//! *Example.* S82.101A and S82.101D on one claim.
//! *What to do.* Keep the one of the treatment given at this encounter.
//! *Limits.* Two injuries with one code at two sites cannot be told apart by their codes. A current
//! burn or corrosion may stand beside the sequela of an old one (OCG-I.C.19.d.8).

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};
use medcode_model::Code;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "episodes-of-care-differ",
    id: "OCG-I.C.19.a",
    family: Family::Conventions,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("episodes_of_care_differ.rs"),
    check,
};

/// Burns and corrosions.
const BURNS: &[&str] = &["T2", "T30", "T31", "T32"];

fn is_sequela(code: &Code) -> bool {
    code.bytes()[6] == b'S'
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    let injuries: Vec<&Dx<'_>> = subject.reported().filter(|d| d.under_any(&["S", "T"])).collect();
    for (n, dx) in injuries.iter().enumerate() {
        let Some(code) = dx.code.filter(|c| c.len() == 7) else { continue };
        let twin = injuries[..n]
            .iter()
            .filter_map(|o| o.code)
            .find(|o| o.len() == 7 && *o != code && o.prefix(6) == code.prefix(6))
            .filter(|o| !(dx.under_any(BURNS) && is_sequela(o) != is_sequela(&code)));
        if let Some(other) = twin {
            found
                .hit(
                    dx.said.code.at,
                    format!("{other} and {code} tell two episodes of care of one injury"),
                )
                .codes([other, code]);
        }
    }
}
