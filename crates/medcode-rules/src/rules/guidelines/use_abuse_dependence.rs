//! Use, abuse and dependence of one substance are reported together.
//!
//! *What it checks.* More than one of the fourth characters 1 (abuse), 2 (dependence), 9 (use)
//! within one category F10 to F19.
//! *Authority.* OCG-I.C.5.b.2: use and abuse: abuse; abuse and dependence, or use and dependence:
//! dependence.
//! *Why it matters.* One pattern of use is reported.
//! *Example.* F10.10 and F10.20.
//! *What to do.* Keep dependence over abuse, abuse over use.
//! *Limits.* F17 has dependence alone and is not judged.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "use-abuse-dependence",
    id: "OCG-I.C.5.b.2",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("use_abuse_dependence.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    if !subject.reports("F1") {
        return;
    }
    for category in ["F10", "F11", "F12", "F13", "F14", "F15", "F16", "F18", "F19"] {
        let of = |level: &str| subject.reported().find(|d| d.under(&format!("{category}.{level}")));
        let (dependence, abuse) = (of("2"), of("1"));
        let weaker = if dependence.is_some() {
            &["1", "9"][..]
        } else if abuse.is_some() {
            &["9"][..]
        } else {
            continue;
        };
        let Some(kept) = dependence.or(abuse).and_then(|d| d.code) else { continue };
        for level in weaker {
            let prefix = format!("{category}.{level}");
            for dx in subject.reported().filter(|d| d.under(&prefix)) {
                let Some(code) = dx.code else { continue };
                found
                    .hit(dx.said.code.at, format!("{code} beside {kept}: only the stronger is reported"))
                    .codes([kept, code])
                    .correct(Correction::Remove(code));
            }
        }
    }
}
