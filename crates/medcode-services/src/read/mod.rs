//! What does the note say was done?

mod mention;
mod numbers;
mod place;
mod status;

pub(crate) use mention::Mention;
pub(crate) use place::{Parts, Side};
pub(crate) use status::Status;

use crate::crosswalk::Crosswalk;
use medcode_model::Span;
use medcode_note::Document;
use std::ops::Range;

/// A note in the words of the crosswalk.
pub(crate) struct Reading<'a> {
    pub(crate) doc: &'a Document<'a>,
    /// (token, number of tokens, word), in order: the words of the crosswalk that stand there.
    pub(crate) named: Vec<(u32, u32, u16)>,
    /// Services named, in order.
    pub(crate) mentions: Vec<Mention>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(doc: &'a Document<'a>, crosswalk: &Crosswalk) -> Self {
        let begins: Vec<bool> =
            doc.spellings().iter().map(|s| crosswalk.words.begins(&s.folded)).collect();
        let mut named = Vec::new();
        for (at, token) in doc.tokens().iter().enumerate() {
            if !begins[token.spelling as usize] {
                continue;
            }
            let words = crosswalk.words.at(doc.folded(at), |n| doc.folded(at + n));
            named.extend(words.map(|(word, len)| (at as u32, len as u32, word)));
        }
        let mut out = Self { doc, named, mentions: Vec::new() };
        out.mentions = mention::find(&out, crosswalk);
        out
    }

    /// The crosswalk's words that begin within some tokens.
    pub(crate) fn named_in(&self, tokens: Range<usize>) -> &[(u32, u32, u16)] {
        let first = self.named.partition_point(|n| (n.0 as usize) < tokens.start);
        let last = self.named.partition_point(|n| (n.0 as usize) < tokens.end);
        &self.named[first..last.max(first)]
    }

    /// Whether one of some words begins within some tokens.
    pub(crate) fn has(&self, tokens: Range<usize>, any: &[u16]) -> bool {
        self.named_in(tokens).iter().any(|n| any.contains(&n.2))
    }

    /// The tokens of the sentence a token stands in.
    pub(crate) fn sentence(&self, token: usize) -> Range<usize> {
        match self.doc.sentence_of(token) {
            Some(n) => {
                let (first, end) = self.doc.sentences()[n].tokens;
                first as usize..end as usize
            }
            None => token..token + 1,
        }
    }

    /// The sentence of a token and its neighbours in the same section, or, where the token stands
    /// in an assessed problem, that problem.
    pub(crate) fn near(&self, token: usize) -> Range<usize> {
        let Some(n) = self.doc.sentence_of(token) else { return token..token + 1 };
        let all = self.doc.sentences();
        let section = all[n].section;
        let mine = |n: usize| all.get(n).is_some_and(|s| s.section == section);
        let first = if n > 0 && mine(n - 1) { n - 1 } else { n };
        let last = if mine(n + 1) { n + 1 } else { n };
        all[first].tokens.0 as usize..all[last].tokens.1 as usize
    }

    /// The bytes from the first to the last of some tokens.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        let all = self.doc.tokens();
        all[tokens.start].span.cover(all[tokens.end - 1].span)
    }
}
