//! How many queries of the set find their code, and which do not?
//!
//! `cargo xtask search-recall [--set FILE] [--all]` with MEDCODE_HOME at an installation of
//! everything.

#[path = "queries.rs"]
#[allow(dead_code)] // the recall table uses all of it
mod queries;

use medcode::Engine;
use medcode::model::Date;
use std::path::PathBuf;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let home = std::env::var_os("MEDCODE_HOME").map(PathBuf::from).expect("MEDCODE_HOME names a home");
    let engine = Engine::open(&home).expect("the home opens");
    let as_of = engine.as_of(None, None, Date::MAX, false);
    let set = args.iter().find(|a| !a.starts_with('-'));
    let table = match set {
        Some(path) => std::fs::read_to_string(path).expect("the set reads"),
        None => include_str!("../crates/medcode/tests/queries.tsv").to_owned(),
    };
    let set = queries::read(&table);
    let mut places = Vec::new();
    for query in &set {
        let (place, hits) = query.place(&engine, as_of);
        if place.is_none_or(|p| p > query.rank) {
            let place = place.map_or("-".to_owned(), |p| p.to_string());
            println!(
                "miss @{} (at {place}) `{}` wants {}",
                query.rank,
                query.text,
                query.codes.join(" ")
            );
            for hit in hits.iter().take(query.rank.min(5)) {
                println!("    {:.3} {:<9} {} | {}", hit.score, hit.code.to_string(), hit.title, hit.why);
            }
        }
        places.push((query.rank, place));
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    println!("as of {}, {} queries", as_of.date, set.len());
    for rank in [1, 5, 10] {
        let within = places.iter().filter(|(_, p)| p.is_some_and(|p| p <= rank)).count();
        let asked = places.iter().filter(|(r, _)| *r == rank).count();
        let kept = places.iter().filter(|(r, p)| *r == rank && p.is_some_and(|p| p <= rank)).count();
        println!(
            "recall@{rank:<2} {:5.1} %   of those that must: {kept}/{asked} = {:5.1} %",
            share(within, set.len()),
            share(kept, asked)
        );
    }
    let kept = places.iter().filter(|(r, p)| p.is_some_and(|p| p <= *r)).count();
    println!("in their rank {:.1} % ({kept}/{})", share(kept, set.len()), set.len());
}
