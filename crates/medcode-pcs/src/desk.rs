//! The way of an inpatient note through the desk: phrases, what was done, codes, the set.

use crate::axis::{Cache, Words};
use crate::draft::{self, Draft};
use crate::output::{self, Outcome};
use crate::read::phrases::Hit;
use crate::read::status::{self, Status};
use crate::read::stay::Stay;
use crate::tables::{Procedure, Tables};
use crate::{families, rules};
use medcode_kb::query::Release;
use medcode_model::{CodeSystem, Query, Sex, Suggestion, WithheldReason};
use medcode_note::Document;

/// An inpatient stay that the facility bills.
#[derive(Clone, Copy)]
pub struct Encounter<'a> {
    /// The note.
    pub doc: &'a Document<'a>,
    /// The ICD-10-PCS release in force.
    pub release: &'a Release,
    /// The year of the date of service: days without a year are of it.
    pub year: u16,
    /// Age in years.
    pub age: Option<f32>,
    /// Sex.
    pub sex: Option<Sex>,
    /// The diagnoses coded, the principal one first.
    pub diagnoses: &'a [Suggestion],
}

/// The tables of procedures, ready to read notes.
pub struct Desk {
    tables: Tables,
    cache: Cache,
}

/// At most this many phrases of a note are looked at: what it costs stays in proportion.
const MOST: usize = 400;

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

/// A phrase of the tables in the note, and whether it was done.
pub(crate) struct Sight<'a> {
    pub(crate) procedure: &'a Procedure,
    pub(crate) hit: Hit,
    pub(crate) status: Status,
}

/// One stay on the desk: what each step has found so far.
pub(crate) struct Case<'a> {
    pub(crate) stay: &'a Encounter<'a>,
    pub(crate) days: Stay,
    pub(crate) sights: Vec<Sight<'a>>,
    pub(crate) tables: &'a Tables,
    cache: &'a Cache,
    pub(crate) added: Vec<Hit>,
    pub(crate) ways: Vec<Hit>,
    pub(crate) drafts: Vec<Draft>,
    pub(crate) queries: Vec<Query>,
}

impl<'a> Case<'a> {
    /// What the note says around a hit.
    pub(crate) fn words(&self, hit: Hit) -> Words<'_, 'a> {
        let marks = (&self.added[..], &self.ways[..]);
        Words::around(
            self.stay.doc,
            self.stay.release,
            (self.tables, self.cache),
            marks,
            hit,
            self.days.operative,
        )
    }
}

impl Desk {
    /// Reads the tables once.
    #[must_use]
    pub fn new() -> Self {
        Self { tables: Tables::read(), cache: Cache::default() }
    }

    /// The procedures of a stay.
    #[must_use]
    pub fn code(&self, stay: &Encounter<'_>) -> Outcome {
        let mut hits = self.tables.names.find(stay.doc);
        hits.extend(self.tables.operations.find(stay.doc));
        hits.sort_by_key(|hit| (hit.first, hit.end));
        if hits.is_empty() || stay.release.system() != CodeSystem::Icd10Pcs {
            return Outcome::default();
        }
        let days = Stay::of(stay.doc, stay.year);
        let sights = hits
            .into_iter()
            .filter(|hit| !self.tables.procedures[hit.row].is_shadow())
            .take(MOST)
            .map(|hit| Sight {
                procedure: &self.tables.procedures[hit.row],
                hit,
                status: status::of(stay.doc, hit, &self.tables.procedures[hit.row], &days),
            })
            .collect();
        let mut case = Case {
            stay,
            days,
            sights,
            tables: &self.tables,
            cache: &self.cache,
            added: self.tables.words.find(stay.doc),
            ways: self.tables.way_words.find(stay.doc),
            drafts: Vec::new(),
            queries: Vec::new(),
        };
        case.drafts = drafts(&case);
        families::apply(&mut case);
        rules::apply(&mut case);
        output::write(case)
    }
}

/// The drafts of every phrase that no family takes for itself.
fn drafts(case: &Case<'_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let named = |s: &&Sight<'_>| s.procedure.option("family").is_none() && is_meant(case.stay.doc, s);
    for sight in case.sights.iter().filter(named) {
        let mut words = case.words(sight.hit);
        if sight.procedure.has("to") {
            words = case.words(behind_to(case.stay.doc, sight.hit));
        }
        for mut draft in draft::of(&words, sight.hit.row, sight.procedure) {
            match &sight.status {
                Status::Done => {}
                Status::After => draft.confidence -= 0.1,
                Status::Not(reason, detail) => draft.withhold(*reason, detail.clone(), None),
            }
            out.push(draft);
        }
    }
    // A history is only that where the same is not told of the stay.
    out.sort_by_key(|d| (d.hit.first, d.code));
    out
}

/// How far from a phrase the words that it needs may stand.
const NEAR: usize = 60;

/// Whether the sentence has a word that the phrase needs, and none that makes it another's: `stone extraction`
/// is of the bile duct, but beside a ureteroscopy.
pub(crate) fn is_meant(doc: &Document<'_>, sight: &Sight<'_>) -> bool {
    let Some(sentence) = doc.sentence_of(sight.hit.first).map(|n| doc.sentences()[n].tokens) else {
        return true;
    };
    let (first, end) = (sight.hit.first.saturating_sub(NEAR), sight.hit.end + NEAR);
    let near = first.max(sentence.0 as usize)..end.min(sentence.1 as usize);
    let says = |list: &str| near.clone().any(|t| list.split('/').any(|w| w == doc.folded(t)));
    let noted =
        |list: &str| (0..doc.tokens().len()).any(|t| list.split('/').any(|w| w == doc.folded(t)));
    sight.procedure.option("near").is_none_or(says)
        && !sight.procedure.option("unless").is_some_and(says)
        && sight.procedure.option("note").is_none_or(noted)
}

/// `Skin graft from left thigh to left foot`: what stands behind `to` is where it was put.
fn behind_to(doc: &Document<'_>, hit: Hit) -> Hit {
    const REACH: usize = 12;
    let mut after = hit.end..(hit.end + REACH).min(doc.tokens().len());
    let same = |t: usize| doc.sentence_of(t) == doc.sentence_of(hit.first);
    let Some(from) = after.clone().find(|&t| same(t) && doc.folded(t) == "from") else { return hit };
    let to = after.find(|&t| t > from && same(t) && matches!(doc.folded(t), "to" | "onto"));
    to.map_or(hit, |t| Hit { first: t, end: (t + 4).min(doc.tokens().len()), ..hit })
}

/// Whether a status keeps a code out.
pub(crate) fn is_done(status: &Status) -> bool {
    !matches!(status, Status::Not(..))
}

/// Why a phrase does not count, if it does not.
pub(crate) fn why_not(status: &Status) -> Option<(WithheldReason, String)> {
    match status {
        Status::Not(reason, detail) => Some((*reason, detail.clone())),
        _ => None,
    }
}
