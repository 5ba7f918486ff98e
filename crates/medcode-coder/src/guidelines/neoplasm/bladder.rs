//! Urothelial carcinoma found in a tumor of the bladder is malignant there, by the wall that the tumor
//! stood on (Table of Neoplasms: bladder; OCG I.C.2, IV.N).

use crate::case::{Case, Tier};
use crate::guidelines::near;
use medcode_model::{Presence, WithheldReason};

const CANCER: &[&str] = &[
    "urothelial ca",
    "urothelial carcinoma",
    "urothelial cancer",
    "transitional cell carcinoma",
    "transitional cell ca",
];

/// Walls and openings, and the code of each.
const WALLS: &[(&[&str], &str)] = &[
    (&["trigone"], "C67.0"),
    (&["dome"], "C67.1"),
    (&["lateral"], "C67.2"),
    (&["anterior"], "C67.3"),
    (&["posterior"], "C67.4"),
    (&["neck"], "C67.5"),
];

/// States the malignancy; the mass and the tumor of unspecified behavior are told by it.
pub(super) fn apply(case: &mut Case<'_>) {
    let lesion = |d: &crate::case::Draft| {
        ["D49.4", "D41.4", "N32.89", "C67.9"].iter().any(|c| d.under(c)) && near::is_known(d)
    };
    let resected = !case.places.any(&["turbt", "bladder tumor", "bladder mass"]).is_empty();
    let other = ["C65", "C66", "C64"].iter().any(|c| case.reports(c));
    if !resected || other || !case.drafts.iter().any(lesion) {
        return;
    }
    let Some(words) = case.places.any(CANCER).into_iter().find(|r| {
        let at = case.doc.context(case.span(r.clone())).assertion;
        at.presence == Presence::Present && at.is_affirmed()
    }) else {
        return;
    };
    let code = wall(case).unwrap_or("C67.9");
    if !case.reports(code) {
        case.state(code, words, "what the tissue of the bladder tumor was", "OCG-IV.N");
        if let Some(added) = case.drafts.last_mut().filter(|d| d.under("C67")) {
            added.tier = Tier::Assessed;
        }
    }
    for draft in case.drafts.iter_mut().filter(|d| lesion(d) && !d.under(code) || d.under("C68.9")) {
        draft.withhold(
            WithheldReason::LessSpecific,
            format!("{code} tells the tumor"),
            Some("OCG-I.B.2"),
        );
    }
}

/// The one wall that stands beside the tumor.
fn wall(case: &Case<'_>) -> Option<&'static str> {
    let near_tumor = |t: u32| {
        let t = t as usize;
        let near = t.saturating_sub(8)..(t + 8).min(case.doc.tokens().len());
        near.into_iter().any(|n| {
            matches!(case.doc.folded(n), "tumor" | "mass" | "lesion" | "resected" | "papillary")
        })
    };
    let mut found = WALLS.iter().filter(|(words, _)| {
        words
            .iter()
            .any(|w| case.places.word(w).iter().any(|&t| near_tumor(t) && is_wall(case, t as usize)))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first.1)
}

/// "Lateral wall", "dome", "trigone", "bladder neck": the part itself, not a direction.
fn is_wall(case: &Case<'_>, t: usize) -> bool {
    match case.doc.folded(t) {
        "trigone" | "dome" => true,
        "neck" => t > 0 && case.doc.folded(t - 1) == "bladder",
        _ => (t + 1..t + 3).any(|n| case.doc.folded(n) == "wall"),
    }
}
