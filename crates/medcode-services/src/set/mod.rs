//! The services as one claim: modifiers, what is included in what, pointers, order.

mod alone;
mod bundled;
mod by_sex;
mod edits;
mod in_force;
mod medicare;
mod modifiers;
mod months;
mod most_units;
mod order;
mod pointers;
mod supplier;

use crate::desk::Case;
pub(crate) use in_force::apply as in_force;

/// Settles the set, in this order: each step sees what the one before left.
pub(crate) fn apply(case: &mut Case<'_>) {
    by_sex::apply(case);
    supplier::apply(case);
    months::apply(case);
    medicare::apply(case);
    in_force::apply(case);
    most_units::apply(case);
    modifiers::apply(case);
    bundled::apply(case);
    alone::apply(case);
    modifiers::finish(case);
    pointers::apply(case);
    order::apply(case);
}
