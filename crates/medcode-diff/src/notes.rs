//! Which notes and inclusion terms came, went, changed their kind or read otherwise?

use crate::changes::NoteChange;
use medcode_kb::query::Release;
use medcode_kb::tables::notes::Owner;
use medcode_model::{Code, CodeSystem, NoteKind};
use std::collections::BTreeMap;

/// Chapter, block or code: its place in the order of reports, and its name.
type Key = (u8, String);

struct Notes {
    owner: String,
    code: Code,
    list: Vec<(NoteKind, String)>,
}

/// The changes, chapters first, then blocks, then codes in their order.
pub(crate) fn changes(before: &Release, after: &Release) -> Vec<NoteChange> {
    let mut old = all(before);
    let mut out = Vec::new();
    let mut new = all(after);
    // Owners that only the older one has come with an empty list on the other side.
    for (key, notes) in &old {
        new.entry(key.clone()).or_insert_with(|| Notes {
            owner: notes.owner.clone(),
            code: notes.code,
            list: Vec::new(),
        });
    }
    for (key, notes) in new {
        let before = old.remove(&key).map(|n| n.list).unwrap_or_default();
        if before != notes.list {
            owner_changes(&key, &notes, before, &mut out);
        }
    }
    out
}

fn all(release: &Release) -> BTreeMap<Key, Notes> {
    let mut out = BTreeMap::new();
    let mut put = |key: Key, owner: Owner, code: Code| {
        let rows = release.note_rows(owner);
        if rows.is_empty() {
            return;
        }
        let list = rows.iter().map(|r| (r.kind(), release.text().get(r.text.get()))).collect();
        let name = rows.first().map_or_else(String::new, |r| release.note_at(owner, r).from.to_string());
        out.insert(key, Notes { owner: name, code, list });
    };
    let category = |from: [u8; 3]| {
        let mut code = [0; 7];
        code[..3].copy_from_slice(&from);
        Code::from_bytes(CodeSystem::Icd10Cm, code)
    };
    for (chapter, n) in release.chapters().iter().zip(0..) {
        put((0, format!("{:03}", chapter.chapter)), Owner::Chapter(n), category(chapter.from));
    }
    for (block, n) in release.blocks().iter().zip(0..) {
        let key = String::from_utf8_lossy(&[block.from, block.to].concat()).into_owned();
        put((1, key), Owner::Block(n), category(block.from));
    }
    for row in 0..release.codes().len() as u32 {
        let code = release.code(row);
        put((2, code.compact().to_owned()), Owner::Code(row), code);
    }
    out
}

fn owner_changes(
    key: &Key,
    notes: &Notes,
    mut before: Vec<(NoteKind, String)>,
    out: &mut Vec<NoteChange>,
) {
    let mut after = notes.list.clone();
    after.retain(|note| match before.iter().position(|b| b == note) {
        Some(n) => {
            before.remove(n);
            false
        }
        None => true,
    });
    let change = |kind, kind_before, before, after| NoteChange {
        owner: notes.owner.clone(),
        code: notes.code,
        at_code: key.0 == 2,
        kind,
        kind_before,
        before,
        after,
    };
    for (kind, text) in after {
        let same_words = before.iter().position(|(_, t)| *t == text);
        let found =
            same_words.or_else(|| before.iter().position(|(k, t)| *k == kind && alike(t, &text)));
        let old = found.map(|n| before.remove(n));
        let kind_before = old.as_ref().map(|(k, _)| *k).filter(|k| *k != kind);
        out.push(change(kind, kind_before, old.map(|(_, t)| t), Some(text)));
    }
    for (kind, text) in before {
        out.push(change(kind, None, Some(text), None));
    }
}

/// Whether two texts are one that was revised: at least half of the words of the longer one
/// stand in both.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let words = |t: &str| t.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (a, mut b) = (words(a), words(b));
    let longer = a.len().max(b.len());
    let mut shared = 0;
    for word in &a {
        if let Some(n) = b.iter().position(|w| w == word) {
            b.swap_remove(n);
            shared += 1;
        }
    }
    longer > 0 && shared * 2 >= longer
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn a_text_with_half_its_words_kept_is_the_same_one_revised() {
        assert!(alike("acute sinusitis (J01.-)", "acute recurrent sinusitis (J01.-)"));
        assert!(!alike("acute sinusitis (J01.-)", "chronic tonsillitis (J35.0-)"));
        assert!(!alike("", ""));
    }
}
