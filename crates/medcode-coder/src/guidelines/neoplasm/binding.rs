//! Which site belongs to which tumor? "Breast cancer with brain metastases" is a cancer of the
//! breast and a metastasis of the brain, not the reverse (OCG I.C.2).

use crate::case::{Case, Draft};
use medcode_kb::terms::{TermKind, Terms};
use medcode_model::WithheldReason;

const TUMOR: &[&str] =
    &["cancer", "ca", "carcinoma", "adenocarcinoma", "malignancy", "tumor", "melanoma"];
const SPREAD: &[&str] = &["metastasis", "metastatic", "met", "mets"];

pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if draft.is_reported() && is_crossed(case, draft) {
            let detail = "the site belongs to another tumor of the sentence";
            case.drafts[at].withhold(WithheldReason::NotReportable, detail, Some("OCG-I.C.2"));
        }
    }
    primaries(case);
}

fn is_secondary(draft: &Draft) -> bool {
    ["C77", "C78", "C79"].iter().any(|p| draft.under(p))
}

/// Whether the words of a neoplasm stand on both sides of those of another.
fn is_crossed(case: &Case<'_>, draft: &Draft) -> bool {
    let (Some(&first), Some(&last)) = (draft.tokens.first(), draft.tokens.last()) else { return false };
    if !draft.under("C") || first == last {
        return false;
    }
    let word = |t: u32| case.doc.folded(t as usize);
    if is_secondary(draft) {
        let between = |t: &u32| !draft.tokens.contains(t) && TUMOR.contains(&word(*t));
        return SPREAD.contains(&word(last)) && (first..last).any(|t| between(&t));
    }
    // The site before "metastases" is theirs.
    let ends_in_site = !SPREAD.contains(&word(last)) && !TUMOR.contains(&word(last));
    ends_in_site && SPREAD.contains(&word(last + 1))
}

/// "Prostate cancer metastatic to bone": the primary site before the tumor's name.
fn primaries(case: &mut Case<'_>) {
    let mut found = Vec::new();
    for draft in case.reported().filter(|d| is_secondary(d)) {
        let (low, high) = case.doc.sentences()[draft.sentence as usize].tokens;
        for t in low as usize + 1..(high as usize).saturating_sub(1) {
            let mut ahead = t + 1..(t + 4).min(high as usize);
            let spreads = matches!(case.doc.folded(t + 1), "metastatic" | "with")
                && ahead.any(|n| SPREAD.contains(&case.doc.folded(n)));
            if !TUMOR.contains(&case.doc.folded(t)) || !spreads {
                continue;
            }
            if let Some(row) = primary(case, t) {
                found.push((row, draft.clone(), t));
            }
        }
    }
    for (row, draft, t) in found {
        let code = case.release.code(row);
        let covered = case.reported().any(|d| d.code.category() == code.category());
        if !covered {
            let span = case.span(t - 1..t + 1);
            let like = Draft { evidence: vec![span], order: i64::from(span.start), ..draft };
            case.add(code.compact(), &like, "the primary that the metastases come from", "OCG-I.C.2");
        }
    }
}

/// The malignant primary of the site right before a tumor's name, as the Table gives it.
fn primary(case: &Case<'_>, tumor: usize) -> Option<u32> {
    let terms = Terms::of(case.release);
    let cancer = terms.word("cancer")?;
    let site = terms.word(case.doc.folded(tumor.checked_sub(1)?))?;
    let filed = terms.filed_under(site).chain(terms.filed_under(cancer));
    let found = filed
        .filter(|term| term.kind == TermKind::Neoplasm && term.column == 0 && term.required.len() == 2)
        .find(|term| {
            let has = |id| term.required.iter().any(|w| w.get() == id);
            has(site) && has(cancer)
        })?;
    complete(case, found.code)
}

/// Down to the code that leaves most open.
fn complete(case: &Case<'_>, mut row: u32) -> Option<u32> {
    for _ in 0..4 {
        if case.release.is_billable(row) {
            return Some(row);
        }
        let open = |r: &u32| case.release.title(*r).to_lowercase().matches("unspecified").count();
        row = case.release.children(row).into_iter().max_by_key(open)?;
    }
    None
}
