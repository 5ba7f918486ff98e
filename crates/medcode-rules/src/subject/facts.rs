//! What the Tabular List says of a code, as far as rules ask: worked out once and kept.

use super::notes::{self, Note};
use super::titles::{self, Cut, Side};
use medcode_kb::kept::Kept;
use medcode_kb::query::{Procedures, Release};
use medcode_kb::quick::QuickMap;
use medcode_kb::tables::mue::MueSetting;
use medcode_kb::tables::notes::Owner;
use medcode_kb::tables::pfs::PfsRow;
use medcode_kb::tables::ptp::{PtpCode, PtpSetting};
use medcode_model::{Code, Sex};
use std::sync::{Arc, OnceLock, RwLock};

/// What is kept of the releases.
#[derive(Default)]
pub struct Shelf {
    codes: Kept<Facts>,
    /// Those of chapters, of blocks, of codes.
    notes: [Kept<Arc<Vec<Note>>>; 3],
    services: RwLock<QuickMap<(u64, Code), Arc<Service>>>,
}

/// What the tables of a day say of a code of a line.
#[derive(Default)]
pub(crate) struct Service {
    /// The fee schedule's row of the whole service.
    pub(crate) fee: Option<PfsRow>,
    /// Most units and adjudication indicator, in the order of [`MueSetting::ALL`].
    pub(crate) units: [Option<(u32, u8)>; 3],
    /// Its place in the edits of pairs, in the order of [`PtpSetting::ALL`].
    pub(crate) pairs: [Option<PtpCode>; 2],
    /// It is an add-on code on some day.
    pub(crate) is_add_on: bool,
}

impl Service {
    fn of(tables: &Procedures<'_>, code: &Code) -> Self {
        let units = |setting| {
            let row = tables.mue_row(code, setting)?;
            Some((row.value.get(), row.indicator))
        };
        let pair = |setting| tables.ptp(setting)?.code(&code.number()?);
        Self {
            fee: tables.pfs(code).copied(),
            units: MueSetting::ALL.map(units),
            pairs: PtpSetting::ALL.map(pair),
            is_add_on: tables.is_add_on(code),
        }
    }

    /// Whether some table knows the code: any text may stand on a line, and only these are kept.
    fn is_known(&self) -> bool {
        self.fee.is_some()
            || self.is_add_on
            || self.units.iter().any(Option::is_some)
            || self.pairs.iter().any(Option::is_some)
    }
}

/// What rules ask of a code.
pub(crate) struct Facts {
    /// The notes that hold for it: its own, those of the codes above, its blocks, its chapter.
    pub(crate) notes: Vec<Arc<Vec<Note>>>,
    /// Its title, cut.
    pub(crate) title: Cut,
    /// Its title says `in diseases classified elsewhere`; an organism `as the cause of` them is none.
    pub(crate) is_manifestation: bool,
    /// Its title is of the weeks after birth alone.
    pub(crate) is_puerperal: bool,
    /// The sex that its title names: `of right male breast`.
    pub(crate) sex: Option<Sex>,
    /// The trimester that its title names.
    pub(crate) trimester: Option<&'static str>,
    row: u32,
    both: OnceLock<Option<Code>>,
}

impl Shelf {
    pub(super) fn service(&self, tables: &Procedures<'_>, code: &Code) -> Arc<Service> {
        let key = (tables.stamp(), *code);
        if let Some(found) = self.services.read().ok().and_then(|all| all.get(&key).cloned()) {
            return found;
        }
        let made = Arc::new(Service::of(tables, code));
        if made.is_known()
            && let Ok(mut all) = self.services.write()
        {
            all.insert(key, Arc::clone(&made));
        }
        made
    }

    pub(super) fn facts(&self, release: &Release, row: u32) -> &Facts {
        self.codes.of(release, row, || Facts::of(self, release, row))
    }

    /// The notes that stand under an owner.
    fn notes(&self, release: &Release, owner: Owner) -> Arc<Vec<Note>> {
        let [chapters, blocks, codes] = &self.notes;
        let (kept, row) = match owner {
            Owner::Chapter(row) => (chapters, row),
            Owner::Block(row) => (blocks, row),
            Owner::Code(row) => (codes, row),
        };
        kept.of(release, row, || Arc::new(notes::under(release, owner))).clone()
    }
}

impl Facts {
    fn of(shelf: &Shelf, release: &Release, row: u32) -> Self {
        let owners = release.note_owners(row).into_iter();
        let notes = owners.map(|owner| shelf.notes(release, owner)).filter(|notes| !notes.is_empty());
        let title = release.title(row);
        let lower = title.to_ascii_lowercase();
        Self {
            notes: notes.collect(),
            title: titles::cut(&title),
            is_manifestation: lower.contains("diseases classified elsewhere")
                && !lower.contains("as the cause of"),
            is_puerperal: lower.contains("puerperium") && !lower.contains("pregnancy"),
            sex: titles::sex(&lower),
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
                let title = release.title(*row);
                // Few titles of a category are of both sides: the others need not be cut.
                if !title.to_ascii_lowercase().contains("bilateral") {
                    return false;
                }
                let title = titles::cut(&title);
                title.side == Some(Side::Bilateral) && titles::alike(&title.rest, &self.title.rest)
            };
            let mut billable = release.under(category).filter(|r| release.is_billable(*r));
            billable.find(same).map(|r| release.code(r))
        })
    }
}
