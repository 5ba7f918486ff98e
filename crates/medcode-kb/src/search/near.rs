//! Which words of a vocabulary is a word a slip or two away from?

use super::spelling::Spelling;
use super::vocabulary::{Lists, Vocabulary};

/// Most words that a misspelling is read as.
const MOST_SPELLINGS: usize = 6;

/// A word near to the one that was written; the order is the likeliest first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    slips: usize,
    other_start: bool,
    /// Thousandths short of the same by Jaro and Winkler, which weighs the beginning most.
    unlike: u32,
}

/// A word near to the one that was written.
pub(super) struct Near {
    pub(super) word: String,
    pub(super) slips: usize,
    /// Whether the first letter is another.
    pub(super) other_start: bool,
    pub(super) lists: Lists,
    rank: Rank,
}

/// The likeliest words that `word` is a misspelling of: those with the fewest slips, one at least.
pub(super) fn words(vocabulary: &Vocabulary<'_>, word: &str) -> Vec<Near> {
    // A number or a code with a slip is another number or code.
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let most = match word.len() {
        0..4 => return Vec::new(),
        4..6 => 1,
        _ => 2,
    };
    // The first letter is mostly right, and looking at its words only is many times faster.
    let mut found = within(vocabulary, word, most, word.bytes().next());
    found.retain(|near| near.slips > 0);
    if found.is_empty() {
        found = within(vocabulary, word, most, None);
        found.retain(|near| near.slips > 0);
    }
    found.sort_by(|a, b| a.rank.cmp(&b.rank).then_with(|| a.word.cmp(&b.word)));
    let fewest = found.first().map_or(0, |near| near.slips);
    found.retain(|near| near.slips == fewest);
    found.truncate(MOST_SPELLINGS);
    found
}

/// All words within `most` slips, or those of them that begin with the letter `start`.
fn within(vocabulary: &Vocabulary<'_>, word: &str, most: usize, start: Option<u8>) -> Vec<Near> {
    let spelling = Spelling::new(word.as_bytes(), most);
    let mut states = vec![spelling.start()];
    let mut out: Vec<Near> = Vec::new();
    let mut walk = vocabulary.from(start.as_slice());
    // Words that share this many letters with the last one are too far off as it was.
    let mut hopeless = usize::MAX;
    while let Some(met) = walk.next() {
        if met.shared >= hopeless {
            continue;
        }
        match (met.word.first(), start) {
            (Some(letter), Some(start)) if *letter < start => continue,
            (Some(letter), Some(start)) if *letter > start => break,
            _ => {}
        }
        hopeless = usize::MAX;
        states.truncate(met.shared + 1);
        let bare = met.bare();
        for &letter in bare.get(states.len() - 1..).unwrap_or_default() {
            let state = spelling.step(&states[states.len() - 1], letter);
            if !spelling.alive(&state) {
                hopeless = states.len();
                break;
            }
            states.push(state);
        }
        if hopeless != usize::MAX {
            continue;
        }
        let Some(slips) = spelling.slips(&states[states.len() - 1]) else { continue };
        match out.last_mut().filter(|last| last.word.as_bytes() == bare) {
            Some(same) => same.lists.add(&met),
            None => out.extend(near(word, bare, slips, |lists| lists.add(&met))),
        }
    }
    out
}

fn near(word: &str, other: &[u8], slips: usize, add: impl FnOnce(&mut Lists)) -> Option<Near> {
    let other = std::str::from_utf8(other).ok()?;
    let other_start = other.as_bytes().first() != word.as_bytes().first();
    let unlike = 1000 - (strsim::jaro_winkler(word, other) * 1000.0) as u32;
    let mut lists = Lists::default();
    add(&mut lists);
    let rank = Rank { slips, other_start, unlike };
    Some(Near { word: other.to_owned(), slips, other_start, lists, rank })
}
