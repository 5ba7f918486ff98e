//! A modifier of a finger, toe, eyelid or coronary artery stands on an operation elsewhere.
//!
//! *What it checks.* FA and F1-F9 (fingers) on operations of pelvis, leg and foot (26990-28899); TA and T1-T9 (toes) on
//! those of shoulder, arm and hand (23000-26989); E1-E4 (eyelids) on operations of other organs (20100-64000, 65091-66999); LC,
//! LD, LM, RC, RI (coronary arteries) on operations outside of the heart (10004-69990 without 33016-33999).
//! *Authority.* NCCI Policy Manual ch. 1, E: anatomic modifiers name the site of the procedure; HCPCS Level
//! II.
//! *Why it matters.* The line is denied, or the wrong site is on record.
//! *Example.* 26055-T5: a finger is operated on, a toe is named.
//! *What to do.* Correct the modifier by the record.
//! *Limits.* Skin, nails, nerves, imaging and medicine are not judged: they may be of any site.

use crate::rule::{Family, Place, Rule, Severity, Stage};
use crate::subject::{Found, Subject};

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "anatomic-modifier-elsewhere",
    id: "NCCI-1-E.anatomic",
    family: Family::Modifiers,
    severity: Severity::Error,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Line,
    needs: &[],
    source: include_str!("anatomic_modifier_elsewhere.rs"),
    check,
};

/// What a modifier names.
fn site(modifier: &str) -> Option<&'static str> {
    let [kind, which] = *modifier.as_bytes() else { return None };
    Some(match (kind.to_ascii_uppercase(), which.to_ascii_uppercase()) {
        (b'F', b'A' | b'1'..=b'9') => "finger",
        (b'T', b'A' | b'1'..=b'9') => "toe",
        (b'E', b'1'..=b'4') => "eyelid",
        (b'L', b'C' | b'D' | b'M') | (b'R', b'C' | b'I') => "coronary artery",
        _ => return None,
    })
}

/// Whether an operation is not of such a site.
const fn is_elsewhere(site: &str, number: u32) -> bool {
    match site.as_bytes() {
        b"finger" => matches!(number, 26990..=28899),
        b"toe" => matches!(number, 23000..=26989),
        b"eyelid" => matches!(number, 20100..=64000 | 65091..=66999),
        _ => matches!(number, 10004..=33015 | 34001..=69990),
    }
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    for line in &subject.lines {
        let Some(number) = line.cpt() else { continue };
        let mut named = line.said.modifiers.iter().filter_map(|m| site(m));
        if let Some(site) = named.find(|site| is_elsewhere(site, number)) {
            found.on(line, format!("the modifier names a {site}; {} is done elsewhere", line.number()));
        }
    }
}
