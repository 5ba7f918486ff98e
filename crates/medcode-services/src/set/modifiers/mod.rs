//! Modifiers that the set of services asks for: one file a modifier.

use crate::desk::Case;

mod component;
mod site;
mod telehealth;
mod told;

pub(super) use site::is_place;

type Rule = fn(&mut Case<'_>);

/// One line a modifier.
const RULES: &[(&str, Rule)] = &[
    ("RT LT 50 and parts", site::apply),
    ("93 95", telehealth::apply),
    ("26", component::apply),
    ("22 52 53 54 55 58 62 73 74 78 79", told::apply),
];

pub(super) fn apply(case: &mut Case<'_>) {
    for (_, rule) in RULES {
        rule(case);
    }
}
