//! Precision, recall and F1, micro-averaged over notes, with bootstrap intervals.

use super::cause::Cause;
use super::set::Labelled;
use crate::CodedNote;
use medcode_model::{Code, CodeSystem, Suggestion};
use std::collections::BTreeMap;

/// Right, wrong and missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Suggested and right.
    pub right: u32,
    /// Suggested and wrong.
    pub wrong: u32,
    /// Required and not suggested.
    pub missing: u32,
}

impl Counts {
    /// Share of the suggested that is right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    /// Share of the required that was suggested.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.right, self.right + self.missing)
    }

    /// Harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missing += other.missing;
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// An error, to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// The code.
    pub code: Code,
    /// `missing`, `wrong` or `trap`.
    pub kind: &'static str,
    /// Why.
    pub cause: Cause,
    /// The words of the note: the gold evidence, or what the suggestion rests on.
    pub words: Vec<String>,
    /// Of a trap, why it is one.
    pub why: String,
    /// Of a suggestion, its confidence.
    pub confidence: f32,
}

/// The score of one note.
#[derive(Clone, Debug, Default)]
pub struct NoteScore {
    /// By system.
    pub systems: BTreeMap<CodeSystem, Tally>,
    /// Errors.
    pub misses: Vec<Miss>,
    /// Confidence of each suggestion that counts, and whether it is right.
    pub reliability: Vec<(f32, bool)>,
}

/// The score of one system.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Exact codes.
    pub exact: Counts,
    /// Three-character categories.
    pub category: Counts,
    /// Exact codes by the first character of the code.
    pub chapters: BTreeMap<char, Counts>,
    /// Whether the first one is right, where there should be one.
    pub first: Option<bool>,
    /// Traps suggested, and traps there were.
    pub traps: (u32, u32),
    /// Units right, of right codes that have units.
    pub units: (u32, u32),
    /// Modifiers right, of right codes that have modifiers.
    pub modifiers: (u32, u32),
    /// POA right, of right codes that have one.
    pub poa: (u32, u32),
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.exact.add(other.exact);
        self.category.add(other.category);
        for (chapter, counts) in &other.chapters {
            self.chapters.entry(*chapter).or_default().add(*counts);
        }
        let pairs = [
            (&mut self.traps, other.traps),
            (&mut self.units, other.units),
            (&mut self.modifiers, other.modifiers),
            (&mut self.poa, other.poa),
        ];
        for (mine, theirs) in pairs {
            mine.0 += theirs.0;
            mine.1 += theirs.1;
        }
    }
}

/// Scores one coded note.
#[must_use]
pub fn score(labelled: &Labelled, coded: &CodedNote) -> NoteScore {
    let mut out = NoteScore::default();
    for &system in &labelled.systems {
        let tally = of_system(labelled, coded, system, &mut out);
        out.systems.insert(system, tally);
    }
    out
}

fn of_system(labelled: &Labelled, coded: &CodedNote, system: CodeSystem, out: &mut NoteScore) -> Tally {
    let mut tally = Tally::default();
    let gold: Vec<_> = labelled.gold.iter().filter(|g| g.code.system() == system).collect();
    let ours: Vec<&Suggestion> =
        coded.outcome.suggestions.iter().filter(|s| s.coded.code.system() == system).collect();
    let mut taken = vec![false; gold.len()];
    let text = &labelled.note.text;
    let words =
        |s: &Suggestion| s.coded.evidence.iter().map(|e| e.span.of(text).to_owned()).collect::<Vec<_>>();
    for suggestion in &ours {
        let code = suggestion.coded.code;
        let free = |g: &usize| !taken[*g] && gold[*g].accepts(&code);
        let same_modifiers = |g: &usize| {
            gold[*g]
                .modifiers
                .as_ref()
                .is_none_or(|m| modifiers_fit(m, &gold[*g].modifiers_optional, suggestion))
        };
        let at = (0..gold.len())
            .filter(free)
            .find(same_modifiers)
            .or_else(|| (0..gold.len()).filter(free).max_by_key(|g| gold[*g].required))
            .or_else(|| (0..gold.len()).find(|g| gold[*g].accepts(&code)));
        let chapter = tally.chapters.entry(code.compact().chars().next().unwrap_or('?')).or_default();
        match at {
            Some(g) if gold[g].required && !taken[g] => {
                taken[g] = true;
                tally.exact.right += 1;
                chapter.right += 1;
                out.reliability.push((suggestion.confidence, true));
                if let Some(units) = gold[g].units {
                    tally.units.1 += 1;
                    tally.units.0 += u32::from(suggestion.units.unwrap_or(1) == units);
                }
                if let Some(modifiers) = &gold[g].modifiers {
                    tally.modifiers.1 += 1;
                    let fit = modifiers_fit(modifiers, &gold[g].modifiers_optional, suggestion);
                    tally.modifiers.0 += u32::from(fit);
                }
                if let Some(poa) = &gold[g].poa {
                    tally.poa.1 += 1;
                    tally.poa.0 += u32::from(suggestion.poa == Some(poa.as_str()));
                }
            }
            Some(g) => taken[g] = true,
            None => {
                tally.exact.wrong += 1;
                chapter.wrong += 1;
                out.reliability.push((suggestion.confidence, false));
                let trap = labelled.traps.iter().find(|t| t.code == code);
                out.misses.push(Miss {
                    code,
                    kind: if trap.is_some() { "trap" } else { "wrong" },
                    cause: Cause::of_wrong(&code, labelled),
                    words: words(suggestion),
                    why: trap.map_or_else(String::new, |t| t.why.clone()),
                    confidence: suggestion.confidence,
                });
            }
        }
    }
    for (g, taken) in gold.iter().zip(&taken) {
        if g.required && !taken {
            tally.exact.missing += 1;
            tally.chapters.entry(g.code.compact().chars().next().unwrap_or('?')).or_default().missing +=
                1;
            out.misses.push(Miss {
                code: g.code,
                kind: "missing",
                cause: Cause::of_missing(g, coded),
                words: g.evidence.clone(),
                why: String::new(),
                confidence: 0.0,
            });
        }
    }
    tally.category = by_category(&gold, &ours);
    let traps: Vec<_> = labelled.traps.iter().filter(|t| t.code.system() == system).collect();
    let hit = traps.iter().filter(|t| ours.iter().any(|s| s.coded.code == t.code)).count();
    tally.traps = (hit as u32, traps.len() as u32);
    tally.first = first_right(labelled, &gold, &ours, system);
    tally
}

fn modifiers_fit(wanted: &[String], optional: &[String], suggestion: &Suggestion) -> bool {
    let have = &suggestion.modifiers;
    wanted.iter().all(|m| have.contains(m))
        && have.iter().all(|m| wanted.contains(m) || optional.contains(m))
}

fn by_category(gold: &[&super::set::Gold], ours: &[&Suggestion]) -> Counts {
    let mut mine: Vec<Code> = ours.iter().map(|s| s.coded.code.category()).collect();
    mine.sort();
    mine.dedup();
    let accepts = |code: &Code, g: &super::set::Gold| {
        g.code.category() == *code || g.alternatives.iter().any(|a| a.category() == *code)
    };
    let mut counts = Counts::default();
    let mut seen: Vec<Code> = Vec::new();
    for code in &mine {
        let required = gold.iter().any(|g| g.required && accepts(code, g));
        let optional = gold.iter().any(|g| !g.required && accepts(code, g));
        counts.right += u32::from(required);
        counts.wrong += u32::from(!required && !optional);
    }
    for g in gold.iter().filter(|g| g.required) {
        let category = g.code.category();
        if !seen.contains(&category) && !mine.iter().any(|c| accepts(c, g)) {
            counts.missing += 1;
        }
        seen.push(category);
    }
    counts
}

fn first_right(
    labelled: &Labelled,
    gold: &[&super::set::Gold],
    ours: &[&Suggestion],
    system: CodeSystem,
) -> Option<bool> {
    if system != CodeSystem::Icd10Cm {
        return None;
    }
    let first = gold.iter().find(|g| g.rank == Some(1))?;
    let Some(mine) = ours.first() else { return Some(false) };
    let code = mine.coded.code;
    Some(first.accepts(&code) || labelled.acceptable_first.contains(&code))
}

/// The score of a set in one system.
#[derive(Clone, Debug)]
pub struct Report {
    /// The system.
    pub system: CodeSystem,
    /// Notes with this system.
    pub notes: usize,
    /// All together.
    pub tally: Tally,
    /// First ones right, of those that should be.
    pub first: (u32, u32),
    /// 95 % interval of F1 over resampled notes.
    pub interval: (f64, f64),
}

/// Adds up the scores of a set.
#[must_use]
pub fn report(scores: &[NoteScore]) -> Vec<Report> {
    let mut systems: Vec<CodeSystem> = scores.iter().flat_map(|s| s.systems.keys().copied()).collect();
    systems.sort();
    systems.dedup();
    systems.into_iter().map(|system| of_set(scores, system)).collect()
}

fn of_set(scores: &[NoteScore], system: CodeSystem) -> Report {
    let tallies: Vec<&Tally> = scores.iter().filter_map(|s| s.systems.get(&system)).collect();
    let mut total = Tally::default();
    let mut first = (0, 0);
    for tally in &tallies {
        total.add(tally);
        if let Some(right) = tally.first {
            first.0 += u32::from(right);
            first.1 += 1;
        }
    }
    let counts: Vec<Counts> = tallies.iter().map(|t| t.exact).collect();
    Report { system, notes: tallies.len(), tally: total, first, interval: bootstrap(&counts) }
}

/// Resamples that are drawn.
const DRAWS: usize = 1000;

/// The 95 % interval of F1 when notes are drawn anew, with a fixed sequence of numbers so
/// that the same scores give the same interval.
fn bootstrap(notes: &[Counts]) -> (f64, f64) {
    if notes.is_empty() {
        return (0.0, 0.0);
    }
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut values: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let mut sum = Counts::default();
            (0..notes.len()).for_each(|_| sum.add(notes[(next() % notes.len() as u64) as usize]));
            sum.f1()
        })
        .collect();
    values.sort_by(f64::total_cmp);
    (values[DRAWS / 40], values[DRAWS - 1 - DRAWS / 40])
}
