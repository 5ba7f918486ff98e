//! Members of a list name a condition each: "CKD 3, breast cancer" is no cancer of the kidney, nor
//! "COPD, HTN" a pulmonary hypertension (OCG II, III: each condition is coded as it is told).

use super::Match;
use crate::lexicon::Lexicon;
use crate::reading::Reading;
use medcode_kb::query::Release;
use medcode_kb::terms::TermKind;
use medcode_note::Gap;

/// What one member of a list names by itself: its words and its code.
struct Alone {
    member: u32,
    tokens: Vec<u32>,
    code: String,
}

/// Leaves out the matches that take words of two members each of which names something by itself.
pub(super) fn part(reading: &Reading<'_>, lexicon: &Lexicon, release: &Release, found: &mut Vec<Match>) {
    let members = members(reading);
    let member = |t: &u32| members[*t as usize];
    let across = |m: &Match| m.tokens.windows(2).any(|w| member(&w[0]) != member(&w[1]));
    if !found.iter().any(across) {
        return;
    }
    let mut alone: Vec<Alone> = Vec::new();
    for m in found.iter().filter(|m| !across(m) && m.kind != TermKind::ExternalCause) {
        let Some(code) = code(lexicon, release, m) else { continue };
        if stands_alone(reading, m, &code) {
            let member = m.tokens.first().map_or(0, member);
            alone.push(Alone { member, tokens: m.tokens.clone(), code });
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
}

/// Whether what the members name is one condition after all: "nausea, vomiting", "influenza,
/// pneumonia" have a code of their own in the category of one of them, which takes all their words;
/// "knee pain, osteoarthritis" tells the place by the pain.
fn is_one(named: &[&[Alone]], m: &Match, lexicon: &Lexicon, release: &Release) -> bool {
    let Some(code) = code(lexicon, release, m) else { return false };
    let any = |test: &dyn Fn(&Alone) -> bool| named.iter().any(|all| all.iter().any(test));
    let under = |code: &str, list: &[&str]| list.iter().any(|c| code.starts_with(c));
    if under(&code, JOINTS) && any(&|a| under(&a.code, &["M255", "M796"])) {
        return true;
    }
    let taken = |a: &Alone| a.tokens.iter().all(|t| m.tokens.contains(t));
    let category = |a: &Alone| a.code.get(..3) == code.get(..3);
    !under(&code, APART)
        && named.iter().all(|all| all.iter().any(taken))
        && any(&|a| taken(a) && category(a))
}

/// Arthritis and gout, whose joint may be told by its pain.
const JOINTS: &[&str] = &["M05", "M06", "M10", "M15", "M16", "M17", "M18", "M19"];

/// What a list does not say: that a substance induced the disorder beside it (OCG I.C.5.b), that
/// anxiety and depression are one disorder.
const APART: &[&str] = &["F1", "F418"];

/// The member of a list that each token of the note stands in.
fn members(reading: &Reading<'_>) -> Vec<u32> {
    let doc = reading.doc;
    let parts = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::SLASH).with(Gap::AND).with(Gap::BULLET);
    let mut member = 0;
    let mut out = vec![0; doc.tokens().len()];
    for sentence in doc.sentences() {
        member += 1;
        for t in sentence.tokens.0 as usize..sentence.tokens.1 as usize {
            let begins = doc.gap(t).has(parts) || matches!(doc.folded(t), "and" | "or" | "plu" | "plus");
            member += u32::from(begins);
            out[t] = member;
        }
    }
    out
}

/// Words that tell what became of the condition before them: "appendicitis, perforated, abscess".
const COURSES: &[&str] = &[
    "abscess", "perforation", "gangrene", "necrosis", "hemorrhage", "bleeding", "bleed", "obstruction",
    "infection", "infected", "rupture", "ruptured", "exacerbation", "fracture", "ulcer", "ulceration",
    "wound", "complication", "remission", "relapse", "deformity", "stricture", "peritonitis",
];

/// Whether a match within one member names a condition by itself: not a germ, a course or a kind.
fn stands_alone(reading: &Reading<'_>, m: &Match, code: &str) -> bool {
    const GERMS: &[&str] = &["A49", "B95", "B96", "B97"];
    let germ = GERMS.iter().any(|c| code.starts_with(c));
    let course = m.tokens.iter().all(|t| COURSES.contains(&reading.doc.folded(*t as usize)));
    !code.is_empty() && !germ && !course
}

/// The code of a match, without its point.
fn code(lexicon: &Lexicon, release: &Release, m: &Match) -> Option<String> {
    match m.kind {
        TermKind::Lexicon => lexicon.phrase(m.code).map(|p| p.code.compact().to_owned()),
        TermKind::Drug => None,
        _ => Some(release.code(m.code).compact().to_owned()),
    }
}
