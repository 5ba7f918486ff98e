//! JSON Lines in, JSON Lines out, in input order, on all cores, a bounded number at a time.

use super::Known;
use crate::args::Code as Args;
use anyhow::{Context, Result};
use medcode::{Ask, Engine};
use medcode_wire::{WireNoteIn, coded};
use rayon::prelude::*;
use serde_json::json;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;

/// Lines that are held at a time, for each thread.
const HELD: usize = 64;
/// A longer line is no note.
const LONGEST: u64 = 64 << 20;

/// Codes a stream of notes.
pub(super) fn run(engine: &Engine, args: &Args, known: &Known, ask: Ask) -> Result<ExitCode> {
    let path = args.jsonl.as_deref().context("--jsonl needs a file")?;
    let mut input: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(
            File::open(path).with_context(|| format!("cannot read {}", path.display()))?,
        ))
    };
    let mut output: Box<dyn Write> = match &args.out {
        Some(path) => Box::new(BufWriter::new(
            File::create(path).with_context(|| format!("cannot write {}", path.display()))?,
        )),
        None => Box::new(crate::out::stdout()),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads.unwrap_or(0)).build()?;
    let held = HELD * pool.current_num_threads().max(1);
    let mut number = 0u64;
    loop {
        let batch = lines(input.as_mut(), held, &mut number)?;
        if batch.is_empty() {
            break;
        }
        let answers: Vec<Vec<u8>> = pool.install(|| {
            batch.par_iter().map(|(number, line)| answer(engine, line, *number, known, ask)).collect()
        });
        for answer in answers {
            output.write_all(&answer)?;
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The next lines that are not blank, with their numbers.
fn lines(input: &mut dyn BufRead, most: usize, number: &mut u64) -> Result<Vec<(u64, Vec<u8>)>> {
    let mut out = Vec::with_capacity(most);
    while out.len() < most {
        let mut line = Vec::new();
        let read = io::Read::take(&mut *input, LONGEST).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        *number += 1;
        if !line.trim_ascii().is_empty() {
            out.push((*number, line));
        }
    }
    Ok(out)
}

/// One line's answer: a coded note or an object with `error`.
fn answer(engine: &Engine, line: &[u8], number: u64, known: &Known, ask: Ask) -> Vec<u8> {
    let mut id = None;
    let made = (|| {
        let text =
            std::str::from_utf8(line).map_err(|e| format!("not UTF-8 at byte {}", e.valid_up_to()))?;
        let wire = WireNoteIn::parse(text.trim_end())?;
        id = wire.id();
        let note = known.fill(wire.note()?);
        let ask = Ask { quality: ask.quality || wire.quality(), ..ask };
        let answer = engine.code(&note, ask).map_err(|e| e.to_string())?;
        serde_json::to_vec(&coded(id.clone(), &note.text, &answer)).map_err(|e| e.to_string())
    })();
    let mut bytes = made.unwrap_or_else(|error: String| {
        let id = id.clone().or_else(|| WireNoteIn::id_of(&String::from_utf8_lossy(line)));
        json!({"id": id, "line": number, "error": error}).to_string().into_bytes()
    });
    bytes.push(b'\n');
    bytes
}
