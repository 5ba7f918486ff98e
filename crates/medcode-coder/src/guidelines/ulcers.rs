//! Stage of pressure ulcers and depth of other ulcers, which a nurse may document
//! (OCG I.B.14, I.C.12.a, I.C.12.b).

use super::near;
use crate::case::{Case, Draft};
use medcode_model::WithheldReason;
use std::ops::Range;

const STAGES: &[(&[&str], char)] = &[
    (&["stage 1", "stage i", "stage one"], '1'),
    (&["stage 2", "stage ii", "stage two"], '2'),
    (&["stage 3", "stage iii", "stage three"], '3'),
    (&["stage 4", "stage iv", "stage four"], '4'),
    (&["deep tissue injury", "deep tissue", "dti", "dtpi"], '6'),
    (&["unstageable", "unstagable"], '0'),
];

const DEPTHS: &[(&[&str], char)] = &[
    (&["necrosis of bone", "bone necrosis", "necrotic bone", "nonviable bone"], '4'),
    (
        &[
            "necrosis of muscle",
            "muscle necrosis",
            "necrotic muscle",
            "nonviable muscle",
            "devitalized muscle",
        ],
        '3',
    ),
    (&["exposed bone", "bone exposed", "to bone", "probe to bone"], '6'),
    (&["exposed muscle", "muscle exposed"], '5'),
    (
        &[
            "fat layer exposed",
            "exposed fat",
            "fat exposed",
            "fat at base",
            "fat layer",
            "subcutaneous fat exposed",
        ],
        '2',
    ),
    (&["breakdown of skin", "skin breakdown", "partial thickness", "limited to skin"], '1'),
];

/// "Necrotic" describes the tissue of a wound; gangrene is a diagnosis.
fn necrotic(case: &mut Case<'_>) {
    let described = |case: &Case<'_>, d: &Draft| {
        let words = near::own(d);
        d.under("I96")
            && !words.clone().any(|t| case.doc.folded(t).starts_with("gangren"))
            && words.into_iter().any(|t| case.doc.folded(t) == "necrotic")
    };
    for at in 0..case.drafts.len() {
        if described(case, &case.drafts[at]) {
            case.drafts[at].withhold(WithheldReason::NotReportable, "describes the tissue", None);
        }
    }
}

/// Stages ulcers whose stage stands near them.
pub(crate) fn apply(case: &mut Case<'_>) {
    necrotic(case);
    if case.reports("L03") || case.reports("L02") {
        for draft in case.drafts.iter_mut().filter(|d| d.under("L08.9")) {
            let detail = "the infection of the skin is coded by its kind";
            draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
        }
    }
    heel(case);
    beside(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let open = draft.code.compact().ends_with('9') && draft.code.len() == 6;
        if !draft.is_reported() || !open {
            continue;
        }
        let (list, pressure) = if draft.under("L89") {
            (STAGES, true)
        } else if draft.under("L97") || draft.under("L98.4") {
            (DEPTHS, false)
        } else {
            continue;
        };
        if let Some(stage) = stage(case, draft, list, pressure) {
            let code = format!("{}{stage}", &draft.code.compact()[..5]);
            case.recode(at, &code, "stage or depth as documented, be it by a nurse", "OCG-I.B.14");
        }
    }
}

/// A foot ulcer whose wound the note places on the heel (Index: Ulcer > lower limb > heel).
fn heel(case: &mut Case<'_>) {
    let wound = |t: usize| matches!(case.doc.folded(t), "ulcer" | "wound" | "ulceration" | "dfu");
    let on_heel = case.places.word("heel").iter().any(|&t| {
        let t = t as usize;
        let sentence = case.doc.sentence_of(t);
        let near = t.saturating_sub(5)..(t + 4).min(case.doc.tokens().len());
        near.filter(|&n| case.doc.sentence_of(n) == sentence).any(wound)
    });
    if !on_heel {
        return;
    }
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact().to_owned();
        let named = draft.tokens.iter().any(|&t| case.doc.folded(t as usize) == "toe");
        if draft.is_reported() && code.starts_with("L975") && code.len() == 6 && !named {
            let code = format!("L974{}", &code[4..]);
            case.recode(at, &code, "the wound is on the heel", "OCG-I.B.2");
        }
    }
}

/// Places of pressure ulcers, and the code of each with left, right or no side.
const PLACES: &[(&[&str], [&str; 3])] = &[
    (&["sacral", "sacrum", "coccyx", "coccygeal"], ["L89.15", "L89.15", "L89.15"]),
    (&["heel"], ["L89.62", "L89.61", "L89.60"]),
    (&["buttock", "ischial", "ischium"], ["L89.32", "L89.31", "L89.30"]),
    (&["hip", "trochanter", "trochanteric"], ["L89.22", "L89.21", "L89.20"]),
    (&["ankle", "malleolus"], ["L89.52", "L89.51", "L89.50"]),
    (&["elbow"], ["L89.02", "L89.01", "L89.00"]),
];

/// "Unstageable pressure ulcer L heel; stage 3 sacral": the noun is said once for two ulcers.
fn beside(case: &mut Case<'_>) {
    let Some(draft) = case.reported().find(|d| d.under("L89")).cloned() else { return };
    let line = line(case, &draft);
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for (words, stage) in STAGES {
        for r in case.places.any(words).into_iter().filter(|r| line.contains(&r.start)) {
            let near = r.end..(r.end + 3).min(line.end);
            let place = near.clone().find_map(|t| {
                let place = PLACES.iter().find(|(names, _)| names.contains(&case.doc.folded(t)))?;
                Some((t, &place.1))
            });
            let Some((t, codes)) = place else { continue };
            let side = (r.end..t).find_map(|s| match case.doc.folded(s) {
                "left" | "l" | "lt" => Some(0),
                "right" | "r" | "rt" => Some(1),
                _ => None,
            });
            found.push((format!("{}{stage}", codes[side.unwrap_or(2)]), r.start..t + 1));
        }
    }
    for (code, words) in found {
        let stem = code.replace('.', "")[..5].to_owned();
        if !case.drafts.iter().any(|d| d.code.compact().starts_with(&stem) && near::is_known(d)) {
            case.state(&code, words, "a further pressure ulcer, by its stage and place", "OCG-I.C.12.a");
            if let Some(added) = case.drafts.last_mut().filter(|d| d.under("L89")) {
                added.tier = added.tier.max(draft.tier);
            }
        }
    }
}

/// The stage nearest to the ulcer: in its sentence, its line, its problem; the note's one
/// where only one ulcer is told of.
fn stage(case: &Case<'_>, draft: &Draft, list: &[(&[&str], char)], pressure: bool) -> Option<char> {
    let category = if pressure { "L89" } else { "L97" };
    let alone = case
        .drafts
        .iter()
        .filter(|d| d.under(category) && near::is_known(d))
        .all(|d| d.code.compact()[..5] == draft.code.compact()[..5] || d.code.len() < 6);
    let mut places = vec![near::sentence(case, draft), line(case, draft)];
    if alone {
        places.push(near::problem(case, draft));
        places.push(near::note(case));
    }
    places.into_iter().find_map(|place| {
        let found: Vec<char> =
            list.iter().filter(|(w, _)| near::said(case, &place, w)).map(|(_, c)| *c).collect();
        // Two stages in one stretch belong to two ulcers, or to two days.
        (found.len() == 1).then(|| found[0])
    })
}

fn line(case: &Case<'_>, draft: &Draft) -> Range<usize> {
    let Some(line) = case.doc.line_at(draft.evidence[0].start) else { return 0..0 };
    line.tokens.0 as usize..line.tokens.1 as usize
}
