//! More specific over less (OCG I.B.2): the unspecified code beside a specific one of the
//! same category says nothing more.

use crate::case::Case;
use medcode_model::WithheldReason;

/// Withholds unspecified codes where a sibling says more.
pub(super) fn prefer(case: &mut Case<'_>) {
    let release = case.release;
    let specific: Vec<(String, u32, bool)> = case
        .reported()
        .map(|d| {
            (
                d.code.compact().to_owned(),
                d.row,
                release.title(d.row).to_lowercase().contains("unspecified"),
            )
        })
        .collect();
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        let title = release.title(draft.row).to_lowercase();
        let open = title.contains("unspecified")
            || draft.code.compact().ends_with('9') && draft.code.len() == 4;
        if !open {
            continue;
        }
        let family = draft.code.category();
        let better = specific.iter().find(|(code, row, unspecified)| {
            *row != draft.row && !unspecified && code.starts_with(family.compact())
        });
        if let Some((code, ..)) = better {
            draft.withhold(WithheldReason::LessSpecific, format!("{code} says more"), Some("OCG-I.B.2"));
        }
    }
}
