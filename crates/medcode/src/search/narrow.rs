//! Does a code under a hit say more of the query?
//!
//! The Index and the lexicon lead to a category and leave side, stage or site to the Tabular:
//! "hip fracture right" finds the fracture in the Index and the right side below it.

use super::Found;
use medcode_kb::query::Release;
use medcode_kb::search::Asked;
use medcode_kb::tables::codes;

/// How many of the best hits are looked under.
const LOOKED_UNDER: usize = 8;

/// What going down costs: the words stand in two places and not in one.
const STEP: f32 = 0.98;

/// The most a hit can score this way: just less than a title that says it all.
const MOST: f32 = 1.0;

/// For the best hits whose code is not complete: the code below that holds more of the words.
pub(super) fn further(asked: &Asked<'_, '_>, found: &[Found], release: &Release) -> Vec<Found> {
    let mut open: Vec<&Found> = found.iter().filter(|f| is_header(f, release)).collect();
    open.sort_by(|a, b| b.score.total_cmp(&a.score));
    open.truncate(LOOKED_UNDER);
    open.into_iter().filter_map(|above| below(asked, above, release)).collect()
}

fn is_header(found: &Found, release: &Release) -> bool {
    found.code != release.code(found.row) || !release.is_billable(found.row)
}

fn below(asked: &Asked<'_, '_>, above: &Found, release: &Release) -> Option<Found> {
    let under = codes::under(release.codes(), above.code.compact().as_bytes());
    let rows = under.start as u32..under.end as u32;
    let narrowed = asked.narrow(rows, above.by.matched())?;
    let code = release.code(narrowed.doc);
    let gain = narrowed.gain * narrowed.gain.sqrt();
    (code != above.code).then(|| Found {
        row: narrowed.doc,
        code,
        score: (above.score * gain).min(MOST) * STEP,
        by: above.by.clone(),
        narrowed: Some((above.code, narrowed.matched)),
    })
}
