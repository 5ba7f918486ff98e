//! Words that mean the same in a service's name: `cxr` and `chest x-ray`, `inj` and `injection`.

use medcode_kb::text::normal;
use medcode_kb::words::WordMap;
use medcode_note::{Document, Spelling};

/// A variant: the words after its first, and the number of what it means.
#[derive(Clone, Debug)]
struct Variant {
    rest: Vec<Box<str>>,
    word: u16,
}

/// Every word of the crosswalk, by number.
#[derive(Default)]
pub(crate) struct Words {
    /// Variants by their first word, the longest first.
    variants: WordMap<Vec<Variant>>,
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
        let mut variant = variant.into_iter().map(String::into_boxed_str);
        let Some(first) = variant.next() else { return };
        let filed = self.variants.get_or_make(&first, Vec::new);
        let rest: Vec<Box<str>> = variant.collect();
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

    /// The variants that begin with each spelling of a note, looked up once however often it
    /// stands there.
    pub(crate) fn of_note<'s>(&'s self, doc: &'s Document<'_>) -> InNote<'s> {
        let filed = |s: &Spelling| self.variants.get(&s.folded).map_or(&[][..], Vec::as_slice);
        InNote { doc, by_spelling: doc.spellings().iter().map(filed).collect() }
    }
}

/// The variants that may stand in a note.
pub(crate) struct InNote<'s> {
    doc: &'s Document<'s>,
    by_spelling: Vec<&'s [Variant]>,
}

impl InNote<'_> {
    /// The variants that stand at a token, the longest first: number, and how many tokens.
    pub(crate) fn at(&self, token: usize) -> impl Iterator<Item = (u16, usize)> {
        let filed =
            self.doc.tokens().get(token).map_or(&[][..], |t| self.by_spelling[t.spelling as usize]);
        let stands = move |v: &&Variant| {
            let mut rest = v.rest.iter().zip(token + 1..);
            rest.all(|(word, at)| self.doc.folded(at) == &**word)
        };
        filed.iter().filter(stands).map(|v| (v.word, v.rest.len() + 1))
    }
}

/// The lines of a table of words.
fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, std::str::Split<'static, char>)> {
    let lines = table.lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).map(|(word, variants)| (word, variants.split('|')))
}
