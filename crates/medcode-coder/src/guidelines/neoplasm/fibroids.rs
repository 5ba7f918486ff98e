//! Fibroids by the layer of the uterus that they lie in, wherever the note tells it (Tabular D25; OCG I.B.2).

use crate::case::Case;
use medcode_model::WithheldReason;

/// Layers as notes name them, and the code of each.
const LAYERS: &[(&[&str], &str)] = &[
    (&["submucosal", "submucous"], "D25.0"),
    (&["intramural"], "D25.1"),
    (&["subserosal", "subserous"], "D25.2"),
];

/// States a fibroid of each layer that is named; the fibroid without one says no more.
pub(super) fn apply(case: &mut Case<'_>) {
    let Some(open) = case.reported().find(|d| d.under("D25")).cloned() else { return };
    let mut told = false;
    for (words, code) in LAYERS {
        let place = case.places.any(words).into_iter().find(|r| {
            let at = case.doc.context(case.span(r.clone())).assertion;
            at.is_affirmed() && is_of_fibroid(case, r.start)
        });
        let Some(place) = place else { continue };
        told = true;
        if !case.reports(code)
            && case.state(code, place, "the layer that the fibroid lies in", "OCG-I.B.2")
            && let Some(added) = case.drafts.last_mut()
        {
            added.tier = open.tier;
            added.order = open.order;
        }
    }
    if told {
        for draft in case.drafts.iter_mut().filter(|d| d.under("D25.9")) {
            draft.withhold(
                WithheldReason::LessSpecific,
                "its layer is named elsewhere",
                Some("OCG-I.B.2"),
            );
        }
    }
}

/// Whether a fibroid, or the size of one, stands beside the layer.
fn is_of_fibroid(case: &Case<'_>, layer: usize) -> bool {
    let near = layer.saturating_sub(6)..(layer + 8).min(case.doc.tokens().len());
    near.into_iter().any(|t| {
        matches!(case.doc.folded(t), "fibroid" | "leiomyoma" | "leiomyomata" | "myoma" | "cm" | "mm")
    })
}
