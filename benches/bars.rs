//! The bars that are measured in process; `benches/bars.sh` runs this and prints the rest.
//!
//! Prints one line a measure: name, value, unit.

#[path = "queries.rs"]
#[allow(dead_code)] // the recall table uses all of it
mod queries;

use medcode::Engine;
use medcode::model::Date;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Times opening is repeated; the median counts.
const OPENINGS: usize = 51;
/// Times the query set is asked; of each query the best time counts, because a machine that
/// does something else meanwhile says nothing of the search.
const ROUNDS: usize = 7;

fn main() {
    let home = std::env::var_os("MEDCODE_HOME").map(PathBuf::from).expect("MEDCODE_HOME names a home");
    let mut openings: Vec<Duration> = (0..OPENINGS).map(|_| open_and_look_up(&home)).collect();
    println!("open and first lookup, first time\t{:.3}\tms", ms(openings[0]));
    openings.sort();
    println!("open and first lookup, median\t{:.3}\tms", ms(openings[OPENINGS / 2]));

    let engine = Engine::open(&home).expect("the home opens");
    let as_of = engine.as_of(None, None, Date::MAX, false);
    let set = queries::read(include_str!("../crates/medcode/tests/queries.tsv"));
    let begun = Instant::now();
    set[0].place(&engine, as_of);
    println!("first search of a process\t{:.3}\tms", ms(begun.elapsed()));
    let mut times: Vec<(Duration, &str)> =
        set.iter().map(|q| (Duration::MAX, q.text.as_str())).collect();
    for _ in 0..ROUNDS {
        for (query, best) in set.iter().zip(&mut times) {
            let begun = Instant::now();
            query.place(&engine, as_of);
            best.0 = best.0.min(begun.elapsed());
        }
    }
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!("search p50\t{:.3}\tms", ms(at(0.5).0));
    println!("search p99\t{:.3}\tms", ms(at(0.99).0));
    println!("search slowest: {}\t{:.3}\tms", at(1.0).1, ms(at(1.0).0));
}

fn open_and_look_up(home: &Path) -> Duration {
    let begun = Instant::now();
    let engine = Engine::open(home).expect("the home opens");
    let as_of = engine.as_of(None, None, Date::MAX, false);
    engine.lookup("E11.22", None, as_of).expect("a release answers");
    begun.elapsed()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
