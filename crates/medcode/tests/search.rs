//! Does a search on the mini-release find what coders type?

mod common;
#[path = "../../../benches/queries.rs"]
mod queries;

use common::{day, mini};

#[test]
fn each_query_finds_its_code_in_its_rank() {
    let as_of = mini().as_of(Some(day("2026-05-01")), None, day("2026-05-01"), false);
    let mut misses = Vec::new();
    for query in queries::read(include_str!("queries-mini.tsv")) {
        let (place, hits) = query.place(mini(), as_of);
        if place.is_none_or(|place| place > query.rank) {
            let found: Vec<_> = hits.iter().take(5).map(|h| h.code.to_string()).collect();
            misses.push(format!("`{}` wants {:?} and finds {found:?}", query.text, query.codes));
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

#[test]
fn every_hit_says_why() {
    let as_of = mini().as_of(Some(day("2026-05-01")), None, day("2026-05-01"), false);
    for (query, code, why) in [
        ("dm2", "E11.9", "lexicon"),
        ("kimmelstiel", "E11.21", "inclusion term: Type 2 diabetes with Kimmelstiel"),
        ("diabtes", "E11.9", "read as `diabetes`"),
        ("radius right fracture", "S52.501", "under S52.50 by `right`"),
        ("E11.2", "E11.21", "begins with what was typed"),
        ("amyloid heart", "E85.4", "Alphabetic Index: Amyloid heart"),
        ("toradol", "J1885", "ketorolac"),
    ] {
        let hits = mini().search(query, None, as_of, 10).unwrap().hits;
        let hit = hits.iter().find(|hit| hit.code.to_string() == code);
        assert!(hit.is_some_and(|hit| hit.why.contains(why)), "{query}: {hits:#?}");
    }
}

#[test]
fn a_search_is_the_same_every_time_and_never_longer_than_asked() {
    let as_of = mini().as_of(Some(day("2026-05-01")), None, day("2026-05-01"), false);
    let search = |limit| mini().search("diabetes kidney", None, as_of, limit).unwrap().hits;
    assert_eq!(search(10), search(10));
    assert_eq!(search(3), search(10)[..3]);
    assert!(search(0).is_empty());
    assert!(mini().search("…", None, as_of, 5).unwrap().hits.is_empty());
}
