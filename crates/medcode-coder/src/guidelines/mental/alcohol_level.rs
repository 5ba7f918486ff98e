//! The level of alcohol in the blood beside an alcohol disorder: Y90 by milligrams in 100 ml, which anyone who
//! cares for the patient may document (OCG I.B.14; Tabular F10: use additional code).

use crate::case::Case;
use crate::guidelines::words;

const NAMES: &[&str] = &["etoh", "ethanol", "alcohol", "bal", "bac"];
/// How far behind its name the level may stand.
const REACH: usize = 5;

pub(super) fn apply(case: &mut Case<'_>) {
    let of_alcohol = |d: &crate::case::Draft| d.under("F10") || d.under("T51.0");
    if case.reports("Y90") {
        return;
    }
    let Some(like) = case.reported().find(|d| of_alcohol(d)).cloned() else { return };
    let Some((token, level)) = level(case) else { return };
    let code = match level {
        0..=19 => return,
        20..=39 => "Y90.1",
        40..=59 => "Y90.2",
        60..=79 => "Y90.3",
        80..=99 => "Y90.4",
        100..=119 => "Y90.5",
        120..=199 => "Y90.6",
        200..=239 => "Y90.7",
        _ => "Y90.8",
    };
    let reason = "the level of alcohol in the blood";
    if case.state(code, token..token + 1, reason, "OCG-I.B.14")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.tier = like.tier;
        draft.order = like.order + 1;
    }
}

/// A level of the blood in mg/dl behind its name: `ETOH 218`, `BAL 0.24`.
fn level(case: &Case<'_>) -> Option<(usize, u32)> {
    let doc = case.doc;
    case.places.any(NAMES).into_iter().filter(|r| words::is_stated(case, r)).find_map(|r| {
        let bare = matches!(doc.folded(r.start), "etoh" | "ethanol" | "bal" | "bac");
        let end = (r.end + REACH).min(doc.tokens().len());
        let same = |t: &usize| doc.sentence_of(*t) == doc.sentence_of(r.start);
        let named = bare
            || (r.end..end).filter(same).any(|t| matches!(doc.folded(t), "level" | "serum" | "blood"));
        let apart = medcode_note::Gap::COMMA.with(medcode_note::Gap::SEMICOLON);
        let joined = |t: &usize| *t == r.end || !doc.gap(*t).has(apart);
        (r.end..end).filter(same).take_while(joined).filter(|_| named).find_map(|t| {
            let value = number(case, t)?;
            // A share of 1 is counted in grams: 0.24 is 240 mg/dl.
            let level = if value < 1.0 { value * 1000.0 } else { value };
            let plausible = (5.0..=800.0).contains(&level) && !counts_drinks(case, t);
            plausible.then_some((t, level.round() as u32))
        })
    })
}

/// The number that begins at a token, with what stands behind its point.
fn number(case: &Case<'_>, token: usize) -> Option<f32> {
    let tokens = case.doc.tokens();
    let from = tokens.get(token)?.span.start as usize;
    let rest = case.doc.text().get(from..)?;
    let length = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').take(6).count();
    rest.get(..length)?.trim_end_matches('.').parse().ok()
}

/// "6 beers", "12 oz", "3 times": what was drunk, no level.
fn counts_drinks(case: &Case<'_>, token: usize) -> bool {
    const COUNTED: &[&str] = &[
        "beer", "drink", "oz", "pack", "year", "yr", "day", "week", "time", "month", "shot", "glass",
        "min", "x",
    ];
    COUNTED.contains(&case.doc.folded(token + 1))
}
