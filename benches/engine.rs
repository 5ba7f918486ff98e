//! How long do opening, a first look-up and a search take in process?
//!
//! `cargo bench -p medcode --bench engine` with MEDCODE_HOME at an installation of everything;
//! without it the mini-release is not worth measuring and nothing is run.

#[path = "queries.rs"]
#[allow(dead_code)] // the recall table uses all of it
mod queries;

use criterion::{Criterion, criterion_group, criterion_main};
use medcode::Engine;
use medcode::model::Date;
use std::hint::black_box;
use std::path::PathBuf;

fn engine(c: &mut Criterion) {
    let Some(home) = std::env::var_os("MEDCODE_HOME").map(PathBuf::from) else {
        eprintln!("MEDCODE_HOME names no installation: nothing is measured");
        return;
    };
    c.bench_function("open and first lookup", |b| {
        b.iter(|| {
            let engine = Engine::open(&home).expect("the home opens");
            let as_of = engine.as_of(None, None, Date::MAX, false);
            black_box(engine.lookup("E11.22", None, as_of)).expect("a release answers")
        });
    });
    let engine = Engine::open(&home).expect("the home opens");
    let as_of = engine.as_of(None, None, Date::MAX, false);
    c.bench_function("lookup", |b| {
        b.iter(|| black_box(engine.lookup("E11.22", None, as_of)).expect("a release answers"));
    });
    let set = queries::read(include_str!("../crates/medcode/tests/queries.tsv"));
    let mut next = 0;
    c.bench_function("search, one query of the set", |b| {
        b.iter(|| {
            next = (next + 1) % set.len();
            black_box(set[next].place(&engine, as_of))
        });
    });
}

criterion_group!(benches, engine);
criterion_main!(benches);
