//! Is a form drawn by the weights, none of its items twice, the same by the same seed; and is the right
//! answer of a case the one that the grading finds right?

mod common;

use common::{mini, official};
use medcode::model::{AsOfSource, CodeSystem, Date};
use medcode::{AsOf, Engine};
use medcode_learn::drill::Bench;
use medcode_learn::exam::{Drawn, Form, Order, Spec, draw, lengths};
use medcode_learn::grade::grade;
use medcode_learn::{Credential, Library, read_answers};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::embedded);

fn day() -> Date {
    "2026-05-12".parse().expect("a date")
}

fn specs() -> impl Iterator<Item = Spec> {
    Credential::ALL.into_iter().map(|c| LIBRARY.exams.spec(c).expect("it was read"))
}

fn bench(engine: &Engine) -> Bench<'_> {
    let as_of = AsOf { date: day(), source: AsOfSource::Given, nearest: true };
    Bench::new(engine, as_of).expect("a release")
}

fn drawn(
    spec: &Spec,
    bench: Option<&Bench<'_>>,
    items: u32,
    seed: u64,
    seen: &BTreeSet<String>,
) -> Form {
    match draw(&LIBRARY, spec, bench, &Order { items, date: day(), seed, seen }) {
        Drawn::Form(form) => form,
        Drawn::Lacks(lacks) => panic!("{} of {items}: {lacks:?}", spec.credential.id()),
    }
}

/// Items by domain, as the shares ask for them to within one.
fn is_by_the_weights(spec: &Spec, form: &Form) {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    form.items.iter().for_each(|i| *counts.entry(&i.domain).or_default() += 1);
    for domain in &spec.domains {
        let exact = domain.share * form.items.len() as f64;
        let found = f64::from(counts.get(domain.name.as_str()).copied().unwrap_or(0));
        assert!((found - exact).abs() < 1.0, "{}: {found} of {exact}", domain.name);
    }
}

/// What an item asks, so that two that ask the same are told: a chart is one, whatever part is asked.
fn asks(form: &Form) -> Vec<String> {
    let name = |i: &medcode_learn::exam::Item| match i.key.split(' ').collect::<Vec<_>>()[..] {
        ["drill", ..] => i.stem.clone(),
        ["case" | "chart", chart, ..] => chart.to_owned(),
        _ => i.key.clone(),
    };
    form.items.iter().map(name).collect()
}

fn is_whole(spec: &Spec, form: &Form, items: u32) {
    assert_eq!(form.items.len(), items as usize, "{}", spec.credential.id());
    is_by_the_weights(spec, form);
    let all = asks(form);
    let unlike: BTreeSet<&String> = all.iter().collect();
    assert_eq!(unlike.len(), all.len(), "something is asked twice");
    for item in &form.items {
        let texts: BTreeSet<&str> = item.choices.iter().map(|c| c.text.as_str()).collect();
        assert!(texts.len() == item.choices.len() && matches!(texts.len(), 0 | 4), "{}", item.key);
        assert!(item.choices.is_empty() || item.right < 4);
        assert!(item.choices.iter().all(|c| !c.why.is_empty() || item.key.starts_with("drill")));
    }
    assert_eq!(form.seconds, spec.minutes * 60 * items / spec.items);
}

#[test]
fn forms_are_drawn_by_the_weights_and_ask_nothing_twice() {
    let bench = bench(mini());
    let none = BTreeSet::new();
    for spec in specs() {
        for with in [None, Some(&bench)] {
            let (lacks, longest) = lengths(&LIBRARY, &spec, day(), with);
            assert!(longest >= 10, "{}: {longest}, {lacks:?}", spec.credential.id());
            assert_eq!(lacks.is_empty(), longest == spec.items);
            for (items, seed) in [(5, 1), (longest, 2), (longest, 3)] {
                is_whole(&spec, &drawn(&spec, with, items, seed, &none), items);
            }
            let order = Order { items: spec.items, date: day(), seed: 1, seen: &none };
            let whole = draw(&LIBRARY, &spec, with, &order);
            assert_eq!(matches!(whole, Drawn::Form(_)), lacks.is_empty());
        }
    }
}

#[test]
fn a_seed_draws_the_same_form_and_what_was_asked_comes_last() {
    let spec = LIBRARY.exams.spec(Credential::Cic).expect("it was read");
    let first = drawn(&spec, None, 20, 7, &BTreeSet::new());
    assert_eq!(first, drawn(&spec, None, 20, 7, &BTreeSet::new()));
    assert_ne!(first, drawn(&spec, None, 20, 8, &BTreeSet::new()));
    let seen: BTreeSet<String> = first.items.iter().map(|i| i.key.clone()).collect();
    let second = drawn(&spec, None, 20, 7, &seen);
    assert!(second.items.iter().all(|i| !seen.contains(&i.key)), "there is enough that is new");
}

#[test]
fn questions_that_do_not_hold_on_the_day_are_not_asked() {
    let spec = LIBRARY.exams.spec(Credential::Cca).expect("it was read");
    let early = "2001-01-01".parse().expect("a date");
    assert_eq!(lengths(&LIBRARY, &spec, early, None).1, 0);
}

/// Whether the codes of an answer are right for their part, by the grading of charts.
fn graded(engine: &Engine, chart: &medcode_learn::Chart, part: &str, answer: &str) -> bool {
    let of_part = |system: CodeSystem| match part {
        "diagnoses" => system == CodeSystem::Icd10Cm,
        "procedures" => system == CodeSystem::Icd10Pcs,
        _ => matches!(system, CodeSystem::Cpt | CodeSystem::Hcpcs),
    };
    let lines = answer.replace(", ", "\n");
    let (mut given, wrong) = read_answers("answer", &lines, engine, day());
    assert!(wrong.is_empty(), "{answer}: {wrong:?}");
    // An answer of one part says nothing of POA, which is not asked there.
    for one in &mut given {
        let gold = chart.labelled.gold.iter().find(|g| g.accepts(&one.code));
        one.poa = gold.and_then(|g| g.poa.clone());
    }
    let grade = grade(engine, chart, &given, day()).expect("a release");
    let code = |f: &medcode_learn::grade::Fault| f.wanted.or(f.given).map(|c| c.system());
    !grade.faults.iter().any(|f| code(f).is_some_and(of_part))
}

#[test]
fn of_the_answers_of_a_case_the_grading_finds_one_right() {
    let engine = mini();
    let mut cases = BTreeSet::new();
    for spec in specs() {
        let (_, longest) = lengths(&LIBRARY, &spec, day(), None);
        for seed in 0..12 {
            let form = drawn(&spec, None, longest, seed, &BTreeSet::new());
            for item in form.items.iter().filter(|i| i.key.starts_with("case ")) {
                let [_, id, part] = item.key.split(' ').collect::<Vec<_>>()[..] else {
                    panic!("{}", item.key)
                };
                let chart = LIBRARY.chart(id).expect("a chart");
                let right: Vec<usize> =
                    (0..4).filter(|n| graded(engine, chart, part, &item.choices[*n].text)).collect();
                assert_eq!(right, [item.right], "{}: {:#?}", item.key, item.choices);
                cases.insert(item.key.clone());
            }
        }
    }
    assert!(cases.len() >= 40, "{} cases", cases.len());
}

#[test]
fn what_the_official_releases_reach_for() {
    let Some(engine) = official() else { return };
    let bench = bench(&engine);
    for spec in specs() {
        let begun = std::time::Instant::now();
        let (lacks, longest) = lengths(&LIBRARY, &spec, day(), Some(&bench));
        println!("{}: {longest} of {}, {lacks:?}", spec.credential.id(), spec.items);
        assert!(lacks.is_empty(), "the bank has a form of the real length: {lacks:?}");
        is_whole(&spec, &drawn(&spec, Some(&bench), longest, 1, &BTreeSet::new()), longest);
        println!("  {:?}", begun.elapsed());
    }
}
