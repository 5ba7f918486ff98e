//! Has every drill exactly one right answer? Told by another way than the one it was made by: look-ups,
//! the walk through the Index, the PCS builder, the rule book, the words of the descriptor.

mod common;
#[path = "drills/services.rs"]
mod services;

use common::{mini, official};
use medcode::kb::query::Table;
use medcode::kb::tables::index::IndexKind;
use medcode::model::{AsOfSource, BillingContext, Code, CodeSystem, NoteKind, Setting};
use medcode::{AsOf, CodeAnswer, Engine, LookupAnswer, Reported, Visit, claim_of};
use medcode_learn::drill::{Asked, Bench, Drill, Kind, Rng};
use std::collections::BTreeMap;

fn on(day: &str) -> AsOf {
    AsOf { date: day.parse().expect("a date"), source: AsOfSource::Given, nearest: true }
}

fn found(engine: &Engine, text: &str, system: CodeSystem, as_of: AsOf) -> Option<CodeAnswer> {
    let answers = engine.lookup(text, Some(system), as_of).ok()?;
    answers.into_iter().find_map(|a| match a {
        LookupAnswer::Code(code) => Some(*code),
        _ => None,
    })
}

/// Whether an answer is right, by the data.
fn holds(engine: &Engine, as_of: AsOf, asked: &Asked, choice: &str) -> bool {
    let cm = |text: &str| found(engine, text, CodeSystem::Icd10Cm, as_of);
    match asked {
        Asked::IndexEntry(path) => {
            let at = engine.index_at(CodeSystem::Icd10Cm, Some(IndexKind::Alphabetic), path, as_of);
            let at = at.expect("a release").expect("an index");
            at.found.iter().any(|(line, _)| line.entry.code.is_some_and(|c| c.to_string() == choice))
        }
        Asked::Seventh(base, meaning) => {
            let list = cm(base.compact()).expect("the header").characters;
            list.iter().any(|c| c.meaning == *meaning && c.code.is_some_and(|c| c.to_string() == choice))
        }
        Asked::Note(with, named) => {
            between(engine, as_of, with, named).iter().any(|k| k.heading() == choice)
        }
        Asked::Order(with, named) => {
            let kinds = between(engine, as_of, with, named);
            let order = match kinds[..] {
                [NoteKind::CodeFirst, ..] => format!("{named}, then {with}"),
                [NoteKind::UseAdditional, ..] => format!("{with}, then {named}"),
                _ => String::new(),
            };
            order == choice
        }
        Asked::Billable => cm(choice).is_some_and(|c| c.billable),
        Asked::Replaced(old) => {
            let answers = engine.lookup(old.compact(), Some(CodeSystem::Icd10Cm), as_of);
            let answers = answers.expect("a release");
            answers.iter().any(|a| match a {
                LookupAnswer::Unknown(u) => {
                    u.certain && u.suggestions.first().is_some_and(|s| s.code.to_string() == choice)
                }
                _ => false,
            })
        }
        Asked::Axes(axes) => {
            let (builder, ..) = engine.pcs_builder(as_of).expect("a release");
            axes.iter().enumerate().all(|(n, (_, meaning))| {
                let next = choice.chars().nth(n);
                let step = builder.step(&choice[..n]);
                step.is_some_and(|s| {
                    s.choices.iter().any(|c| Some(c.character) == next && c.label == *meaning)
                })
            })
        }
        Asked::Units(code, dose) => {
            let title = found(engine, code.compact(), CodeSystem::Hcpcs, as_of).expect("a code").title;
            dose.div_ceil(last_number(&title)) == choice.parse::<u64>().expect("a number")
        }
        Asked::Modifier(title) => {
            found(engine, choice, CodeSystem::Hcpcs, as_of).is_some_and(|m| m.title == *title)
        }
        Asked::AgeConflict(age) => conflicts(engine, as_of, *age, choice),
        Asked::Trimester(base, weeks, days) => {
            let pregnant = u32::from(*weeks) * 7 + u32::from(*days);
            let word = match pregnant {
                ..98 => "first trimester",
                98..196 => "second trimester",
                _ => "third trimester",
            };
            let code = cm(choice).expect("a code");
            code.title.contains(word) && code.code.is_under(base)
        }
        Asked::Weeks(weeks, _) => {
            cm(choice).is_some_and(|c| c.title.starts_with(&format!("{weeks} weeks")))
        }
        Asked::PoaExempt => cm(choice).is_some_and(|c| c.poa_exempt == Some(true)),
        Asked::Poa(code, course) => {
            let exempt = cm(code.compact()).expect("a code").poa_exempt == Some(true);
            choice == if exempt { "exempt" } else { services::indicator(*course) }
        }
        Asked::Part(code, part) => services::component(engine, as_of, code, *part) == choice,
        Asked::Indicator(code, modifier) => {
            services::payment(engine, as_of, code, modifier).contains(&choice)
        }
        Asked::Around(code, around) => {
            let days = services::fees(engine, as_of, code).global().parse::<u16>();
            assert_eq!(days, Ok(around.global), "{code}");
            services::around(*around) == choice
        }
        Asked::Pair(first, second) => services::pair(engine, as_of, first, second) == choice,
        Asked::Timed(timed, n) => services::timed(*timed, *n) == choice,
    }
}

/// The kinds of notes with the one that name the other.
fn between(engine: &Engine, as_of: AsOf, with: &Code, named: &Code) -> Vec<NoteKind> {
    let notes = found(engine, with.compact(), CodeSystem::Icd10Cm, as_of).expect("a code").notes;
    let naming = notes.iter().filter(|n| n.targets.iter().any(|t| t.matches(named)));
    let mut kinds: Vec<NoteKind> = naming.map(|n| n.kind).collect();
    kinds.retain(|k| {
        matches!(
            k,
            NoteKind::Excludes1 | NoteKind::Excludes2 | NoteKind::CodeFirst | NoteKind::UseAdditional
        )
    });
    kinds
}

/// The last number of a descriptor, in thousandths; one unit where it has none (`per i.u.`).
fn last_number(title: &str) -> u64 {
    let plain = title.replace(',', "");
    let numbers = plain.split(|c: char| !c.is_ascii_digit() && c != '.');
    let mut numbers = numbers.filter_map(|n| n.trim_matches('.').parse::<f64>().ok());
    (numbers.next_back().unwrap_or(1.0) * 1000.0).round() as u64
}

/// What the rule book says of a stay of a patient of this age with the diagnosis.
fn conflicts(engine: &Engine, as_of: AsOf, age: u16, choice: &str) -> bool {
    let visit = Visit {
        setting: Setting::Inpatient,
        billing: BillingContext::Facility,
        age: Some(f32::from(age)),
        sex: None,
        date: as_of.date,
    };
    let code = Code::cm(choice).expect("a code");
    let reported = Reported { code, modifiers: &[], units: None, poa: Some("Y"), pointers: &[] };
    let claim = claim_of(&visit, std::iter::once(reported));
    let found = engine.check(&claim, as_of.date, true).findings;
    found.iter().any(|f| f.rule == "mce-age-conflict")
}

fn prove(engine: &Engine, as_of: AsOf, drill: &Drill) {
    let right: Vec<&str> = drill
        .choices
        .iter()
        .map(|c| c.text.as_str())
        .filter(|text| holds(engine, as_of, &drill.asked, text))
        .collect();
    assert_eq!(right, [drill.choices[drill.right].text.as_str()], "{drill:#?}");
    assert_eq!(drill.choices.len(), 4, "{drill:#?}");
    assert!(drill.choices.iter().all(|c| !c.why.is_empty()), "{drill:#?}");
}

/// What is drilled comes back: another drill of the same topic can be made, and is as right.
fn prove_again(engine: &Engine, as_of: AsOf, bench: &Bench<'_>, drill: &Drill, rng: &mut Rng) {
    let again = bench.make_of(drill.skill(), rng);
    let again = again.unwrap_or_else(|| panic!("no drill of {}", drill.skill()));
    assert_eq!(again.skill(), drill.skill());
    prove(engine, as_of, &again);
}

fn run(engine: &Engine, day: &str, items: usize) -> BTreeMap<&'static str, usize> {
    let as_of = on(day);
    let bench = Bench::new(engine, as_of).expect("a release");
    let mut rng = Rng::new(20_261_126);
    let mut made = BTreeMap::new();
    for n in 0..items {
        let kind = Kind::ALL[n % Kind::ALL.len()];
        if let Some(drill) = bench.make(kind, &mut rng) {
            assert_eq!(drill.kind, kind);
            prove(engine, as_of, &drill);
            if n % 5 == 0 {
                prove_again(engine, as_of, &bench, &drill, &mut rng);
            }
            let by_list = matches!(drill.asked, Asked::AgeConflict(_));
            let name = if by_list { "age by the lists of the MCE" } else { kind.id() };
            *made.entry(name).or_default() += 1;
        }
    }
    made
}

#[test]
fn drills_of_the_mini_release_have_one_right_answer() {
    let made = run(mini(), "2026-05-12", 330);
    assert!(made.len() >= 4, "{made:?}");
}

#[test]
fn the_same_seed_makes_the_same_drills() {
    let bench = Bench::new(mini(), on("2026-05-12")).expect("a release");
    for kind in Kind::ALL {
        let make = |seed| bench.make(kind, &mut Rng::new(seed));
        assert_eq!(make(3), make(3));
    }
}

#[test]
fn ten_thousand_drills_have_one_right_answer_each() {
    let Some(engine) = official() else { return };
    let made = run(&engine, "2026-05-12", 10_010);
    println!("{made:?}");
    let has = |table| !engine.library().tables(table).expect("tables").is_empty();
    // CPT modifiers are drilled from the fee schedule, where it is installed.
    let kinds = Kind::ALL.len() - usize::from(!has(Table::Pfs));
    assert_eq!(made.len(), kinds + usize::from(has(Table::Mce)), "{made:?}");
    assert_eq!(made.values().sum::<usize>(), kinds * 715);
}
