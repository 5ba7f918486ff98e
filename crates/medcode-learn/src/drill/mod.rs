//! Which questions can be made from the installed releases? As many as are wanted, always current; one
//! answer of each is right by the data.

mod age;
mod billable;
mod index;
mod modifier;
mod notes;
mod pcs;
mod retired;
mod rng;
mod seventh;
mod units;

use crate::Choice;
use medcode::kb::query::{NoRelease, Release};
use medcode::{AsOf, Engine};
use medcode_model::{Code, CodeSystem};
pub use rng::Rng;
use std::cell::OnceCell;

/// The kinds of drills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Find the code by a walk through the Alphabetic Index.
    Index,
    /// Complete the seventh character.
    Seventh,
    /// Excludes1 or Excludes2?
    Excludes,
    /// Code first or use additional code?
    Additional,
    /// Which code is sequenced first?
    Sequence,
    /// Which code may be reported on this date?
    Billable,
    /// What replaced this retired code?
    Retired,
    /// Build the ICD-10-PCS code from its table.
    Pcs,
    /// The units of a drug.
    Units,
    /// The HCPCS Level II modifier.
    Modifier,
    /// Rules of age and time.
    Age,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Index,
        Self::Seventh,
        Self::Excludes,
        Self::Additional,
        Self::Sequence,
        Self::Billable,
        Self::Retired,
        Self::Pcs,
        Self::Units,
        Self::Modifier,
        Self::Age,
    ];

    /// The word on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Seventh => "seventh",
            Self::Excludes => "excludes",
            Self::Additional => "additional",
            Self::Sequence => "sequence",
            Self::Billable => "billable",
            Self::Retired => "retired",
            Self::Pcs => "pcs",
            Self::Units => "units",
            Self::Modifier => "modifier",
            Self::Age => "age",
        }
    }

    /// What is practised.
    #[must_use]
    pub const fn about(self) -> &'static str {
        match self {
            Self::Index => "find the code by a walk through the Alphabetic Index",
            Self::Seventh => "complete the seventh character",
            Self::Excludes => "Excludes1 or Excludes2?",
            Self::Additional => "code first, or use additional code?",
            Self::Sequence => "which code is sequenced first?",
            Self::Billable => "which code may be reported on this date?",
            Self::Retired => "what replaced this retired code?",
            Self::Pcs => "build the ICD-10-PCS code from its table",
            Self::Units => "the units of a drug",
            Self::Modifier => "choose the HCPCS Level II modifier",
            Self::Age => "rules of age and time",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.id().eq_ignore_ascii_case(text.trim()))
    }
}

/// What a drill asks, as data: what an independent check needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The entry at a path of the Alphabetic Index.
    IndexEntry(Vec<String>),
    /// The complete code of this one with a meaning of the seventh character.
    Seventh(Code, String),
    /// What a note says of the two codes.
    Note(Code, Code),
    /// Which of the two stands first.
    Order(Code, Code),
    /// The only code that may be reported.
    Billable,
    /// What took the place of this code.
    Replaced(Code),
    /// The code whose characters mean this: name and meaning of each.
    Axes(Vec<(String, String)>),
    /// Units of a code for a dose in thousandths of the measure that its descriptor has.
    Units(Code, u64),
    /// The modifier with this title.
    Modifier(String),
    /// The diagnosis that conflicts with an age in years.
    AgeConflict(u16),
    /// The code of a parent at completed weeks and days of gestation.
    Trimester(Code, u8, u8),
    /// The code of the completed weeks.
    Weeks(u8, u8),
}

/// A drill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// Its kind.
    pub kind: Kind,
    /// What is asked.
    pub stem: String,
    /// The answers.
    pub choices: Vec<Choice>,
    /// The place of the right one.
    pub right: usize,
    /// Where the answer stands: file or table, and release.
    pub source: String,
    /// What is asked, as data.
    pub asked: Asked,
}

/// The releases of a day with what drills are drawn from, gathered when first asked for.
pub struct Bench<'a> {
    engine: &'a Engine,
    as_of: AsOf,
    cm: Option<&'a Release>,
    pcs: Option<&'a Release>,
    hcpcs: Option<&'a Release>,
    pools: Pools,
}

#[derive(Default)]
struct Pools {
    index: OnceCell<Vec<u32>>,
    seventh: OnceCell<Vec<u32>>,
    excludes: OnceCell<Vec<notes::Seat>>,
    orders: OnceCell<Vec<notes::Seat>>,
    billable: OnceCell<Vec<u32>>,
    retired: OnceCell<Vec<retired::Pair>>,
    pcs: OnceCell<Vec<u32>>,
    drugs: OnceCell<Vec<u32>>,
    modifiers: OnceCell<Vec<u32>>,
    ages: OnceCell<age::Ages>,
}

impl<'a> Bench<'a> {
    /// Over the releases in force.
    ///
    /// # Errors
    /// When no system has a release for the day.
    pub fn new(engine: &'a Engine, as_of: AsOf) -> Result<Self, NoRelease> {
        let of = |system| engine.library().as_of(system, as_of.date, as_of.nearest).map(|f| f.release);
        let (cm, pcs, hcpcs) =
            (of(CodeSystem::Icd10Cm), of(CodeSystem::Icd10Pcs).ok(), of(CodeSystem::Hcpcs).ok());
        let nothing = pcs.is_none() && hcpcs.is_none();
        let cm = match cm {
            Err(error) if nothing => return Err(error),
            cm => cm.ok(),
        };
        Ok(Self { engine, as_of, cm, pcs, hcpcs, pools: Pools::default() })
    }

    /// Makes a drill of a kind; none where nothing is installed that it is made from.
    #[must_use]
    pub fn make(&self, kind: Kind, rng: &mut Rng) -> Option<Drill> {
        // A draw may lead to a code without enough neighbours: another one is drawn.
        (0..200).find_map(|_| match kind {
            Kind::Index => self.index(rng),
            Kind::Seventh => self.seventh(rng),
            Kind::Excludes => self.excludes(rng),
            Kind::Additional => self.additional(rng),
            Kind::Sequence => self.sequence(rng),
            Kind::Billable => self.billable(rng),
            Kind::Retired => self.retired(rng),
            Kind::Pcs => self.pcs(rng),
            Kind::Units => self.units(rng),
            Kind::Modifier => self.modifier(rng),
            Kind::Age => self.age(rng),
        })
    }

    /// Where an answer of a release stands.
    fn source(&self, release: &Release, place: &str) -> String {
        format!("{place}, {} release of {}", release.system().name(), release.id().from)
    }
}

/// Puts the right answer among the others, at a place that is drawn. None where there are fewer than
/// three wrong ones, or two alike.
pub(crate) fn choices(
    right: Choice,
    mut wrong: Vec<Choice>,
    rng: &mut Rng,
) -> Option<(Vec<Choice>, usize)> {
    let mut seen = vec![right.text.clone()];
    wrong.retain(|w| {
        let new = !seen.contains(&w.text);
        seen.push(w.text.clone());
        new
    });
    rng.shuffle(&mut wrong);
    wrong.truncate(3);
    if wrong.len() < 3 {
        return None;
    }
    let at = rng.below(4);
    wrong.insert(at, right);
    Some((wrong, at))
}

pub(crate) fn choice(text: impl ToString, why: impl Into<String>) -> Choice {
    Choice { text: text.to_string(), why: why.into() }
}
