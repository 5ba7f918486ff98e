//! Modifiers that the set of services asks for: one file a modifier.

use crate::desk::Case;

mod site;

type Rule = fn(&mut Case<'_>);

/// One line a modifier.
const RULES: &[(&str, Rule)] = &[("RT LT 50 and parts", site::apply)];

pub(super) fn apply(case: &mut Case<'_>) {
    for (_, rule) in RULES {
        rule(case);
    }
}
