//! What is said of a text that is no code, and of codes that are not complete?

mod common;

use common::{day, mini};
use medcode::{AsOf, LookupAnswer, UnknownCode};

fn as_of() -> AsOf {
    mini().as_of(Some(day("2026-05-01")), None, day("2026-05-01"), false)
}

fn unknown(query: &str) -> UnknownCode {
    match mini().lookup(query, None, as_of()).unwrap().remove(0) {
        LookupAnswer::Unknown(unknown) => unknown,
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn what_could_be_meant_comes_first() {
    for (typed, meant, why) in [
        ("W19A", "W19.XXXA", "placeholder"),
        ("E1I.22", "E11.22", "look alike"),
        ("E11.A9", "E11.A", "longest code"),
        ("E1l9", "E11.9", "look alike"),
        ("E11.24", "E11.42", "swapped"),
        ("E11.222", "E11.22", "longest code"),
    ] {
        let said = unknown(typed);
        let offered = said.suggestions.iter().find(|s| s.code.to_string() == meant);
        assert!(offered.is_some_and(|s| s.why.contains(why)), "{typed}: {:?}", said.suggestions);
        assert!(!said.certain, "{typed}");
    }
}

#[test]
fn words_are_answered_with_what_a_search_finds() {
    let said = unknown("asthma");
    assert!(said.why.contains("medcode search"));
    assert!(said.suggestions[0].code.to_string().starts_with("J45"));
}

#[test]
fn the_beginning_of_a_pcs_code_says_what_comes_next() {
    let said = unknown("0SR9");
    let axes: Vec<_> = said.axes.iter().map(|a| (a.name.as_str(), a.character)).collect();
    assert_eq!(axes, [("Section", '0'), ("Body System", 'S'), ("Operation", 'R'), ("Body Part", '9')]);
    assert_eq!(said.characters[0].meaning, "Open");
}

#[test]
fn a_cpt_code_is_never_called_wrong() {
    let answers = mini().lookup("99213", None, as_of()).unwrap();
    assert!(matches!(&answers[..], [LookupAnswer::NoData(none)] if none.needs.contains("not verified")));
}
