//! Full-term uncomplicated delivery beside another code of pregnancy, or without its outcome.
//!
//! *What it checks.* O80 with another code of chapter 15, or without Z37.0.
//! *Authority.* OCG-I.C.15.n: O80 stands alone within chapter 15, and Z37.0 is its only outcome.
//! *Why it matters.* The stay groups wrongly.
//! *Example.* O80 with O70.0.
//! *What to do.* Report the complication instead of O80; add Z37.0.
//! *Limits.* Codes of other chapters may stand beside O80 where they do not complicate the
//! delivery.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "normal-delivery-with-complication",
    id: "OCG-I.C.15.n",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("normal_delivery_with_complication.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let Some(dx) = subject.reported().find(|d| d.under("O80")) else { return };
    let Some(code) = dx.code else { return };
    if let Some(other) =
        subject.reported().find(|d| d.under("O") && !d.under("O80")).and_then(|d| d.code)
    {
        found
            .hit(dx.said.code.at, format!("{code} does not stand with {other}; leave O80 out"))
            .codes([code, other])
            .correct(Correction::Remove(code));
    } else if !subject.reports("Z37.0") {
        found.hit(dx.said.code.at, "O80 needs Z37.0, single live birth").codes([code]);
    }
}
