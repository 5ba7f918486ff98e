//! Text stored as words: each string is a list of word numbers, the commonest word first.
//!
//! Official titles repeat a small vocabulary over and over; stored this way they take about
//! a sixth of their bytes, are still reached in constant time, and need no unpacking.

use crate::container::Container;
use std::collections::HashMap;
use std::ops::Range;

/// Strings per block; a block's start is stored, the strings in it are skipped over.
const BLOCK: usize = 8;

/// The number of a string in a text table.
pub type TextId = u32;

/// "No text".
pub const NO_TEXT: TextId = u32::MAX;

/// Collects strings, each once.
#[derive(Default)]
pub struct TextBuilder {
    ids: HashMap<String, TextId>,
    strings: Vec<String>,
}

impl TextBuilder {
    /// The number of the string, new or known.
    pub fn add(&mut self, text: &str) -> TextId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = self.strings.len() as TextId;
        self.strings.push(text.to_owned());
        self.ids.insert(text.to_owned(), id);
        id
    }

    /// As [`TextBuilder::add`]; an empty text has no number.
    pub fn add_if(&mut self, text: &str) -> TextId {
        if text.is_empty() { NO_TEXT } else { self.add(text) }
    }

    /// The string with this number.
    #[must_use]
    pub fn get(&self, id: TextId) -> &str {
        self.strings.get(id as usize).map_or("", String::as_str)
    }

    /// The sections of the table.
    #[must_use]
    pub fn finish(self) -> Vec<(&'static str, Vec<u8>)> {
        let words = by_frequency(&self.strings);
        let number: HashMap<&str, u32> = words.iter().zip(0..).map(|(w, n)| (*w, n)).collect();
        let mut arena = Vec::new();
        let mut ends = Vec::new();
        for word in &words {
            arena.extend_from_slice(word.as_bytes());
            ends.extend_from_slice(&(arena.len() as u32).to_le_bytes());
        }
        let mut data = Vec::new();
        let mut blocks = Vec::new();
        let mut one = Vec::new();
        for (n, text) in self.strings.iter().enumerate() {
            if n % BLOCK == 0 {
                blocks.extend_from_slice(&(data.len() as u32).to_le_bytes());
            }
            one.clear();
            for word in text.split(' ') {
                put_varint(number[word], &mut one);
            }
            put_varint(one.len() as u32, &mut data);
            data.extend_from_slice(&one);
        }
        vec![("text.words", arena), ("text.ends", ends), ("text.blocks", blocks), ("text.data", data)]
    }
}

/// All words, the commonest first, ties in byte order.
fn by_frequency(strings: &[String]) -> Vec<&str> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for text in strings {
        for word in text.split(' ') {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut words: Vec<(&str, u32)> = counts.into_iter().collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    words.into_iter().map(|(w, _)| w).collect()
}

/// Appends a number in base 128, low part first.
pub fn put_varint(mut n: u32, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Reads a number written by [`put_varint`] and moves past it.
pub fn get_varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut n = 0u32;
    for shift in (0..35).step_by(7) {
        let (&b, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u32::from(b & 0x7f).checked_shl(shift)?;
        if b < 0x80 {
            return Some(n);
        }
    }
    None
}

/// Where the sections of the table lie in a file: words, ends, blocks, data.
pub(crate) struct TextPlaces([Range<usize>; 4]);

impl TextPlaces {
    pub(crate) fn of(file: &Container) -> Self {
        Self(["text.words", "text.ends", "text.blocks", "text.data"].map(|name| file.place(name)))
    }
}

/// The table as it lies in a file.
#[derive(Clone, Copy)]
pub struct TextTable<'a> {
    words: &'a [u8],
    ends: &'a [u8],
    blocks: &'a [u8],
    data: &'a [u8],
}

impl<'a> TextTable<'a> {
    /// The table of an open file.
    #[must_use]
    pub fn of(file: &'a Container) -> Self {
        Self::at(file, &TextPlaces::of(file))
    }

    /// The table at places that are known already.
    pub(crate) fn at(file: &'a Container, places: &TextPlaces) -> Self {
        let [words, ends, blocks, data] = places.0.each_ref().map(|place| file.at(place));
        Self { words, ends, blocks, data }
    }

    /// The string with this number; empty where there is none.
    #[must_use]
    pub fn get(&self, id: TextId) -> String {
        self.try_get(id).unwrap_or_default()
    }

    fn try_get(&self, id: TextId) -> Option<String> {
        if id == NO_TEXT {
            return None;
        }
        let id = id as usize;
        let mut at = self.data.get(number(self.blocks, id / BLOCK)? as usize..)?;
        for _ in 0..id % BLOCK {
            let len = get_varint(&mut at)? as usize;
            at = at.get(len..)?;
        }
        let len = get_varint(&mut at)? as usize;
        let mut codes = at.get(..len)?;
        let mut out = Vec::with_capacity(len * 8);
        let mut first = true;
        while !codes.is_empty() {
            if !std::mem::take(&mut first) {
                out.push(b' ');
            }
            out.extend_from_slice(self.word(get_varint(&mut codes)? as usize)?);
        }
        String::from_utf8(out).ok()
    }

    fn word(&self, n: usize) -> Option<&'a [u8]> {
        let start = if n == 0 { 0 } else { number(self.ends, n - 1)? as usize };
        let end = number(self.ends, n)? as usize;
        self.words.get(start..end)
    }
}

/// The n-th little-endian number of a section.
fn number(bytes: &[u8], n: usize) -> Option<u32> {
    let at = n.checked_mul(4)?;
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::Writer;
    use proptest::prelude::*;

    fn written(strings: &[String]) -> (Container, Vec<TextId>) {
        let mut builder = TextBuilder::default();
        let ids = strings.iter().map(|s| builder.add(s)).collect();
        let mut w = Writer::new();
        for (name, bytes) in builder.finish() {
            w.section(name, bytes);
        }
        (Container::from_bytes(w.finish().0).unwrap(), ids)
    }

    proptest! {
        #[test]
        fn every_string_comes_back(strings in prop::collection::vec(".{0,40}", 0..40)) {
            let (file, ids) = written(&strings);
            let table = TextTable::of(&file);
            for (text, id) in strings.iter().zip(ids) {
                prop_assert_eq!(&table.get(id), text);
            }
        }

        #[test]
        fn numbers_survive_the_varint(n: u32) {
            let mut bytes = Vec::new();
            put_varint(n, &mut bytes);
            prop_assert_eq!(get_varint(&mut &bytes[..]), Some(n));
        }
    }

    #[test]
    fn an_unknown_number_is_an_empty_text() {
        let (file, _) = written(&["one".to_owned()]);
        assert_eq!(TextTable::of(&file).get(7), "");
        assert_eq!(TextTable::of(&file).get(NO_TEXT), "");
    }
}
