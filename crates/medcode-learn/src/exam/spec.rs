//! How is a credential's exam built, as far as it was read?

use super::{Exams, Fact, FactKind};
use crate::Credential;

/// How much of an exam a domain is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// So many items.
    Items(u32),
    /// Percent, from and to: the middle is taken.
    Percent(u32, u32),
    /// Nothing was read: what the others leave is spread evenly.
    Unread,
}

/// A domain of an exam.
#[derive(Clone, Debug, PartialEq)]
pub struct Domain {
    /// Its name.
    pub name: String,
    /// What was read.
    pub weight: Weight,
    /// Whether the body's own page said so.
    pub verified: bool,
    /// Its share of a form, from 0 to 1.
    pub share: f64,
}

/// The score that passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Percent of the items.
    Percent(u32),
    /// A scaled score: no share of right answers can be told from it.
    Scaled(u32),
    /// Not read.
    Unread,
}

/// How an exam is built.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// The credential.
    pub credential: Credential,
    /// Who gives it.
    pub body: String,
    /// Items of a whole form.
    pub items: u32,
    /// Minutes of a whole form.
    pub minutes: u32,
    /// The score that passes.
    pub pass: Pass,
    /// Its domains; their shares sum to 1.
    pub domains: Vec<Domain>,
    /// Code books may be used.
    pub books: bool,
    /// The clock may be stopped.
    pub pause: bool,
}

impl Exams {
    /// The facts of a credential.
    pub fn facts_of(&self, credential: Credential) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |f| f.credential == credential)
    }

    fn fact(&self, credential: Credential, kind: FactKind) -> Option<&Fact> {
        self.facts_of(credential).find(|f| f.kind == kind)
    }

    fn number(&self, credential: Credential, kind: FactKind) -> Option<u32> {
        self.fact(credential, kind)?.number()
    }

    /// How the exam of a credential is built; none where items or minutes were not read.
    #[must_use]
    pub fn spec(&self, credential: Credential) -> Option<Spec> {
        use FactKind as K;
        let number = |kind| self.number(credential, kind);
        let cases = number(K::ItemsCase);
        let items =
            number(K::ItemsTotal).or_else(|| Some(number(K::ItemsChoice)? + cases.unwrap_or(0)))?;
        let minutes = self.fact(credential, K::Minutes)?;
        let has = |kind, value: &str| self.fact(credential, kind).is_some_and(|f| f.value == value);
        let pass = self.fact(credential, K::Pass);
        Some(Spec {
            credential,
            body: minutes.body.clone(),
            items,
            minutes: minutes.number()?,
            pass: match pass.and_then(|f| Some((f.number()?, f.unit.as_str()))) {
                Some((n, "percent")) => Pass::Percent(n),
                Some((n, _)) => Pass::Scaled(n),
                None => Pass::Unread,
            },
            domains: self.domains(credential, items, cases),
            books: self.fact(credential, K::Books).is_some_and(|f| !f.value.is_empty()),
            pause: has(K::Pause, "allowed"),
        })
    }

    /// The domains with what was read of them. Where no division was read, ours of the topics stands in
    /// its place; cases that are counted apart are a domain of that name.
    fn domains(&self, credential: Credential, items: u32, cases: Option<u32>) -> Vec<Domain> {
        let facts: Vec<&Fact> =
            self.facts_of(credential).filter(|f| f.kind == FactKind::Domain).collect();
        let of = |name: &str, weight, verified| Domain {
            name: name.to_owned(),
            weight,
            verified,
            share: 0.0,
        };
        let mut out: Vec<Domain> = facts
            .iter()
            .filter(|f| f.name != "*")
            .map(|f| {
                let weight = match (f.unit.as_str(), f.number(), f.range()) {
                    ("items", Some(n), _) => Weight::Items(n),
                    ("percent", _, Some((from, to))) => Weight::Percent(from, to),
                    _ => Weight::Unread,
                };
                of(&f.name, weight, f.verified)
            })
            .collect();
        if facts.iter().any(|f| f.name == "*") {
            for topic in self.topics.iter().filter(|t| t.credential == credential) {
                if !out.iter().any(|d| d.name == topic.domain) {
                    let weight = match cases {
                        Some(n) if topic.domain == "cases" => Weight::Items(n),
                        _ => Weight::Unread,
                    };
                    out.push(of(&topic.domain, weight, weight != Weight::Unread));
                }
            }
        }
        shares(&mut out, items);
        out
    }
}

/// Gives each domain its share; what was not read gets evenly what the others leave.
fn shares(domains: &mut [Domain], items: u32) {
    let read = |d: &Domain| match d.weight {
        Weight::Items(n) => Some(f64::from(n) / f64::from(items.max(1))),
        Weight::Percent(from, to) => Some(f64::from(from + to) / 200.0),
        Weight::Unread => None,
    };
    let sum: f64 = domains.iter().filter_map(read).sum();
    let unread = domains.iter().filter(|d| d.weight == Weight::Unread).count();
    let each = if unread == 0 { 0.0 } else { (1.0 - sum).max(0.0) / unread as f64 };
    domains.iter_mut().for_each(|d| d.share = read(d).unwrap_or(each));
    // The middles of percent ranges need not sum to a hundred.
    let whole: f64 = domains.iter().map(|d| d.share).sum();
    if whole > 0.0 {
        domains.iter_mut().for_each(|d| d.share /= whole);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    #[test]
    fn the_exams_of_the_file_are_built_as_it_says() {
        let exams = &Library::embedded().exams;
        for (credential, items, minutes, domains, pass) in [
            (Credential::Cpc, 100, 240, 18, Pass::Percent(70)),
            (Credential::Cic, 47, 240, 7, Pass::Percent(70)),
            (Credential::Ccs, 107, 240, 5, Pass::Scaled(300)),
            (Credential::Cca, 105, 120, 6, Pass::Scaled(300)),
        ] {
            let spec = exams.spec(credential).unwrap();
            let found = (spec.items, spec.minutes, spec.domains.len(), spec.pass);
            assert_eq!(found, (items, minutes, domains, pass), "{}", credential.id());
            assert!((spec.domains.iter().map(|d| d.share).sum::<f64>() - 1.0).abs() < 1e-9);
            assert!(spec.books && !spec.pause, "{}", credential.id());
        }
    }

    #[test]
    fn what_was_not_read_shares_evenly_what_is_left() {
        let spec = Library::embedded().exams.spec(Credential::Cpc).unwrap();
        let unread: Vec<f64> =
            spec.domains.iter().filter(|d| d.weight == Weight::Unread).map(|d| d.share).collect();
        assert_eq!(unread.len(), 3);
        assert!(unread.iter().all(|s| (s - 11.0 / 300.0).abs() < 1e-9), "{unread:?}");
    }
}
