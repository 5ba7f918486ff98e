//! A fracture is coded as displaced only where nothing is said (OCG I.C.19.c): imaging that
//! finds it in place decides.

use crate::case::Case;
use medcode_kb::query::Release;

const IN_PLACE: &[&str] = &[
    "nondisplaced",
    "non displaced",
    "undisplaced",
    "not displaced",
    "no displacement",
    "without displacement",
    "no significant displacement",
];

pub(super) fn apply(case: &mut Case<'_>) {
    let in_place = case.places.any(IN_PLACE);
    if in_place.is_empty() {
        return;
    }
    let moved = case.places.word("displaced").iter().any(|&t| {
        let t = t as usize;
        !in_place.iter().any(|r| r.contains(&t)) && t > 0 && case.doc.folded(t - 1) != "minimally"
    });
    let fractures: Vec<usize> = (0..case.drafts.len())
        .filter(|&n| case.drafts[n].is_reported() && case.drafts[n].under("S"))
        .filter(|&n| case.title(case.drafts[n].row).text.starts_with("Displaced"))
        .collect();
    if moved || fractures.len() != 1 {
        return;
    }
    let at = fractures[0];
    if let Some(code) = sibling(case.release, case.drafts[at].row) {
        case.recode(at, &code, "stated not to be displaced", "OCG-I.C.19.c");
    }
}

/// The code of the same fracture, not displaced.
fn sibling(release: &Release, row: u32) -> Option<String> {
    let title = release.title(row).replacen("Displaced", "Nondisplaced", 1);
    let category = release.find(&release.code(row).category())?;
    let found =
        release.under(category).find(|&r| release.is_billable(r) && release.title(r) == title)?;
    Some(release.code(found).compact().to_owned())
}
