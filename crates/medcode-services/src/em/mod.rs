//! The level of the visit, with its working shown.
//!
//! The kind of visit chooses a family; in it decision making (two of problems, data and risk) or
//! the practitioner's time chooses the level, whichever is higher. Authority: the AMA's E/M
//! guidelines as CMS applies them (final rules for 2021, 2023 and 2024; Medicare Claims
//! Processing Manual ch. 12 §30.6). The elements are told in our own words.

mod changes;
mod complexity;
mod critical;
mod data;
mod decide;
mod escalate;
mod facility;
mod family;
mod level;
mod lines;
mod preventive;
mod problems;
mod prolonged;
mod risk;
mod separate;
mod shown;
mod stated;
mod view;
mod visit;
mod words;

pub use family::Family;
pub use level::{Also, By, Column, Element, Level, Standing, Step, Time, two_of_three};
pub(crate) use words::Words;

use crate::desk::Case;

/// Adds the line of the visit, those that go with it, and the level with its working.
pub(crate) fn apply(case: &mut Case<'_>) {
    let desk = case.desk;
    let mut view = view::View::of(case.visit.doc, &desk.em);
    view.is_account = case.reading.is_account();
    view.is_test_report = case.reading.is_test_report();
    let Some(decided) = decide::decide(&view, case.visit, &case.services) else { return };
    lines::write(case, decided);
}
