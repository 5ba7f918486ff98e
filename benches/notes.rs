//! How long does one note take? Run by `benches/bars.sh`.
//!
//! Reads JSON Lines, codes each note on one core from the line to the line, and prints one
//! line a measure: name, value, unit. The first round is that of a fresh process, which works
//! out what the books say of each code it meets; of a note the best round counts too, because
//! a machine that does something else meanwhile says nothing of the coder.

use medcode::model::Date;
use medcode::{Ask, Engine};
use medcode_wire::{WireNoteIn, coded};
use std::path::PathBuf;
use std::time::{Duration, Instant};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Times every note is coded.
const ROUNDS: usize = 3;

fn main() {
    let home = std::env::var_os("MEDCODE_HOME").map(PathBuf::from).expect("MEDCODE_HOME names a home");
    let path = std::env::args_os().nth(1).expect("usage: notes NOTES.jsonl");
    let text = std::fs::read_to_string(path).expect("the notes can be read");
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let engine = Engine::open(&home).expect("the home opens");
    let ask = Ask { nearest: true, ..Ask::on(Date::MAX) };
    let mut best = vec![Duration::MAX; lines.len()];
    for round in 0..ROUNDS {
        for (line, best) in lines.iter().zip(&mut best) {
            let begun = Instant::now();
            one(&engine, line, ask);
            *best = begun.elapsed().min(*best);
        }
        if round == 0 {
            print("code a note, fresh process", &best);
        }
    }
    print("code a note", &best);
}

fn one(engine: &Engine, line: &str, ask: Ask) {
    let wire = WireNoteIn::parse(line).expect("a note");
    let note = wire.note().expect("a note");
    let answer = engine.code(&note, ask).expect("a release answers");
    let written = serde_json::to_vec(&coded(wire.id(), &note.text, &answer)).expect("JSON");
    std::hint::black_box(written);
}

fn print(what: &str, times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!("{what}, p50\t{:.3}\tms", at(0.5));
    println!("{what}, p99\t{:.3}\tms", at(0.99));
    println!("{what}, slowest\t{:.3}\tms", at(1.0));
}
