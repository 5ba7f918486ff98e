//! Which two services are not paid together, unless they were separate?
//!
//! The National Correct Coding Initiative pairs a column one with a column two; its indicator says
//! whether a modifier may separate them. The pairs here are the common ones of the services in
//! the crosswalk, in ranges of our own, each with the chapter of the policy manual behind it; a
//! test compares them with the publisher's file.

pub(super) mod installed;
mod table;

use medcode_model::Code;

/// What a pair means for one visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// Never both: column two is part of column one.
    Never,
    /// Column two is part of column one, unless it was done elsewhere on the body.
    UnlessElsewhere,
    /// Both, where each is told of by itself: another lesion, another drug, another reason.
    UnlessSame,
}

/// A pair that applies, and its authority.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) edit: Edit,
    pub(super) authority: &'static str,
}

/// The pair in which `one` is column one and `two` column two.
pub(super) fn pair(one: &Code, two: &Code) -> Option<Pair> {
    let (one, two) = (one.compact(), two.compact());
    if one == two {
        return None;
    }
    let within = |(first, last): (&str, &str), number: &str| (first..=last).contains(&number);
    let row = table::ROWS.iter().find(|r| within(r.one, one) && within(r.two, two))?;
    Some(Pair { edit: row.edit, authority: row.authority })
}
