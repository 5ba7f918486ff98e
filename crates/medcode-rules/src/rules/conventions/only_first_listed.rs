//! A Z code that may only be first-listed stands further down.
//!
//! *What it checks.* Whether a code of the list in OCG I.C.21.c.15 stands anywhere but first.
//! *Authority.* OCG-I.C.21.c.15: these Z codes may only be the principal or first-listed
//! diagnosis.
//! *Why it matters.* The encounter is told by its reason: a reason listed second is no reason.
//! *Example.* Z51.11 listed after the neoplasm on a visit for chemotherapy.
//! *What to do.* List it first, or leave it out where the visit was for something else.
//! *Limits.* Two encounters of one day on one claim are the exception that the guideline names:
//! several of these may then stand.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "only-first-listed",
    id: "OCG-I.C.21.c.15",
    family: Family::Conventions,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("only_first_listed.rs"),
    check,
};

/// OCG I.C.21.c.15.
const ONLY_FIRST: &[&str] = &[
    "Z00", "Z01", "Z02", "Z04", "Z33.2", "Z31.81", "Z31.83", "Z31.84", "Z34", "Z39", "Z38", "Z40",
    "Z42", "Z51.0", "Z51.1", "Z52", "Z76.1", "Z76.2", "Z99.12",
];

/// What the list itself leaves out.
const EXCEPT: &[&str] = &["Z00.6", "Z52.9"];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let listed = |d: &Dx<'_>| d.under_any(ONLY_FIRST) && !d.under_any(EXCEPT);
    // Where one of them stands first the claim holds several encounters of the day.
    if subject.principal().is_some_and(listed) {
        return;
    }
    for dx in subject.reported().skip(1).filter(|d| listed(d)) {
        let Some(code) = dx.code else { continue };
        found
            .hit(
                dx.said.code.at,
                format!("{code} may only be listed first; list it first or leave it out"),
            )
            .codes([code]);
    }
}
