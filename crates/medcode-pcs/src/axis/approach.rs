//! How was the place reached?

use super::values::Value;
use super::{Chosen, Words};

impl Words<'_, '_> {
    /// The approach that words choose among the legal ones. A conversion settles it (B3.2d,
    /// what follows is coded as done); else the words closest by count.
    pub(crate) fn approach(&self, values: &[&Value]) -> Option<Chosen> {
        let legal = |c: &&u8| values.iter().any(|v| v.character == **c);
        // What other sentences say of a way in is of other procedures, but in the report of one.
        let own = self.stretches.iter().take(4);
        let whole = self.stretches.iter().skip(6);
        for &(first, end) in own.chain(whole) {
            let from = self.ways.partition_point(|h| h.first < first);
            let here: Vec<_> = self.ways[from..].iter().take_while(|h| h.end <= end).collect();
            let mut order: Vec<_> = here.iter().collect();
            order.sort_by_key(|h| {
                let away = if h.first >= self.hit.end {
                    h.first - self.hit.end
                } else {
                    self.hit.first.saturating_sub(h.end)
                };
                (!self.tables.ways[h.row].settles, away)
            });
            for hit in order {
                let way = self.tables.ways[hit.row];
                if let Some(character) = way.characters.iter().find(legal) {
                    let words = Some(self.span(hit.first, hit.end));
                    return Some(Chosen { character: *character, words });
                }
            }
        }
        None
    }
}
