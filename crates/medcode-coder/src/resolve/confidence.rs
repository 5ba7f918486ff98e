//! How sure is a suggestion? By signs of where it stands and how it was found, weighed so that a
//! confidence means how often such a suggestion is right (`lexicon/confidence-weights.tsv`, made
//! by `cargo xtask confidence-weights`). Without the table the place alone speaks.

use crate::case::{Case, Draft, Origin, Tier};
use crate::facts::Facts;
use medcode_kb::quick::QuickMap;
use medcode_model::WithheldReason;

/// The weight of every sign.
pub(crate) struct Confidence(QuickMap<&'static str, f32>);

impl Confidence {
    /// Reads the table.
    pub(crate) fn read() -> Self {
        let table = medcode_lexicon::table("confidence-weights").unwrap_or_default();
        let rows = medcode_lexicon::rows(table);
        Self(rows.filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?))).collect())
    }

    /// How often suggestions with these signs are right.
    fn of(&self, signs: &[&'static str]) -> Option<f32> {
        let base = self.0.get("base")?;
        let sum: f32 = base + signs.iter().filter_map(|s| self.0.get(s)).sum::<f32>();
        // What is reported by default is not hidden by its weight: the threshold is the user's.
        Some((1.0 / (1.0 + (-sum).exp())).clamp(Facts::THRESHOLD, 0.99))
    }
}

/// Weighs every draft and withholds those under the threshold.
pub(super) fn weigh(case: &mut Case<'_>, weights: &Confidence) {
    let threshold = case.facts.threshold;
    let all: Vec<Vec<&'static str>> = case.drafts.iter().map(|d| signs(case, d)).collect();
    for (draft, signs) in case.drafts.iter_mut().zip(all) {
        draft.confidence = weights.of(&signs).unwrap_or_else(|| by_place(draft));
        if draft.confidence < threshold {
            draft.withhold(WithheldReason::LowConfidence, "below the threshold", None);
        }
    }
}

/// From where a suggestion stands, where there are no weights.
fn by_place(draft: &Draft) -> f32 {
    let place = match draft.tier {
        Tier::Assessed => 0.85,
        Tier::Discussed => 0.6,
        Tier::Told => 0.45,
        Tier::Background => 0.35,
    };
    let found = match draft.origin {
        Origin::Lexicon(_) => 0.05,
        Origin::Index(_) | Origin::Guideline => 0.02,
        Origin::Title(_) => 0.0,
    };
    place + found
}

/// What is known of a draft that bears on whether it is right.
pub(crate) fn signs(case: &Case<'_>, draft: &Draft) -> Vec<&'static str> {
    let mut out = vec![
        match draft.tier {
            Tier::Assessed if draft.context.problem_heading => "place=heading",
            Tier::Assessed => "place=assessed",
            Tier::Discussed => "place=discussed",
            Tier::Told => "place=told",
            Tier::Background => "place=background",
        },
        match draft.origin {
            Origin::Lexicon(_) => "from=lexicon",
            Origin::Index(_) => "from=index",
            Origin::Title(_) => "from=title",
            Origin::Guideline => "from=guideline",
        },
        kind(draft),
    ];
    let asked = |section: &'static str| draft.authority.contains(&section);
    let said = [
        (case.title(draft.row).lower.contains("unspecified"), "open"),
        (draft.evidence.len() > 1, "said-again"),
        (asked("OCG-II.H"), "uncertain"),
        (asked("OCG-IV.G"), "no-assessment"),
        (case.facts.setting.is_inpatient(), "inpatient"),
        (draft.tokens.len() > 2, "phrase"),
    ];
    out.extend(said.into_iter().filter(|(is, _)| *is).map(|(_, sign)| sign));
    out
}

/// What sort of code it is.
fn kind(draft: &Draft) -> &'static str {
    match draft.code.bytes()[0] {
        b'R' => "kind=symptom",
        b'V'..=b'Y' => "kind=cause",
        b'S' | b'T' => "kind=injury",
        b'O' | b'P' => "kind=birth",
        b'C' | b'D' => "kind=blood-or-neoplasm",
        b'Z' if draft.under("Z79") => "kind=long-term-drug",
        b'Z' if draft.under("Z8") || draft.under("Z9") => "kind=status",
        b'Z' => "kind=factor",
        _ => "kind=disease",
    }
}
