//! Which tokens of the note may stand for a word?

use super::Reading;
use medcode_kb::quick::Hint;
use medcode_kb::text::list::WordList;
use medcode_kb::words::WordMap;

/// The tokens of every word that a note may hold.
pub(crate) struct Stand {
    /// The number of every word.
    words: WordMap<u32>,
    /// Most words that are asked for are none of them.
    hint: Hint,
    /// Where the tokens of each word begin in `at`, and where the last ones end.
    starts: Vec<u32>,
    at: Vec<(u32, bool)>,
}

impl Stand {
    pub(crate) fn of(reading: &Reading<'_>) -> Self {
        let doc = reading.doc;
        let all = || reading.words.iter().flat_map(|word| &word.forms);
        let count = all().count();
        let mut words: WordMap<u32> = WordMap::with_capacity(count);
        let mut hint = Hint::default();
        // The numbers of the forms of every spelling, one spelling after the other.
        let mut numbers: Vec<(u32, bool)> = Vec::with_capacity(count);
        for form in all() {
            hint.add_packed(form.packed, &form.word);
            let next = words.len() as u32;
            numbers.push((*words.get_packed_or_make(form.packed, &form.word, || next), form.bound));
        }
        let mut end = 0;
        let forms: Vec<&[(u32, bool)]> = reading
            .words
            .iter()
            .map(|word| {
                let start = end;
                end += word.forms.len();
                &numbers[start..end]
            })
            .collect();
        let mut starts = vec![0u32; words.len() + 1];
        let of = |spelling: u32| forms[spelling as usize].iter();
        doc.tokens().iter().flat_map(|t| of(t.spelling)).for_each(|(n, _)| starts[*n as usize + 1] += 1);
        (1..starts.len()).for_each(|n| starts[n] += starts[n - 1]);
        let mut next = starts.clone();
        let mut at = vec![(0, false); starts.last().map_or(0, |&n| n as usize)];
        for (token, place) in doc.tokens().iter().zip(0u32..) {
            let measured = is_measured(reading, place as usize);
            for &(number, bound) in of(token.spelling) {
                let next = &mut next[number as usize];
                at[*next as usize] = (place, bound || measured);
                *next += 1;
            }
        }
        Self { words, hint, starts, at }
    }

    /// The tokens that may stand for a word, in order, each with whether it is bound.
    pub(crate) fn of_word(&self, word: &str) -> &[(u32, bool)] {
        if !self.hint.may_hold(word) {
            return &[];
        }
        let Some(&number) = self.words.get(word) else { return &[] };
        let number = number as usize;
        &self.at[self.starts[number] as usize..self.starts[number + 1] as usize]
    }
}

/// What a number is counted in, so that it is no stage and no type.
static UNITS: WordList = WordList::new(&[
    "ppd", "pack", "day", "week", "wk", "month", "mo", "year", "yr", "hour", "hr", "min", "minute",
    "mg", "mcg", "g", "kg", "lb", "ml", "l", "cc", "cm", "mm", "unit", "tablet", "tab", "pill", "dose",
    "drink", "beer", "time", "x", "episode",
]);

/// "Stage 3 pressure ulcer, smoker (1 ppd)": the 1 counts packs.
fn is_measured(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.doc.folded(at);
    // "58 year old with acute CVA": no old one.
    let aged = |t: usize| {
        matches!(reading.doc.folded(t), "year" | "yr" | "y" | "yo" | "month" | "mo" | "week" | "day")
    };
    if word == "old" && at > 0 && aged(at - 1) {
        return true;
    }
    word.bytes().all(|b| b.is_ascii_digit()) && UNITS.has(reading.doc.folded(at + 1))
}
