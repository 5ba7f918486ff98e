//! "2012 pneumonia": an acute disease that stands behind a year gone by was of that year (OCG IV.J).

use crate::case::Case;
use medcode_model::WithheldReason;

/// Diseases that nobody has for years.
const ACUTE: &[&str] = &[
    "A0", "A4", "J0", "J12", "J13", "J14", "J15", "J16", "J18", "J2", "K35", "K80", "K85", "L02", "L03",
    "N10", "N20", "N30", "N39.0", "S", "I26", "I63", "I21", "U07.1",
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let doc = case.doc;
    let year = |t: usize| {
        doc.raw(t).parse::<u16>().ok().filter(|y| (1950..2100).contains(y) && doc.raw(t).len() == 4)
    };
    let latest = (0..doc.tokens().len()).filter_map(year).max();
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported() && ACUTE.iter().any(|c| d.under(c))) {
        let Some(&first) = draft.tokens.iter().min() else { continue };
        let before = (first as usize).checked_sub(1).and_then(year);
        let gone = before.zip(latest).is_some_and(|(year, latest)| year + 1 < latest);
        if gone {
            draft.withhold(WithheldReason::Historical, "of an earlier year", Some("OCG-IV.J"));
        }
    }
}
