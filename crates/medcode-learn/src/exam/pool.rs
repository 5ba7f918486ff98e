//! What can a form of a credential be drawn from on a day?

use super::cases::{case, has_service};
use super::{Part, Spec, Takes};
use crate::drill::{Bench, Kind, Rng};
use crate::{Blind, Chart, Library, Question};
use medcode_model::Date;
use std::collections::BTreeMap;

/// How a candidate is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// A question of the bank, by its place.
    Question(usize),
    /// A part of a chart's codes in four answers, by the chart's place.
    Case(usize, Part),
    /// A whole chart, coded.
    Chart(usize),
}

/// Questions and charts that may be asked, and the drills of each domain.
pub(super) struct Pool {
    /// Names; no two are alike.
    pub(super) keys: Vec<String>,
    /// For each domain: candidates, and how each is asked there.
    pub(super) domains: Vec<Vec<(usize, Asks)>>,
    /// For each domain: the kinds of drills that the installed releases make.
    pub(super) drills: Vec<Vec<Kind>>,
}

impl Pool {
    pub(super) fn of(library: &Library, spec: &Spec, date: Date, bench: Option<&Bench<'_>>) -> Self {
        let mut out = Self {
            keys: Vec::new(),
            domains: vec![Vec::new(); spec.domains.len()],
            drills: vec![Vec::new(); spec.domains.len()],
        };
        let mut known = BTreeMap::new();
        for (n, domain) in spec.domains.iter().enumerate() {
            let topics = library.exams.topics.iter();
            for topic in topics.filter(|t| t.credential == spec.credential && t.domain == domain.name) {
                if let Takes::Drill(kind) = topic.takes {
                    let makes = bench.is_some_and(|b| b.make(kind, &mut Rng::new(1)).is_some());
                    out.drills[n].extend(makes.then_some(kind));
                }
                for (key, asks) in found(library, spec, &topic.takes, date) {
                    let at = *known.entry(key).or_insert_with_key(|key| {
                        out.keys.push(key.clone());
                        out.keys.len() - 1
                    });
                    // A chart that fits twice is asked the way that stands first.
                    if !out.domains[n].iter().any(|(c, _)| *c == at) {
                        out.domains[n].push((at, asks));
                    }
                }
            }
        }
        out
    }
}

/// What a source has on a day: names and how they are asked.
fn found(library: &Library, spec: &Spec, takes: &Takes, date: Date) -> Vec<(String, Asks)> {
    let asked = |q: &Question| {
        q.credentials.contains(&spec.credential)
            && q.valid.holds_on(date)
            && !matches!(q.blind, Blind::Disagreed(_))
    };
    let questions = |fits: &dyn Fn(&Question) -> bool| {
        let all = library.questions.iter().enumerate().filter(|(_, q)| asked(q) && fits(q));
        all.map(|(n, q)| (format!("question {}", q.id), Asks::Question(n))).collect()
    };
    let charts = |fits: &dyn Fn(&Chart) -> bool, asks: &dyn Fn(usize) -> Asks| {
        let all = library.charts.iter().enumerate().filter(|(_, c)| of_the_time(c, date) && fits(c));
        all.map(|(n, c)| (format!("chart {}", c.id), asks(n))).collect()
    };
    let four = |c: &Chart, part| case(c, part, &mut Rng::new(1)).is_some();
    match takes {
        Takes::Questions(from) => questions(&|q| q.is_of(from)),
        Takes::Question(id) => questions(&|q| q.id == *id),
        Takes::Drill(_) => Vec::new(),
        Takes::Case(part, setting) => {
            charts(&|c| c.labelled.note.setting == Some(*setting) && four(c, *part), &|n| {
                Asks::Case(n, *part)
            })
        }
        Takes::Services(from, to) => {
            charts(&|c| has_service(c, *from, *to) && four(c, Part::Services), &|n| {
                Asks::Case(n, Part::Services)
            })
        }
        Takes::Chart(setting) => {
            charts(&|c| c.labelled.note.setting == Some(*setting), &|n| Asks::Chart(n))
        }
    }
}

/// A chart is coded for its own day. One of years ago would ask for codes nobody learns any more.
fn of_the_time(chart: &Chart, date: Date) -> bool {
    let day = chart.labelled.note.date_of_service;
    day.is_some_and(|day| day.fiscal_year().abs_diff(date.fiscal_year()) <= 1)
}
