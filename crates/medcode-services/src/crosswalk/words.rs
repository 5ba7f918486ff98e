//! Words that mean the same in a service's name: `cxr` and `chest x-ray`, `inj` and `injection`.

use medcode_kb::text::normal;
use medcode_kb::words::WordMap;
use medcode_note::{Document, Spelling};

/// A variant: the words after its first, by number, and the number of what it means.
#[derive(Clone, Debug)]
struct Variant {
    rest: Box<[u32]>,
    word: u16,
}

/// Every word of the crosswalk, by number.
#[derive(Default)]
pub(crate) struct Words {
    /// The number of every word of a variant.
    spelled: WordMap<u32>,
    /// Variants by the number of their first word, the longest first.
    variants: Vec<Vec<Variant>>,
    numbers: WordMap<u16>,
    count: u16,
}

/// No word of the crosswalk.
pub(crate) const NONE: u16 = 0;

impl Words {
    pub(super) fn new() -> Self {
        Self { count: 1, ..Self::default() }
    }

    /// The words of one table.
    pub(crate) fn of(table: &'static str) -> Self {
        let mut out = Self::new();
        out.read_classes(table);
        out
    }

    /// Reads a table: a word, and `|`-separated variants of it, each one or several words.
    pub(super) fn read(&mut self, table: &'static str) {
        for (word, variants) in pairs(table) {
            let number = self.number_of(word);
            for variant in variants {
                let words = normal::words(variant);
                self.numbers.get_or_make(&words.join(" "), || number);
                self.add(words, number);
            }
        }
    }

    /// Reads a table of classes: a word of the table may be a word of a service too, and both
    /// stand where it stands.
    pub(super) fn read_classes(&mut self, table: &'static str) {
        for (class, variants) in pairs(table) {
            let number = self.number_of(class);
            for variant in variants {
                self.add(normal::words(variant), number);
            }
        }
    }

    /// The number of a word or of what it is a variant of, made known if it was not.
    pub(super) fn number_of(&mut self, word: &str) -> u16 {
        let words = normal::words(word);
        let folded = words.join(" ");
        if let Some(&number) = self.numbers.get(&folded) {
            return number;
        }
        let number = self.count;
        self.count += 1;
        self.numbers.get_or_make(&folded, || number);
        self.add(words, number);
        number
    }

    fn add(&mut self, variant: Vec<String>, word: u16) {
        let mut variant = variant.iter().map(|word| {
            let next = self.spelled.len() as u32;
            *self.spelled.get_or_make(word, || next)
        });
        let Some(first) = variant.next() else { return };
        let rest: Box<[u32]> = variant.collect();
        self.variants.resize_with(self.spelled.len(), Vec::new);
        let filed = &mut self.variants[first as usize];
        if !filed.iter().any(|v| v.word == word && v.rest == rest) {
            let longer = filed.partition_point(|v| v.rest.len() >= rest.len());
            filed.insert(longer, Variant { rest, word });
        }
    }

    /// The number of a word that is known; [`NONE`] otherwise.
    pub(crate) fn get(&self, word: &str) -> u16 {
        self.numbers.get(word).copied().unwrap_or(NONE)
    }

    /// How many numbers there are, [`NONE`] among them.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.count)
    }

    /// The words of a note, each spelling looked up once however often it stands there.
    pub(crate) fn of_note<'s>(&'s self, doc: &Document<'_>) -> InNote<'s> {
        let number =
            |s: &Spelling| self.spelled.get_packed(s.packed, &s.folded).copied().unwrap_or(u32::MAX);
        let spelled: Vec<u32> = doc.spellings().iter().map(number).collect();
        let tokens = doc.tokens().iter().map(|t| spelled[t.spelling as usize]);
        InNote { variants: &self.variants, tokens: tokens.collect() }
    }
}

/// The variants that may stand in a note.
pub(crate) struct InNote<'s> {
    variants: &'s [Vec<Variant>],
    /// The number of the word at each token.
    tokens: Vec<u32>,
}

impl InNote<'_> {
    /// The variants that stand at a token, the longest first: number, and how many tokens.
    pub(crate) fn at(&self, token: usize) -> impl Iterator<Item = (u16, usize)> {
        let first = self.tokens.get(token).map_or(usize::MAX, |&n| n as usize);
        let filed = self.variants.get(first).map_or(&[][..], Vec::as_slice);
        let behind = self.tokens.get(token + 1..).unwrap_or_default();
        // Most differ in the next word: that is seen without a call.
        let next = behind.first();
        let stands = move |v: &&Variant| {
            v.rest.first().is_none_or(|f| next == Some(f)) && behind.starts_with(&v.rest)
        };
        filed.iter().filter(stands).map(|v| (v.word, v.rest.len() + 1))
    }
}

/// The lines of a table of words.
fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, std::str::Split<'static, char>)> {
    let lines = table.lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).map(|(word, variants)| (word, variants.split('|')))
}
