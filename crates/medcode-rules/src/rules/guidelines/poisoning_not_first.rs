//! A poisoning stands after what it caused.
//!
//! *What it checks.* A poisoning (T36 to T50, intent 1 to 4) is reported and a symptom or another
//! chapter's code is first.
//! *Authority.* OCG-I.C.19.e.5.b: the poisoning code comes first, its manifestations after it.
//! *Why it matters.* The principal diagnosis decides payment and statistics of poisonings.
//! *Example.* R40.20 first, T40.2X1A after it.
//! *What to do.* List the poisoning first.
//! *Limits.* Another injury or condition may have been the reason for the stay: a person decides.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Dx, Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "poisoning-not-first",
    id: "OCG-I.C.19.e.5.b",
    family: Family::Guidelines,
    severity: Severity::Warning,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("poisoning_not_first.rs"),
    check,
};

fn check(subject: &Subject<'_>, found: &mut Found) {
    let drug = |d: &Dx<'_>| d.under_any(&["T36", "T37", "T38", "T39", "T4", "T50"]);
    let intent = |d: &Dx<'_>| d.code.and_then(|c| intent_of(c.compact()));
    let poisoning = |d: &&Dx<'_>| drug(d) && matches!(intent(d), Some('1'..='4')) && first_episode(d);
    let Some(first) = subject.principal() else { return };
    if drug(first) || first.under_any(&["O", "S", "T"]) {
        return;
    }
    if let Some(dx) = subject.reported().find(poisoning) {
        let (Some(code), Some(before)) = (dx.code, first.code) else { return };
        found
            .hit(dx.said.code.at, format!("list {code} before {before}, which it may have caused"))
            .codes([code, before]);
    }
}

/// The seventh character of a first episode.
fn first_episode(dx: &Dx<'_>) -> bool {
    dx.code.is_some_and(|c| c.compact().ends_with('A'))
}

/// The character that tells the intent: the sixth, or the fifth where the sixth is a placeholder.
fn intent_of(code: &str) -> Option<char> {
    let (fifth, sixth) = (code.chars().nth(4)?, code.chars().nth(5)?);
    Some(if sixth == 'X' { fifth } else { sixth })
}
