//! Phrases that hold the words of a condition and name none: "accessory muscle use", "shock wave
//! lithotripsy", "nasal cavity" (the table is `lexicon/innocent.tsv`).

use crate::reading::Reading;
use medcode_kb::quick::QuickMap;
use medcode_kb::text::normal::words;
use std::sync::LazyLock;

/// The words behind the first one of a phrase, and whether its words are part of no condition at all.
type Phrase = (Vec<String>, bool);

/// The phrases by their first word; the longest first.
static PHRASES: LazyLock<QuickMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut out: QuickMap<String, Vec<Phrase>> = QuickMap::default();
    for row in medcode_lexicon::rows_of("innocent") {
        let mut all = words(row[0]).into_iter();
        let taken = row.get(1).is_some_and(|source| *source == "taken");
        if let Some(first) = all.next() {
            out.entry(first).or_default().push((all.collect(), taken));
        }
    }
    for list in out.values_mut() {
        list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    out
});

/// What such a phrase takes of a note: first token, one past the last, whether nothing else has its words.
pub(super) type Stretch = (u32, u32, bool);

/// The stretches of a note that such phrases take, in order.
pub(super) fn stretches(reading: &Reading<'_>) -> Vec<Stretch> {
    let doc = reading.doc;
    let mut out = Vec::new();
    for sentence in doc.sentences() {
        let (mut at, end) = (sentence.tokens.0 as usize, sentence.tokens.1 as usize);
        while at < end {
            let fits = |(rest, _): &&Phrase| {
                let behind = rest.iter().zip(at + 1..);
                at + rest.len() < end && behind.into_iter().all(|(word, t)| doc.folded(t) == word)
            };
            let found = PHRASES.get(doc.folded(at)).and_then(|list| list.iter().find(fits));
            let length = found.map_or(1, |(rest, _)| rest.len() + 1);
            if let Some((_, taken)) = found {
                out.push((at as u32, (at + length) as u32, *taken));
            }
            at += length;
        }
    }
    out
}

/// Whether all words of a match stand in one of the stretches, or one in a stretch that keeps its words.
pub(super) fn is_within(stretches: &[Stretch], tokens: &[u32]) -> bool {
    tokens.iter().any(|&token| {
        let n = stretches.partition_point(|s| s.1 <= token);
        stretches.get(n).is_some_and(|&(low, high, taken)| {
            low <= token && (taken || tokens.iter().all(|t| (low..high).contains(t)))
        })
    })
}
