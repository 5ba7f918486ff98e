//! Everything the text names, at the specificity it states, whatever the reporting rules say.
//!
//! No character is added that the text does not give: no encounter, no side for want of
//! words; a header may be the answer. How sure a mention is, and which level of its code,
//! is weighed by [`Weights`]; without them the rule of [`level`] stands.

mod features;
mod level;
mod weights;

pub(crate) use weights::Weights;

use super::duplicates;
use crate::case::{Case, Draft, Fate, Origin};
use crate::coder::Sighted;
use crate::draft;
use crate::mention::Match;
use medcode_kb::query::Release;
use medcode_model::{Presence, WithheldReason};
use std::collections::HashMap;

/// One level of a mention's code.
pub(crate) struct Level {
    row: u32,
    origin: Origin,
    /// The level that the rule takes.
    by_rule: bool,
    chance: f32,
    /// Empty once they are weighed.
    features: Vec<String>,
}

impl Level {
    pub(crate) fn sighted(self, release: &Release) -> Sighted {
        Sighted { code: release.code(self.row), by_rule: self.by_rule, features: self.features }
    }
}

/// A mention with the levels of its code.
pub(crate) struct Sight {
    draft: Draft,
    pub(crate) levels: Vec<Level>,
}

/// The mentions of a note that are not denied, for fitting the weights.
pub(crate) fn sights(case: &mut Case<'_>) -> Vec<Sight> {
    let mut seen = see(case, None);
    seen.retain(|s| !is_denied(&s.draft));
    seen
}

/// Everything that is mentioned and not denied.
pub(crate) fn all(case: &mut Case<'_>, weights: &Weights) {
    for sight in see(case, Some(weights)) {
        let draft = settle(case, sight);
        case.drafts.push(draft);
    }
    let mut best: HashMap<u32, f32> = HashMap::new();
    for draft in &case.drafts {
        let most = best.entry(draft.row).or_default();
        *most = most.max(draft.confidence);
    }
    let threshold = case.facts.threshold;
    for draft in &mut case.drafts {
        if is_denied(draft) {
            draft.withhold(WithheldReason::Negated, "stated as not there", None);
            continue;
        }
        draft.confidence = best.get(&draft.row).copied().unwrap_or(draft.confidence);
        if draft.confidence < threshold {
            draft.withhold(WithheldReason::LowConfidence, "below the threshold", None);
        }
    }
    duplicates::merge(case);
    case.drafts.sort_by_key(|d| (d.order, d.row));
}

fn is_denied(draft: &Draft) -> bool {
    draft.context.assertion.presence == Presence::Absent
}

/// Every mention of the note: whole and parts, and of the same words every reading.
fn see(case: &mut Case<'_>, weights: Option<&Weights>) -> Vec<Sight> {
    let matches = std::mem::take(&mut case.matches);
    let whole = matches.whole.iter().map(|m| (m, false));
    let parts = matches.parts.iter().map(|(_, m)| (m, true));
    let mut seen: Vec<Sight> = Vec::new();
    let mut first: HashMap<&[u32], usize> = HashMap::new();
    for (found, part) in whole.chain(parts) {
        let at = first.get(found.tokens.as_slice()).copied();
        let full = at.is_some_and(|at| seen[at].levels.len() >= MOST_LEVELS);
        let read = if full { Vec::new() } else { of(case, found, (part, at.is_some()), weights) };
        match at {
            Some(at) => seen[at].levels.extend(read.into_iter().flat_map(|s| s.levels)),
            None => {
                if !read.is_empty() {
                    first.insert(&found.tokens, seen.len());
                }
                seen.extend(read);
            }
        }
    }
    case.matches = matches;
    seen
}

/// Of one mention no more than this is weighed.
const MOST_LEVELS: usize = 12;

fn of(
    case: &Case<'_>,
    found: &Match,
    (part, again): (bool, bool),
    weights: Option<&Weights>,
) -> Vec<Sight> {
    let Some((named, _)) = draft::named(case, found) else { return Vec::new() };
    let level = |draft: &Draft, (row, by_rule): (u32, bool)| {
        let by_rule = by_rule && !part && !again;
        let features = features::of(case, found, (part, again), draft, (named, row, by_rule));
        let mut level = Level { row, origin: draft.origin, by_rule, chance: 0.0, features };
        if let Some(weights) = weights {
            level.chance = weights.chance(&level.features, by_rule);
            level.features = Vec::new();
        }
        level
    };
    let drafts = draft::of(case, found).into_iter();
    drafts
        .map(|draft| {
            let rows = level::of(case.release, draft.row, named).into_iter();
            Sight { levels: rows.map(|row| level(&draft, row)).collect(), draft }
        })
        .collect()
}

/// The draft at the level that weighs most.
fn settle(case: &Case<'_>, sight: Sight) -> Draft {
    let Sight { mut draft, levels } = sight;
    if let Some(level) = levels.iter().max_by(|a, b| a.chance.total_cmp(&b.chance)) {
        draft.row = level.row;
        draft.code = case.release.code(level.row);
        draft.origin = level.origin;
        draft.confidence = level.chance;
    }
    draft.fate = Fate::Report;
    draft
}
