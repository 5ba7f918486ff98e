//! What may a short form of a query stand for?

use medcode_kb::search::{Expand, Expansion};
use medcode_kb::text::normal;
use medcode_lexicon::abbreviations;
use std::collections::HashMap;
use std::sync::OnceLock;

/// How near a meaning is that needs other words beside it, or is one of several.
const ONE_OF_SEVERAL: f32 = 0.8;

/// Most words of a short form (`s p`, `c diff`).
const MOST_WORDS: usize = 3;

/// Short forms by their folded words, each with its meanings.
pub(super) struct ShortForms(HashMap<String, Vec<(Vec<String>, f32)>>);

/// The table, read when the first query comes.
pub(super) fn get() -> &'static ShortForms {
    static FORMS: OnceLock<ShortForms> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms: HashMap<String, Vec<(Vec<String>, f32)>> = HashMap::new();
        for row in abbreviations() {
            let weight = if row.needs.is_empty() { 1.0 } else { ONE_OF_SEVERAL };
            let meanings = forms.entry(normal::words(row.short).join(" ")).or_default();
            meanings.push((normal::words(row.expansion), weight));
        }
        for meanings in forms.values_mut().filter(|m| m.len() > 1) {
            meanings.iter_mut().for_each(|(_, weight)| *weight = weight.min(ONE_OF_SEVERAL));
        }
        ShortForms(forms)
    })
}

impl Expand for ShortForms {
    fn expand(&self, words: &[String]) -> Vec<Expansion> {
        let mut out = Vec::new();
        for start in 0..words.len() {
            for end in start + 1..=words.len().min(start + MOST_WORDS) {
                let Some(meanings) = self.0.get(&words[start..end].join(" ")) else { continue };
                out.extend(meanings.iter().map(|(phrase, weight)| Expansion {
                    range: start..end,
                    phrase: phrase.clone(),
                    weight: *weight,
                }));
            }
        }
        out
    }
}
