//! What does a short form stand for in this note?

use medcode_kb::quick::QuickMap;
use medcode_kb::text::normal;

/// One meaning of a short form.
struct Meaning {
    /// As clinicians write it: `PsA` is not `PSA`.
    short: &'static str,
    words: Vec<String>,
    /// Any of these words in the note makes it this meaning; empty: always.
    needs: Vec<String>,
    /// Taken where no other meaning is called for.
    default: bool,
}

/// What stands around a short form: a word near it, a word anywhere in the note.
pub(crate) struct Context<'a> {
    pub(crate) near: &'a dyn Fn(&str) -> bool,
    pub(crate) note: &'a dyn Fn(&str) -> bool,
    /// The note is typed without capitals, so that they tell nothing.
    pub(crate) small: bool,
}

/// Short forms by their folded spelling.
pub(super) struct Abbreviations(QuickMap<String, Vec<Meaning>>);

/// Short forms in small letters that are common words or too short to tell.
const ALSO_WORDS: &[&str] = &[
    "add", "aids", "all", "am", "an", "apt", "arm", "arms", "as", "at", "be", "bid", "can", "cap",
    "cat", "ch", "dim", "do", "eat", "ed", "er", "fed", "fit", "gas", "go", "had", "has", "he", "hip",
    "his", "hit", "hot", "id", "if", "im", "in", "is", "it", "la", "lap", "lad", "led", "lie", "map",
    "mass", "may", "me", "men", "mi", "ms", "nice", "no", "nose", "of", "oh", "on", "op", "or", "pa",
    "pad", "pap", "par", "pat", "pet", "pm", "port", "pop", "pot", "pre", "rad", "rap", "rest", "sad",
    "sars", "so", "spa", "star", "tap", "tic", "to", "toe", "up", "us", "was", "we",
];

impl Abbreviations {
    pub(super) fn read() -> Self {
        let mut out: QuickMap<String, Vec<Meaning>> = QuickMap::default();
        for row in medcode_lexicon::abbreviations() {
            let mut short = normal::tokens(row.short);
            let (Some(first), None) = (short.next(), short.next()) else { continue };
            let needs = row.needs.trim();
            let default = needs == "default";
            let needs = if default || needs == "-" { Vec::new() } else { normal::words(needs) };
            let words = normal::words(row.expansion);
            out.entry(normal::fold(first.raw)).or_default().push(Meaning {
                short: row.short,
                words,
                needs,
                default,
            });
        }
        Self(out)
    }

    /// Whether a folded word may be a short form.
    pub(super) fn holds(&self, folded: &str) -> bool {
        self.0.contains_key(folded)
    }

    /// The words it stands for; none where it is no short form here.
    pub(super) fn expand(&self, folded: &str, raw: &str, context: &Context<'_>) -> &[String] {
        let Some(meanings) = self.0.get(folded) else { return &[] };
        let same = |m: &&Meaning| {
            m.short == raw
                || (context.small
                    && raw.len() > 2
                    && m.short.eq_ignore_ascii_case(raw)
                    && !ALSO_WORDS.contains(&folded))
        };
        let exact: Vec<&Meaning> = meanings.iter().filter(same).collect();
        let taken = if exact.is_empty() {
            // "Pre" at the start of a line is the word, not the short form.
            let small = raw.chars().skip(1).all(char::is_lowercase);
            // One meaning whatever its letters, and no other reading of the small letters.
            let one = meanings.iter().all(|m| m.words == meanings[0].words);
            // Mixed letters are part of the short form: `PCa` is not `PCA`.
            let mixed = meanings.iter().all(|m| {
                !m.short.chars().all(|c| !c.is_lowercase()) && m.short.chars().any(char::is_uppercase)
            });
            // `PRE` is no `PRES`.
            let cut = meanings.iter().all(|m| raw.chars().count() < m.short.chars().count());
            if !one || mixed || cut || (small && (raw.len() < 3 || ALSO_WORDS.contains(&folded))) {
                return &[];
            }
            meanings.iter().collect()
        } else {
            exact
        };
        let calls = |here: &dyn Fn(&str) -> bool| taken.iter().find(|m| m.needs.iter().any(|w| here(w)));
        let usual = taken.iter().find(|m| m.default || m.needs.is_empty());
        let settled = calls(context.near).or(usual).or_else(|| calls(context.note));
        settled.map_or(&[], |m| &m.words)
    }

    /// Whether a short form has one meaning, or one that this note calls for.
    pub(super) fn is_unambiguous(&self, raw: &str, folded: &str, context: &Context<'_>) -> bool {
        let Some(meanings) = self.0.get(folded) else { return true };
        let mine: Vec<&Meaning> = meanings.iter().filter(|m| m.short == raw).collect();
        mine.is_empty()
            || mine.iter().any(|m| m.needs.is_empty() && !m.default)
            || mine.iter().any(|m| m.needs.iter().any(|w| (context.near)(w)))
    }
}
