//! Instructional notes: verbatim, with the codes each names.

use super::ReleaseWriter;
use medcode_model::{CharPlace, Code, CodeSystem, NoteKind, Target};
use zerocopy::little_endian::{U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// Section name of the notes.
pub const NOTES: &str = "notes";
/// Section name of the codes they name.
pub const TARGETS: &str = "note.targets";

/// What a note stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A chapter, by its row.
    Chapter(u32),
    /// A block, by its row.
    Block(u32),
    /// A code, by its row.
    Code(u32),
}

impl Owner {
    const fn split(self) -> (u8, u32) {
        match self {
            Self::Chapter(n) => (0, n),
            Self::Block(n) => (1, n),
            Self::Code(n) => (2, n),
        }
    }
}

/// One note.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct NoteRow {
    owner_kind: u8,
    kind: u8,
    complete: u8,
    targets_len: u8,
    owner: U32,
    /// The words.
    pub text: U32,
    targets_start: U32,
}

impl NoteRow {
    /// Which kind of note.
    #[must_use]
    pub fn kind(&self) -> NoteKind {
        NoteKind::from_u8(self.kind).unwrap_or(NoteKind::Note)
    }

    /// Whether every code it names was understood.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.complete != 0
    }
}

/// A code or range that a note names.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct TargetRow {
    from: [u8; 7],
    place: u8,
    to: [u8; 7],
    reserved: u8,
    chars: U64,
}

impl TargetRow {
    /// The target.
    #[must_use]
    pub fn target(&self) -> Target {
        Target {
            from: Code::from_bytes(CodeSystem::Icd10Cm, self.from),
            to: Code::from_bytes(CodeSystem::Icd10Cm, self.to),
            place: CharPlace::from_u8(self.place),
            chars: self.chars.get(),
        }
    }
}

/// A note to be written.
pub struct NewNote {
    /// What it stands under.
    pub owner: Owner,
    /// Its kind.
    pub kind: NoteKind,
    /// Its words.
    pub text: u32,
    /// The codes it names.
    pub targets: Vec<Target>,
    /// Whether every code it names was understood.
    pub complete: bool,
}

/// Writes both tables. Notes of one owner keep the order they are given in.
pub fn write(mut notes: Vec<NewNote>, out: &mut ReleaseWriter) {
    notes.sort_by_key(|n| n.owner.split());
    let mut rows = Vec::with_capacity(notes.len());
    let mut targets: Vec<TargetRow> = Vec::new();
    for note in notes {
        let (owner_kind, owner) = note.owner.split();
        let start = targets.len() as u32;
        targets.extend(note.targets.iter().take(255).map(|t| TargetRow {
            from: *t.from.bytes(),
            to: *t.to.bytes(),
            place: t.place as u8,
            reserved: 0,
            chars: t.chars.into(),
        }));
        rows.push(NoteRow {
            owner_kind,
            kind: note.kind as u8,
            complete: u8::from(note.complete && note.targets.len() <= 255),
            targets_len: note.targets.len().min(255) as u8,
            owner: owner.into(),
            text: note.text.into(),
            targets_start: start.into(),
        });
    }
    out.rows(NOTES, &rows);
    out.rows(TARGETS, &targets);
}

/// The notes that stand under an owner, in the order of the Tabular.
#[must_use]
pub fn of(rows: &[NoteRow], owner: Owner) -> &[NoteRow] {
    let key = owner.split();
    let start = rows.partition_point(|r| (r.owner_kind, r.owner.get()) < key);
    let len = rows[start..].partition_point(|r| (r.owner_kind, r.owner.get()) == key);
    &rows[start..start + len]
}

/// The codes a note names.
#[must_use]
pub fn targets<'a>(note: &NoteRow, all: &'a [TargetRow]) -> &'a [TargetRow] {
    let start = note.targets_start.get() as usize;
    all.get(start..start + usize::from(note.targets_len)).unwrap_or_default()
}
