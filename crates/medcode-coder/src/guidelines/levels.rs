//! Diseases of the spine by the level that the note names: "L4-5 spondylolisthesis" is of the lumbar region
//! (Tabular, head of chapter 13: site; OCG I.B.2).

use super::{discs, near};
use crate::case::{Case, Draft, Tier};
use crate::coder::REPORTED_FROM;
use discs::Region;

/// Subcategories whose next character is the region of the spine, 0 where it is not told.
const SPINE: &[&str] = &["M43.0", "M43.1", "M46.2", "M46.4", "M47.81", "M48.0", "M54.1"];

/// How far from the disease its level may stand.
const REACH: usize = 6;

pub(crate) fn apply(case: &mut Case<'_>) {
    stenosis(case);
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

/// "L4-5 stenosis": the level says that the canal is narrow.
fn stenosis(case: &mut Case<'_>) {
    if case.reports("M48.0") || case.reports("M99") {
        return;
    }
    for place in case.places.word("stenosis").to_vec() {
        let at = place as usize;
        let Some(tokens) = case.doc.sentence_of(at).map(|n| case.doc.sentences()[n].tokens) else {
            continue;
        };
        let within = tokens.0 as usize..tokens.1 as usize;
        let near = at.saturating_sub(4).max(within.start)..at;
        let foramen =
            near.clone().any(|t| matches!(case.doc.folded(t), "foraminal" | "artery" | "carotid"));
        let Some(region) = near.clone().find_map(|t| discs::level(case, t, &within)) else { continue };
        let span = case.span(at..at + 1);
        let context = case.doc.context(span);
        let needed = if case.facts.setting.is_inpatient() { REPORTED_FROM } else { Tier::Assessed };
        if foramen || !context.assertion.is_affirmed() || case.tier(&context, span) < needed {
            continue;
        }
        let claudication = near::said(case, &within, &["claudication", "neurogenic claudication"]);
        let code = match digit(region) {
            6 => format!("M48.06{}", if claudication { 2 } else { 1 }),
            digit => format!("M48.0{digit}"),
        };
        let from = near.into_iter().find(|&t| discs::level(case, t, &within).is_some()).unwrap_or(at);
        case.state(&code, from..at + 1, "stenosis of the level that is named", "OCG-I.B.2");
    }
}

/// Whether a code of a subcategory leaves the region open.
fn open(draft: &Draft, stem: &str) -> bool {
    let code = draft.code.compact();
    if stem == "M47.81" {
        // Spondylosis alone, as "lumbar spondylosis" is read; its unspecified site is 9.
        return matches!(code, "M479" | "M47819");
    }
    code == format!("{}0", stem.replace('.', ""))
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
