//! Modifiers that the set of services asks for: one file a modifier.

use crate::desk::Case;

type Rule = fn(&mut Case<'_>);

/// One line a modifier.
const RULES: &[(&str, Rule)] = &[];

pub(super) fn apply(case: &mut Case<'_>) {
    for (_, rule) in RULES {
        rule(case);
    }
}
