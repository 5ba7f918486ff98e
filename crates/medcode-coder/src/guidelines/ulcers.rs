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
    (&["fat layer exposed", "exposed fat", "fat layer", "subcutaneous fat exposed"], '2'),
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
    let wound = |t: usize| matches!(case.doc.folded(t), "ulcer" | "wound" | "ulceration");
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
