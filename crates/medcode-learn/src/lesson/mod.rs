//! What changed with a release, as a lesson: flash cards and a quiz made from a comparison of two
//! releases, what the learner works with first.

mod ask;
mod cards;
mod codes;
mod interests;
mod name;
mod near;
mod notes;

use crate::Choice;
use crate::drill::{Rng, choices};
pub use ask::Ask;
use ask::Kind;
pub use cards::Flash;
pub use interests::Interests;
use medcode::diff::{CodeChange, Comparison};
use medcode::kb::query::{Library, NoRelease, Release};
use medcode_model::{Code, CodeSystem, ReleaseId};
pub use name::Name;
use std::collections::{BTreeSet, VecDeque};

/// How long a lesson is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Flash cards, at most.
    pub cards: usize,
    /// Questions, at most.
    pub items: usize,
}

impl Default for Length {
    fn default() -> Self {
        Self { cards: 40, items: 20 }
    }
}

/// A question of the quiz: four answers, one of them right by the newer release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is asked, as data: what an independent check needs.
    pub ask: Ask,
    /// The code whose change it is about.
    pub code: Code,
    /// What is asked.
    pub stem: String,
    /// Four answers.
    pub choices: Vec<Choice>,
    /// The place of the right one.
    pub right: usize,
    /// Where the answer stands.
    pub source: String,
    /// The place of its change among those of its sort.
    at: usize,
    seed: u64,
}

impl Item {
    /// Its name in a comparison.
    #[must_use]
    pub fn name(&self, of: &Comparison) -> Option<Name> {
        Name::of(of, self)
    }
}

/// A lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Cards, the most relevant first.
    pub cards: Vec<Flash>,
    /// The quiz.
    pub quiz: Vec<Item>,
    /// The specialties that were put first.
    pub specialties: Vec<String>,
}

/// Makes a lesson of a comparison. The same seed makes the same lesson.
///
/// # Errors
/// When a release file cannot be used.
pub fn lesson(
    library: &Library,
    of: &Comparison,
    interests: &Interests,
    length: Length,
    seed: u64,
) -> Result<Lesson, NoRelease> {
    let specialties = interests.specialties.clone();
    let cards = cards::cards(of, interests, length.cards);
    if of.system == CodeSystem::Cpt {
        // Edits and numbers only: there is no release with words to ask about.
        return Ok(Lesson { cards, quiz: Vec::new(), specialties });
    }
    let after = library.get(ReleaseId { system: of.system, from: of.after })?;
    let quiz = Maker { of, after }.quiz(interests, length.items, &mut Rng::new(seed));
    Ok(Lesson { cards, quiz, specialties })
}

/// What questions are made from.
struct Maker<'a> {
    of: &'a Comparison,
    after: &'a Release,
}

/// Changes that one kind of question can ask about: the code, and the place of the change.
type Queue = VecDeque<(Code, usize)>;

impl Maker<'_> {
    /// The kinds take turns, so that a quiz is not all of one. Each code is asked about once as long as
    /// there are others, then again in another way.
    fn quiz(&self, interests: &Interests, items: usize, rng: &mut Rng) -> Vec<Item> {
        let mut queues: Vec<(Kind, Queue)> =
            Kind::ALL.into_iter().map(|kind| (kind, self.queue(kind, interests, rng))).collect();
        let mut out: Vec<Item> = Vec::new();
        for again in [false, true] {
            let mut asked: BTreeSet<Code> = BTreeSet::new();
            let mut later: Vec<(Kind, Queue)> = Vec::new();
            loop {
                let before = out.len();
                for (kind, queue) in &mut queues {
                    if out.len() >= items {
                        return out;
                    }
                    let mut passed = Queue::new();
                    while let Some((code, at)) = queue.pop_front() {
                        if !again && asked.contains(&code) {
                            passed.push_back((code, at));
                            continue;
                        }
                        let seed = rng.seed();
                        if let Some(item) = self.make(*kind, at, &mut Rng::new(seed)) {
                            asked.insert(code);
                            out.push(Item { at, seed, ..item });
                            break;
                        }
                    }
                    later.push((*kind, passed));
                }
                if out.len() == before {
                    break;
                }
            }
            queues = later;
        }
        out
    }

    /// In an order that is drawn, what the learner works with before the rest.
    fn queue(&self, kind: Kind, interests: &Interests, rng: &mut Rng) -> Queue {
        let mut all = self.candidates(kind);
        rng.shuffle(&mut all);
        all.sort_by_key(|(code, _)| interests.rank(code));
        all.into()
    }

    fn candidates(&self, kind: Kind) -> Vec<(Code, usize)> {
        let of = self.of;
        let codes = |fits: fn(&CodeChange) -> bool| {
            // Modifiers stand in the same list, and have no neighbours to be told from.
            let is_code = |c: &CodeChange| c.code.len() > 2;
            let all = of.codes.iter().enumerate().filter(|(_, c)| is_code(c) && fits(c));
            all.map(|(n, c)| (c.code, n)).collect()
        };
        match kind {
            Kind::Means | Kind::Named | Kind::Reportable => codes(codes::may_be_reported_now),
            Kind::Became => codes(codes::has_one_successor),
            Kind::Gone => codes(codes::may_not_be_reported_now),
            Kind::Title => codes(codes::has_another_title),
            Kind::Heading | Kind::Bears => {
                let all = of.notes.iter().enumerate().filter(|(_, n)| notes::is_asked(n));
                all.map(|(n, c)| (c.code, n)).collect()
            }
            Kind::Seventh => {
                let all = of.seventh.iter().enumerate().filter(|(_, s)| s.after.is_some());
                all.map(|(n, s)| (s.code, n)).collect()
            }
            Kind::Exempt => {
                let all = of.poa.iter().enumerate().filter(|(_, p)| p.exempt);
                all.map(|(n, p)| (p.code, n)).collect()
            }
        }
    }

    fn make(&self, kind: Kind, at: usize, rng: &mut Rng) -> Option<Item> {
        match kind {
            Kind::Means => self.means(self.of.codes.get(at)?, rng),
            Kind::Named => self.named(self.of.codes.get(at)?, rng),
            Kind::Reportable => self.reportable(self.of.codes.get(at)?, rng),
            Kind::Became => self.became(self.of.codes.get(at)?, rng),
            Kind::Gone => self.gone(self.of.codes.get(at)?, rng),
            Kind::Title => self.title(self.of.codes.get(at)?, rng),
            Kind::Heading => self.heading(self.of.notes.get(at)?, rng),
            Kind::Bears => self.bears(self.of.notes.get(at)?, rng),
            Kind::Seventh => self.seventh(self.of.seventh.get(at)?, rng),
            Kind::Exempt => self.exempt(self.of.poa.get(at)?, rng),
        }
    }

    /// Puts a question together; none where there are too few wrong answers.
    fn item(
        &self,
        (ask, code): (Ask, Code),
        stem: String,
        right: Choice,
        wrong: Vec<Choice>,
        rng: &mut Rng,
    ) -> Option<Item> {
        let (choices, place) = choices(right, wrong, rng)?;
        let (file, release) = (ask.file(), self.after.id());
        let source = format!("{file}, {} release of {}", release.system.name(), release.from);
        Some(Item { ask, code, stem, choices, right: place, source, at: 0, seed: 0 })
    }
}
