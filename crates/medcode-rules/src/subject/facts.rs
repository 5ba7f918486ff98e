//! What the Tabular List says of a code, as far as rules ask: worked out once and kept.

use super::notes::{self, Note};
use super::titles::{self, Cut, Side};
use medcode_kb::kept::Kept;
use medcode_kb::query::Release;
use medcode_kb::tables::notes::Owner;
use medcode_model::Code;
use std::sync::{Arc, OnceLock};

/// What is kept of the releases.
#[derive(Default)]
pub struct Shelf {
    codes: Kept<Facts>,
    notes: Kept<Vec<Note>, Owner>,
}

/// What rules ask of a code.
pub(crate) struct Facts {
    /// The notes that hold for it: its own, those of the codes above, its blocks, its chapter.
    pub(crate) notes: Vec<Arc<Vec<Note>>>,
    /// Its title, cut.
    pub(crate) title: Cut,
    /// Its title says `in diseases classified elsewhere`.
    pub(crate) is_manifestation: bool,
    /// The trimester that its title names.
    pub(crate) trimester: Option<&'static str>,
    row: u32,
    both: OnceLock<Option<Code>>,
}

impl Shelf {
    pub(super) fn facts(&self, release: &Release, row: u32) -> Arc<Facts> {
        self.codes.of(release, row, || Facts::of(self, release, row))
    }
}

impl Facts {
    fn of(shelf: &Shelf, release: &Release, row: u32) -> Self {
        let owners = release.note_owners(row).into_iter();
        let notes = owners
            .map(|owner| shelf.notes.of(release, owner, || notes::under(release, owner)))
            .filter(|notes| !notes.is_empty());
        let title = release.title(row);
        let lower = title.to_ascii_lowercase();
        Self {
            notes: notes.collect(),
            title: titles::cut(&title),
            is_manifestation: lower.contains("diseases classified elsewhere"),
            trimester: ["first", "second", "third"]
                .into_iter()
                .find(|t| lower.contains(&format!("{t} trimester"))),
            row,
            both: OnceLock::new(),
        }
    }

    /// The bilateral code of the category with the same words.
    pub(crate) fn both_sides(&self, release: &Release) -> Option<Code> {
        *self.both.get_or_init(|| {
            let category = release.find(&release.code(self.row).category())?;
            let same = |row: &u32| {
                let title = titles::cut(&release.title(*row));
                title.side == Some(Side::Bilateral) && titles::alike(&title.rest, &self.title.rest)
            };
            let mut billable = release.under(category).filter(|r| release.is_billable(*r));
            billable.find(same).map(|r| release.code(r))
        })
    }
}
