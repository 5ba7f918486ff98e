//! Does a value stand in a list of codes, ranges and beginnings?

/// A list of values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    items: Vec<Item>,
    /// A value that begins with one of the list is in it: a category stands for what is under it.
    beginnings: bool,
}

/// A value, or the first and the last of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) from: Box<str>,
    pub(super) to: Option<Box<str>>,
}

impl Values {
    /// A list; with `beginnings` of codes, else of words.
    pub(super) fn new(items: Vec<Item>, beginnings: bool) -> Self {
        Self { items, beginnings }
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The values that stand alone, without ranges: codes have no dot.
    pub fn singles(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter(|i| i.to.is_none()).map(|i| &*i.from)
    }

    /// Whether a value stands in the list. Values are in capitals; codes have no dot.
    #[must_use]
    pub fn has(&self, value: &str) -> bool {
        self.items.iter().any(|item| {
            let begins = |end: &str| self.beginnings && value.starts_with(end);
            match &item.to {
                None => value.eq_ignore_ascii_case(&item.from) || begins(&item.from),
                Some(to) => {
                    let within = *value >= *item.from && (*value <= **to || begins(to));
                    within && (self.beginnings || value.len() == to.len())
                }
            }
        })
    }
}

impl Item {
    /// `E11.9`, `E11.-`, `E08-E13`, `99202-99215`; none where a range is upside down.
    pub(super) fn read(text: &str, code: bool) -> Option<Self> {
        let plain = |t: &str| -> Box<str> {
            let capital = t.trim().to_ascii_uppercase();
            if code {
                capital.replace('.', "").trim_end_matches(['*', '-']).into()
            } else {
                capital.into()
            }
        };
        let range = text.trim_end_matches('-').split_once('-');
        let item = match range.filter(|(a, b)| !a.is_empty() && !b.is_empty()) {
            Some((from, to)) => Self { from: plain(from), to: Some(plain(to)) },
            None => Self { from: plain(text), to: None },
        };
        let upside_down = item.to.as_ref().is_some_and(|to| **to < *item.from);
        (!item.from.is_empty() && !upside_down).then_some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(list: &[&str], code: bool) -> Values {
        Values::new(list.iter().map(|t| Item::read(t, code).unwrap()).collect(), code)
    }

    #[test]
    fn a_category_and_a_range_stand_for_what_is_under_them() {
        let list = values(&["E11", "I10-I15", "Z68.35-Z68.45", "M54.5-"], true);
        for inside in ["E119", "E11", "I10", "I159", "I150", "Z6835", "Z6845", "M5450"] {
            assert!(list.has(inside), "{inside}");
        }
        for outside in ["E109", "I16", "Z6834", "Z6846", "E1", "M541"] {
            assert!(!list.has(outside), "{outside}");
        }
    }

    #[test]
    fn words_are_compared_whole() {
        let list = values(&["11", "21-23", "acme"], false);
        assert!(list.has("11") && list.has("22") && list.has("ACME"));
        assert!(!list.has("1") && !list.has("111") && !list.has("220") && !list.has("ACME2"));
    }

    #[test]
    fn a_range_upside_down_is_none() {
        assert_eq!(Item::read("E13-E08", true), None);
        assert_eq!(Item::read("-", true), None);
    }
}
