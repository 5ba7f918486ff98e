//! Which rules would have told beforehand? A table of ours from reason and remark codes to rules.

use std::collections::BTreeMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../data/denials.tsv");

/// What the table says of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// An ordinary reduction.
    Expected,
    /// No rule looks at it.
    Nothing,
    /// The rules.
    Rules(Vec<&'static str>),
}

type Table = BTreeMap<(&'static str, &'static str), Says>;

fn table() -> &'static Table {
    static READ: OnceLock<Table> = OnceLock::new();
    READ.get_or_init(|| {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#'));
        lines
            .filter_map(|line| {
                let mut columns = line.split('\t');
                let key = (columns.next()?, columns.next()?);
                let says = match columns.next()? {
                    "expected" => Says::Expected,
                    "-" => Says::Nothing,
                    rules => Says::Rules(rules.split(' ').collect()),
                };
                Some((key, says))
            })
            .collect()
    })
}

/// What the table says of a reason (`CARC`) or remark (`RARC`) code.
pub(super) fn of<'a>(list: &'a str, code: &'a str) -> Option<&'a Says> {
    table().get(&(list, code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use medcode_rules::registry;

    #[test]
    fn every_rule_of_the_table_is_in_the_book() {
        let rows = TABLE.lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(table().len(), rows, "a code stands twice");
        for (key, says) in table() {
            let Says::Rules(rules) = says else { continue };
            assert!(!rules.is_empty(), "{key:?}");
            for rule in rules {
                assert!(registry::find(rule).is_some(), "{key:?}: no rule is named {rule}");
            }
        }
    }
}
