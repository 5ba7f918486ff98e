//! In what ways may a word of a query be read, and which entries does each reading find?

use super::bits::Bits;
use super::near;
use super::query::Expansion;
use super::view::SearchView;
use super::vocabulary::Lists;
use super::weight::information;
use rust_stemmers::{Algorithm, Stemmer};

/// Most other forms of one word.
const MOST_FORMS: usize = 6;

/// Why a word of a query matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyMatched {
    /// The word itself.
    Exact,
    /// A word that begins with it.
    Prefix,
    /// Another form of the word: `diabetic` for `diabetes`.
    Form(String),
    /// A word that it may be a misspelling of, or is when joined or parted.
    Spelling(String),
    /// What an abbreviation or synonym stands for.
    Synonym(String),
}

/// One reading of one or more words.
pub(super) struct Reading {
    /// The entries that expect the word.
    pub(super) expected: Bits,
    /// The entries that hold it among words that may be left out, and perhaps others.
    pub(super) optional: Option<Bits>,
    /// What a match tells, for each word of the query that it covers.
    pub(super) worth: u32,
    /// What it tells of an entry in which a word of it may be left out.
    pub(super) optional_worth: u32,
    /// How sure the reading is, up to 1.
    pub(super) quality: f32,
    pub(super) why: WhyMatched,
}

impl Reading {
    /// The entries in these lists.
    fn of<'l>(
        view: &SearchView<'_>,
        lists: impl IntoIterator<Item = &'l Lists>,
        quality: f32,
        why: WhyMatched,
    ) -> Self {
        let mut expected = Bits::new(view.entries());
        let mut optional: Option<Bits> = None;
        for list in lists {
            view.read_list(&list.expected, &mut expected);
            if !list.optional.is_empty() {
                let set = optional.get_or_insert_with(|| Bits::new(view.entries()));
                view.read_list(&list.optional, set);
            }
        }
        let holding = expected.count() + optional.as_ref().map_or(0, Bits::count);
        let worth = information(view.entries(), holding);
        Self { expected, optional, worth, optional_worth: 0, quality, why }
    }

    /// Whether an entry holds the word.
    pub(super) fn has(&self, entry: usize) -> bool {
        let (expected, optional) = self.holding(entry / 64);
        (expected | optional) >> (entry % 64) & 1 == 1
    }

    /// Which of the sixty-four entries of a block expect the word, and which may leave it out.
    pub(super) fn holding(&self, block: usize) -> (u64, u64) {
        let expected = self.expected.block(block);
        (expected, self.optional.as_ref().map_or(0, |set| set.block(block)) & !expected)
    }

    /// Adds all entries that hold the word to `set`.
    pub(super) fn add_to(&self, set: &mut Bits) {
        set.add(&self.expected);
        if let Some(optional) = &self.optional {
            set.add(optional);
        }
    }

    /// Narrows to the entries that `other` finds too; nothing if there are none.
    fn and(mut self, other: &Self) -> Option<Self> {
        let (mut ours, mut theirs) = (self.expected.clone(), other.expected.clone());
        self.add_to(&mut ours);
        other.add_to(&mut theirs);
        ours.keep(&theirs);
        if ours.count() == 0 {
            return None;
        }
        self.expected.keep(&other.expected);
        self.optional = Some(ours);
        self.optional_worth += other.worth;
        self.worth += other.worth;
        Some(self)
    }

    /// How many entries expect the word.
    pub(super) fn count(&self) -> usize {
        self.expected.count()
    }
}

/// The word itself.
pub(super) fn exact(view: &SearchView<'_>, word: &str) -> Option<Reading> {
    let lists = view.vocabulary.find(word.as_bytes())?;
    Some(Reading::of(view, [&lists], 1.0, WhyMatched::Exact))
}

/// What some words stand for: all words of the phrase together.
pub(super) fn phrase(view: &SearchView<'_>, expansion: &Expansion) -> Option<Reading> {
    let mut words = expansion.phrase.iter();
    let mut all = exact(view, words.next()?)?;
    for word in words {
        all = all.and(&exact(view, word)?)?;
    }
    let covers = expansion.range.len().max(1) as u32;
    all.worth /= covers;
    all.optional_worth /= covers;
    all.quality = 0.97 * expansion.weight;
    all.why = WhyMatched::Synonym(expansion.phrase.join(" "));
    Some(all)
}

/// Two words written apart that are one: `heart burn`.
pub(super) fn joined(view: &SearchView<'_>, left: &str, right: &str) -> Option<Reading> {
    let whole = format!("{left}{right}");
    let mut found = exact(view, &whole)?;
    found.worth /= 2;
    found.quality = 0.9;
    found.why = WhyMatched::Spelling(whole);
    Some(found)
}

/// One word that is two run together: `covid19`. Of several ways the most common counts.
pub(super) fn parted(view: &SearchView<'_>, word: &str) -> Option<Reading> {
    if !word.is_ascii() || word.len() < 5 {
        return None;
    }
    let mut best: Option<Reading> = None;
    for cut in 2..=word.len() - 2 {
        let (left, right) = word.split_at(cut);
        let Some(second) = exact(view, right) else { continue };
        let Some(mut both) = exact(view, left).and_then(|first| first.and(&second)) else { continue };
        if best.as_ref().is_none_or(|best| best.count() < both.count()) {
            both.quality = 0.8;
            both.why = WhyMatched::Spelling(format!("{left} {right}"));
            best = Some(both);
        }
    }
    best
}

/// The beginning of longer words.
pub(super) fn begins_with(view: &SearchView<'_>, word: &str, quality: f32) -> Option<Reading> {
    let mut lists = Vec::new();
    view.vocabulary.begin_with(word.as_bytes(), |met| {
        if met.bare().len() > word.len() {
            let mut both = Lists::default();
            both.add(met);
            lists.push(both);
        }
        true
    });
    (!lists.is_empty()).then(|| Reading::of(view, &lists, quality, WhyMatched::Prefix))
}

/// A whole number read as any with decimals: `35` finds `35.0-35.9`.
pub(super) fn decimals(view: &SearchView<'_>, word: &str) -> Option<Reading> {
    if !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    begins_with(view, &format!("{word}."), 0.85)
}

/// Other forms of the word: those with the same stem.
pub(super) fn other_forms(view: &SearchView<'_>, word: &str) -> Vec<Reading> {
    if word.len() < 5 || !word.is_ascii() {
        return Vec::new();
    }
    let stemmer = Stemmer::create(Algorithm::English);
    let stem = stemmer.stem(word);
    // Porter writes a final y as i: the words themselves share only what is before it.
    let root = stem.strip_suffix('i').unwrap_or(&stem);
    if root.len() < 4 {
        return Vec::new();
    }
    let mut forms: Vec<(String, Lists)> = Vec::new();
    view.vocabulary.begin_with(root.as_bytes(), |met| {
        let Ok(other) = std::str::from_utf8(met.bare()) else { return true };
        if let Some((last, lists)) = forms.last_mut().filter(|(last, _)| last == other) {
            debug_assert_eq!(last, other);
            lists.add(met);
        } else if other.len() <= root.len() + 5 && other != word && stemmer.stem(other) == stem {
            let mut lists = Lists::default();
            lists.add(met);
            forms.push((other.to_owned(), lists));
        }
        forms.len() <= MOST_FORMS
    });
    let read = |(form, lists): (String, Lists)| Reading::of(view, [&lists], 0.8, WhyMatched::Form(form));
    forms.into_iter().map(read).collect()
}

/// The words that this one may be a misspelling of.
pub(super) fn misspellings(view: &SearchView<'_>, word: &str) -> Vec<Reading> {
    near::words(&view.vocabulary, word)
        .into_iter()
        .map(|near| {
            let quality = 0.85 - 0.15 * near.slips as f32 - if near.other_start { 0.1 } else { 0.0 };
            Reading::of(view, [&near.lists], quality, WhyMatched::Spelling(near.word))
        })
        .collect()
}
