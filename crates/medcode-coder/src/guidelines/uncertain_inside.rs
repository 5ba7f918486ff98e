//! "Knee pain, possible ligament strain": a word of uncertainty between the words of a
//! mention makes the diagnosis uncertain too (OCG IV.H).

use crate::case::Case;
use medcode_model::WithheldReason;

/// Terms of uncertainty as OCG II.H lists them.
const UNCERTAIN: &[&str] = &["possible", "possibly", "probable", "suspected", "questionable"];

/// Withholds diagnoses that an outpatient note calls uncertain in the midst of their words.
pub(crate) fn apply(case: &mut Case<'_>) {
    if case.facts.setting.is_inpatient() {
        return;
    }
    let doc = case.doc;
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        let (Some(&first), Some(&last)) = (draft.tokens.first(), draft.tokens.last()) else { continue };
        let cue = (first..last)
            .filter(|t| !draft.tokens.contains(t))
            .find(|&t| UNCERTAIN.contains(&doc.folded(t as usize)));
        if let Some(cue) = cue {
            let detail = format!("uncertain (\"{}\")", doc.raw(cue as usize));
            draft.withhold(WithheldReason::Uncertain, detail, Some("OCG-IV.H"));
        }
    }
}
