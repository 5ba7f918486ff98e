//! A superficial injury is reported beside a more severe one of the same region.
//!
//! *What it checks.* A superficial injury (S00, S10, S20, ... S90) with an open wound, fracture,
//! dislocation, crushing injury or amputation of the same region and side, both on the first
//! episode of care.
//! *Authority.* OCG-I.C.19.b.1: superficial injuries are not coded beside more severe injuries of
//! the same site.
//! *Why it matters.* The contusion over a fracture is part of it and adds nothing.
//! *Example.* S50.11XA beside S52.501A of the same forearm.
//! *What to do.* Leave it out where the site is the same; keep it where it lies elsewhere.
//! *Limits.* Regions are those of the chapter's blocks, wider than a site: a person decides.

use crate::rule::{Family, Place, Rule, Severity, Stage, Table};
use crate::subject::{Found, Side, Subject};
use medcode_model::Code;

/// See the head of this file.
pub(crate) const RULE: Rule = Rule {
    name: "superficial-beside-severe-injury",
    id: "OCG-I.C.19.b.1",
    family: Family::Guidelines,
    severity: Severity::Info,
    since: "0.1.0",
    effective: ("", ""),
    place: Place::Any,
    stage: Stage::Set,
    needs: &[Table::Cm],
    source: include_str!("superficial_beside_severe_injury.rs"),
    check,
};

/// Region and kind of an injury on its first episode: second and third character.
fn injury(code: Code) -> Option<(u8, u8)> {
    let [chapter, region, kind, .., episode] = *code.bytes();
    (chapter == b'S' && matches!(episode, b'A' | b'B' | b'C')).then_some((region, kind))
}

fn check(subject: &Subject<'_>, found: &mut Found) {
    let all = || {
        subject.reported().filter_map(|d| {
            let side = d.facts.as_ref().and_then(|f| f.title.side);
            let side = side.filter(|s| matches!(s, Side::Right | Side::Left));
            Some((d.said.code.at, d.code?, injury(d.code?)?, side))
        })
    };
    for (at, code, (region, _), side) in all().filter(|(_, _, (_, kind), _)| *kind == b'0') {
        let severe = all().find(|(_, _, (r, kind), other)| {
            let apart = side.is_some() && other.is_some() && side != *other;
            *r == region && matches!(kind, b'1' | b'2' | b'3' | b'7' | b'8') && !apart
        });
        if let Some((_, severe, ..)) = severe {
            let message = format!("{code} is superficial: left out where {severe} is of the same site");
            found.hit(at, message).codes([code, severe]);
        }
    }
}
