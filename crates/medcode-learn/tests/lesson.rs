//! Has every question of a lesson exactly one right answer? Told by look-ups in the newer release and by
//! the rows of the conversion table, not by the comparison it was made from.

mod common;

use common::{mini, official};
use medcode::diff::{Comparison, compare};
use medcode::kb::tables::seventh::{SECTION, SeventhRow};
use medcode::model::{AsOfSource, Code, CodeSystem, Date, NoteKind, ReleaseId};
use medcode::{AsOf, CodeAnswer, Engine, LookupAnswer};
use medcode_learn::lesson::{Ask, Interests, Item, Length, lesson};
use std::collections::{BTreeMap, BTreeSet};

fn found(engine: &Engine, text: &str, of: &Comparison) -> Option<CodeAnswer> {
    let as_of = AsOf { date: of.after, source: AsOfSource::Given, nearest: false };
    let answers = engine.lookup(text, Some(of.system), as_of).ok()?;
    answers.into_iter().find_map(|a| match a {
        LookupAnswer::Code(code) => Some(*code),
        _ => None,
    })
}

fn reportable(engine: &Engine, text: &str, of: &Comparison) -> bool {
    found(engine, text, of).is_some_and(|c| c.billable && c.in_force)
}

/// What the rows of the first conversion table from the newer release on name in place of a code.
fn successors(engine: &Engine, of: &Comparison, old: &Code) -> BTreeSet<String> {
    let library = engine.library();
    let ids = library.releases().map(|r| r.0).filter(|id| id.system == of.system);
    let mut later = ids.filter(|id| id.from >= of.after).map(|id| library.get(id).expect("a file"));
    let table = later.find(|r| !r.conversions().is_empty()).expect("a table");
    let code = |chars| Code::from_bytes(of.system, chars);
    table
        .conversions()
        .iter()
        .filter(|row| code(row.from) <= *old && *old <= code(row.to))
        .filter(|row| {
            let day = Date::from_days(row.effective.get());
            of.before < day && day <= of.after
        })
        .map(|row| code(row.new).to_string())
        .collect()
}

/// Whether an answer is right, by the data.
fn holds(engine: &Engine, of: &Comparison, ask: &Ask, choice: &str) -> bool {
    let title = |code: &Code| {
        let answer = found(engine, code.compact(), of);
        answer.unwrap_or_else(|| panic!("no {code} on {}", of.after)).title
    };
    let notes = |text: &str| found(engine, text, of).expect("a code").notes;
    let bears = |text: &str, kind: NoteKind, words: &str| {
        notes(text).iter().any(|n| n.kind == kind && n.text == words)
    };
    match ask {
        Ask::Means(code) | Ask::Title(code) => title(code) == choice,
        Ask::Named(title) => {
            reportable(engine, choice, of)
                && found(engine, choice, of).is_some_and(|c| c.title == *title)
        }
        Ask::Reportable => reportable(engine, choice, of),
        Ask::Gone => !reportable(engine, choice, of),
        Ask::Became(old) => successors(engine, of, old) == BTreeSet::from([choice.to_owned()]),
        Ask::Heading(code, words) => notes(code.compact()).iter().any(|n| {
            n.from.to_string() == code.to_string() && n.text == *words && n.kind.heading() == choice
        }),
        Ask::Bears(kind, words) => bears(choice, *kind, words),
        Ask::Seventh(code, character) => {
            let id = ReleaseId { system: of.system, from: of.after };
            let release = engine.library().get(id).expect("a file");
            let list: &[SeventhRow] = release.file().rows(SECTION);
            let own =
                |r: &&SeventhRow| r.owner == *code.bytes() && char::from(r.character) == *character;
            list.iter().filter(own).any(|r| release.text().get(r.meaning.get()) == choice)
        }
        Ask::Exempt => found(engine, choice, of).is_some_and(|c| c.poa_exempt == Some(true)),
    }
}

fn prove(engine: &Engine, of: &Comparison, item: &Item) {
    let texts = item.choices.iter().map(|c| c.text.as_str());
    let right: Vec<&str> = texts.filter(|text| holds(engine, of, &item.ask, text)).collect();
    assert_eq!(right, [item.choices[item.right].text.as_str()], "{item:#?}");
    assert_eq!(item.choices.len(), 4, "{item:#?}");
    assert!(item.choices.iter().all(|c| !c.why.is_empty() && !c.text.is_empty()), "{item:#?}");
}

fn comparison(engine: &Engine, system: CodeSystem, before: &str, after: &str) -> Comparison {
    compare(engine.library(), Some(system), before, after).expect("two releases").systems.remove(0)
}

/// Proves every question of a lesson; how many of each kind.
fn run(engine: &Engine, of: &Comparison, items: usize, seed: u64) -> BTreeMap<&'static str, usize> {
    let length = Length { items, ..Length::default() };
    let made = lesson(engine.library(), of, &Interests::default(), length, seed).expect("a lesson");
    let mut kinds = BTreeMap::new();
    for item in &made.quiz {
        prove(engine, of, item);
        *kinds.entry(item.ask.id()).or_default() += 1;
    }
    kinds
}

#[test]
fn a_lesson_of_the_mini_release_has_cards_and_questions_with_one_right_answer() {
    let of = comparison(mini(), CodeSystem::Icd10Cm, "FY2025", "2026-04");
    let kinds = run(mini(), &of, 20, 7);
    assert!(kinds.len() >= 3, "{kinds:?}");
    let made = |seed| {
        lesson(mini().library(), &of, &Interests::default(), Length::default(), seed).expect("a lesson")
    };
    assert_eq!(made(3), made(3));
    let cards = made(3).cards;
    assert_eq!(cards.iter().map(|c| &c.id).collect::<BTreeSet<_>>().len(), cards.len());
    assert!(cards.iter().any(|c| c.front.contains("R10.2 ") && c.back.contains("R10.20")), "{cards:#?}");
}

#[test]
fn what_is_in_use_is_asked_first() {
    let of = comparison(mini(), CodeSystem::Icd10Cm, "FY2025", "2026-04");
    let used = [(Code::cm("E11.9").expect("a code"), 12)];
    let own = Interests::new(&[], &used);
    let made = lesson(mini().library(), &of, &own, Length::default(), 1).expect("a lesson");
    assert_eq!(made.cards[0].code.to_string(), "E11.A");
    assert!(made.specialties.contains(&"Endocrinology".to_owned()), "{:?}", made.specialties);
    let first = made.quiz.iter().position(|i| i.code.to_string().starts_with("E11"));
    assert_eq!(first, Some(0), "{:#?}", made.quiz);
}

#[test]
fn thousands_of_questions_of_installed_releases_have_one_right_answer_each() {
    let Some(engine) = official() else { return };
    let mut all: BTreeMap<&'static str, usize> = BTreeMap::new();
    for system in [CodeSystem::Icd10Cm, CodeSystem::Icd10Pcs, CodeSystem::Hcpcs] {
        let ids = engine.library().releases().map(|r| r.0).filter(|id| id.system == system);
        let days: Vec<String> = ids.map(|id| id.from.to_string()).collect();
        for pair in days.windows(2) {
            let of = comparison(&engine, system, &pair[0], &pair[1]);
            for seed in 1..=4 {
                for (kind, n) in run(&engine, &of, 600, seed) {
                    *all.entry(kind).or_default() += n;
                }
            }
        }
    }
    println!("{all:?}");
    assert!(all.values().sum::<usize>() > 1_000, "{all:?}");
}
