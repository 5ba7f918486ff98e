//! Members of a list name a condition each: "CKD 3, breast cancer" is no cancer of the kidney, nor
//! "COPD, HTN" a pulmonary hypertension (OCG II, III: each condition is coded as it is told).

use super::{Match, acute, bridge, septic};
use crate::lexicon::Lexicon;
use crate::reading::Reading;
use medcode_kb::query::Release;
use medcode_kb::terms::TermKind;
use medcode_kb::text::list::WordList;
use medcode_model::Code;
use medcode_note::Gap;
use std::ops::Range;

/// What one member of a list names by itself: its words and its code.
pub(super) struct Alone {
    member: u32,
    pub(super) tokens: Vec<u32>,
    /// Words of its term: more than tokens where a short form stands for several.
    words: u8,
    pub(super) code: Code,
}

/// The members of the lists of a note, and which of them name something by themselves.
#[derive(Default)]
pub(crate) struct Members {
    /// The member that each token stands in.
    of: Vec<u32>,
    /// The chapter, by its letter, of what each member names by itself; 0 where it names nothing.
    alone: Vec<u8>,
}

impl Members {
    /// As much of `within` around a match as no other member that names something stands in. What
    /// stands in the same chapter may share its place: "lumbar stenosis, radiculopathy".
    pub(crate) fn around(&self, tokens: &[u32], within: Range<usize>) -> Range<usize> {
        let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return within };
        let named = |t: usize| {
            let alone = self.of.get(t).and_then(|m| self.alone.get(*m as usize));
            alone.copied().unwrap_or_default()
        };
        let own = |t: usize| tokens.iter().any(|&o| self.of.get(o as usize) == self.of.get(t));
        let chapter = named(first as usize);
        // A symptom may say more of the disease beside it: "BPH, nocturia".
        let other = |&t: &usize| !matches!(named(t), 0 | b'R') && named(t) != chapter && !own(t);
        let (first, last) = (first as usize, last as usize + 1);
        let start = (within.start..first).rev().find(other).map_or(within.start, |t| t + 1);
        let end = (last..within.end).find(other).unwrap_or(within.end);
        start.min(first.max(within.start))..end.max(last.min(within.end))
    }
}

/// Leaves out the matches that take words of two members each of which names something by itself.
pub(super) fn part(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    release: &Release,
    found: &mut Vec<Match>,
) -> Members {
    found.retain(|m| {
        let code = code(lexicon, release, m);
        let code = code.as_ref().map_or("", Code::compact);
        !acute::is_of_today(reading, m, code) && !septic::is_of_a_part(reading, m, code)
    });
    // What a semicolon parts is told of two conditions: "psychotic; drug-induced hypothyroidism".
    let parted = |m: &Match| {
        m.tokens
            .windows(2)
            .any(|w| (w[0] + 1..=w[1]).any(|t| reading.doc.gap(t as usize).has(Gap::SEMICOLON)))
    };
    let comma = |m: &Match| {
        m.tokens
            .windows(2)
            .any(|w| (w[0] + 1..=w[1]).any(|t| reading.doc.gap(t as usize).has(Gap::COMMA)))
    };
    // "BiPAP 36 h, home 2 L" is no machine at home.
    let machine = |m: &Match| {
        comma(m) && code(lexicon, release, m).is_some_and(|c| c.compact().starts_with("Z9989"))
    };
    found.retain(|m| m.kind == TermKind::ExternalCause || !parted(m) && !machine(m));
    let members = members(reading);
    let member = |t: &u32| members[*t as usize];
    let across = |m: &Match| m.tokens.windows(2).any(|w| member(&w[0]) != member(&w[1]));
    let mut alone: Vec<Alone> = Vec::new();
    for m in found.iter().filter(|m| !across(m) && m.kind != TermKind::ExternalCause) {
        let Some(code) = code(lexicon, release, m) else { continue };
        if stands_alone(reading, m, code.compact()) {
            let member = m.tokens.first().map_or(0, member);
            alone.push(Alone { member, tokens: m.tokens.clone(), words: m.words, code });
        }
    }
    alone.sort_by_key(|a| a.member);
    let of = |n: u32| {
        let start = alone.partition_point(|a| a.member < n);
        let end = alone.partition_point(|a| a.member <= n);
        &alone[start..end]
    };
    found.retain(|m| {
        let mut own: Vec<u32> = m.tokens.iter().map(member).collect();
        own.dedup();
        own.retain(|n| !of(*n).is_empty());
        own.len() < 2 || is_one(&own.into_iter().map(of).collect::<Vec<_>>(), m, lexicon, release)
    });
    found.retain(|m| !code(lexicon, release, m).is_some_and(|c| bridge::is(reading, m, c, &of, member)));
    let mut named = vec![0; members.iter().max().map_or(0, |&m| m as usize + 1)];
    // The place of a pain may be the place of what causes it.
    let pain = |a: &&Alone| ["M255", "M796"].iter().any(|c| a.code.compact().starts_with(c));
    // "Low back pain" is more than the pain that one of its words names.
    let mut fullest = vec![0; named.len()];
    for a in alone.iter().filter(|a| !pain(a)) {
        let member = a.member as usize;
        if a.tokens.len() >= fullest[member] {
            fullest[member] = a.tokens.len();
            named[member] = a.code.bytes()[0];
        }
    }
    Members { of: members, alone: named }
}

/// Whether what the members name is one condition after all: "nausea, vomiting", "influenza,
/// pneumonia" have a code of their own in the category of one of them, which takes all their words;
/// "knee pain, osteoarthritis" tells the place by the pain.
fn is_one(named: &[&[Alone]], m: &Match, lexicon: &Lexicon, release: &Release) -> bool {
    let Some(code) = code(lexicon, release, m) else { return false };
    let any = |test: &dyn Fn(&Alone) -> bool| named.iter().any(|all| all.iter().any(test));
    let under = |code: &Code, list: &[&str]| list.iter().any(|c| code.compact().starts_with(c));
    if under(&code, JOINTS) && any(&|a| under(&a.code, &["M255", "M796"])) {
        return true;
    }
    let taken = |a: &Alone| a.tokens.iter().all(|t| m.tokens.contains(t));
    // "CKD" is more than the kidney disease that a part of its words names.
    let fullest = |a: &Alone| {
        let same = |b: &Alone| b.member == a.member && b.tokens == a.tokens && b.words > a.words;
        !any(&same)
    };
    let category = |a: &Alone| a.code.category() == code.category() && fullest(a);
    // A code that one of them has already says no more than it; one of another chapter is led to by
    // half of a short form, but where the Index has diseases with their manifestations.
    let chapter = |a: &Alone| a.code.bytes()[0] == code.bytes()[0] || under(&code, WITH);
    let says_more = !any(&|a| taken(a) && a.code == code);
    !under(&code, APART)
        && says_more
        && named.iter().all(|all| all.iter().any(|a| taken(a) && chapter(a)))
        && any(&|a| taken(a) && category(a))
}

/// Arthritis and gout, whose joint may be told by its pain.
const JOINTS: &[&str] = &["M05", "M06", "M10", "M15", "M16", "M17", "M18", "M19"];

/// Combinations with what stands in another chapter: manifestations (OCG I.A.15), and what complicates
/// a pregnancy (OCG I.C.15.a).
const WITH: &[&str] = &["E08", "E09", "E10", "E11", "E13", "D57", "O"];

/// What a list does not say: that a substance induced the disorder beside it (OCG I.C.5.b), that
/// anxiety and depression are one disorder.
const APART: &[&str] = &["F1", "F418"];

/// The member of a list that each token of the note stands in.
fn members(reading: &Reading<'_>) -> Vec<u32> {
    let doc = reading.doc;
    let marks = [Gap::SEMICOLON, Gap::AND, Gap::BULLET, Gap::OPEN, Gap::CLOSE];
    let parts = marks.into_iter().fold(Gap::COMMA, Gap::with);
    let mut member = 0;
    let mut out = vec![0; doc.tokens().len()];
    for sentence in doc.sentences() {
        member += 1;
        let range = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        for (t, own) in range.clone().zip(&mut out[range]) {
            // The stroke of "w/o" and "s/p" is part of the word.
            let stroke = t > 0 && doc.gap(t).has(Gap::SLASH) && doc.raw(t - 1).len() > 1;
            // "Acute on chronic" is one course.
            let course = doc.folded(t) == "on" && doc.folded(t + 1) == "chronic";
            let begins = stroke || doc.gap(t).has(parts) || JOINS.has(doc.folded(t)) && !course;
            member += u32::from(begins);
            *own = member;
        }
    }
    out
}

/// Words that join members: "AKI on CKD 4" is both.
static JOINS: WordList = WordList::new(&["and", "or", "plu", "plus", "on", "superimposed"]);

/// Words that tell what became of the condition before them: "appendicitis, perforated, abscess".
static COURSES: WordList = WordList::new(&[
    "abscess",
    "perforation",
    "gangrene",
    "necrosis",
    "hemorrhage",
    "bleeding",
    "bleed",
    "obstruction",
    "infection",
    "infected",
    "rupture",
    "ruptured",
    "exacerbation",
    "fracture",
    "ulcer",
    "ulceration",
    "wound",
    "complication",
    "remission",
    "relapse",
    "deformity",
    "stricture",
    "peritonitis",
]);

/// Whether a match within one member names a condition by itself: not a germ, a course, or an injury of no place.
fn stands_alone(reading: &Reading<'_>, m: &Match, code: &str) -> bool {
    const GERMS: &[&str] = &["A49", "B95", "B96", "B97", "T14"];
    let germ = GERMS.iter().any(|c| code.starts_with(c));
    let course = m.tokens.iter().all(|t| COURSES.has(reading.doc.folded(*t as usize)));
    !code.is_empty() && !germ && !course
}

/// The code of a match.
fn code(lexicon: &Lexicon, release: &Release, m: &Match) -> Option<Code> {
    match m.kind {
        TermKind::Lexicon => lexicon.phrase(m.code).map(|p| p.code),
        TermKind::Drug => None,
        _ => Some(release.code(m.code)),
    }
}
