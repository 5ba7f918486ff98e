//! Dressings are told apart by the size of their pad: up to 16 square inches, to 48, and above (HCPCS Level II,
//! A6196 and what follows).

use crate::crosswalk::Row;
use crate::desk::Case;
use crate::read::Mention;
use medcode_note::Gap;

/// Of each kind of dressing the codes of the three sizes.
const SIZES: &[[&str; 3]] = &[
    ["A6196", "A6197", "A6198"],
    ["A6209", "A6210", "A6211"],
    ["A6212", "A6213", "A6214"],
    ["A6234", "A6235", "A6236"],
    ["A6242", "A6243", "A6244"],
    ["A6251", "A6252", "A6253"],
    ["A6257", "A6258", "A6259"],
    ["A6021", "A6022", "A6023"],
];

/// How far behind a dressing its size may stand.
const REACH: usize = 6;

/// The row whose size fits what the note says of the pad.
pub(super) fn fitting<'a>(case: &Case<'a>, row: &'a Row, mention: &Mention) -> &'a Row {
    let code = row.code.compact();
    let Some(codes) = SIZES.iter().find(|codes| codes.contains(&code)) else { return row };
    let Some(area) = area(case, mention) else { return row };
    let wanted = codes[usize::from(area > 16.0) + usize::from(area > 48.0)];
    case.desk.crosswalk.number(wanted).unwrap_or(row)
}

/// Square inches of a pad: `4x5 in`, `10 x 10 cm`; without a unit inches are meant.
fn area(case: &Case<'_>, mention: &Mention) -> Option<f32> {
    let doc = case.reading.doc;
    let near =
        mention.tokens.end.saturating_sub(4)..(mention.tokens.end + REACH).min(doc.tokens().len());
    let end = near.end;
    for t in near {
        if t > mention.tokens.end && doc.gap(t).has(Gap::SEMICOLON.with(Gap::STOP)) {
            return None;
        }
        let word = doc.raw(t).to_ascii_lowercase();
        let glued = word.split_once('x').and_then(|(a, b)| pad(a, b, t + 1));
        let apart = || pad(&word, doc.raw(t + 2), t + 3).filter(|_| doc.folded(t + 1) == "x");
        let found = glued.or_else(apart);
        if let Some((a, b, next)) = found {
            let metric = next < end + 2 && doc.folded(next) == "cm";
            return Some(if metric { a * b / 6.45 } else { a * b });
        }
    }
    None
}

/// Two edges of a pad, and the token behind them.
fn pad(a: &str, b: &str, next: usize) -> Option<(f32, f32, usize)> {
    Some((a.parse().ok()?, b.parse().ok()?, next))
}
