//! The problems addressed: how many, of what kind, how they stand.

mod found;
mod state;

use super::level::{Column, Element, Step};
use super::view::View;
use crate::encounter::Encounter;
use medcode_model::Span;

/// A kind of problem, as the column counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Minor,
    Acute,
    Stable,
    Worse,
    Uncertain,
    Systemic,
    Injury,
    Severe,
    Threat,
}

impl Kind {
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Acute => "acute",
            Self::Stable => "stable",
            Self::Worse => "worse",
            Self::Uncertain => "uncertain",
            Self::Systemic => "systemic",
            Self::Injury => "injury",
            Self::Severe => "severe",
            Self::Threat => "threat",
        }
    }

    /// The kind in our own words.
    const fn name(self) -> &'static str {
        match self {
            Self::Minor => "minor, would pass by itself",
            Self::Acute => "acute, uncomplicated",
            Self::Stable => "chronic, at its goal",
            Self::Worse => "chronic, not at its goal",
            Self::Uncertain => "new, cause and outcome open",
            Self::Systemic => "acute, affects the whole body",
            Self::Injury => "acute injury with complications to look for",
            Self::Severe => "chronic, severely worse",
            Self::Threat => "threat to life or function",
        }
    }

    /// The step that one such problem reaches.
    const fn step(self) -> Step {
        match self {
            Self::Minor => Step::Minimal,
            Self::Acute | Self::Stable => Step::Low,
            Self::Worse | Self::Uncertain | Self::Systemic | Self::Injury => Step::Moderate,
            Self::Severe | Self::Threat => Step::High,
        }
    }
}

/// A problem with its kind.
pub(crate) struct Problem {
    pub(crate) kind: Kind,
    /// Ranks of its diagnoses.
    pub(crate) ranks: Vec<u32>,
    what: String,
    words: Vec<Span>,
    /// Where it is told of.
    pub(crate) body: Span,
    /// Its kind rests on a change of treatment alone.
    pub(crate) inferred: bool,
}

/// The problems of a visit.
pub(crate) struct Problems {
    pub(crate) column: Column,
    pub(crate) all: Vec<Problem>,
}

/// Reads the problems a visit addressed.
pub(crate) fn read(view: &View<'_>, visit: &Encounter<'_>) -> Problems {
    let found = found::find(view, visit);
    let mut all: Vec<Problem> = Vec::new();
    let mut left_out = Vec::new();
    for one in found {
        let state::State { kind, cue, inferred } = state::read(view, visit, &one);
        let mut words = vec![one.head];
        words.extend(cue.filter(|c| !one.head.contains(*c)));
        if one.addressed {
            let body = one.head.cover(one.body);
            all.push(Problem { kind, ranks: one.ranks, what: one.what, words, body, inferred });
        } else {
            let what = format!("{}: named, not assessed at this visit", one.what);
            left_out.push(Element { kind: kind.id(), what, step: kind.step(), words });
        }
    }
    let step = step(all.iter().map(|p| p.kind));
    let element = |p: &Problem| Element {
        kind: p.kind.id(),
        what: format!("{}: {}", p.what, p.kind.name()),
        step: p.kind.step(),
        words: p.words.clone(),
    };
    let counted = all.iter().map(element).collect();
    Problems { column: Column { step, counted, left_out }, all }
}

/// The step that some problems reach together: two minor ones are low, two stable chronic ones
/// are moderate.
pub(crate) fn step(kinds: impl Iterator<Item = Kind>) -> Step {
    let (mut step, mut minor, mut stable) = (Step::Minimal, 0, 0);
    for kind in kinds {
        step = step.max(kind.step());
        minor += usize::from(kind == Kind::Minor);
        stable += usize::from(kind == Kind::Stable);
    }
    if stable >= 2 {
        step = step.max(Step::Moderate);
    }
    if minor >= 2 {
        step = step.max(Step::Low);
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_of_a_kind_add_up_only_where_the_rules_say_so() {
        let of = |kinds: &[Kind]| step(kinds.iter().copied());
        assert_eq!(of(&[]), Step::Minimal);
        assert_eq!(of(&[Kind::Minor]), Step::Minimal);
        assert_eq!(of(&[Kind::Minor, Kind::Minor]), Step::Low);
        assert_eq!(of(&[Kind::Stable]), Step::Low);
        assert_eq!(of(&[Kind::Stable, Kind::Acute]), Step::Low);
        assert_eq!(of(&[Kind::Acute, Kind::Acute]), Step::Low);
        assert_eq!(of(&[Kind::Stable, Kind::Stable]), Step::Moderate);
        assert_eq!(of(&[Kind::Worse]), Step::Moderate);
        assert_eq!(of(&[Kind::Stable, Kind::Threat]), Step::High);
    }
}
