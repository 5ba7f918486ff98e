//! A line in, a line out, in order, on all cores, a bounded number at a time.

use super::lines::{Gone, Out};
use super::spool::SpoolReader;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::json;
use std::io::{self, BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Lines that are held at a time, for each thread.
const HELD: usize = 16;
/// A longer line is none.
const LONGEST: u64 = 16 << 20;
/// How often the caller hears how far it is, where it asks for that.
const EVERY: Duration = Duration::from_millis(500);

/// How far a batch is.
#[derive(Serialize)]
struct Progress {
    /// Lines answered.
    lines: u64,
    /// Of them with an error.
    errors: u64,
    /// Bytes read.
    bytes: u64,
    /// Bytes that have come.
    of: u64,
}

/// Answers every line of a body that is not blank. An answer that cannot be made is an object with
/// `error`, and the rest goes on.
pub(in crate::api) fn run(
    body: SpoolReader,
    out: &Out,
    progress: bool,
    answer: impl Fn(&str) -> Result<Vec<u8>, String> + Sync,
) -> Result<(), Gone> {
    let mut input = BufReader::with_capacity(1 << 16, body);
    let held = HELD * rayon::current_num_threads().max(1);
    let (mut number, mut lines, mut errors, mut told) = (0, 0, 0, Instant::now());
    loop {
        let batch = match next(&mut input, held, &mut number) {
            Ok(batch) if batch.is_empty() => break,
            Ok(batch) => batch,
            Err(e) => {
                let _ = out.line(&json!({"id": null, "line": number + 1, "error": e.to_string()}));
                break;
            }
        };
        let of = |(number, line): &(u64, Vec<u8>)| one(*number, line, &answer);
        let answers: Vec<(bool, Vec<u8>)> = batch.par_iter().map(of).collect();
        for (good, line) in answers {
            lines += 1;
            errors += u64::from(!good);
            out.raw(line)?;
        }
        if progress && told.elapsed() >= EVERY {
            told = Instant::now();
            let (bytes, of) = input.get_ref().progress();
            out.line(&json!({"progress": Progress { lines, errors, bytes, of }}))?;
        }
    }
    if progress {
        let (bytes, of) = input.get_ref().progress();
        out.line(&json!({"progress": Progress { lines, errors, bytes, of }}))?;
    }
    Ok(())
}

/// The next lines that are not blank, with their numbers: waits for one, then takes what has come.
fn next(
    input: &mut BufReader<SpoolReader>,
    most: usize,
    number: &mut u64,
) -> io::Result<Vec<(u64, Vec<u8>)>> {
    let mut out = Vec::new();
    while out.len() < most {
        let (read, come) = input.get_ref().progress();
        let more = input.buffer().contains(&b'\n') || come > read;
        if !out.is_empty() && !more {
            break;
        }
        let mut line = Vec::new();
        let size = input.take(LONGEST).read_until(b'\n', &mut line)?;
        if size == 0 {
            break;
        }
        *number += 1;
        if !line.ends_with(b"\n") && size as u64 == LONGEST {
            let what = format!("line {number} is longer than {} MiB", LONGEST >> 20);
            return Err(io::Error::other(what));
        }
        if !line.trim_ascii().is_empty() {
            out.push((*number, line));
        }
    }
    Ok(out)
}

/// The answer of one line, and whether it is a good one.
fn one(
    number: u64,
    line: &[u8],
    answer: &(impl Fn(&str) -> Result<Vec<u8>, String> + Sync),
) -> (bool, Vec<u8>) {
    let made = std::str::from_utf8(line)
        .map_err(|e| format!("not UTF-8 at byte {}", e.valid_up_to()))
        .and_then(|text| {
            let made = catch_unwind(AssertUnwindSafe(|| answer(text.trim())));
            made.unwrap_or_else(|_| Err("the server failed on this line".to_owned()))
        });
    let good = made.is_ok();
    let mut bytes = made.unwrap_or_else(|error| {
        let id = medcode_wire::WireNoteIn::id_of(&String::from_utf8_lossy(line));
        json!({"id": id, "line": number, "error": error}).to_string().into_bytes()
    });
    bytes.push(b'\n');
    (good, bytes)
}
