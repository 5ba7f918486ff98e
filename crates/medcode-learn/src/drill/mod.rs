//! Which questions can be made from the installed releases? As many as are wanted, always current; one
//! answer of each is right by the data.

mod age;
mod billable;
mod cpt_modifier;
mod fees;
mod global;
mod index;
mod kind;
mod modifier;
mod notes;
mod pcs;
mod poa;
mod retired;
mod rng;
mod seventh;
mod time;
mod topic;
mod units;

use crate::Choice;
pub use cpt_modifier::Component;
pub use global::{Around, Event};
pub use kind::Kind;
use medcode::kb::query::{NoRelease, Procedures, Release};
use medcode::{AsOf, Engine};
use medcode_model::{Code, CodeSystem};
pub use poa::Course;
pub use rng::Rng;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
pub use time::Timed;
pub use topic::{Skill, Topic};

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
    /// The only diagnosis that is exempt from POA reporting.
    PoaExempt,
    /// The POA indicator of a diagnosis with this course.
    Poa(Code, Course),
    /// The modifier of a part of a service.
    Part(Code, Component),
    /// What the fee schedule says of a modifier with a code.
    Indicator(Code, &'static str),
    /// What stands with a visit or a procedure around another procedure.
    Around(Code, Around),
    /// How a pair of the NCCI is reported where both were done apart.
    Pair(Code, Code),
    /// What is reported for a time or an age.
    Timed(Timed, u32),
}

/// A drill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// Its kind.
    pub kind: Kind,
    /// The part of it.
    pub topic: Topic,
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

impl Drill {
    /// What it practises.
    #[must_use]
    pub const fn skill(&self) -> Skill {
        Skill { kind: self.kind, topic: self.topic }
    }
}

/// The releases of a day with what drills are drawn from, gathered when first asked for.
pub struct Bench<'a> {
    engine: &'a Engine,
    as_of: AsOf,
    cm: Option<&'a Release>,
    pcs: Option<&'a Release>,
    hcpcs: Option<&'a Release>,
    pools: Pools<'a>,
}

#[derive(Default)]
struct Pools<'a> {
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
    courses: OnceCell<poa::Pool>,
    tables: OnceCell<Option<Procedures<'a>>>,
    fees: OnceCell<fees::Fees>,
    /// Places in a pool that are of a topic.
    places: RefCell<BTreeMap<Skill, Rc<[u32]>>>,
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
        self.drawn(kind, None, rng)
    }

    /// Makes a drill of a skill.
    #[must_use]
    pub fn make_of(&self, skill: Skill, rng: &mut Rng) -> Option<Drill> {
        self.drawn(skill.kind, Some(skill.topic), rng).filter(|d| d.topic == skill.topic)
    }

    fn drawn(&self, kind: Kind, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        // A draw may lead to a code without enough neighbours: another one is drawn. A topic has fewer
        // that lead anywhere.
        let draws = if topic.is_some() { 2000 } else { 200 };
        (0..draws).find_map(|_| match kind {
            Kind::Index => self.index(topic, rng),
            Kind::Seventh => self.seventh(topic, rng),
            Kind::Excludes => self.excludes(topic, rng),
            Kind::Additional => self.additional(topic, rng),
            Kind::Sequence => self.sequence(topic, rng),
            Kind::Billable => self.billable(topic, rng),
            Kind::Retired => self.retired(topic, rng),
            Kind::Pcs => self.pcs(topic, rng),
            Kind::Units => self.units(topic, rng),
            Kind::Modifier => self.modifier(topic, rng),
            Kind::Age => self.age(topic, rng),
            Kind::Poa => self.poa(topic, rng),
            Kind::CptModifier => self.cpt_modifier(topic, rng),
            Kind::Time => self.time(topic, rng),
        })
    }

    /// One of a pool; with a topic one of those that are of it.
    fn draw<'p, T>(
        &self,
        kind: Kind,
        topic: Option<Topic>,
        pool: &'p [T],
        rng: &mut Rng,
        of: impl Fn(&T) -> Option<Topic>,
    ) -> Option<&'p T> {
        let Some(topic) = topic else { return rng.pick(pool) };
        let known = self.pools.places.borrow().get(&Skill { kind, topic }).cloned();
        let places = known.unwrap_or_else(|| {
            let fits = (0u32..).zip(pool).filter(|(_, item)| of(item) == Some(topic));
            let places: Rc<[u32]> = fits.map(|(n, _)| n).collect();
            self.pools.places.borrow_mut().insert(Skill { kind, topic }, places.clone());
            places
        });
        pool.get(*rng.pick(&places)? as usize)
    }

    /// The tables of procedure codes of the day, or the nearest ones.
    fn tables(&self) -> Option<&Procedures<'a>> {
        let read = || self.engine.library().procedures(self.as_of.date, true).ok();
        self.pools.tables.get_or_init(read).as_ref()
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
