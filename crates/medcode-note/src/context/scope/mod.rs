//! Does a cue reach the target?

mod backward;
mod forward;

use super::class::{CueClass, Direction, Reach};
use super::clause::{Clause, entry};
use super::hits::Hit;

/// How many words a cue that reaches to the end of its phrase may be away.
const PHRASE: usize = 8;

/// Whether a cue reaches the target.
pub(crate) fn reaches(clause: &Clause<'_, '_>, hit: &Hit, class: CueClass) -> bool {
    let cue = entry(hit);
    let (first, end) = (hit.first as usize, hit.end as usize);
    let (target, target_end) = clause.target;
    let after = end <= target;
    let before = target_end <= first;
    if !after && !before {
        return false;
    }
    let toward = match cue.direction {
        Direction::Forward => after,
        Direction::Backward => before,
        Direction::Both => true,
        Direction::ForwardElseBackward => after != clause.closes(end),
        Direction::BackwardElseForward => {
            // In "AKI, resolved" nothing follows that could be meant.
            before != (clause.opens(first) && !clause.closes(end))
                || (after && class == CueClass::RuledOut && leads_on(clause, end))
        }
    };
    if !toward {
        return false;
    }
    if after {
        Walk { clause, hit, class, reach: cue.reach.0 }.forward()
    } else {
        Walk { clause, hit, class, reach: cue.reach.1 }.backward()
    }
}

/// Whether words of the same clause follow that could be what was ruled out: not "by CT".
fn leads_on(clause: &Clause<'_, '_>, at: usize) -> bool {
    !clause.closes(at)
        && !matches!(
            clause.word(at),
            "by" | "with"
                | "on"
                | "per"
                | "based"
                | "given"
                | "as"
                | "via"
                | "after"
                | "and"
                | "in"
                | "at"
                | "w"
        )
}

/// One cue on its way to the target.
struct Walk<'a, 'd, 't> {
    clause: &'a Clause<'d, 't>,
    hit: &'a Hit,
    class: CueClass,
    reach: Reach,
}
