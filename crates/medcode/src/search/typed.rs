//! Is the query itself a code, or the beginning of some?

use super::{By, Found, SearchKind};
use medcode_kb::query::Release;
use medcode_kb::tables::codes;
use medcode_model::Code;

/// Fewest characters that are taken for the beginning of a code.
const SHORTEST_PREFIX: usize = 3;

/// The codes that the query is or begins, when it is a single word.
pub(super) fn search(text: &str, release: &Release, limit: usize) -> Vec<Found> {
    let mut words = text.split_whitespace();
    let (Some(word), None) = (words.next(), words.next()) else { return Vec::new() };
    let word = word.trim_end_matches(['-', '.']);
    let plain: String = word.chars().filter(|c| *c != '.').collect::<String>().to_ascii_uppercase();
    if plain.len() > 7 || !plain.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let exact = Code::new(release.system(), word).ok().and_then(|code| release.find(&code));
    out.extend(exact.map(|row| found(release, row, SearchKind::Code, 2.0)));
    // A word of letters alone is a word: `acne` begins no code, `E11` does.
    if plain.len() >= SHORTEST_PREFIX && plain.bytes().any(|b| b.is_ascii_digit()) {
        // `E11` is a category and leads; `DM2` also begins a code, and means something else.
        let begun = if exact.is_some() || plain.len() > 3 { 1.5 } else { 0.97 };
        let under = codes::under(release.codes(), plain.as_bytes());
        let below = (under.start as u32..under.end as u32).filter(|row| Some(*row) != exact);
        out.extend(below.take(limit).zip(0_u16..).map(|(row, n)| {
            // In the order of the book.
            found(release, row, SearchKind::CodePrefix, begun - f32::from(n) * 1e-4)
        }));
    }
    out
}

fn found(release: &Release, row: u32, kind: SearchKind, score: f32) -> Found {
    Found { row, code: release.code(row), score, by: By::Typed(kind), narrowed: None }
}
