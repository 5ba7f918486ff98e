//! Acute suppurative otitis media ear by ear: the drum may be torn in one only (Tabular
//! H66.00-, H66.01-; OCG I.B.13).

use crate::case::Case;
use crate::guidelines::words;
use medcode_model::WithheldReason;
use std::ops::Range;

/// An ear and whether its drum is torn.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ear {
    left: bool,
    torn: bool,
}

/// Where the sentence tells the ears apart, codes each by itself; hearing loss by its kind.
pub(super) fn apply(case: &mut Case<'_>) {
    hearing(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("H66.0") {
            continue;
        }
        let within = words::sentence(case, draft);
        let ears = ears(case, &within);
        let told = |left: bool| ears.iter().find(|e| e.left == left);
        let (Some(left), Some(right)) = (told(true), told(false)) else { continue };
        if left.torn == right.torn {
            continue;
        }
        let recurrent = words::says(case, &within, &["recurrent", "recurrence"]).is_some();
        let code = |ear: &Ear| {
            let last = u8::from(ear.left) + if recurrent { 4 } else { 1 };
            format!("H66.0{}{last}", u8::from(ear.torn))
        };
        let (first, second) = (code(left), code(right));
        let like = draft.clone();
        case.recode(at, &first, "the ears differ", "OCG-I.B.13");
        case.add(&second, &like, "the ears differ", "OCG-I.B.13");
    }
}

/// Conductive or sensorineural says more than hearing loss (Tabular H90, H91.9).
fn hearing(case: &mut Case<'_>) {
    if !case.reports("H90") {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("H91.9")) {
        draft.withhold(
            WithheldReason::LessSpecific,
            "the kind of hearing loss is known",
            Some("OCG-I.B.2"),
        );
    }
}

/// What the sentence says of the drum behind each name of an ear.
fn ears(case: &Case<'_>, within: &Range<usize>) -> Vec<Ear> {
    let doc = case.doc;
    let side = |t: usize| match (doc.folded(t), doc.raw(t)) {
        ("left", _) | (_, "L" | "AS") => Some(true),
        ("right", _) | (_, "R" | "AD") => Some(false),
        _ => None,
    };
    let mut out: Vec<Ear> = Vec::new();
    for t in within.clone() {
        let Some(left) = side(t) else { continue };
        let end = (t + 1..within.end).find(|&u| side(u).is_some()).unwrap_or(within.end);
        let without = (t + 1..end).any(|u| {
            matches!(doc.folded(u), "without" | "intact" | "no" | "wo")
                || doc.folded(u) == "w" && doc.folded(u + 1) == "o"
        });
        let torn = (t + 1..end).any(|u| {
            matches!(doc.folded(u), "rupture" | "ruptured" | "perforation" | "perforated" | "perf")
        });
        if (without || torn) && !out.iter().any(|e| e.left == left) {
            out.push(Ear { left, torn: torn && !without });
        }
    }
    out
}
