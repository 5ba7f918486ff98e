//! JSON Lines in, JSON Lines out, in input order, on all cores, a bounded number at a time.

use super::Known;
use crate::args::Code as Args;
use anyhow::{Context, Result};
use medcode::model::Note;
use medcode::{Ask, Engine};
use medcode_wire::WireNoteIn;
use rayon::prelude::*;
use serde_json::json;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;

/// Lines that are held at a time, for each thread.
const HELD: usize = 64;
/// Notes that are coded together: of more the words are no longer at hand. Long ones stay alone.
const TOGETHER: usize = 16;
const TOGETHER_BYTES: usize = 1 << 18;
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
        let groups: Vec<_> = together(&batch).collect();
        let answers: Vec<Vec<u8>> = pool
            .install(|| groups.par_iter().flat_map_iter(|b| answer(engine, b, known, ask)).collect());
        for answer in answers {
            output.write_all(&answer)?;
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Lines with their numbers.
type Line = (u64, Vec<u8>);

/// Lines in a row that are coded together.
fn together(mut lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |(_, line): &&Line| {
            bytes += line.len();
            bytes <= TOGETHER_BYTES
        };
        let count = lines.iter().take(TOGETHER).take_while(fits).count();
        let (group, rest) = lines.split_at(count.max(1).min(lines.len()));
        lines = rest;
        (!group.is_empty()).then_some(group)
    })
}

/// The next lines that are not blank, with their numbers.
fn lines(input: &mut dyn BufRead, most: usize, number: &mut u64) -> Result<Vec<Line>> {
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

/// The answers to some lines: a coded note or an object with `error` each.
fn answer(engine: &Engine, lines: &[Line], known: &Known, ask: Ask) -> Vec<Vec<u8>> {
    let read: Vec<Asked> = lines.iter().map(|(_, line)| read(line, known, ask)).collect();
    let notes: Vec<(&Note, Ask)> =
        read.iter().filter_map(|r| r.note.as_ref().ok()).map(|(note, ask)| (note, *ask)).collect();
    let mut coded = engine.code_all(&notes).into_iter();
    let answers = lines.iter().zip(&read).map(|((number, line), Asked { id, note })| {
        let made = note.as_ref().map_err(Clone::clone).and_then(|(note, _)| {
            let answer = coded.next().ok_or("not coded")?.map_err(|e| e.to_string())?;
            let answer = medcode_wire::coded(id.clone(), &note.text, &answer);
            serde_json::to_vec(&answer).map_err(|e| e.to_string())
        });
        let mut bytes = made.unwrap_or_else(|error: String| {
            let id = id.clone().or_else(|| WireNoteIn::id_of(&String::from_utf8_lossy(line)));
            json!({"id": id, "line": number, "error": error}).to_string().into_bytes()
        });
        bytes.push(b'\n');
        bytes
    });
    answers.collect()
}

/// What a line asks for.
struct Asked {
    id: Option<String>,
    note: Result<(Note, Ask), String>,
}

fn read(line: &[u8], known: &Known, ask: Ask) -> Asked {
    let mut id = None;
    let note = (|| {
        let text =
            std::str::from_utf8(line).map_err(|e| format!("not UTF-8 at byte {}", e.valid_up_to()))?;
        let wire = WireNoteIn::parse(text.trim_end())?;
        id = wire.id();
        let ask = Ask { quality: ask.quality || wire.quality(), ..ask };
        Ok((known.fill(wire.note()?), ask))
    })();
    Asked { id, note }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_in_one_group_and_long_ones_stay_alone() {
        let lines: Vec<Line> = (0..50)
            .map(|n| (n, vec![b' '; if n % 20 == 7 { TOGETHER_BYTES + 1 } else { 100 }]))
            .collect();
        let groups: Vec<&[Line]> = together(&lines).collect();
        assert_eq!(groups.concat(), lines);
        assert!(groups.iter().all(|g| g.len() <= TOGETHER));
        let long = |g: &&&[Line]| g.iter().any(|(_, line)| line.len() > TOGETHER_BYTES);
        assert!(groups.iter().filter(long).all(|g| g.len() == 1));
        assert_eq!(groups.iter().filter(long).count(), 3);
        assert_eq!(together(&[]).count(), 0);
    }
}
