//! Which label of the official tables do words name?
//!
//! A label is named where every word of it that tells it apart is said: `Lower Lung Lobe,
//! Right` by "RLL", `Stomach, Pylorus` by "antrum". Sides are looked for apart.

use super::{Side, Words};
use crate::read::scope::Stretch;
use medcode_kb::text::normal::words;

/// A value whose label is named.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) character: u8,
    pub(crate) label: String,
    pub(crate) side: Option<Side>,
    /// Tokens that name it.
    pub(crate) tokens: (usize, usize),
    /// How many words of the label are said.
    pub(crate) said: usize,
}

/// Words of labels that the body system already says.
const IMPLIED: &[&str] = &[
    "and",
    "artery",
    "body",
    "bone",
    "bursa",
    "fascia",
    "gland",
    "joint",
    "ligament",
    "lymphatic",
    "muscle",
    "nerve",
    "of",
    "region",
    "skin",
    "subcutaneou",
    "subcutaneous",
    "tendon",
    "tissue",
    "vein",
    "substitute",
    "no",
    "qualifier",
    "or",
    "2",
];

/// A word said in a stretch, and where.
struct Said<'a> {
    word: &'a str,
    tokens: (usize, usize),
}

impl Words<'_, '_> {
    /// The values named in the closest stretch that names any, the fullest named first.
    pub(crate) fn named(&self, values: &[(u8, String)]) -> Vec<Named> {
        for &stretch in &self.stretches {
            let said = self.said(stretch);
            let mut found: Vec<Named> =
                values.iter().filter_map(|(c, label)| named(*c, label, &said)).collect();
            if found.is_empty() {
                continue;
            }
            let away = |n: &Named| {
                if n.tokens.0 >= self.hit.end {
                    n.tokens.0 - self.hit.end
                } else {
                    self.hit.first.saturating_sub(n.tokens.1)
                }
            };
            found.sort_by_key(|n| (std::cmp::Reverse(n.said), away(n), n.character));
            // Of values of which one is named more fully by the same words, that one stands.
            let mut kept: Vec<Named> = Vec::new();
            for n in found {
                let within =
                    |k: &Named| k.said > n.said && k.tokens.0 <= n.tokens.0 && n.tokens.1 <= k.tokens.1;
                if !kept.iter().any(within) {
                    kept.push(n);
                }
            }
            return kept;
        }
        Vec::new()
    }

    fn said(&self, (first, end): Stretch) -> Vec<Said<'_>> {
        let own = (first..end).map(|i| Said { word: self.doc.folded(i), tokens: (i, i + 1) });
        let from = self.added.partition_point(|h| h.first < first);
        let added = self.added[from..].iter().take_while(|h| h.end <= end).flat_map(|h| {
            let words = self.tables.added[h.row].words.iter();
            words.map(|word| Said { word, tokens: (h.first, h.end) })
        });
        own.chain(added).collect()
    }
}

fn named(character: u8, label: &str, said: &[Said<'_>]) -> Option<Named> {
    let all = words(label);
    let side = Side::of_label(&all);
    // `Subcutaneous Tissue and Fascia` is one thing, `Lower Arm and Wrist` two.
    let whole = label.replace("Tissue and Fascia", "Tissue").replace("Bursa and Ligament", "Bursa");
    let best = whole
        .split(" and ")
        .filter_map(|part| {
            let own: Vec<String> = words(part)
                .into_iter()
                .filter(|w| Side::of_word(w).is_none() && !IMPLIED.contains(&w.as_str()))
                .collect();
            let mut tokens: Option<(usize, usize)> = None;
            for word in &own {
                let hit = said.iter().find(|s| s.word == word)?;
                let (first, end) = tokens.unwrap_or(hit.tokens);
                tokens = Some((first.min(hit.tokens.0), end.max(hit.tokens.1)));
            }
            Some((own.len(), tokens?))
        })
        .max_by_key(|(n, _)| *n)?;
    Some(Named { character, label: label.to_owned(), side, tokens: best.1, said: best.0 })
}
