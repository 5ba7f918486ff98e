//! Excludes1: the two do not stand together (OCG I.A.12.a).

use crate::case::Case;
use medcode_model::WithheldReason;

/// Of two codes that exclude each other keeps the one from the stronger place.
pub(super) fn settle(case: &mut Case<'_>) {
    let reported: Vec<usize> =
        (0..case.drafts.len()).filter(|&n| case.drafts[n].is_reported()).collect();
    for &a in &reported {
        for targets in case.shelf.excluded(case.release, case.drafts[a].row).iter() {
            for &b in &reported {
                let hit = a != b && targets.iter().any(|t| t.matches(&case.drafts[b].code));
                if !hit || !case.drafts[a].is_reported() || !case.drafts[b].is_reported() {
                    continue;
                }
                let (weak, strong) = weaker(case, a, b);
                let by = case.drafts[strong].code.to_string();
                case.drafts[weak].withhold(
                    WithheldReason::Excluded,
                    format!("Excludes1 with {by}"),
                    Some("OCG-I.A.12.a"),
                );
            }
        }
    }
}

/// The weaker of two and the stronger: a symptom yields to a diagnosis, then by place,
/// then the one that carries the note ("not coded here") to the one it names.
fn weaker(case: &Case<'_>, owner: usize, named: usize) -> (usize, usize) {
    let rank = |n: usize| {
        let d = &case.drafts[n];
        (!d.is_symptom(), d.tier)
    };
    if rank(named) < rank(owner) { (named, owner) } else { (owner, named) }
}
