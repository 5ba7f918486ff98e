//! The installed code sets, as far as claims are made up from them.

use crate::random::Random;
use medcode_kb::query::{Library, Procedures, Release};
use medcode_kb::tables::codes::{MODIFIER, POA_EXEMPT};
use medcode_kb::tables::mce::MceList;
use medcode_kb::tables::mue::MueSetting;
use medcode_kb::tables::notes::{NoteRow, Owner};
use medcode_kb::tables::pfs::{self, PfsRow};
use medcode_model::{Code, CodeSystem, Date, NoteKind};

/// What is drawn from.
pub(crate) struct Stock<'a> {
    /// The first day that claims are dated at.
    pub(crate) day: Date,
    pub(crate) cm: &'a Release,
    /// Earlier releases of ICD-10-CM.
    pub(crate) earlier: Vec<&'a Release>,
    pub(crate) pcs: Option<&'a Release>,
    pub(crate) hcpcs: Option<&'a Release>,
    pub(crate) tables: Option<Procedures<'a>>,
    /// Diagnoses that may stand on any adult's claim.
    plain: Vec<u32>,
}

/// Days that claims are spread over.
pub(crate) const DAYS: usize = 80;

/// Tries before a draw is given up.
const TRIES: usize = 4000;

impl<'a> Stock<'a> {
    /// Reads what is in force when the newest release of ICD-10-CM begins.
    pub(crate) fn of(library: &'a Library) -> Option<Self> {
        let of_cm = || library.releases().filter(|(id, ..)| id.system == CodeSystem::Icd10Cm);
        let (newest, in_force, _) = of_cm().max_by_key(|(id, ..)| id.from)?;
        let cm = library.get(newest).ok()?;
        let earlier = of_cm().filter(|(id, ..)| id.from < newest.from);
        let earlier = earlier.filter_map(|(id, ..)| library.get(id).ok()).collect();
        let day = in_force.from;
        let answers = |system| library.as_of(system, day, true).ok().map(|r| r.release);
        let mut out = Self {
            day,
            cm,
            earlier,
            pcs: answers(CodeSystem::Icd10Pcs),
            hcpcs: answers(CodeSystem::Hcpcs),
            tables: library.procedures(day, true).ok().filter(|p| !p.tables().is_empty()),
            plain: Vec::new(),
        };
        out.plain = (0..cm.codes().len() as u32).filter(|&row| out.is_plain(row)).collect();
        Some(out)
    }

    pub(crate) fn is_exempt(&self, code: &str) -> bool {
        Code::cm(code).ok().and_then(|c| self.cm.find(&c)).is_some_and(|r| self.cm.has(r, POA_EXEMPT))
    }

    /// Whether a code may be reported.
    pub(crate) fn is_reportable(&self, code: &str) -> bool {
        let found = Code::cm(code).ok().and_then(|c| self.cm.find(&c));
        found.is_some_and(|row| self.cm.is_billable(row))
    }

    /// A complete diagnosis of no one sex or age, that neither asks for another one before it nor
    /// is told by what the Guidelines say of its chapter alone (pregnancy, injuries, poisoning,
    /// statuses, causes).
    fn is_plain(&self, row: u32) -> bool {
        const APART: &[&str] = &[
            "B95", "B96", "B97", "C51", "C52", "C53", "C54", "C55", "C56", "C57", "C58", "C60", "C61",
            "C62", "C63", "D25", "D26", "D27", "D28", "D29", "D63.0", "F10", "I10", "I11", "I12", "I13",
            "I15", "I16", "I1A", "I22", "N18", "I50", "N4", "N5", "N7", "N8", "N9", "L89", "J12.82",
            "E08", "E09", "E10", "E11", "E13", "R65", "R40.2", "R86", "R87", "O", "P", "Q", "S", "T",
            "U", "V", "W", "X", "Y", "Z",
        ];
        const WORDS: &[&str] = &[
            "classified elsewhere",
            "newborn",
            "neonat",
            "infan",
            "child",
            "juvenile",
            "adolescen",
            "senil",
            "pregnan",
            "menstr",
            "menopaus",
            "male",
            "ovar",
            "uter",
            "cervix uteri",
            "vagin",
            "prostat",
            "testi",
            "congenital",
        ];
        let code = self.cm.code(row);
        let apart = |p: &&str| code.compact().starts_with(&p.replace('.', ""));
        if !self.cm.is_billable(row) || APART.iter().any(apart) {
            return false;
        }
        let of_an_age = |tables: &Procedures<'_>| {
            let lists = tables.mce(&code);
            [MceList::Newborn, MceList::Pediatric, MceList::Maternity].into_iter().any(|l| lists.has(l))
        };
        if self.tables.as_ref().is_some_and(of_an_age) {
            return false;
        }
        let title = self.cm.title(row).to_lowercase();
        !WORDS.iter().any(|w| title.contains(w)) && !self.asks_first(row)
    }

    /// Whether a note of a kind at a code leaves open whether it holds: a list of what may be, or a
    /// condition of its own.
    pub(crate) fn is_open(&self, owner: Owner, kind: NoteKind) -> bool {
        const OPEN: &[&str] = &[
            "applicable",
            "if known",
            "such as",
            "if desired",
            ", if",
            "any ",
            "complicating",
            " due to ",
        ];
        let mut rows = self.cm.note_rows(owner).iter().filter(|n| n.kind() == kind);
        rows.any(|n| {
            let text = self.cm.note_at(owner, n).text.to_lowercase();
            OPEN.iter().any(|w| text.contains(w))
        })
    }

    /// Whether a code asks for another one before it.
    fn asks_first(&self, row: u32) -> bool {
        self.owners(row).any(|owner| {
            let mut rows = self.cm.note_rows(owner).iter();
            let first = |n: &_| NoteRow::kind(n) == NoteKind::CodeFirst;
            rows.any(|n| first(n) && !self.cm.note_targets(n).is_empty())
                && !self.is_open(owner, NoteKind::CodeFirst)
        })
    }

    /// Whether a note of some kinds over one code names the other.
    pub(crate) fn names(&self, row: u32, kinds: &[NoteKind], other: &Code) -> bool {
        self.cm.note_owners(row).into_iter().any(|owner| {
            let mut rows = self.cm.note_rows(owner).iter().filter(|n| kinds.contains(&n.kind()));
            rows.any(|n| self.cm.note_targets(n).iter().any(|t| t.target().matches(other)))
        })
    }

    /// Diagnoses that may stand together: of different chapters, a symptom only alone, and no note
    /// of one about another.
    pub(crate) fn together(&self, random: &mut Random, most: usize) -> Vec<String> {
        const ABOUT: &[NoteKind] = &[NoteKind::Excludes1, NoteKind::CodeFirst, NoteKind::UseAdditional];
        let mut rows: Vec<u32> = Vec::new();
        for _ in 0..most {
            let Some(&row) = random.one(&self.plain) else { break };
            let code = self.cm.code(row);
            let symptom = |r: u32| self.cm.code(r).compact().starts_with('R');
            let apart = |&o: &u32| {
                let other = self.cm.code(o);
                other.bytes()[0] != code.bytes()[0]
                    && self.cm.chapter_of(o) != self.cm.chapter_of(row)
                    && !symptom(row)
                    && !symptom(o)
                    && !self.names(row, ABOUT, &other)
                    && !self.names(o, ABOUT, &code)
            };
            if rows.iter().all(apart) {
                rows.push(row);
            }
        }
        rows.into_iter().map(|r| self.cm.code(r).compact().to_owned()).collect()
    }

    /// A complete code of the release that fits.
    pub(crate) fn code(&self, random: &mut Random, fits: impl Fn(u32) -> bool) -> Option<String> {
        let many = self.cm.codes().len();
        let drawn = (0..TRIES).map(|_| random.below(many) as u32).find(|&r| fits(r));
        let row = drawn.or_else(|| (0..many as u32).find(|&r| fits(r)))?;
        Some(self.cm.code(row).compact().to_owned())
    }

    /// One of the plain diagnoses that fits.
    pub(crate) fn plain(&self, random: &mut Random, fits: impl Fn(u32) -> bool) -> Option<u32> {
        let drawn = (0..TRIES).filter_map(|_| random.one(&self.plain).copied()).find(|&r| fits(r));
        drawn.or_else(|| self.plain.iter().copied().find(|&r| fits(r)))
    }

    /// Notes of a kind that stand at codes, as row of the owner and code named.
    pub(crate) fn owners(&self, row: u32) -> impl Iterator<Item = Owner> {
        self.cm.note_owners(row).into_iter().filter(|o| matches!(o, Owner::Code(_)))
    }

    /// A code of the fee schedule that fits.
    pub(crate) fn service(&self, random: &mut Random, fits: impl Fn(&PfsRow) -> bool) -> Option<String> {
        let table = self.tables.as_ref()?.table(medcode_kb::query::Table::Pfs)?;
        let rows: &[PfsRow] = table.release.file().rows(pfs::SECTION);
        let right = |r: &&PfsRow| r.modifier == [0; 2] && fits(r);
        let drawn = (0..TRIES).filter_map(|_| random.one(rows)).find(right);
        let row = drawn.or_else(|| rows.iter().find(right))?;
        Some(String::from_utf8_lossy(&row.code).into_owned())
    }

    /// The last day that claims are dated at.
    pub(crate) fn last_day(&self) -> Date {
        Date::from_days(self.day.days() + DAYS as u32)
    }

    /// An operation that stands alone.
    pub(crate) fn operation(&self, random: &mut Random) -> Option<String> {
        self.service(random, |r| self.is_operation(std::str::from_utf8(&r.code).unwrap_or_default()))
    }

    /// Whether a number is of an operation that is paid, of one component, no add-on code, and not
    /// beyond the units of anyone.
    pub(crate) fn is_operation(&self, number: &str) -> bool {
        let Some(tables) = &self.tables else { return false };
        let Some(code) = Code::procedure(number) else { return false };
        let units = |setting| tables.mue_row(&code, setting).is_none_or(|m| m.value.get() > 0);
        number.parse().is_ok_and(|n: u32| (10004..=69990).contains(&n) && !is_for_some(n))
            && tables.pfs(&code).is_some_and(|r| {
                r.status == b'A' && r.pc_tc == b'0' && matches!(r.global(), "000" | "010" | "090")
            })
            && tables.add_on(&code).is_none()
            && MueSetting::ALL.into_iter().all(units)
    }

    /// A procedure of ICD-10-PCS; not of obstetrics, which not every patient has.
    pub(crate) fn procedure(&self, random: &mut Random) -> Option<String> {
        let pcs = self.pcs?;
        let many = pcs.codes().len();
        let mut drawn = (0..TRIES).map(|_| random.below(many) as u32);
        let fits = |r: &u32| {
            let code = pcs.code(*r);
            pcs.is_billable(*r) && code.len() == 7 && !code.compact().starts_with('1')
        };
        let row = drawn.find(fits)?;
        Some(pcs.code(row).compact().to_owned())
    }

    /// A HCPCS Level II code, by whether it is in force on the day.
    pub(crate) fn level_two(&self, random: &mut Random, in_force: bool) -> Option<String> {
        let hcpcs = self.hcpcs?;
        let fits = |r: &u32| {
            hcpcs.code(*r).len() == 5
                && !hcpcs.has(*r, MODIFIER)
                && hcpcs.in_force_on(*r, self.day) == in_force
        };
        let many = hcpcs.codes().len();
        let drawn = (0..TRIES).map(|_| random.below(many) as u32).find(fits);
        let row = drawn.or_else(|| (0..many as u32).find(fits))?;
        Some(hcpcs.code(row).compact().to_owned())
    }
}

/// Operations of one sex (genital organs, maternity) or of children (tonsils, hernias).
const fn is_for_some(number: u32) -> bool {
    matches!(number, 54000..=59899 | 42820..=42836 | 49491..=49507)
}
