//! Draws a form: so many items of each domain as its share asks for, none twice, by a seed.

use super::cases::case;
use super::matching::seat;
use super::pool::{Asks, Pool};
use super::share::split;
use super::{Part, Spec};
use crate::drill::{Bench, Drill, Rng};
use crate::{Chart, Choice, Credential, Library};
use medcode_model::{Date, Sex};
use std::collections::BTreeSet;

/// The shortest form.
const SHORTEST: u32 = 5;

/// One item of a form, with all that it needs: it stays what it is when the material changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `question ID`, `drill KIND`, `case CHART PART`, `chart CHART`.
    pub key: String,
    /// Its domain.
    pub domain: String,
    /// The note of a chart.
    pub note: Option<String>,
    /// What is asked.
    pub stem: String,
    /// The answers; none where a whole chart is coded.
    pub choices: Vec<Choice>,
    /// The place of the right one.
    pub right: usize,
    /// What the answer rests on.
    pub source: String,
}

/// A drawn form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The credential.
    pub credential: Credential,
    /// The day the codes are those of.
    pub date: Date,
    /// Its items.
    pub items: Vec<Item>,
    /// Items of a whole form.
    pub whole: u32,
    /// The time it gives, in seconds.
    pub seconds: u32,
}

/// A domain that has too little for a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The domain.
    pub domain: String,
    /// Items that its share asks for.
    pub wanted: u32,
    /// Items that there are.
    pub there: u32,
}

/// What is wanted.
pub struct Order<'a> {
    /// How many items.
    pub items: u32,
    /// The day.
    pub date: Date,
    /// The seed.
    pub seed: u64,
    /// Items that were asked before: they come last.
    pub seen: &'a BTreeSet<String>,
}

/// A form, or what it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// It was drawn.
    Form(Form),
    /// The material does not reach.
    Lacks(Vec<Lack>),
}

/// Whether a whole form can be drawn on a day, and the longest one that can.
#[must_use]
pub fn lengths(
    library: &Library,
    spec: &Spec,
    date: Date,
    bench: Option<&Bench<'_>>,
) -> (Vec<Lack>, u32) {
    let pool = Pool::of(library, spec, date, bench);
    let order: Vec<usize> = (0..pool.keys.len()).collect();
    let lacks = |items| Seated::of(&pool, spec, items, &order).lacks(spec);
    let whole = lacks(spec.items);
    if whole.is_empty() {
        return (whole, spec.items);
    }
    let longest = (SHORTEST..spec.items).rev().find(|n| lacks(*n).is_empty());
    (whole, longest.unwrap_or(0))
}

/// Draws a form.
#[must_use]
pub fn draw(library: &Library, spec: &Spec, bench: Option<&Bench<'_>>, order: &Order<'_>) -> Drawn {
    let mut rng = Rng::new(order.seed);
    let pool = Pool::of(library, spec, order.date, bench);
    let mut candidates: Vec<usize> = (0..pool.keys.len()).collect();
    rng.shuffle(&mut candidates);
    candidates.sort_by_key(|c| order.seen.contains(&pool.keys[*c]));
    let items = order.items.min(spec.items);
    let seated = Seated::of(&pool, spec, items, &candidates);
    let lacks = seated.lacks(spec);
    if !lacks.is_empty() {
        return Drawn::Lacks(lacks);
    }
    let mut out = Vec::new();
    for (domain, asks) in &seated.asked {
        out.extend(item(library, &spec.domains[*domain].name, *asks, &mut rng));
    }
    rng.shuffle(&mut out);
    if let Some(bench) = bench {
        drills(bench, &pool, &seated, spec, &mut out, &mut rng);
    }
    // A whole chart takes its time: those come last, as a part of their own.
    rng.shuffle(&mut out);
    out.sort_by_key(|i| i.choices.is_empty());
    let seconds = u64::from(spec.minutes) * 60 * out.len() as u64 / u64::from(spec.items.max(1));
    Drawn::Form(Form {
        credential: spec.credential,
        date: order.date,
        items: out,
        whole: spec.items,
        seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
    })
}

/// Who sits where.
struct Seated {
    /// Domain and item.
    asked: Vec<(usize, Asks)>,
    /// For each domain: items that drills make.
    drills: Vec<u32>,
    /// For each domain: what its share asks for, and what is missing.
    wanted: Vec<u32>,
    missing: Vec<u32>,
}

impl Seated {
    /// A third of a domain that has drills is drills, the rest questions and charts as far as they reach.
    fn of(pool: &Pool, spec: &Spec, items: u32, order: &[usize]) -> Self {
        let shares: Vec<f64> = spec.domains.iter().map(|d| d.share).collect();
        let wanted = split(items, &shares);
        let mut place = vec![0; pool.keys.len()];
        order.iter().enumerate().for_each(|(n, c)| place[*c] = n);
        let fits: Vec<Vec<usize>> = pool
            .domains
            .iter()
            .map(|d| {
                let mut all: Vec<usize> = d.iter().map(|(c, _)| *c).collect();
                all.sort_by_key(|c| place[*c]);
                all
            })
            .collect();
        let has_drills = |n: usize| !pool.drills[n].is_empty();
        let mut drills: Vec<u32> =
            wanted.iter().enumerate().map(|(n, w)| if has_drills(n) { w / 3 } else { 0 }).collect();
        let seats: Vec<usize> = wanted
            .iter()
            .enumerate()
            .flat_map(|(n, w)| std::iter::repeat_n(n, (w - drills[n]) as usize))
            .collect();
        let chosen: Vec<&[usize]> = seats.iter().map(|n| fits[*n].as_slice()).collect();
        let (mut asked, mut missing) = (Vec::new(), vec![0; wanted.len()]);
        for (n, candidate) in seats.iter().zip(seat(&chosen, pool.keys.len())) {
            let asks = candidate.and_then(|c| pool.domains[*n].iter().find(|(x, _)| *x == c));
            match asks {
                Some((_, asks)) => asked.push((*n, *asks)),
                None if has_drills(*n) => drills[*n] += 1,
                None => missing[*n] += 1,
            }
        }
        Self { asked, drills, wanted, missing }
    }

    fn lacks(&self, spec: &Spec) -> Vec<Lack> {
        let all = spec.domains.iter().zip(&self.wanted).zip(&self.missing);
        all.filter(|(_, missing)| **missing > 0)
            .map(|((domain, wanted), missing)| Lack {
                domain: domain.name.clone(),
                wanted: *wanted,
                there: wanted - missing,
            })
            .collect()
    }
}

fn item(library: &Library, domain: &str, asks: Asks, rng: &mut Rng) -> Option<Item> {
    let of = |key: String, stem: &str| Item {
        key,
        domain: domain.to_owned(),
        note: None,
        stem: stem.to_owned(),
        choices: Vec::new(),
        right: 0,
        source: String::new(),
    };
    Some(match asks {
        Asks::Question(n) => {
            let q = library.questions.get(n)?;
            let source = q.sources.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            let choices = q.choices.to_vec();
            Item { choices, right: q.right, source, ..of(format!("question {}", q.id), &q.stem) }
        }
        Asks::Case(n, part) => {
            let chart = library.charts.get(n)?;
            let (choices, right) = case(chart, part, rng)?;
            let key = format!("case {} {}", chart.id, part.id());
            Item {
                note: Some(note(chart)),
                choices,
                right,
                source: cited(chart, part),
                ..of(key, part.asks())
            }
        }
        Asks::Chart(n) => {
            let chart = library.charts.get(n)?;
            let stem = "Code this chart: one code a line, in sequence, with modifiers, units and present \
                        on admission where they belong.";
            Item { note: Some(note(chart)), ..of(format!("chart {}", chart.id), stem) }
        }
    })
}

/// The note with what a coder knows beside it.
fn note(chart: &Chart) -> String {
    let n = &chart.labelled.note;
    let sex = n.sex.map(|s| if s == Sex::Female { "female" } else { "male" });
    let facts = [
        n.setting.map(|s| s.id().replace('_', " ")),
        n.date_of_service.map(|d| d.to_string()),
        n.age.map(|a| format!("{a} years")),
        sex.map(str::to_owned),
        Some(format!("{} patient", chart.patient)).filter(|_| !chart.patient.is_empty()),
        n.billing.map(|b| format!("{} claim", b.id())),
    ];
    format!("{}\n\n{}", facts.into_iter().flatten().collect::<Vec<_>>().join(" · "), n.text)
}

fn cited(chart: &Chart, part: Part) -> String {
    let all = chart.labelled.gold.iter().zip(&chart.codes).filter(|(g, _)| part.has(&g.code));
    let mut out: Vec<String> = all.flat_map(|(_, c)| c.cites.iter().map(ToString::to_string)).collect();
    out.sort();
    out.dedup();
    out.join("; ")
}

/// Makes the drills of each domain, its kinds in turn, none like another.
fn drills(
    bench: &Bench<'_>,
    pool: &Pool,
    seated: &Seated,
    spec: &Spec,
    out: &mut Vec<Item>,
    rng: &mut Rng,
) {
    let mut stems: BTreeSet<String> = BTreeSet::new();
    for (n, count) in seated.drills.iter().enumerate() {
        let mut kinds = pool.drills[n].clone();
        rng.shuffle(&mut kinds);
        for kind in kinds.iter().cycle().take(*count as usize) {
            let new = |d: &Drill| !stems.contains(&d.stem);
            let made = (0..50).find_map(|_| bench.make(*kind, rng).filter(new));
            if let Some(drill) = made {
                stems.insert(drill.stem.clone());
                out.push(Item {
                    key: format!("drill {}", kind.id()),
                    domain: spec.domains[n].name.clone(),
                    note: None,
                    stem: drill.stem,
                    choices: drill.choices,
                    right: drill.right,
                    source: drill.source,
                });
            }
        }
    }
}
