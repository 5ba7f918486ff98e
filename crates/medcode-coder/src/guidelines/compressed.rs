//! Compression of the brain by an injury is coded with the injury (Tabular G93.5, Excludes1: S06.A).

use crate::case::Case;
use medcode_model::Presence;

/// Injuries within the skull.
const INJURIES: &[&str] = &["S06.3", "S06.4", "S06.5", "S06.6", "S06.2", "S06.8", "S06.1"];

pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(injury) = case.reported().find(|d| INJURIES.iter().any(|c| d.under(c))) else { return };
    let code = injury.code.compact();
    let encounter = code.chars().last().unwrap_or('A');
    let stated = |t: u32| {
        let span = case.span(t as usize..t as usize + 1);
        case.doc.context(span).assertion.presence == Presence::Present
    };
    let herniated = case.places.word("herniation").iter().copied().any(stated);
    let recoded = format!("S06.A{}X{encounter}", if herniated { '1' } else { '0' });
    for at in 0..case.drafts.len() {
        if case.drafts[at].is_reported() && case.drafts[at].under("G93.5") {
            case.recode(at, &recoded, "the compression is of the injury", "OCG-I.C.19");
        }
    }
}
