//! Every rule, one line each, in the order of the book.

use crate::rule::Rule;
use crate::rules::{claim, conventions, validity};

/// The rules.
pub const ALL: &[&Rule] = &[
    &validity::code_does_not_exist::RULE,
    &validity::code_not_complete::RULE,
    &conventions::excludes1_conflict::RULE,
    &claim::total_does_not_balance::RULE,
];

/// The rule of a name or of an authority's number.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter()
        .copied()
        .find(|r| r.name.eq_ignore_ascii_case(name))
        .or_else(|| ALL.iter().copied().find(|r| r.id.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;
    use std::collections::HashSet;

    #[test]
    fn names_stand_once() {
        let names: HashSet<_> = ALL.iter().map(|r| r.name).collect();
        assert_eq!(names.len(), ALL.len());
    }

    #[test]
    fn every_rule_says_all_of_itself() {
        for rule in ALL {
            let page = Page::of(rule);
            assert!(!page.title.is_empty(), "{}: no title", rule.name);
            for (heading, text) in page.sections {
                assert!(!text.is_empty(), "{}: nothing under `{heading}`", rule.name);
            }
        }
    }

    #[test]
    fn a_rule_is_found_by_name_and_by_number() {
        assert_eq!(find("Excludes1-Conflict").map(|r| r.name), Some("excludes1-conflict"));
        assert_eq!(find("OCG-I.A.12.a").map(|r| r.name), Some("excludes1-conflict"));
        assert!(find("no such rule").is_none());
    }
}
