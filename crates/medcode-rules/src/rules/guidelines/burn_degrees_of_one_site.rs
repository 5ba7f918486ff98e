//! Burns of one site and side are reported in two degrees.
//!
//! *What it checks.* Burns of T20 to T25 with the same category, site and side and different
//! degrees.
//! *Authority.* OCG-I.C.19.d.2: burns of the same anatomic site and side but of different degrees
//! are classified to the highest degree.
//! *Why it matters.* The lesser code stands for the same skin twice.
//! *Example.* T24.211A and T24.311A: only T24.311A.
//! *What to do.* Leave the lesser degree out.
//! *Limits.* Codes whose site is unspecified or several are not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Dx, Found, Subject};
use medcode_model::Code;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "burn-degrees-of-one-site",
    id: "OCG-I.C.19.d.2",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("burn_degrees_of_one_site.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let burns: Vec<(&Dx<'_>, u8)> =
        subject.reported().filter_map(|d| Some((d, d.burn_degree()?))).collect();
    for (n, (dx, lesser)) in burns.iter().enumerate() {
        let Some(code) = dx.code else { continue };
        let site = |c: &Code| (c.category(), [c.bytes()[4], c.bytes()[5]], c.bytes()[3] > b'3');
        let same = |other: &Code| site(other) == site(&code) && !matches!(code.bytes()[4], b'0' | b'9');
        let higher = burns.iter().enumerate().find(|(m, (other, degree))| {
            *m != n && degree > lesser && other.code.as_ref().is_some_and(same)
        });
        if let Some((_, (higher, _))) = higher {
            let message =
                format!("{code} is of the same site as {}, of a higher degree", higher.said.code.text);
            let hit = found.hit(dx.said.code.at, message);
            hit.codes([code]).codes(higher.code).correct(Correction::Remove(code));
        }
    }
}
