//! Words that mean the same in a service's name: `cxr` and `chest x-ray`, `inj` and `injection`.

use medcode_kb::text::normal;
use std::collections::HashMap;

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
    variants: HashMap<Box<str>, Vec<Variant>>,
    numbers: HashMap<Box<str>, u16>,
    count: u16,
}

/// No word of the crosswalk.
pub(crate) const NONE: u16 = 0;

impl Words {
    /// Reads the table: a word, and `|`-separated variants of it, each one or several words.
    pub(super) fn read(table: &'static str) -> Self {
        let mut out = Self { count: 1, ..Self::default() };
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let Some((word, variants)) = line.split_once('\t') else { continue };
            let number = out.number_of(word);
            for variant in variants.split('|') {
                out.add(variant, number);
            }
        }
        out
    }

    /// The number of a word, made known if it was not.
    pub(super) fn number_of(&mut self, word: &str) -> u16 {
        let folded = normal::words(word).join(" ");
        if let Some(&number) = self.numbers.get(folded.as_str()) {
            return number;
        }
        let number = self.count;
        self.count += 1;
        self.numbers.insert(folded.as_str().into(), number);
        self.add(word, number);
        number
    }

    fn add(&mut self, variant: &str, word: u16) {
        let mut folded = normal::words(variant).into_iter().map(String::into_boxed_str);
        let Some(first) = folded.next() else { return };
        let filed = self.variants.entry(first).or_default();
        let rest: Vec<Box<str>> = folded.collect();
        if !filed.iter().any(|v| v.rest == rest) {
            filed.push(Variant { rest, word });
            filed.sort_by_key(|v| std::cmp::Reverse(v.rest.len()));
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

    /// Whether a folded word begins a variant.
    pub(crate) fn begins(&self, folded: &str) -> bool {
        self.variants.contains_key(folded)
    }

    /// The longest variant that stands at a token: its number, and how many tokens it has.
    pub(crate) fn at<'t>(&self, first: &str, token: impl Fn(usize) -> &'t str) -> Option<(u16, usize)> {
        let filed = self.variants.get(first)?;
        let stands = |v: &&Variant| v.rest.iter().enumerate().all(|(n, w)| token(n + 1) == &**w);
        filed.iter().find(stands).map(|v| (v.word, v.rest.len() + 1))
    }
}
