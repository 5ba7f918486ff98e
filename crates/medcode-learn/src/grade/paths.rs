//! Which way through the Alphabetic Index leads to a code? The one whose words stand in the note.

use medcode::kb::query::Release;
use medcode::kb::tables::index::IndexKind;
use medcode::kb::text::normal::words;
use medcode_model::Code;
use std::collections::{BTreeMap, BTreeSet};

/// Ways to some codes, found in one walk through the Index.
pub(super) struct Paths(BTreeMap<Code, Vec<String>>);

impl Paths {
    pub(super) fn of(release: &Release, codes: &[Code], note: &str) -> Self {
        let said: BTreeSet<String> = words(note).into_iter().collect();
        let mut best: BTreeMap<Code, (Merit, u32)> = BTreeMap::new();
        for (n, node) in (0u32..).zip(release.index_nodes()) {
            if !node.has_code() || node.kind() == IndexKind::Pcs {
                continue;
            }
            let entry = Code::from_bytes(release.system(), node.code);
            for code in codes.iter().filter(|c| c.is_under(&entry)) {
                let path = release.index_path(n);
                let merit = Merit::of(&entry, &path, &said);
                if best.get(code).is_none_or(|(known, _)| merit > *known) {
                    best.insert(*code, (merit, n));
                }
            }
        }
        Self(best.into_iter().map(|(code, (_, n))| (code, release.index_path(n))).collect())
    }

    pub(super) fn to(&self, code: &Code) -> Vec<String> {
        self.0.get(code).cloned().unwrap_or_default()
    }
}

/// How good a way is: how much of the code the entry gives, how many of its words the note has, and
/// how few it lacks.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Merit(usize, usize, std::cmp::Reverse<usize>);

impl Merit {
    fn of(entry: &Code, path: &[String], said: &BTreeSet<String>) -> Self {
        let all: Vec<String> = path.iter().flat_map(|t| words(t)).collect();
        let have = all.iter().filter(|w| said.contains(*w)).count();
        Self(entry.len(), have, std::cmp::Reverse(all.len() - have))
    }
}
