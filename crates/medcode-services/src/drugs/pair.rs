//! Two drugs that come mixed in one vial: `albuterol 2.5 mg / ipratropium 0.5 mg unit dose`.

use super::catalogue::Catalogue;
use super::{Route, Statement};
use crate::desk::Case;
use medcode_note::Gap;

/// The two, and the mix.
const PAIRS: &[(&str, &str, &str)] = &[("albuterol", "ipratropium", "albuterol and ipratropium")];

/// Words that tell that it came mixed.
const MIXED: &[&str] = &["premixed", "combination", "combo", "combined"];

/// Makes one statement of two drugs of a pair where a slash or a word joins them.
pub(super) fn join(case: &Case<'_>, catalogue: &Catalogue, all: &mut Vec<Statement>) {
    let drug = |s: &Statement| catalogue.entry(s.named.entry).drug.as_str();
    for &(one, other, mix) in PAIRS {
        let paired = |a: &Statement, b: &Statement| {
            let names = (drug(a), drug(b));
            (names == (one, other) || names == (other, one)) && is_mixed(case, a, b)
        };
        let Some(n) = (1..all.len()).find(|&n| paired(&all[n - 1], &all[n])) else { continue };
        let Some(entry) = catalogue.entry_of(mix) else { continue };
        let second = all.remove(n);
        let first = &mut all[n - 1];
        first.named.entry = entry;
        first.named.tokens.end = second.named.tokens.end;
        first.named.around.end = second.named.around.end;
        first.count = second.count.or(first.count);
        // One strength: the doses of the parts say nothing more.
        first.figures.clear();
        first.route = first.route.or(second.route).or(Some(Route::Inhaled));
        if first.became != second.became && second.became == super::Became::Given {
            first.became = second.became;
        }
    }
}

fn is_mixed(case: &Case<'_>, a: &Statement, b: &Statement) -> bool {
    let doc = case.reading.doc;
    let (first, second) = (&a.named.tokens, &b.named.tokens);
    let unit_dose = |t: usize| doc.folded(t) == "unit" && doc.folded(t + 1) == "dose";
    let joined = doc.gap(second.start).has(Gap::SLASH) || doc.gap(second.start).has(Gap::HYPHEN);
    let told = a.named.sentence.clone().any(|t| MIXED.contains(&doc.folded(t)) || unit_dose(t));
    a.named.sentence == b.named.sentence && second.start - first.end <= 4 && (joined || told)
}
