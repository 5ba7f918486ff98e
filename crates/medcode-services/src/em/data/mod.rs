//! The data reviewed and analysed: unique tests, notes from outside, who else gave the history,
//! own reading of a test, talk with professionals outside.

mod historian;
mod outside;
mod reading;
mod tests;

use super::level::{Column, Element, Step};
use super::view::View;
use crate::encounter::Encounter;
use crate::service::Service;
use medcode_model::Span;

/// The data of a visit. What another service of the visit bills is not counted.
pub(crate) fn read(view: &View<'_>, visit: &Encounter<'_>, services: &[Service]) -> Column {
    let mut column = Column { step: Step::Minimal, counted: Vec::new(), left_out: Vec::new() };
    tests::read(view, visit, services, &mut column);
    outside::notes(view, &mut column);
    historian::read(view, visit, &mut column);
    reading::read(view, services, &mut column);
    outside::talks(view, visit, &mut column);
    column.step = step(&column.counted);
    column
}

/// The step that some data reach: two of tests and notes, or another's history, are limited;
/// three of all of these, or an own reading, or a talk, are moderate; two of the three, extensive.
pub(crate) fn step(counted: &[Element]) -> Step {
    let of = |kind: &str| counted.iter().filter(|e| e.kind == kind).count();
    let (papers, historian) = (of("test") + of("note"), of("historian"));
    let categories = usize::from(papers + historian.min(1) >= 3)
        + usize::from(of("interpretation") > 0)
        + usize::from(of("discussion") > 0);
    match categories {
        2.. => Step::High,
        1 => Step::Moderate,
        _ if papers >= 2 || historian > 0 => Step::Low,
        _ => Step::Minimal,
    }
}

fn element(kind: &'static str, what: impl Into<String>, words: Span) -> Element {
    Element { kind, what: what.into(), step: Step::Minimal, words: vec![words] }
}

#[cfg(test)]
mod step_tests {
    use super::*;

    fn of(kinds: &[&'static str]) -> Step {
        let all: Vec<Element> = kinds.iter().map(|&k| element(k, "", Span::new(0, 0))).collect();
        step(&all)
    }

    #[test]
    fn categories_of_data_add_up_as_the_rules_say() {
        assert_eq!(of(&[]), Step::Minimal);
        assert_eq!(of(&["test"]), Step::Minimal);
        assert_eq!(of(&["test", "note"]), Step::Low);
        assert_eq!(of(&["historian"]), Step::Low);
        assert_eq!(of(&["test", "test", "historian"]), Step::Moderate);
        assert_eq!(of(&["interpretation"]), Step::Moderate);
        assert_eq!(of(&["interpretation", "test", "test"]), Step::Moderate);
        assert_eq!(of(&["discussion", "test", "test", "test"]), Step::High);
        assert_eq!(of(&["discussion", "interpretation"]), Step::High);
    }
}
