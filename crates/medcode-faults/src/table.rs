//! The table of faults.

use crate::sheet::Kind;

/// One sort of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The part of the field it belongs to.
    pub family: &'static str,
    /// What is wrong.
    pub name: &'static str,
    kinds: &'static str,
    pub(crate) edit: &'static str,
    /// The names of findings that tell it, parted by `|`.
    pub expects: &'static str,
    /// The severities it may be told with.
    pub severity: &'static str,
    /// Who says that it is wrong.
    pub authority: &'static str,
}

impl Fault {
    pub(crate) fn kinds(&self) -> Vec<Kind> {
        kinds(self.kinds)
    }

    /// Whether a finding tells the fault.
    #[must_use]
    pub fn is_told_by(&self, rule: &str, severity: &str) -> bool {
        let among = |all: &str, one: &str| all.split('|').any(|o| o == one);
        among(self.expects, rule) && among(self.severity, severity)
    }
}

/// The kinds that letters stand for.
pub(crate) fn kinds(letters: &str) -> Vec<Kind> {
    let of = |c| match c {
        'P' => Some(Kind::Professional),
        'S' => Some(Kind::Stay),
        'O' => Some(Kind::Outpatient),
        _ => None,
    };
    letters.chars().filter_map(of).collect()
}

/// Rows of a table.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = text.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.map(|l| l.split('\t').collect())
}

/// Every fault, in the order of the table.
#[must_use]
pub fn faults() -> Vec<Fault> {
    let row = |r: Vec<&'static str>| match r[..] {
        [family, name, kinds, edit, expects, severity, authority] => {
            Some(Fault { family, name, kinds, edit, expects, severity, authority })
        }
        _ => None,
    };
    rows(include_str!("../data/faults.tsv")).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole_and_stands_once() {
        let all = faults();
        assert_eq!(all.len(), rows(include_str!("../data/faults.tsv")).count());
        assert!(all.len() >= 60);
        for (n, fault) in all.iter().enumerate() {
            assert!(!fault.kinds().is_empty() && !fault.authority.is_empty(), "{}", fault.name);
            assert!(all[..n].iter().all(|f| f.name != fault.name), "{} stands twice", fault.name);
        }
    }
}
