//! Procedures whose characters are counted or reckoned rather than named.

mod breathing;
mod bypass;
mod component;
mod conversion;
mod coronary;
mod organ;
mod radiation;
pub(crate) mod robot;
mod surface;

use crate::desk::Case;

/// Lets each family read its phrases (`family=NAME` in the tables).
pub(crate) fn apply(case: &mut Case<'_>) {
    breathing::apply(case);
    coronary::apply(case);
    bypass::apply(case);
    component::apply(case);
    radiation::apply(case);
    let taken = organ::apply(case);
    surface::apply(case, &taken);
    conversion::apply(case);
}
