//! A code of hypertension says otherwise than the stage or the heart failure beside it.
//!
//! *What it checks.* I11.9 with heart failure; I12 with a stage of kidney disease of the other code; I13
//! with heart failure or a stage of another of its codes.
//! *Authority.* OCG-I.C.9.a.1 to I.C.9.a.3; the titles of Tabular I11, I12 and I13: with or without heart
//! failure, stage 1 to 4 or unspecified, stage 5 or end stage.
//! *Why it matters.* One of the two is wrong, and risk groups and payment follow the wrong one.
//! *Example.* I12.9 and N18.6 instead of I12.0 and N18.6.
//! *What to do.* Report the code whose title has the heart failure and the stage that are reported.
//! *Limits.* The codes cannot say that the provider called the heart failure unrelated; beside rheumatic
//! heart failure (I09.81) the finding is a warning. Where stages contradict each other nothing is said.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Correction, Dx, Found, Subject};
use medcode_model::Code;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "hypertension-code-contradicted",
    id: "OCG-I.C.9.a",
    family: Family::Guidelines,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[],
    source: include_str!("hypertension_code_contradicted.rs"),
    check,
};

const EARLY: &[&str] = &["N18.1", "N18.2", "N18.3", "N18.4", "N18.9"];
const LATE: &[&str] = &["N18.5", "N18.6"];

fn check(subject: &Subject<'_>, found: &mut Found) {
    let says = |codes: &[&str]| subject.reported().any(|d| d.under_any(codes));
    if !says(&["I11", "I12", "I13"]) {
        return;
    }
    let fails = says(&["I50"]);
    let late = match (says(EARLY), says(LATE)) {
        (true, true) => return,
        (false, false) => None,
        (_, late) => Some(late),
    };
    for dx in subject.reported() {
        let Some((old, new)) = dx.code.zip(right(dx, fails, late)) else { continue };
        let Ok(new) = Code::cm(new) else { continue };
        if new == old {
            continue;
        }
        let message = format!("{old} contradicts the stage or the heart failure beside it: {new}");
        let hit = found.hit(dx.said.code.at, message);
        hit.codes([old]);
        if fails && subject.reports("I09.81") {
            hit.weigh(Severity::Warning);
        } else {
            hit.correct(Correction::Replace { old, new });
        }
    }
}

/// The code whose title has what is reported; what is not, the code itself tells.
fn right(dx: &Dx<'_>, fails: bool, late: Option<bool>) -> Option<&'static str> {
    let own_fails = dx.under_any(&["I11.0", "I13.0", "I13.2"]);
    let late = late.unwrap_or(dx.under_any(&["I12.0", "I13.11", "I13.2"]));
    if dx.under("I11.9") && fails {
        return Some("I11.0");
    }
    if dx.under_any(&["I12.0", "I12.9"]) {
        return Some(if late { "I12.0" } else { "I12.9" });
    }
    if !dx.under_any(&["I13.0", "I13.10", "I13.11", "I13.2"]) {
        return None;
    }
    Some(match (fails || own_fails, late) {
        (true, false) => "I13.0",
        (true, true) => "I13.2",
        (false, false) => "I13.10",
        (false, true) => "I13.11",
    })
}
