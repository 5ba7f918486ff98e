//! The notes of the Tabular List that hold for a reported code, and whether one names a code.

use crate::subject::{Dx, Subject};
use medcode_kb::query::Release;
use medcode_kb::tables::notes::{NoteRow, Owner};
use medcode_model::{Code, NoteKind};

/// The lines of one kind of note under one owner: a list is one note.
pub(super) struct Note<'a> {
    release: &'a Release,
    owner: Owner,
    rows: Vec<&'a NoteRow>,
}

impl Note<'_> {
    /// Whether the note names the code of a diagnosis.
    pub(super) fn names(&self, dx: &Dx<'_>) -> bool {
        let Some(code) = dx.code else { return false };
        let targets = self.rows.iter().flat_map(|r| self.release.note_targets(r));
        targets.into_iter().any(|t| t.target().matches(&code))
    }

    /// A list of what may be there, of drugs, statuses and company: no claim owes it.
    pub(super) fn is_open(&self) -> bool {
        let text = self.text().to_ascii_lowercase();
        self.rows.len() > 3
            || ["associated", "status", "drug", "tobacco"].iter().any(|w| text.contains(w))
    }

    /// Its words; of a long list the first lines.
    pub(super) fn text(&self) -> String {
        const SHOWN: usize = 4;
        let texts = self.rows.iter().take(SHOWN).map(|r| self.release.note_at(self.owner, r).text);
        let text = texts.collect::<Vec<_>>().join("; ");
        // The heading says "code" already.
        let text = text.strip_prefix("code ").unwrap_or(&text);
        match self.rows.len().checked_sub(SHOWN) {
            Some(more) if more > 0 => format!("{text}; and {more} more"),
            _ => text.to_owned(),
        }
    }

    /// Its words and where they stand.
    pub(super) fn cited(&self) -> String {
        let Some(first) = self.rows.first() else { return String::new() };
        let note = self.release.note_at(self.owner, first);
        format!("{} at {}: {}", first.kind().heading(), note.from, self.text())
    }
}

/// A reported code and a note that holds for it.
pub(super) struct Asked<'s, 'a> {
    pub(super) dx: &'s Dx<'a>,
    pub(super) code: Code,
    pub(super) note: Note<'a>,
    /// The note says `if applicable` or leaves it open otherwise.
    pub(super) soft: bool,
}

/// Every note of a kind that names codes, for every reported code.
pub(super) fn asks<'s, 'a>(subject: &'s Subject<'a>, kind: NoteKind) -> Vec<Asked<'s, 'a>> {
    let Some(release) = subject.releases.cm else { return Vec::new() };
    let mut out = Vec::new();
    for dx in subject.reported() {
        let (Some(row), Some(code)) = (dx.row, dx.code) else { continue };
        for owner in release.note_owners(row) {
            let of_kind = release.note_rows(owner).iter().filter(|n| n.kind() == kind);
            let rows: Vec<&NoteRow> = of_kind.filter(|n| !release.note_targets(n).is_empty()).collect();
            if rows.is_empty() {
                continue;
            }
            let note = Note { release, owner, rows };
            let text = note.text().to_ascii_lowercase();
            // What stands at a chapter or block leaves open whether it applies.
            let soft = !matches!(owner, Owner::Code(_))
                || ["applicable", "if known", "such as", "if desired", ", if", "any "]
                    .iter()
                    .any(|w| text.contains(w));
            out.push(Asked { dx, code, note, soft });
        }
    }
    out
}
