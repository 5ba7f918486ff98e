//! Which labels may be wrong themselves? They are shown, and stay in the score: only codes
//! that nobody could report on the date are set aside, and listed.

use super::set::{Gold, Labelled};
use crate::CodedNote;
use medcode_kb::query::Release;
use medcode_kb::tables::notes::TargetRow;
use medcode_kb::text::normal::words;
use medcode_model::{Code, CodeSystem, NoteKind};

/// A label that may be wrong, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The label.
    pub code: Code,
    /// Why, in a sentence.
    pub why: String,
}

/// Takes out the labels that cannot be reported on the date, and says which they were.
pub fn set_aside(labelled: &mut Labelled, release: &Release) -> Vec<Doubt> {
    let mut out = Vec::new();
    labelled.gold.retain(|gold| {
        let why = (gold.code.system() == CodeSystem::Icd10Cm)
            .then(|| match release.find(&gold.code) {
                None => Some("not a code on the date"),
                Some(row) if !release.is_billable(row) => Some("not complete on the date"),
                Some(_) => None,
            })
            .flatten();
        out.extend(why.map(|why| Doubt { code: gold.code, why: why.to_owned() }));
        why.is_none()
    });
    out
}

/// The labels of a note that contradict each other or have nothing in the text.
pub(super) fn of(labelled: &Labelled, coded: &CodedNote, release: &Release) -> Vec<Doubt> {
    let is_diagnosis = |g: &&Gold| g.code.system() == CodeSystem::Icd10Cm && g.required;
    let gold: Vec<&Gold> = labelled.gold.iter().filter(is_diagnosis).collect();
    let text = Words::of(&labelled.note.text);
    let doubt = |g: &&Gold| {
        let row = release.find(&g.code)?;
        let why = excluded(row, &gold, release)
            .map(|by| format!("Excludes1 with the label {by}"))
            .or_else(|| unsupported(g, row, labelled, coded, &text, release))?;
        Some(Doubt { code: g.code, why })
    };
    gold.iter().filter_map(doubt).collect()
}

/// Another label that may not stand with this one (OCG I.A.12.a).
fn excluded(row: u32, gold: &[&Gold], release: &Release) -> Option<Code> {
    let owners = release.note_owners(row);
    let notes = owners.into_iter().flat_map(|owner| release.note_rows(owner));
    let excludes = notes.filter(|n| n.kind() == NoteKind::Excludes1);
    let mut targets = excludes.flat_map(|n| release.note_targets(n)).map(TargetRow::target);
    targets.find_map(|t| {
        let other = gold.iter().find(|g| t.matches(&g.code) && release.code(row) != g.code)?;
        Some(other.code)
    })
}

/// Why the text does not seem to hold a label: its quoted words are not there, or nothing was
/// read as its category and no word of its title or inclusion terms stands in the text.
fn unsupported(
    gold: &Gold,
    row: u32,
    labelled: &Labelled,
    coded: &CodedNote,
    text: &Words,
    release: &Release,
) -> Option<String> {
    if !gold.evidence.is_empty() {
        let there = gold.evidence.iter().any(|e| labelled.note.text.contains(e.as_str()));
        return (!there).then(|| "its evidence does not stand in the note".to_owned());
    }
    let outcome = &coded.outcome;
    let read = outcome.suggestions.iter().map(|s| s.coded.code);
    let mut read = read.chain(outcome.withheld.iter().map(|w| w.coded.code));
    if read.any(|c| c.category() == gold.code.category()) {
        return None;
    }
    let notes = release.notes(row).into_iter().filter(|n| n.kind == NoteKind::InclusionTerm);
    let own = std::iter::once(release.title(row)).chain(notes.map(|n| n.text));
    let mut said = own.flat_map(|t| words(&t)).filter(|w| is_telling(w));
    (!said.any(|w| text.has(&w))).then(|| "no word of its title stands in the note".to_owned())
}

/// Words that say which condition is meant.
fn is_telling(word: &str) -> bool {
    const VAGUE: &[&str] = &[
        "other",
        "unspecified",
        "specified",
        "with",
        "without",
        "initial",
        "subsequent",
        "encounter",
        "right",
        "left",
        "disease",
        "disorder",
        "disorders",
        "type",
        "part",
        "place",
        "occurrence",
        "external",
        "cause",
        "acute",
        "chronic",
        "involving",
        "activity",
        "activities",
        "elsewhere",
        "classified",
        "personal",
        "history",
        "long",
        "term",
        "current",
        "person",
        "injured",
    ];
    word.chars().count() >= 4 && !VAGUE.contains(&word)
}

/// The words of a text by their first letters: endings differ between a title and a note.
struct Words(std::collections::BTreeSet<String>);

impl Words {
    fn of(text: &str) -> Self {
        Self(words(text).iter().map(|w| Self::stem(w)).collect())
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(&Self::stem(word))
    }

    fn stem(word: &str) -> String {
        word.chars().take(5).collect()
    }
}
