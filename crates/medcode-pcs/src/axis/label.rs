//! Which label of the official tables do words name?
//!
//! A label is named where every word of it that tells it apart is said: `Lower Lung Lobe,
//! Right` by "RLL", `Stomach, Pylorus` by "antrum". Sides are looked for apart.

use super::values::Value;
use super::{Side, Words};
use crate::read::scope::Stretch;
use std::collections::HashMap;

/// A value whose label is named.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) character: u8,
    pub(crate) side: Option<Side>,
    /// Tokens that name it.
    pub(crate) tokens: (usize, usize),
    /// How many words of the label are said.
    pub(crate) said: usize,
}

/// The words said in a stretch, each where it stands first.
type Said<'a> = HashMap<&'a str, (usize, usize)>;

impl Words<'_, '_> {
    /// The values named in the closest stretch that names any, the fullest named first.
    pub(crate) fn named(&self, values: &[&Value]) -> Vec<Named> {
        for &stretch in &self.stretches {
            let said = self.said(stretch);
            let mut found: Vec<Named> = values.iter().filter_map(|v| named(v, &said)).collect();
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
            // Words from far apart make no name: "forearm ... from thigh" is no upper arm.
            let spread = |n: &Named| n.tokens.1 - n.tokens.0 > 4;
            found.sort_by_key(|n| (std::cmp::Reverse(n.said), spread(n), away(n), n.character));
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

    fn said(&self, (first, end): Stretch) -> Said<'_> {
        let mut said = Said::with_capacity(end - first);
        for at in first..end {
            said.entry(self.doc.folded(at)).or_insert((at, at + 1));
        }
        let from = self.added.partition_point(|h| h.first < first);
        for hit in self.added[from..].iter().take_while(|h| h.end <= end) {
            for word in &self.tables.added[hit.row].words {
                said.entry(word).or_insert((hit.first, hit.end));
            }
        }
        said
    }
}

fn named(value: &Value, said: &Said<'_>) -> Option<Named> {
    let whole = |part: &Vec<Box<str>>| {
        let mut tokens: Option<(usize, usize)> = None;
        for word in part {
            let hit = said.get(&**word)?;
            let (first, end) = tokens.unwrap_or(*hit);
            tokens = Some((first.min(hit.0), end.max(hit.1)));
        }
        Some((part.len(), tokens?))
    };
    let best = value.parts.iter().filter_map(whole).max_by_key(|(n, _)| *n)?;
    Some(Named { character: value.character, side: value.side, tokens: best.1, said: best.0 })
}
