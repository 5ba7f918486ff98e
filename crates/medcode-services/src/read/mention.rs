//! The services a note names.

use super::Reading;
use crate::crosswalk::Crosswalk;
use medcode_kb::quick::QuickMap;
use std::ops::Range;

/// Words further apart than this do not name one service.
const REACH: u32 = 8;

/// The boxes of a line that part it.
const BOXES: usize = 40;

/// A service named in the note.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// The phrase of the crosswalk.
    pub(crate) phrase: u32,
    /// From its first to its last word.
    pub(crate) tokens: Range<usize>,
}

impl Reading<'_> {
    /// The services whose words begin within some tokens, in order.
    pub(crate) fn mentions_in(&self, tokens: Range<usize>) -> &[Mention] {
        let first = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let last = self.mentions.partition_point(|m| m.tokens.start < tokens.end);
        &self.mentions[first..last.max(first)]
    }
}

/// Every service named; of two that share their words the one with more words stands.
pub(super) fn find(reading: &Reading<'_>, crosswalk: &Crosswalk) -> Vec<Mention> {
    let mut out: Vec<(usize, Mention)> = Vec::new();
    for n in 0..reading.doc.sentences().len() {
        // Read with its header already.
        if n > 0 && reading.is_header(n - 1) {
            continue;
        }
        let statement = reading.statement(n);
        let named = reading.named_in(statement.clone());
        let boxes: Vec<usize> =
            statement.clone().filter(|&t| reading.box_at(t).is_some()).take(BOXES).collect();
        for &(at, len, word) in named {
            // What another box of the line names is no word against this one.
            let cut = boxes.partition_point(|&b| b <= at as usize);
            let from = cut.checked_sub(1).map_or(statement.start, |n| boxes[n]);
            let own = from..boxes.get(cut).copied().unwrap_or(statement.end);
            for &number in crosswalk.filed_under(word) {
                let phrase = crosswalk.phrase(number);
                let beside = || named.iter().filter(|n| own.contains(&(n.0 as usize)));
                if !phrase.not.is_empty() && beside().any(|n| phrase.not.contains(&n.2)) {
                    continue;
                }
                if !phrase.words[1..].iter().all(|&w| reading.is_named(w)) {
                    continue;
                }
                let (mut first, mut end) = (at, at + len);
                let rest = phrase.words[1..].iter().all(|&w| match nearest(named, w, at) {
                    Some((other, len)) => {
                        first = first.min(other);
                        end = end.max(other + len);
                        true
                    }
                    None => false,
                });
                let tokens = first as usize..end as usize;
                if rest && !reading.denies_a_word(&tokens, &phrase.words) {
                    out.push((phrase.words.len(), Mention { phrase: number, tokens }));
                }
            }
        }
    }
    longest(out, crosswalk)
}

impl Reading<'_> {
    /// Whether a word of a phrase but its first stands there as `no stent`: `angioplasty alone, no stent`.
    fn denies_a_word(&self, tokens: &Range<usize>, words: &[u16]) -> bool {
        let named = self.named_in(tokens.start + 1..tokens.end);
        let mut denied = named.iter().filter(|n| self.doc.folded(n.0 as usize - 1) == "no");
        denied.any(|n| words.contains(&n.2))
    }
}

/// How often the services of a family are read: what stands around each is compared with what
/// stands around the others. A note that a person wrote never gets here.
const MOST: usize = 200;

/// Takes out what is named more often than is read; gives the first of each family.
pub(super) fn bound(mentions: &mut Vec<Mention>, crosswalk: &Crosswalk) -> Vec<Mention> {
    if mentions.len() <= MOST {
        return Vec::new();
    }
    let mut counts: QuickMap<&str, usize> = QuickMap::default();
    let mut crowded = Vec::new();
    mentions.retain(|mention| {
        let count = counts.entry(crosswalk.phrase(mention.phrase).family).or_default();
        *count += 1;
        if *count == MOST + 1 {
            crowded.push(mention.clone());
        }
        *count <= MOST
    });
    crowded
}

/// The place of a word nearest to a token, within reach.
fn nearest(named: &[(u32, u32, u16)], word: u16, at: u32) -> Option<(u32, u32)> {
    let places = named.iter().filter(|n| n.2 == word && n.0.abs_diff(at) <= REACH);
    places.map(|n| (n.0, n.1)).min_by_key(|(t, _)| (t.abs_diff(at), *t))
}

/// Drops within a family the mentions that lie inside one of more words.
fn longest(mut found: Vec<(usize, Mention)>, crosswalk: &Crosswalk) -> Vec<Mention> {
    found.sort_by_key(|(words, m)| (m.tokens.start, std::cmp::Reverse(*words), m.tokens.end, m.phrase));
    let mut out: Vec<(usize, Mention)> = Vec::new();
    for n in 0..found.len() {
        if crosses(&found[n..], crosswalk) {
            continue;
        }
        let (words, mention) = found[n].clone();
        let phrase = crosswalk.phrase(mention.phrase);
        let inside = |(n, m): &(usize, Mention)| {
            let other = crosswalk.phrase(m.phrase);
            // Two procedures may share a word: `ureteroscopy with lithotripsy, basket extraction`.
            let held =
                !phrase.base && (!phrase.act || phrase.words.iter().all(|w| other.words.contains(w)));
            other.family == phrase.family
                && m.tokens.start < mention.tokens.end
                && mention.tokens.start < m.tokens.end
                && *n >= words
                && held
        };
        // Mentions are few in a sentence; those that can overlap stand last.
        if !out.iter().rev().take(6).any(inside) {
            out.push((words, mention));
        }
    }
    out.into_iter().map(|(_, m)| m).collect()
}

/// Whether the words of the first mention stand around another of its family: `vaccines: Prevnar
/// 20, flu` names no `flu vaccine`.
fn crosses(found: &[(usize, Mention)], crosswalk: &Crosswalk) -> bool {
    let Some(((_, outer), rest)) = found.split_first() else { return false };
    let phrase = crosswalk.phrase(outer.phrase);
    // Steps of one operation are told within one another.
    if phrase.act {
        return false;
    }
    let family = phrase.family;
    rest.iter().take(12).any(|(_, inner)| {
        let other = crosswalk.phrase(inner.phrase);
        // `VZV, Hep A given`: the last words are those of the other.
        let shares_end = inner.tokens.end == outer.tokens.end
            && !phrase.words.contains(&other.anchor())
            && other.words.iter().any(|w| phrase.words.contains(w));
        inner.tokens.start > outer.tokens.start
            && (inner.tokens.end < outer.tokens.end || shares_end)
            && other.family == family
    })
}
