//! Do the tables of exams hold together? A domain that nothing suits, a source that nothing fits.

use super::Checked;
use crate::exam::{Exams, Fact, FactKind, Takes, Topic};
use crate::{Credential, Library};
use std::collections::BTreeSet;

/// Sums, and names that stand in one table and not in the other.
pub(super) fn structure(library: &Library, out: &mut Checked) {
    let exams = &library.exams;
    for credential in Credential::ALL {
        if exams.facts_of(credential).next().is_some() {
            sums(exams, credential, out);
            domains(exams, credential, out);
        }
    }
    for topic in &exams.topics {
        if let Some(what) = empty(library, topic) {
            out.wrong("exam-topics.tsv", topic.line, format!("column 3 (takes): {what}"));
        }
    }
}

fn domain_facts(exams: &Exams, credential: Credential) -> Vec<&Fact> {
    exams.facts_of(credential).filter(|f| f.kind == FactKind::Domain).collect()
}

/// Domains can be no more than the exam.
fn sums(exams: &Exams, credential: Credential, out: &mut Checked) {
    let Some(spec) = exams.spec(credential) else { return };
    let facts = domain_facts(exams, credential);
    let counted: u32 = facts.iter().filter(|f| f.unit == "items").filter_map(|f| f.number()).sum();
    let ranges: Vec<(u32, u32)> =
        facts.iter().filter(|f| f.unit == "percent").filter_map(|f| f.range()).collect();
    let (least, most) = ranges.iter().fold((0, 0), |(a, b), (from, to)| (a + from, b + to));
    let line = facts.first().map_or(1, |f| f.line);
    let id = credential.id();
    if counted > spec.items {
        let what =
            format!("column 5 (value): the domains of {id} have {counted} items of {}", spec.items);
        out.wrong("exams.tsv", line, what);
    }
    if !ranges.is_empty() && (least > 100 || most < 100) {
        let what = format!("column 5 (value): the domains of {id} make {least} to {most} percent");
        out.wrong("exams.tsv", line, what);
    }
}

/// A domain without a source can never be asked; a source for none never is.
fn domains(exams: &Exams, credential: Credential, out: &mut Checked) {
    let facts = domain_facts(exams, credential);
    let topics = || exams.topics.iter().filter(|t| t.credential == credential);
    for fact in facts.iter().filter(|f| f.name != "*") {
        if !topics().any(|t| t.domain == fact.name) {
            let what = format!("column 4 (name): nothing in exam-topics.tsv suits `{}`", fact.name);
            out.wrong("exams.tsv", fact.line, what);
        }
    }
    let named: BTreeSet<&str> = facts.iter().map(|f| f.name.as_str()).collect();
    for topic in topics().filter(|t| !named.contains("*") && !named.contains(t.domain.as_str())) {
        let what = format!("column 2 (domain): {} has no domain `{}`", credential.id(), topic.domain);
        out.wrong("exam-topics.tsv", topic.line, what);
    }
}

/// Why a source has nothing.
fn empty(library: &Library, topic: &Topic) -> Option<String> {
    let suits = |q: &&crate::Question| q.credentials.contains(&topic.credential);
    let there = match &topic.takes {
        Takes::Questions(from) => library.questions.iter().filter(suits).any(|q| q.is_of(from)),
        Takes::Question(id) => library.questions.iter().filter(suits).any(|q| q.id == *id),
        _ => true,
    };
    (!there).then(|| format!("no question there is for {}", topic.credential.id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_does_not_hold_together_is_told() {
        let whole = Library::embedded();
        let mut out = Checked::default();
        structure(&whole, &mut out);
        assert_eq!(out.mistakes, []);
        for (unit, value, told) in [
            ("items", "9934", "the domains of CPC have 10017 items of 100"),
            ("percent", "79-79", "the domains of CCS make 133 to 145 percent"),
        ] {
            let mut broken = whole.clone();
            let mut facts = broken.exams.facts.iter_mut();
            let fact =
                facts.find(|f| f.kind == FactKind::Domain && f.unit == unit && f.number() != Some(0));
            fact.unwrap().value = value.to_owned();
            let mut out = Checked::default();
            structure(&broken, &mut out);
            let shown: Vec<&str> = out.mistakes.iter().map(|m| m.what.as_str()).collect();
            assert!(shown.len() == 1 && shown[0].ends_with(told), "{shown:?}");
        }
        let mut broken = whole.clone();
        broken.exams.topics.retain(|t| t.domain != "anesthesia");
        broken.exams.topics[0].takes = Takes::Question("none".into());
        let mut out = Checked::default();
        structure(&broken, &mut out);
        let shown: Vec<&str> = out.mistakes.iter().map(|m| m.what.as_str()).collect();
        assert_eq!(
            shown,
            [
                "column 4 (name): nothing in exam-topics.tsv suits `anesthesia`",
                "column 3 (takes): no question there is for CPC"
            ]
        );
    }
}
