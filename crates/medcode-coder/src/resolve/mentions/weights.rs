//! How sure is a mention? A linear model over [`super::features`], its weights fitted to
//! labelled mentions by `cargo xtask mention-weights` (lexicon/mention-weights.tsv).

use medcode_kb::quick::QuickMap;

/// The chance of the level that the rule takes where there are no weights.
const BY_RULE: f32 = 0.6;
/// And of any other level.
const OTHERWISE: f32 = 0.1;

/// The weight of every feature.
pub(crate) struct Weights(QuickMap<&'static str, f32>);

impl Weights {
    /// Reads the table.
    pub(crate) fn read() -> Self {
        let table = medcode_lexicon::table("mention-weights").unwrap_or_default();
        let rows = medcode_lexicon::rows(table);
        Self(rows.filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?))).collect())
    }

    /// The chance that a label names this level of a mention's code.
    pub(super) fn chance(&self, features: &[String], by_rule: bool) -> f32 {
        if self.0.is_empty() {
            return if by_rule { BY_RULE } else { OTHERWISE };
        }
        let sum: f32 = features.iter().filter_map(|f| self.0.get(f.as_str())).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}
