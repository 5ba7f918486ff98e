//! How much of the body is burnt, where the note says it in percent (OCG I.C.19.d.6, Tabular T31).

use crate::case::Case;
use crate::guidelines::words;

/// How far from "TBSA" its percent may stand.
const REACH: usize = 4;

pub(super) fn apply(case: &mut Case<'_>) {
    let burn = |c: &str| {
        ["T20", "T21", "T22", "T23", "T24", "T25"].iter().any(|p| c.starts_with(p)) && c.ends_with('A')
    };
    let Some(like) = case.reported().find(|d| burn(d.code.compact())).cloned() else { return };
    if case.reports("T31") {
        return;
    }
    let Some((token, percent)) = extent(case) else { return };
    let tens = percent / 10;
    let code = if tens == 0 { "T31.0".to_owned() } else { format!("T31.{}0", tens.min(9)) };
    let reason = "the share of the body that is burnt";
    if case.state(&code, token..token + 1, reason, "OCG-I.C.19.d.6")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.tier = like.tier;
        draft.order = like.order + 1;
    }
}

/// The percent beside "TBSA".
fn extent(case: &Case<'_>) -> Option<(usize, u32)> {
    let doc = case.doc;
    let named = case.places.any(&["tbsa", "total body surface", "bsa burn", "body surface area"]);
    named.into_iter().filter(|r| words::is_stated(case, r)).find_map(|r| {
        let near = r.start.saturating_sub(REACH)..(r.end + REACH).min(doc.tokens().len());
        near.filter(|&t| doc.sentence_of(t) == doc.sentence_of(r.start)).find_map(|t| {
            let percent: u32 = doc.raw(t).parse().ok()?;
            let sign =
                doc.text().get(doc.tokens()[t].span.end as usize..)?.trim_start().starts_with('%');
            (sign && percent <= 100).then_some((t, percent))
        })
    })
}
