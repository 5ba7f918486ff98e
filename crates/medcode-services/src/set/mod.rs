//! The services as one claim: modifiers, what is included in what, pointers, order.

mod bundled;
mod edits;
mod modifiers;
mod order;
mod pointers;

use crate::desk::Case;

/// Settles the set, in this order: each step sees what the one before left.
pub(crate) fn apply(case: &mut Case<'_>) {
    modifiers::apply(case);
    bundled::apply(case);
    pointers::apply(case);
    order::apply(case);
}
