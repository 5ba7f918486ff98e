//! Diseases of the spine by the level that the note names: "L4-5 spondylolisthesis" is of the lumbar region
//! (Tabular, head of chapter 13: site; OCG I.B.2).

use super::{discs, near};
use crate::case::{Case, Draft};
use discs::Region;

/// Subcategories whose next character is the region of the spine, 0 where it is not told.
const SPINE: &[&str] = &["M43.0", "M43.1", "M46.2", "M46.4", "M47.81", "M48.0", "M54.1"];

/// How far from the disease its level may stand.
const REACH: usize = 6;

pub(crate) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some(stem) = SPINE.iter().find(|s| draft.is_reported() && open(draft, s)) else { continue };
        let within = near::sentence(case, draft);
        let mut near = near::beside(case, draft, REACH, REACH);
        let Some(region) = near.find_map(|t| discs::level(case, t, &within)) else {
            continue;
        };
        let code = match (*stem, digit(region)) {
            ("M48.0", 6) => {
                let claudication =
                    near::said(case, &within, &["claudication", "neurogenic claudication"]);
                format!("M48.06{}", if claudication { 2 } else { 1 })
            }
            (stem, digit) => format!("{stem}{digit}"),
        };
        case.recode(at, &code, "by the level of the spine", "OCG-I.B.2");
    }
}

/// Whether a code of a subcategory leaves the region open.
fn open(draft: &Draft, stem: &str) -> bool {
    draft.code.compact() == format!("{}0", stem.replace('.', ""))
}

const fn digit(region: Region) -> u8 {
    match region {
        Region::HighCervical | Region::MidCervical(_) => 2,
        Region::Cervicothoracic => 3,
        Region::Thoracic => 4,
        Region::Thoracolumbar => 5,
        Region::Lumbar => 6,
        Region::Lumbosacral => 7,
    }
}
