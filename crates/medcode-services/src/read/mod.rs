//! What does the note say was done?

mod act;
mod act_told;
mod boxes;
mod cues;
mod dated;
mod item;
mod measure;
mod mention;
mod minutes;
mod numbers;
mod payer;
mod place;
mod refusal;
mod result;
mod status;
mod title;
mod told;
mod views;

pub(crate) use measure::Measure;
pub(crate) use mention::Mention;
pub(crate) use numbers::NERVES;
pub(crate) use place::{Parts, Side};
pub(crate) use status::{Standing, Status};
pub(crate) use title::{is_built_as_report, is_operation_title, is_pathology_title};
pub(crate) use told::is_of_operation;

use crate::crosswalk::Crosswalk;
use medcode_kb::quick::QuickMap;
use medcode_model::{Date, Setting, Span};
use medcode_note::Document;
use std::cell::{OnceCell, RefCell};
use std::ops::Range;

/// A note in the words of the crosswalk.
pub(crate) struct Reading<'a> {
    pub(crate) doc: &'a Document<'a>,
    /// (token, number of tokens, word), in order: the words of the crosswalk that stand there.
    pub(crate) named: Vec<(u32, u32, u16)>,
    /// Which words those are, as bits: most that are asked for are none of them.
    words: Vec<u64>,
    /// Services named, in order.
    pub(crate) mentions: Vec<Mention>,
    /// Lines that belong together, in order: the tokens of each.
    items: Vec<Range<u32>>,
    /// Words that tell what became of a procedure.
    acts: act::ActWords,
    /// Its title says that it gives the account of a procedure.
    is_account: bool,
    /// Its title says that it is the report of tests: those it tells of were made and read by who writes.
    is_test_report: bool,
    /// The visit is for a procedure outside of a stay.
    is_for_procedure: bool,
    /// Words that say what became of a service, in order.
    pub(crate) cues: Vec<cues::Hit>,
    /// The date of service.
    pub(crate) day: Date,
    /// The words that conditions asked the whole note for, each with whether it is said.
    said: RefCell<QuickMap<u16, bool>>,
    /// The same of words that it says were not done.
    taken_back: RefCell<QuickMap<u16, bool>>,
    /// Where each word is last followed by its refusal.
    refused: OnceCell<QuickMap<u16, u32>>,
    /// The one side that the titles name.
    titled: OnceCell<Option<Side>>,
    /// The one side that the note names.
    only: OnceCell<Option<Side>>,
    /// The services that are named more often than is read.
    pub(crate) crowded: Vec<Mention>,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(doc: &'a Document<'a>, crosswalk: &Crosswalk, day: Date, setting: Setting) -> Self {
        let words = crosswalk.words.of_note(doc);
        let mut named = Vec::new();
        for at in 0..doc.tokens().len() {
            // `d/c` is a discharge, `d&c` an operation; what was placed is the order.
            let words = words.at(at).filter(|_| !is_discharge(doc, at) && !is_of_order(doc, at));
            named.extend(words.map(|(word, len)| (at as u32, len as u32, word)));
        }
        let mut words = vec![0u64; crosswalk.words.len().div_ceil(64)];
        named.iter().for_each(|n| words[usize::from(n.2) / 64] |= 1 << (n.2 % 64));
        let acts = act::ActWords::of(crosswalk);
        let items = item::cut(doc);
        let is_account = act::is_account(doc) || title::is_operation_title(doc);
        let mut out = Self {
            doc,
            named,
            words,
            mentions: Vec::new(),
            items,
            acts,
            is_account,
            is_test_report: title::is_test_report(doc),
            is_for_procedure: setting == Setting::OutpatientProcedure,
            cues: Vec::new(),
            day,
            said: RefCell::default(),
            taken_back: RefCell::default(),
            refused: OnceCell::new(),
            titled: OnceCell::new(),
            only: OnceCell::new(),
            crowded: Vec::new(),
        };
        out.cues = cues::find(&out, &crosswalk.cues, setting);
        out.mentions = mention::find(&out, crosswalk);
        out.is_account |= title::names_act(&out, crosswalk);
        out.is_test_report |= !out.is_account && title::names_test(&out, crosswalk);
        out.crowded = mention::bound(&mut out.mentions, crosswalk);
        out
    }

    /// Whether a word of the crosswalk stands in the note.
    fn is_named(&self, word: u16) -> bool {
        self.words.get(usize::from(word) / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1)
    }

    /// Whether the title calls the note the account of a procedure.
    pub(crate) const fn is_account(&self) -> bool {
        self.is_account
    }

    /// Whether the title calls the note the report of a test.
    pub(crate) const fn is_test_report(&self) -> bool {
        self.is_test_report
    }

    /// The crosswalk's words that begin within some tokens.
    pub(crate) fn named_in(&self, tokens: Range<usize>) -> &[(u32, u32, u16)] {
        let first = self.named.partition_point(|n| (n.0 as usize) < tokens.start);
        let last = self.named.partition_point(|n| (n.0 as usize) < tokens.end);
        &self.named[first..last.max(first)]
    }

    /// Whether one of some words begins within some tokens.
    pub(crate) fn has(&self, tokens: Range<usize>, any: &[u16]) -> bool {
        any.iter().any(|&word| self.is_named(word))
            && self.named_in(tokens).iter().any(|n| any.contains(&n.2))
    }

    /// Whether one of some words is said within some tokens: it stands there, and not as `no
    /// biopsy`, `without contrast`, `stent not placed`.
    pub(crate) fn says(&self, tokens: Range<usize>, any: &[u16]) -> bool {
        let said =
            |n: &(u32, u32, u16)| any.contains(&n.2) && !self.is_denied(n.0 as usize, n.1 as usize);
        any.iter().any(|&word| self.is_named(word)) && self.named_in(tokens).iter().any(said)
    }

    /// Whether the note says of one of some words that it was not done: `cholangiogram was not
    /// performed`.
    pub(crate) fn takes_back(&self, any: &[u16]) -> bool {
        let refused = |word: u16| {
            self.named.iter().filter(|n| n.2 == word).any(|&(at, len, _)| {
                let sentence = self.sentence(at as usize);
                let end = (at + len) as usize;
                self.has(end..(end + 3).min(sentence.end), &[self.acts.refused])
            })
        };
        let mut taken = self.taken_back.borrow_mut();
        any.iter().any(|&word| *taken.entry(word).or_insert_with(|| refused(word)))
    }

    /// Whether one of some words is said anywhere in the note. Every service named asks this of the
    /// same few words, and a note is searched once for each.
    pub(crate) fn says_anywhere(&self, any: &[u16]) -> bool {
        let whole = 0..self.doc.tokens().len();
        let mut said = self.said.borrow_mut();
        any.iter().any(|&w| *said.entry(w).or_insert_with(|| self.says(whole.clone(), &[w])))
    }

    /// Whether the words at a token are denied right before or after them.
    fn is_denied(&self, token: usize, len: usize) -> bool {
        let sentence = self.sentence(token);
        let before = token.saturating_sub(3).max(sentence.start)..token;
        let denies = |t: usize| {
            let word = self.doc.folded(t);
            matches!(word, "no" | "not" | "without" | "never" | "denie" | "non")
                || word == "o" && t > 0 && self.doc.folded(t - 1) == "w"
        };
        let after = token + len..(token + len + 3).min(sentence.end);
        before.into_iter().any(denies) || self.has(after, &[self.acts.refused])
    }

    /// The tokens of the sentence a token stands in; a header and the sentence behind it on its line
    /// are one: `ECG: sinus rhythm`.
    pub(crate) fn sentence(&self, token: usize) -> Range<usize> {
        match self.doc.sentence_of(token) {
            Some(n) => self.statement(n),
            None => token..token + 1,
        }
    }

    /// The tokens of a sentence, with its header where it stands right behind one on its line.
    pub(crate) fn statement(&self, n: usize) -> Range<usize> {
        let all = self.doc.sentences();
        let first = if n > 0 && self.is_header(n - 1) { n - 1 } else { n };
        let last = if self.is_header(n) { n + 1 } else { n };
        all[first].tokens.0 as usize..all[last].tokens.1 as usize
    }

    /// Whether a sentence is the header of the one behind it on the same line.
    pub(crate) fn is_header(&self, n: usize) -> bool {
        let all = self.doc.sentences();
        let Some(next) = all.get(n + 1).filter(|next| next.line == all[n].line) else { return false };
        let Some(section) = self.doc.sections().get(all[n].section as usize) else { return false };
        // The words between a header and its colon are the header's: `US today: vertex`.
        let opens = section.header.is_some_and(|h| h.start == all[n].span.start);
        opens && next.section == all[n].section && all[n].span.end <= section.content
    }

    /// The tokens of the item a token stands in: its line and what is said under it.
    pub(crate) fn item(&self, token: usize) -> Range<usize> {
        let at = self.items.partition_point(|i| i.start as usize <= token);
        match at.checked_sub(1).map(|n| &self.items[n]) {
            Some(item) if token < item.end as usize => item.start as usize..item.end as usize,
            _ => self.sentence(token),
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
        let last = if self.is_header(n) && mine(last + 1) { last + 1 } else { last };
        all[first].tokens.0 as usize..all[last].tokens.1 as usize
    }

    /// The bytes from the first to the last of some tokens.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        let all = self.doc.tokens();
        all[tokens.start].span.cover(all[tokens.end - 1].span)
    }
}

/// Whether `d/c` stands at a token.
fn is_discharge(doc: &Document<'_>, at: usize) -> bool {
    doc.folded(at) == "d" && doc.folded(at + 1) == "c" && doc.gap(at + 1).has(medcode_note::Gap::SLASH)
}

/// Whether `order placed`, `referral placed` ends at a token.
fn is_of_order(doc: &Document<'_>, at: usize) -> bool {
    at > 0
        && doc.folded(at) == "placed"
        && matches!(doc.folded(at - 1), "order" | "orders" | "referral" | "consult")
}
