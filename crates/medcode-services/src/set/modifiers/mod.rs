//! Modifiers that the set of services asks for: one file a question.
//!
//! What each is given for, by which words and authority: docs/services.md.

use crate::desk::Case;

mod assistant;
mod attending;
mod billed_by;
mod component;
mod foot;
mod notice;
mod operation;
mod package;
mod payer;
mod ranked;
mod repeat;
mod sides;
mod site;
mod stopped;
mod telehealth;
mod told;
mod visit;
mod waived;
mod work;

pub(super) use payer::apart;
pub(super) use site::is_place;

type Rule = fn(&mut Case<'_>);

/// One line a question, before services are compared with each other.
const RULES: &[(&str, Rule)] = &[
    ("53 73 74", stopped::apply),
    ("54 55 56", package::apply),
    ("RT LT 50 and parts", site::apply),
    ("sides that contradict", sides::apply),
    ("Q7 Q8 Q9", foot::apply),
    ("93 95 GT", telehealth::apply),
    ("26 TC", component::apply),
    ("22 52", work::apply),
    ("58 62 66 78 79", told::apply),
    ("80 81 82 AS", assistant::apply),
    ("76 77 91", repeat::apply),
    ("24 57", visit::apply),
    ("AI GV GW", attending::apply),
    ("QW", waived::apply),
    ("GA GX GY GZ", notice::apply),
];

/// Those that go by what is left after that.
const LAST: &[(&str, Rule)] = &[
    ("33", payer::preventive),
    ("51", payer::multiple),
    ("who may take which", billed_by::apply),
    ("their order", ranked::apply),
];

pub(super) fn apply(case: &mut Case<'_>) {
    for (_, rule) in RULES {
        rule(case);
    }
}

/// Once it is settled what is included in what.
pub(super) fn finish(case: &mut Case<'_>) {
    for (_, rule) in LAST {
        rule(case);
    }
}
