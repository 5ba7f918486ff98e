//! The score of one note.

use super::cause::Cause;
use super::counts::Counts;
use super::doubt::Doubt;
use super::judge::{Answer, Beside, Judged, Matched, judge};
use super::set::{Gold, Labelled};
use super::tally::Tally;
use crate::CodedNote;
use medcode_kb::query::Release;
use medcode_model::{Code, CodeSystem, Suggestion};
use std::collections::BTreeMap;

/// An error, to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// The code.
    pub code: Code,
    /// Its chapter.
    pub chapter: String,
    /// `missing`, `wrong`, `trap`, `first` or `order`.
    pub kind: &'static str,
    /// Why.
    pub cause: Cause,
    /// The words of the note: the gold evidence, or what the suggestion rests on.
    pub words: Vec<String>,
    /// Of a trap, why it is one; of an order, what stands where; of a doubt, which.
    pub why: String,
    /// Of a suggestion, its confidence.
    pub confidence: f32,
    /// What the confidence rests on.
    pub signs: Vec<&'static str>,
}

/// A code suggested and right.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The code.
    pub code: Code,
    /// Its chapter.
    pub chapter: String,
    /// What it rests on.
    pub words: Vec<String>,
    /// Its confidence.
    pub confidence: f32,
    /// What the confidence rests on.
    pub signs: Vec<&'static str>,
}

/// The score of one note.
#[derive(Clone, Debug, Default)]
pub struct NoteScore {
    /// By system.
    pub systems: BTreeMap<CodeSystem, Tally>,
    /// Errors.
    pub misses: Vec<Miss>,
    /// Codes suggested and right.
    pub hits: Vec<Hit>,
    /// Labels that may be wrong themselves.
    pub doubts: Vec<Doubt>,
}

/// Scores one coded note. `release` is what the diagnoses are judged by.
#[must_use]
pub fn score(labelled: &Labelled, coded: &CodedNote, release: &Release) -> NoteScore {
    let mut out =
        NoteScore { doubts: super::doubt::of(labelled, coded, release), ..NoteScore::default() };
    for &system in &labelled.systems {
        let desk = Desk::of(labelled, coded, release, system);
        let tally = desk.tally(&mut out);
        out.systems.insert(system, tally);
    }
    out
}

/// Labels and suggestions of one system side by side.
struct Desk<'a> {
    labelled: &'a Labelled,
    coded: &'a CodedNote,
    release: &'a Release,
    system: CodeSystem,
    gold: Vec<&'a Gold>,
    ours: Vec<&'a Suggestion>,
    answers: Vec<Answer<'a>>,
    judged: Judged,
}

impl<'a> Desk<'a> {
    fn of(
        labelled: &'a Labelled,
        coded: &'a CodedNote,
        release: &'a Release,
        system: CodeSystem,
    ) -> Self {
        let gold: Vec<_> = labelled.gold.iter().filter(|g| g.code.system() == system).collect();
        let all = coded.outcome.suggestions.iter();
        let ours: Vec<_> = all.filter(|s| s.coded.code.system() == system).collect();
        let answers: Vec<Answer<'a>> = ours.iter().map(|s| Answer::from(*s)).collect();
        let judged = judge(labelled, system, &gold, &answers);
        Self { labelled, coded, release, system, gold, ours, answers, judged }
    }

    fn tally(&self, out: &mut NoteScore) -> Tally {
        let mut tally = Tally { exact: self.judged.exact, ..Tally::default() };
        for (n, matched) in self.judged.matched.iter().enumerate() {
            match matched {
                Matched::Label(g) if self.gold[*g].required => self.right(n, *g, &mut tally, out),
                Matched::None => self.wrong(self.ours[n], &mut tally, out),
                _ => {}
            }
        }
        for (g, gold) in self.gold.iter().enumerate() {
            let found = !self.judged.missing.contains(&g);
            if !found {
                self.missing(gold, &mut tally, out);
            }
            if gold.required && is_evaluation(&gold.code) {
                tally.em_level.1 += 1;
                tally.em_level.0 += u32::from(found);
            }
        }
        tally.category = by_category(&self.gold, &self.ours);
        let traps: Vec<_> =
            self.labelled.traps.iter().filter(|t| t.code.system() == self.system).collect();
        let hit = traps.iter().filter(|t| self.ours.iter().any(|s| s.coded.code == t.code)).count();
        tally.traps = (hit as u32, traps.len() as u32);
        self.sequence(&mut tally, out);
        tally
    }

    fn right(&self, n: usize, g: usize, tally: &mut Tally, out: &mut NoteScore) {
        let (ours, gold) = (self.ours[n], self.gold[g]);
        self.chapter(&gold.code, tally).right += 1;
        out.hits.push(Hit {
            code: ours.coded.code,
            chapter: chapter(&ours.coded.code, self.release),
            words: self.words(ours),
            confidence: ours.confidence,
            signs: self.signs(ours),
        });
        let count = |share: &mut (u32, u32), right: Option<bool>| {
            share.1 += u32::from(right.is_some());
            share.0 += u32::from(right == Some(true));
        };
        let beside = Beside::of(gold, &self.answers[n]);
        count(&mut tally.units, beside.units);
        count(&mut tally.modifiers, beside.modifiers);
        count(&mut tally.poa, beside.poa);
    }

    fn wrong(&self, ours: &Suggestion, tally: &mut Tally, out: &mut NoteScore) {
        let code = ours.coded.code;
        self.chapter(&code, tally).wrong += 1;
        let trap = self.labelled.traps.iter().find(|t| t.code == code);
        out.misses.push(Miss {
            code,
            chapter: chapter(&code, self.release),
            kind: if trap.is_some() { "trap" } else { "wrong" },
            cause: Cause::of_wrong(ours, self.labelled, self.release),
            words: self.words(ours),
            why: trap.map_or_else(String::new, |t| t.why.clone()),
            confidence: ours.confidence,
            signs: self.signs(ours),
        });
    }

    fn missing(&self, gold: &Gold, tally: &mut Tally, out: &mut NoteScore) {
        self.chapter(&gold.code, tally).missing += 1;
        let doubt = out.doubts.iter().find(|d| d.code == gold.code);
        out.misses.push(Miss {
            code: gold.code,
            chapter: chapter(&gold.code, self.release),
            kind: "missing",
            cause: doubt.map_or_else(
                || Cause::of_missing(gold, self.coded, self.release),
                |_| Cause::LabelDoubtful,
            ),
            words: gold.evidence.clone(),
            why: doubt.map_or_else(String::new, |d| d.why.clone()),
            confidence: 0.0,
            signs: Vec::new(),
        });
    }

    /// First-listed or principal diagnosis, and the order of the right codes.
    fn sequence(&self, tally: &mut Tally, out: &mut NoteScore) {
        tally.first = self.first(out);
        tally.order = self.judged.order;
        // The first of the pairs that stand farthest apart.
        let turned = self.judged.turned.iter().rev().max_by_key(|(.., by)| *by);
        let Some(&(early, late, _)) = turned else { return };
        let late = self.ours[late];
        out.misses.push(Miss {
            code: late.coded.code,
            chapter: chapter(&late.coded.code, self.release),
            kind: "order",
            cause: Cause::Sequencing,
            words: self.words(late),
            why: format!("labelled before {}", self.ours[early].coded.code),
            confidence: late.confidence,
            signs: Vec::new(),
        });
    }

    fn first(&self, out: &mut NoteScore) -> Option<bool> {
        let right = self.judged.first?;
        let first = self.gold.iter().find(|g| g.rank == Some(1))?;
        let mine = self.answers.first().map(|a| a.code);
        if !right {
            out.misses.push(Miss {
                code: first.code,
                chapter: chapter(&first.code, self.release),
                kind: "first",
                cause: Cause::Sequencing,
                words: first.evidence.clone(),
                why: mine.map_or_else(|| "nothing stands first".into(), |c| format!("{c} stands first")),
                confidence: 0.0,
                signs: Vec::new(),
            });
        }
        Some(right)
    }

    fn chapter<'t>(&self, code: &Code, tally: &'t mut Tally) -> &'t mut Counts {
        tally.chapters.entry(chapter(code, self.release)).or_default()
    }

    /// Signs are kept of diagnoses, which stand before everything else.
    fn signs(&self, ours: &Suggestion) -> Vec<&'static str> {
        let outcome = &self.coded.outcome;
        let at = outcome.suggestions.iter().position(|s| std::ptr::eq(s, ours));
        at.and_then(|at| outcome.signs.get(at)).cloned().unwrap_or_default()
    }

    fn words(&self, ours: &Suggestion) -> Vec<String> {
        let text = &self.labelled.note.text;
        ours.coded.evidence.iter().map(|e| e.span.of(text).to_owned()).collect()
    }
}

/// The chapter of a diagnosis (`04 E00-E89`); of other codes the first character.
fn chapter(code: &Code, release: &Release) -> String {
    let category = Some(code.category()).filter(|c| c.system() == CodeSystem::Icd10Cm);
    let row = category.and_then(|c| release.find(&c));
    let at = row.and_then(|row| release.chapter_of(row)).and_then(|n| release.chapters().get(n));
    at.map_or_else(
        || code.compact().chars().take(1).collect(),
        |c| {
            let part = |b: &[u8; 3]| String::from_utf8_lossy(b).into_owned();
            format!("{:02} {}-{}", c.chapter, part(&c.from), part(&c.to))
        },
    )
}

/// Evaluation and management: the services that have levels.
fn is_evaluation(code: &Code) -> bool {
    let number = code.compact().parse().unwrap_or(0u32);
    code.system() == CodeSystem::Cpt && (99_202..=99_499).contains(&number)
}

fn by_category(gold: &[&Gold], ours: &[&Suggestion]) -> Counts {
    let mut mine: Vec<Code> = ours.iter().map(|s| s.coded.code.category()).collect();
    mine.sort();
    mine.dedup();
    let accepts = |code: &Code, g: &Gold| {
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
