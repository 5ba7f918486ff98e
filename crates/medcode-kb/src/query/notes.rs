//! Notes of a code: its own and those it inherits, with where each comes from.

use super::Release;
use crate::tables::notes::{self, NoteRow, Owner, TargetRow};
use medcode_model::{NoteKind, Target};

/// Where a note stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteOwner {
    /// A chapter, by its number.
    Chapter(u8),
    /// A block, by its first and last category.
    Block(String),
    /// A code, as printed.
    Code(String),
}

/// A note that holds for a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteAt {
    /// Its kind.
    pub kind: NoteKind,
    /// Where it stands.
    pub from: NoteOwner,
    /// Its words.
    pub text: String,
    /// The codes it names.
    pub targets: Vec<Target>,
    /// Whether every code it names was understood.
    pub complete: bool,
}

impl std::fmt::Display for NoteOwner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Chapter(n) => write!(f, "chapter {n}"),
            Self::Block(range) => f.write_str(range),
            Self::Code(code) => f.write_str(code),
        }
    }
}

impl Release {
    /// The rows of the notes under an owner.
    #[must_use]
    pub fn note_rows(&self, owner: Owner) -> &[NoteRow] {
        notes::of(self.all_notes(), owner)
    }

    /// The codes a note names, as rows.
    #[must_use]
    pub fn note_targets(&self, note: &NoteRow) -> &[TargetRow] {
        notes::targets(note, self.file().rows(notes::TARGETS))
    }

    /// Whether an Excludes1 note keeps two codes apart. One that sends the coder to the condition itself
    /// (`code to condition in Chapter 15`) or lists most of the book says where else a thing is coded.
    #[must_use]
    pub fn keeps_apart(&self, owner: Owner, note: &NoteRow) -> bool {
        let chapters = |t: &TargetRow| {
            let (from, to) = (t.target().from.bytes()[0], t.target().to.bytes()[0]);
            // Two letters may be one chapter or block (C00-D49, X92-Y09); more are several chapters.
            to.saturating_sub(from) > 1
        };
        let sends = || {
            let text = self.note_at(owner, note).text.to_ascii_lowercase();
            text.contains("code to") && text.contains("chapter")
        };
        note.kind() == NoteKind::Excludes1 && !self.note_targets(note).iter().any(chapters) && !sends()
    }

    /// The owners whose notes hold for a code: itself, the codes above, the
    /// blocks around it from the narrowest, the chapter.
    #[must_use]
    pub fn note_owners(&self, row: u32) -> Vec<Owner> {
        let mut owners = vec![Owner::Code(row)];
        owners.extend(self.ancestors(row).into_iter().map(Owner::Code));
        owners.extend(self.blocks_of(row).into_iter().map(|n| Owner::Block(n as u32)));
        owners.extend(self.chapter_of(row).map(|n| Owner::Chapter(n as u32)));
        owners
    }

    /// All notes that hold for a code, its own first. Inclusion terms and the sentence
    /// above a list of seventh characters are the owner's own and are not inherited.
    #[must_use]
    pub fn notes(&self, row: u32) -> Vec<NoteAt> {
        let mut out = Vec::new();
        for owner in self.note_owners(row) {
            for note in self.note_rows(owner) {
                let inherited = owner != Owner::Code(row);
                if inherited && matches!(note.kind(), NoteKind::InclusionTerm) {
                    continue;
                }
                out.push(self.note_at(owner, note));
            }
        }
        out
    }

    /// A note with its words and the codes it names.
    #[must_use]
    pub fn note_at(&self, owner: Owner, note: &NoteRow) -> NoteAt {
        NoteAt {
            kind: note.kind(),
            from: self.owner_name(owner),
            text: self.text().get(note.text.get()),
            targets: self.note_targets(note).iter().map(TargetRow::target).collect(),
            complete: note.is_complete(),
        }
    }

    fn owner_name(&self, owner: Owner) -> NoteOwner {
        match owner {
            Owner::Chapter(n) => {
                NoteOwner::Chapter(self.chapters().get(n as usize).map_or(0, |c| c.chapter))
            }
            Owner::Block(n) => {
                NoteOwner::Block(self.blocks().get(n as usize).map_or_else(String::new, |b| {
                    format!("{}-{}", String::from_utf8_lossy(&b.from), String::from_utf8_lossy(&b.to))
                }))
            }
            Owner::Code(row) => NoteOwner::Code(self.code(row).to_string()),
        }
    }
}
