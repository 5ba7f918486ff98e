//! G2211: the complexity of a lasting relationship, Medicare alone.
//!
//! Office visits only, and where the note shows that the practitioner is the lasting focus of
//! care or of one serious condition. Not beside 25, unless 25 stands for a vaccine, a wellness
//! visit or another Part B preventive service (CMS, final rules for 2024 and 2025).

use super::family::Family;
use super::view::View;
use super::words::Tag;
use crate::service::Service;
use medcode_model::Span;

/// The words for it, where it may be billed.
pub(super) fn words(
    view: &View<'_>,
    family: Family,
    medicare: bool,
    with_25: bool,
    services: &[Service],
) -> Option<Span> {
    let cue = view.first(Tag::Longitudinal).filter(|&c| !view.is_denied(c))?;
    let allowed = family == Family::Office && medicare && (!with_25 || only_prevention(services));
    allowed.then(|| view.span(cue))
}

/// Whether all that asks for 25 is preventive.
fn only_prevention(services: &[Service]) -> bool {
    let asks = services.iter().filter(|s| s.is_reported() && s.family != "em").filter(|s| {
        let number = s.code.compact();
        ("10004".."70000").contains(&number) || ("90000".."99000").contains(&number)
    });
    let mut any = false;
    for service in asks {
        any = true;
        let number = service.code.compact();
        if !("90460".."90750").contains(&number) && number != "90480" {
            return false;
        }
    }
    any
}
