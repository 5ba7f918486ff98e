//! Does a hospital's note state the level of its own tool?

use super::decide::{Decided, SEPARATE, number, unbilled};
use super::separate;
use super::view::View;
use crate::encounter::Encounter;
use crate::service::Service;

/// The level that a hospital's own tool reached for a visit of its emergency department, where its note
/// states it: each hospital sets its own (Medicare Claims Processing Manual ch. 4 §160).
pub(super) fn level(view: &View<'_>, visit: &Encounter<'_>, services: &[Service]) -> Option<Decided> {
    const NUMBERS: [&str; 5] = ["99281", "99282", "99283", "99284", "99285"];
    const TOOL: &[&str] = &["facility", "acuity", "tool", "visit", "charge", "hospital"];
    const REACH: usize = 8;
    let facility = visit.billing == medcode_model::BillingContext::Facility;
    if !facility || visit.setting != medcode_model::Setting::Ed {
        return None;
    }
    let doc = view.doc;
    let (at, step) = (0..doc.tokens().len()).find_map(|t| {
        let step = view.number(t + 1).filter(|n| (1.0..=5.0).contains(n) && n.fract() == 0.0)?;
        let near = t.saturating_sub(REACH)..t;
        let tool = near.into_iter().any(|n| TOOL.contains(&doc.folded(n)));
        (doc.folded(t) == "level" && tool && doc.folded(t + 2) != "trauma").then_some((t, step))
    })?;
    let mut out = unbilled(visit, "the level of the hospital's own tool");
    out.level.code = number(NUMBERS[step as usize - 1]);
    out.evidence.push(view.span_of(at..at + 2));
    if separate::asks_beside(services) {
        out.modifiers.push(("25", "25: apart from what was given and done".to_owned(), SEPARATE));
    }
    Some(out)
}
