//! What does a short form stand for in this note?

use medcode_kb::text::normal;
use std::collections::HashMap;

/// One meaning of a short form.
struct Meaning {
    words: Vec<String>,
    /// Any of these words in the note makes it this meaning; empty: always.
    needs: Vec<String>,
    /// Taken where no other meaning is called for.
    default: bool,
}

/// Short forms by their folded spelling.
pub(super) struct Abbreviations(HashMap<String, Vec<Meaning>>);

/// Short forms that are common words too: they count only in capitals.
const ALSO_WORDS: &[&str] = &[
    "aids", "all", "am", "an", "apt", "arm", "arms", "as", "at", "be", "bid", "can", "cap", "cat", "ch",
    "dim", "do", "eat", "ed", "er", "fed", "fit", "gas", "go", "had", "has", "he", "hip", "his", "hit",
    "hot", "id", "if", "im", "in", "is", "it", "la", "lap", "lad", "led", "lie", "map", "mass", "may",
    "me", "men", "mi", "ms", "nice", "no", "nose", "of", "oh", "on", "op", "or", "pa", "pad", "pap",
    "par", "pat", "pet", "pm", "port", "pop", "pot", "rad", "rap", "rest", "sad", "sars", "so", "spa",
    "star", "tap", "tia", "tic", "to", "toe", "up", "us", "was", "we",
];

impl Abbreviations {
    pub(super) fn read() -> Self {
        let mut out: HashMap<String, Vec<Meaning>> = HashMap::new();
        for row in medcode_lexicon::abbreviations() {
            let mut short = normal::tokens(row.short);
            let (Some(first), None) = (short.next(), short.next()) else { continue };
            let needs = row.needs.trim();
            let default = needs == "default";
            let needs = if default || needs == "-" { Vec::new() } else { normal::words(needs) };
            let words = normal::words(row.expansion);
            out.entry(normal::fold(first.raw)).or_default().push(Meaning { words, needs, default });
        }
        Self(out)
    }

    pub(super) fn expand(&self, folded: &str, raw: &str, here: &dyn Fn(&str) -> bool) -> &[String] {
        let Some(meanings) = self.0.get(folded) else { return &[] };
        let capitals = raw.len() > 1 && raw.chars().skip(1).any(char::is_uppercase);
        if !capitals
            && (ALSO_WORDS.contains(&folded)
                || raw.len() <= 2 && !matches!(folded, "fx" | "hx" | "dz" | "dm" | "ca" | "ha"))
        {
            return &[];
        }
        let called = meanings.iter().find(|m| !m.needs.is_empty() && m.needs.iter().any(|w| here(w)));
        let taken = called.or_else(|| meanings.iter().find(|m| m.default || m.needs.is_empty()));
        taken.map_or(&[], |m| &m.words)
    }
}
