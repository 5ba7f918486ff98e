//! Where does the note name a drug, and which words belong to it?

use super::amount;
use super::catalogue::Catalogue;
use super::given::Class;
use super::unit::Measure;
use crate::read::Reading;
use medcode_kb::quick::QuickMap;
use medcode_note::Gap;
use std::ops::Range;

/// A drug named in the note.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) entry: u32,
    /// Its name.
    pub(crate) tokens: Range<usize>,
    /// Its sentence.
    pub(crate) sentence: Range<usize>,
    /// The words between its neighbours, within its clause.
    pub(crate) around: Range<usize>,
}

/// Marks that end what belongs to a drug.
const ENDS: Gap = Gap::SEMICOLON.with(Gap::BLANK_LINE).with(Gap::PIPE).with(Gap::BULLET);

/// How often one drug is read: statements are compared with each other.
const MOST: usize = 200;

/// Every drug named, in order.
pub(crate) fn named(reading: &Reading<'_>, catalogue: &Catalogue) -> Vec<Named> {
    let doc = reading.doc;
    let begins: Vec<bool> = doc.spellings().iter().map(|s| catalogue.names.begins(s)).collect();
    if !begins.contains(&true) {
        return Vec::new();
    }
    let mut out: Vec<Named> = Vec::new();
    let mut next = 0;
    let mut counts: QuickMap<u32, usize> = QuickMap::default();
    for (at, token) in doc.tokens().iter().enumerate() {
        if at < next || !begins[token.spelling as usize] {
            continue;
        }
        let found = catalogue.names.at_where(reading, at, |len| is_name(reading, at, len));
        if let Some((entry, len)) = found {
            next = at + len;
            let count = counts.entry(entry).or_default();
            *count += 1;
            let diluent = catalogue.entry(entry).class == Class::Fluid && is_diluent(reading, at);
            if *count > MOST || diluent {
                continue;
            }
            let sentence = reading.sentence(at);
            out.push(Named { entry, tokens: at..at + len, around: sentence.clone(), sentence });
        }
    }
    bound(reading, &mut out);
    out
}

/// Whether some tokens are a name: a number at its end that has a measure is a dose, and a name
/// does not run over the end of a line or a sentence.
fn is_name(reading: &Reading<'_>, at: usize, len: usize) -> bool {
    let doc = reading.doc;
    let last = doc.folded(at + len - 1);
    let dose = len > 1
        && last.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && Measure::parse(doc.folded(at + len)).is_some();
    let apart = Gap::STOP.with(Gap::NEWLINE).with(Gap::SEMICOLON).with(Gap::COLON).with(Gap::OPEN);
    // `Rho(D)` is one name, `saline (NS)` two.
    let tight = |n: usize| doc.tokens()[n - 1].span.end + 1 == doc.tokens()[n].span.start;
    let open = |n: usize| doc.gap(n) == Gap::OPEN && tight(n);
    !dose && (at + 1..at + len).all(|n| !doc.gap(n).has(apart) || open(n))
}

/// `500 mg in 250 mL NS`: what a drug is mixed in is part of giving it.
fn is_diluent(reading: &Reading<'_>, at: usize) -> bool {
    let doc = reading.doc;
    let amount = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit()) || Measure::parse(word).is_some() || word == "of"
    };
    // `1000 mg/500 NS`
    if at > 1 && doc.gap(at - 1).has(Gap::SLASH) && doc.raw(at - 1).bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    let mut back = (1..=4).take_while(|n| at >= *n).map(|n| doc.folded(at - n));
    back.find(|w| !amount(w)).is_some_and(|w| matches!(w, "in" | "diluted" | "with"))
}

/// Gives each drug the words between its neighbours.
fn bound(reading: &Reading<'_>, all: &mut [Named]) {
    let mut from = 0;
    for n in 0..all.len() {
        let named = all[n].clone();
        from = named.sentence.start.max(from);
        let ends = |at: &usize| reading.doc.gap(*at).has(ENDS);
        let start = (from + 1..=named.tokens.start).rev().find(ends).unwrap_or(from);
        let mut end = named.sentence.end;
        if let Some(after) = all.get(n + 1) {
            end = end.min(split(reading, start, &named, after));
        }
        all[n].around = start..(named.tokens.end..end).find(ends).unwrap_or(end).max(named.tokens.end);
        from = end;
    }
}

/// Where the words of a drug end and those of the next begin: an amount right before the next name
/// is that one's, if the first has one of its own or a mark parts it from the amount.
fn split(reading: &Reading<'_>, start: usize, named: &Named, after: &Named) -> usize {
    let name = &after.tokens;
    // A brand after its generic name: what stands between belongs to both.
    if name.start >= named.sentence.end || after.entry == named.entry {
        return name.start;
    }
    let between = amount::figures(reading, named.tokens.end..name.start);
    let Some(last) = between.last() else { return name.start };
    let joins = |at: usize| {
        let word = reading.doc.folded(at);
        matches!(word, "of" | "x1" | "plain" | "iv") || word.starts_with(|c: char| c.is_ascii_digit())
    };
    if !(last.tokens.end..name.start).all(joins) {
        return name.start;
    }
    let parted = Gap::PLUS_BEFORE.with(Gap::PLUS_AFTER).with(Gap::AND).with(Gap::COMMA).with(Gap::SLASH);
    let at_once =
        last.tokens.start == named.tokens.end && !reading.doc.gap(last.tokens.start).has(parted);
    let own = between.len() > 1 || !amount::figures(reading, start..named.tokens.start).is_empty();
    if own || !at_once { last.tokens.start } else { name.start }
}
