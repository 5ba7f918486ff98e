//! Where the patient was when hurt (OCG I.C.20.b): once, at the first encounter, where the
//! sentence that tells of the injury names the place.

use super::{add, has, told};
use crate::case::Case;

pub(super) fn apply(case: &mut Case<'_>) {
    if has(case, |d| d.under("Y92")) {
        return;
    }
    for sentence in told(case) {
        if !super::activity::hurts(case, &sentence) {
            continue;
        }
        for row in medcode_lexicon::rows_of("accident_places") {
            let inside =
                |r: &std::ops::Range<usize>| sentence.contains(&r.start) && r.end <= sentence.end;
            let Some(found) = case.places.phrase(row[0]).into_iter().find(inside) else { continue };
            return add(case, row[1], found, "where the patient was when hurt", "OCG-I.C.20.b");
        }
    }
}
