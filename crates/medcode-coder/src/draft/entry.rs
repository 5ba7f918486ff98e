//! The entry of the Index that a phrase of the lexicon stands for, so that the walk goes on
//! from there.

use crate::lexicon::Phrase;
use medcode_kb::kept::Kept;
use medcode_kb::query::Release;
use medcode_kb::quick::QuickMap;
use medcode_kb::tables::index::IndexKind;
use medcode_kb::text::normal;
use medcode_model::ReleaseId;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};

/// Main terms of one release by their words.
type MainTerms = HashMap<String, u32>;

/// Entries of phrases, found when first asked for.
#[derive(Default)]
pub(crate) struct Entries {
    main: RwLock<HashMap<ReleaseId, Arc<MainTerms>>>,
    found: RwLock<QuickMap<(ReleaseId, u32), Option<u32>>>,
    subterms: Kept<Subterms>,
}

/// The subterms of an entry that have a code, with the words that choose each.
pub(super) type Subterms = Vec<(u32, Vec<String>)>;

impl Entries {
    /// The entry that the source of a phrase names: `Index: Osteoarthritis > hip`.
    pub(super) fn of(&self, release: &Release, number: u32, phrase: &Phrase) -> Option<u32> {
        let key = (release.id(), number);
        if let Some(found) = self.found.read().ok().and_then(|all| all.get(&key).copied()) {
            return found;
        }
        let found = self.find(release, phrase);
        if let Ok(mut all) = self.found.write() {
            all.insert(key, found);
        }
        found
    }

    /// The subterms of an entry, read when it is first walked from.
    pub(super) fn subterms(&self, release: &Release, node: u32) -> &Subterms {
        self.subterms.of(release, node, || {
            let nodes = release.index_nodes();
            let coded = release
                .index_children(node)
                .filter(|&c| nodes.get(c as usize).is_some_and(|n| n.has_code()));
            coded
                .map(|c| {
                    let words = normal::words(&release.index_title(c));
                    (c, words.into_iter().filter(|w| !super::refine::is_empty(w)).collect::<Vec<_>>())
                })
                .filter(|(_, words)| !words.is_empty())
                .collect()
        })
    }

    fn find(&self, release: &Release, phrase: &Phrase) -> Option<u32> {
        let (_, path) = phrase.source.split_once("Index: ")?;
        let mut steps = path.split(" > ").map(str::trim);
        let mut node = *self.main_terms(release).get(steps.next()?)?;
        for step in steps {
            node = release.index_children(node).find(|&c| release.index_title(c) == step)?;
        }
        Some(node)
    }

    fn main_terms(&self, release: &Release) -> Arc<MainTerms> {
        if let Some(found) = self.main.read().ok().and_then(|all| all.get(&release.id()).cloned()) {
            return found;
        }
        let nodes = release.index_nodes();
        let mut terms = MainTerms::new();
        for (node, at) in nodes.iter().zip(0u32..) {
            if node.level == 0 && node.kind() == IndexKind::Alphabetic {
                terms.entry(release.index_title(at)).or_insert(at);
            }
        }
        let terms = Arc::new(terms);
        if let Ok(mut all) = self.main.write() {
            all.insert(release.id(), Arc::clone(&terms));
        }
        terms
    }
}
