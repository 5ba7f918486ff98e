//! Which seventh characters came, went or mean otherwise?

use crate::changes::SeventhChange;
use medcode_kb::query::Release;
use medcode_kb::tables::seventh::{SECTION, SeventhRow};
use medcode_model::Code;
use std::collections::BTreeMap;

fn all(release: &Release) -> BTreeMap<([u8; 7], u8), String> {
    let rows: &[SeventhRow] = release.file().rows(SECTION);
    let meaning = |r: &SeventhRow| release.text().get(r.meaning.get());
    rows.iter().map(|r| ((r.owner, r.character), meaning(r))).collect()
}

/// The changes, by the code the list stands at, then by character.
pub(crate) fn changes(before: &Release, after: &Release) -> Vec<SeventhChange> {
    let (old, new) = (all(before), all(after));
    let keys: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let change = |key: &([u8; 7], u8)| {
        let (was, is) = (old.get(key), new.get(key));
        (was != is).then(|| SeventhChange {
            code: Code::from_bytes(after.system(), key.0),
            character: char::from(key.1),
            before: was.cloned(),
            after: is.cloned(),
        })
    };
    keys.into_iter().filter_map(change).collect()
}
