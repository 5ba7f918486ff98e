//! The legal values of a character, each with the words that tell its label apart: cut once for
//! each place in the tables, however many notes ask.

use super::Side;
use medcode_kb::query::Release;
use medcode_kb::text::normal::words;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// A legal value.
pub(crate) struct Value {
    pub(crate) character: u8,
    pub(crate) side: Option<Side>,
    /// The words that tell it apart; of `Lower Arm and Wrist` those of either.
    pub(crate) parts: Vec<Vec<Box<str>>>,
}

/// First day of the release, the characters before.
type Place = (u32, [u8; 7]);

/// What was cut so far.
#[derive(Default)]
pub(crate) struct Cache(RwLock<HashMap<Place, Arc<[Value]>>>);

/// Words of labels that the body system already says.
const IMPLIED: &[&str] = &[
    "2",
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
    "no",
    "of",
    "or",
    "qualifier",
    "region",
    "skin",
    "subcutaneou",
    "subcutaneous",
    "substitute",
    "tendon",
    "tissue",
    "vein",
];

impl Cache {
    /// The values that may follow these characters.
    pub(crate) fn after(&self, release: &Release, prefix: &[u8]) -> Arc<[Value]> {
        let mut place = (release.id().from.days(), [0; 7]);
        place.1[..prefix.len()].copy_from_slice(prefix);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&place).cloned();
        known.unwrap_or_else(|| {
            let text = String::from_utf8_lossy(prefix);
            let choices = release.pcs_choices(&text).into_iter();
            let made: Arc<[Value]> = choices.map(|c| value(c.character as u8, &c.meaning)).collect();
            let mut map = self.0.write().unwrap_or_else(PoisonError::into_inner);
            map.insert(place, Arc::clone(&made));
            made
        })
    }
}

fn value(character: u8, label: &str) -> Value {
    let side = Side::of_label(&words(label));
    // `Subcutaneous Tissue and Fascia` is one thing, `Lower Arm and Wrist` two.
    let whole = label.replace("Tissue and Fascia", "Tissue").replace("Bursa and Ligament", "Bursa");
    let told = |w: &String| Side::of_word(w).is_none() && !IMPLIED.contains(&w.as_str());
    let part = |p: &str| words(p).into_iter().filter(told).map(Into::into).collect::<Vec<Box<str>>>();
    let parts = whole.split(" and ").map(part).filter(|p| !p.is_empty()).collect();
    Value { character, side, parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_cut_into_what_tells_it_apart() {
        for (label, side, parts) in [
            ("Lower Lung Lobe, Right", Some(Side::Right), vec![vec!["lower", "lung", "lobe"]]),
            (
                "Lower Arm and Wrist Muscle, Left",
                Some(Side::Left),
                vec![vec!["lower", "arm"], vec!["wrist"]],
            ),
            ("Subcutaneous Tissue and Fascia, Scalp", None, vec![vec!["scalp"]]),
            ("No Device", None, vec![vec!["device"]]),
        ] {
            let value = value(b'0', label);
            let cut: Vec<Vec<&str>> =
                value.parts.iter().map(|p| p.iter().map(|w| &**w).collect()).collect();
            assert_eq!((value.side, cut), (side, parts), "{label}");
        }
    }
}
