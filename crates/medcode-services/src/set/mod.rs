//! The services as one claim: what is included in what, modifiers, pointers, order.

mod bundled;
mod modifiers;
mod order;
mod pointers;

use crate::desk::Case;

/// Settles the set, in this order: each step sees what the one before left.
pub(crate) fn apply(case: &mut Case<'_>) {
    bundled::apply(case);
    modifiers::apply(case);
    pointers::apply(case);
    order::apply(case);
}
