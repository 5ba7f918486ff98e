//! One mistake, one finding: what a rule says that another one says better of the same codes.

use crate::book::By;
use crate::subject::Hit;

/// A rule, and those that say the same of the same codes and more: they know what to do.
const TOLD: &[(&str, &[&str])] = &[
    ("age-and-code", &["birth-record"]),
    ("code-does-not-exist", &["placeholder-missing"]),
    ("code-first-missing", &["cancer-anemia-first", "covid-pneumonia-order", "never-first"]),
    (
        "code-first-order",
        &["cancer-anemia-first", "covid-pneumonia-order", "manifestation-first", "never-first"],
    ),
    (
        "excludes1-conflict",
        &[
            "abuse-confirmed-and-suspected",
            "combination-code-available",
            "elevated-reading-with-hypertension",
            "hiv-stated-twice",
            "integral-sign",
            "pregnancy-incidental-and-complicated",
            "stroke-history-with-deficit",
            "use-abuse-dependence",
        ],
    ),
    ("integral-sign", &["symptom-before-its-cause"]),
    ("obstetrics-not-first", &["excludes1-conflict"]),
    ("outcome-of-delivery-missing", &["normal-delivery-with-complication"]),
    ("sequela-first", &["sequela-alone"]),
    ("use-additional-order", &["manifestation-first", "never-first"]),
];

/// Whether one is about all the codes that another one is about.
fn holds(one: &Hit, other: &Hit) -> bool {
    !other.codes.is_empty() && other.codes.iter().all(|c| one.codes.contains(c))
}

/// Takes away what is told better; the better finding gets its weight and its correction. What is wrong
/// with a code that stands at two places (principal and admitting) is told once.
pub(crate) fn once(hits: &mut Vec<(By<'_>, Hit)>) {
    for (weaker, better) in TOLD {
        let mut at = 0;
        while let Some(next) = hits[at..].iter().position(|(by, _)| by.name() == *weaker) {
            at += next;
            let told =
                |(by, hit): &(By<'_>, Hit)| better.contains(&by.name()) && holds(&hits[at].1, hit);
            match hits.iter().position(told) {
                Some(strong) => inherit(hits, at, strong),
                None => at += 1,
            }
        }
    }
    let mut at = 1;
    while at < hits.len() {
        let (by, hit) = &hits[at];
        if hits[..at].iter().any(|(b, h)| b.name() == by.name() && repeats(h, hit)) {
            hits.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Leaves the weaker one out.
fn inherit(hits: &mut Vec<(By<'_>, Hit)>, weaker: usize, strong: usize) {
    let (by, gone) = hits[weaker].clone();
    let weight = gone.severity.unwrap_or(by.severity());
    let (by, kept) = &mut hits[strong];
    let own = kept.severity.unwrap_or(by.severity());
    // The heaviest stands first in the order of weights.
    kept.severity = Some(own.min(weight));
    // Another order is no remedy for two codes that exclude each other.
    if kept.correction.is_none() && by.name() != "excludes1-conflict" {
        kept.correction = gone.correction;
    }
    hits.remove(weaker);
}

/// The same words of the same codes at another place of the document.
fn repeats(one: &Hit, other: &Hit) -> bool {
    let of_codes = one.line == 0 && other.line == 0 && !one.codes.is_empty();
    of_codes && one.codes == other.codes && one.message == other.message
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry;

    #[test]
    fn every_name_is_that_of_a_rule() {
        let names: Vec<&str> = registry::ALL.iter().map(|r| r.name).collect();
        for (weaker, better) in TOLD {
            for name in [weaker].into_iter().chain(*better) {
                assert!(names.contains(name), "{name}");
            }
        }
    }
}
