//! How long do grading a chart and making a drill take?
//!
//! `MEDCODE_HOME=... cargo run -p medcode-learn --release --example practice_bars`: one line a measure:
//! name, value, unit.

use medcode::{AsOf, Engine};
use medcode_learn::drill::{Bench, Kind, Rng};
use medcode_learn::grade::grade;
use medcode_learn::{Given, Library};
use medcode_model::{AsOfSource, Date};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Drills made of a kind.
const DRILLS: u32 = 1000;

fn main() {
    let home = std::env::var_os("MEDCODE_HOME").map(PathBuf::from).expect("MEDCODE_HOME names a home");
    let engine = Engine::open(&home).expect("the home opens");
    let day: Date = "2026-05-12".parse().expect("a date");
    grading(&engine, day);
    drills(&engine, AsOf { date: day, source: AsOfSource::Given, nearest: true });
}

/// The worst that can be graded: every code missed and every trap reported.
fn grading(engine: &Engine, day: Date) {
    let library = Library::embedded();
    let mut times = Vec::new();
    for chart in &library.charts {
        let traps: Vec<Given> = chart.labelled.traps.iter().map(|t| Given::plain(t.code)).collect();
        let begun = Instant::now();
        grade(engine, chart, &traps, day).expect("a release answers");
        times.push(begun.elapsed());
    }
    times.sort();
    println!("grading a chart, median\t{:.3}\tms", ms(times[times.len() / 2]));
    println!("grading a chart, slowest\t{:.3}\tms", ms(times[times.len() - 1]));
}

fn drills(engine: &Engine, as_of: AsOf) {
    let bench = Bench::new(engine, as_of).expect("a release answers");
    let mut rng = Rng::new(1);
    for kind in Kind::ALL {
        let begun = Instant::now();
        bench.make(kind, &mut rng).expect("a drill");
        println!("drill {}, the first\t{:.3}\tms", kind.id(), ms(begun.elapsed()));
        let begun = Instant::now();
        (0..DRILLS).for_each(|_| drop(bench.make(kind, &mut rng).expect("a drill")));
        println!("drill {}, mean\t{:.4}\tms", kind.id(), ms(begun.elapsed()) / f64::from(DRILLS));
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
