//! A joint that is replaced and comes out of place is a mechanical complication of its prosthesis, no
//! injury of the joint (Index: Complication(s), joint prosthesis, mechanical, dislocation; Tabular T84.02-).

use crate::case::{Case, Draft};
use crate::guidelines::near;
use medcode_model::{Presence, Temporality, WithheldReason};
use medcode_note::SectionKind;
use std::ops::Range;

/// A joint that can be replaced.
struct Joint {
    /// Its dislocations: of an injury, and those that come back.
    out: &'static [&'static str],
    /// Words for what was put in.
    names: &'static [&'static str],
    /// Right, left, and no side: T84.02-.
    codes: [&'static str; 3],
}

const JOINTS: &[Joint] = &[
    Joint {
        out: &["S73.0", "M24.35", "M24.45"],
        names: &[
            "hip arthroplasty",
            "hip replacement",
            "hip prosthesis",
            "prosthetic hip",
            "hip hemiarthroplasty",
            "artificial hip",
            "tha",
            "thr",
            "hip implant",
            "hip hemi",
            "prosthesis of the hip",
        ],
        codes: ["T84.020", "T84.021", "T84.029"],
    },
    Joint {
        out: &["S83.1", "M24.36", "M24.46"],
        names: &[
            "knee arthroplasty",
            "knee replacement",
            "knee prosthesis",
            "prosthetic knee",
            "artificial knee",
            "tka",
            "tkr",
            "knee implant",
        ],
        codes: ["T84.022", "T84.023", "T84.029"],
    },
    Joint {
        out: &["S43.0", "M24.31", "M24.41"],
        names: &[
            "shoulder arthroplasty",
            "shoulder replacement",
            "shoulder prosthesis",
            "prosthetic shoulder",
            "artificial shoulder",
            "tsa",
            "rtsa",
            "shoulder hemiarthroplasty",
            "reverse shoulder",
        ],
        codes: ["T84.028", "T84.028", "T84.028"],
    },
];

/// Words that put an operation into the past, or its result into the patient.
const BEFORE: &[&str] = &[
    "ago",
    "prior",
    "previous",
    "history",
    "hx",
    "s",
    "status",
    "post",
    "pmh",
    "psh",
    "old",
    "known",
    "with",
    "after",
    "of",
    "dislocated",
    "dislocation",
    "prosthetic",
];

pub(super) fn apply(case: &mut Case<'_>) {
    for joint in JOINTS {
        let out: Vec<usize> = (0..case.drafts.len())
            .filter(|&n| {
                case.drafts[n].is_reported() && joint.out.iter().any(|c| case.drafts[n].under(c))
            })
            .collect();
        let Some(&first) = out.first() else { continue };
        let Some(side) = replaced(case, joint, &case.drafts[first]) else { continue };
        let seventh = case.drafts[first].code.compact().get(6..7).unwrap_or("A").to_owned();
        let code = format!("{}{seventh}", joint.codes[side]);
        if case.recode(first, &code, "the joint is replaced", "Tabular T84.02") {
            for &n in &out[1..] {
                let detail = "the same joint, which is replaced";
                case.drafts[n].withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
            }
        }
    }
}

/// The side on which the note says that a joint was replaced before, where it is that of the dislocation.
fn replaced(case: &Case<'_>, joint: &Joint, draft: &Draft) -> Option<usize> {
    let own = side_in_title(case, draft).or_else(|| side(case, near::sentence(case, draft)));
    case.places.any(joint.names).into_iter().find_map(|words| {
        if !is_in_place(case, &words) {
            return None;
        }
        let there = words.start.saturating_sub(4)..words.end;
        let same = |t: &usize| case.doc.sentence_of(*t) == case.doc.sentence_of(words.start);
        let told = there.filter(same).find_map(|t| side(case, t..t + 1));
        match (own, told) {
            (Some(own), Some(told)) if own != told => None,
            (own, told) => Some(own.or(told).unwrap_or(2)),
        }
    })
}

/// Put in before this encounter: told of the past, in a history, or as what is out of place.
fn is_in_place(case: &Case<'_>, words: &Range<usize>) -> bool {
    let context = case.doc.context(case.span(words.clone()));
    let at = context.assertion;
    if at.presence != Presence::Present || at.temporality == Temporality::Planned {
        return false;
    }
    let history = matches!(context.section, SectionKind::Pmh | SectionKind::Psh);
    let sentence = case.doc.sentence_of(words.start);
    let here = |t: &usize| case.doc.sentence_of(*t) == sentence;
    let year = |t: usize| case.doc.folded(t).parse::<u16>().is_ok_and(|y| (1950..2100).contains(&y));
    let before = words.start.saturating_sub(5)..words.start;
    let after = words.end..(words.end + 6).min(case.doc.tokens().len());
    history
        || at.temporality == Temporality::Past
        || before.filter(here).any(|t| BEFORE.contains(&case.doc.folded(t)))
        || after.filter(here).any(|t| {
            year(t) || matches!(case.doc.folded(t), "ago" | "dislocation" | "dislocated" | "in")
        })
}

/// The one side that some tokens name: right 0, left 1.
fn side(case: &Case<'_>, tokens: Range<usize>) -> Option<usize> {
    let mut found = None;
    for t in tokens {
        let one = match (case.doc.folded(t), case.doc.raw(t)) {
            ("right" | "rt", _) | (_, "R") => 0,
            ("left" | "lt", _) | (_, "L") => 1,
            _ => continue,
        };
        if found.is_some_and(|f| f != one) {
            return None;
        }
        found = Some(one);
    }
    found
}

fn side_in_title(case: &Case<'_>, draft: &Draft) -> Option<usize> {
    let title = case.title(draft.row);
    title.lower.split([' ', ',']).find_map(|w| match w {
        "right" => Some(0),
        "left" => Some(1),
        _ => None,
    })
}
