//! Hernias of the belly wall and groin repaired.
//!
//! Groin: open by age, first or again, reducible or not (49495-49525); laparoscopic first or again
//! (49650, 49651). Front of the belly wall, any approach: first or again, size of the defect,
//! reducible or not (49591-49618, from 2023). Mesh and exploration are included (NCCI Policy Manual
//! ch. VI §C).

use super::line::{Line, add};
use crate::desk::Case;
use medcode_note::Gap;
use std::ops::Range;

pub(crate) const FAMILY: &str = "hernia";
const AUTHORITY: &str = "NCCI Policy Manual ch. VI §C";

/// Kinds of hernia by their class of words.
const KINDS: [(&str, Kind); 4] = [
    ("cue inguinal", Kind::Inguinal),
    ("cue femoral", Kind::Femoral),
    ("cue parastomal", Kind::Parastomal),
    ("cue ventral", Kind::Ventral),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Inguinal,
    Femoral,
    Parastomal,
    Ventral,
}

/// First repair; then repair again: under 3 cm, 3 to 10 cm, over 10 cm, each reducible and not.
const VENTRAL: [[[&str; 2]; 3]; 2] = [
    [["49591", "49592"], ["49593", "49594"], ["49595", "49596"]],
    [["49613", "49614"], ["49615", "49616"], ["49617", "49618"]],
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let mut seen: Vec<Kind> = Vec::new();
    for tokens in case.done(FAMILY) {
        for (class, kind) in kinds(case, &tokens) {
            if !seen.contains(&kind) {
                seen.push(kind);
                bill(case, class, kind, tokens.clone());
            }
        }
    }
}

/// The kinds a sentence of repair names: the nearest, and each clause's own.
fn kinds(case: &Case<'_>, tokens: &Range<usize>) -> Vec<(&'static str, Kind)> {
    let clause = clause(case, tokens.start).start..clause(case, tokens.end - 1).end;
    let here: Vec<_> =
        KINDS.into_iter().filter(|(class, _)| !case.places(clause.clone(), class).is_empty()).collect();
    if here.len() > 1 && here.iter().any(|(_, k)| *k == Kind::Parastomal) {
        return vec![KINDS[2]];
    }
    here
}

/// The words between semicolons, around a token.
fn clause(case: &Case<'_>, token: usize) -> Range<usize> {
    let doc = case.reading.doc;
    let sentence = case.reading.sentence(token);
    let cut = |t: &usize| doc.gap(*t).has(Gap::SEMICOLON);
    let start = (sentence.start + 1..=token).rev().find(cut).unwrap_or(sentence.start);
    let end = (token + 1..sentence.end).find(cut).unwrap_or(sentence.end);
    start..end
}

/// Whether a clause that names a kind of hernia says some words of it, and means this patient's.
fn said_of(case: &Case<'_>, kind: &str, words: &str) -> bool {
    case.places(0..case.reading.doc.tokens().len(), kind).into_iter().any(|t| {
        let clause = clause(case, t);
        let doc = case.reading.doc;
        let section = doc.section_at(doc.tokens()[t].span.start).map(|s| s.kind);
        use medcode_note::SectionKind as K;
        let past = matches!(section, Some(K::Pmh | K::Psh | K::PreopDiagnosis));
        !past && case.says(clause, words)
    })
}

fn bill(case: &mut Case<'_>, class: &str, kind: Kind, tokens: Range<usize>) {
    let again = said_of(case, class, "cue recurrent");
    let stuck = said_of(case, class, "cue incarcerated");
    let all = 0..case.reading.doc.tokens().len();
    let scoped = case.done(FAMILY).iter().any(|t| {
        let sentence = case.reading.sentence(t.start);
        case.says(sentence, "cue laparoscopic")
    }) || case.says(all, "cue laparoscopic");
    let age = case.visit.age.unwrap_or(40.0);
    let number = match kind {
        Kind::Inguinal if scoped && again => "49651",
        Kind::Inguinal if scoped => "49650",
        Kind::Inguinal => match (age, again, stuck) {
            (_, true, false) => "49520",
            (_, true, true) => "49521",
            (a, _, false) if a < 0.5 => "49495",
            (a, _, true) if a < 0.5 => "49496",
            (a, _, false) if a < 5.0 => "49500",
            (a, _, true) if a < 5.0 => "49501",
            (_, _, false) => "49505",
            (_, _, true) => "49507",
        },
        Kind::Femoral => match (again, stuck) {
            (false, false) => "49550",
            (false, true) => "49553",
            (true, false) => "49555",
            (true, true) => "49557",
        },
        Kind::Parastomal => ["49621", "49622"][usize::from(stuck)],
        Kind::Ventral => {
            let Some(size) = defect(case) else {
                ask(case, &tokens);
                return;
            };
            let step = usize::from(size >= 3.0) + usize::from(size > 10.0);
            VENTRAL[usize::from(again)][step][usize::from(stuck)]
        }
    };
    let reason = format!(
        "{}, {}",
        if again { "repaired before" } else { "first repair" },
        if stuck { "not reducible" } else { "reducible" }
    );
    add(case, Line { number, units: 1, tokens, reason, authority: AUTHORITY });
}

/// The greatest measure of the defect of the belly wall.
fn defect(case: &Case<'_>) -> Option<f32> {
    let doc = case.reading.doc;
    let named = |t: usize| matches!(doc.folded(t), "defect" | "hernia" | "fascial");
    let sizes = doc.sentences().iter().flat_map(|s| {
        let tokens = s.tokens.0 as usize..s.tokens.1 as usize;
        let of_hernia =
            !case.places(tokens.clone(), "cue ventral").is_empty() || tokens.clone().any(named);
        let measures = if of_hernia { case.reading.measures(tokens.clone()) } else { Vec::new() };
        // "10 x 15 cm mesh" is no defect.
        measures.into_iter().filter(move |m| {
            let from = m.tokens.start.saturating_sub(2).max(tokens.start);
            let comma = |t: &usize| doc.gap(*t).has(Gap::COMMA);
            let to = (m.tokens.end + 3).min(tokens.end);
            let mut near = from..(m.tokens.end..to).find(comma).unwrap_or(to);
            !near.any(|t| matches!(doc.folded(t), "mesh" | "port" | "trocar" | "incision" | "overlap"))
        })
    });
    sizes.map(|m| m.longest()).reduce(f32::max)
}

fn ask(case: &mut Case<'_>, tokens: &Range<usize>) {
    let span = case.reading.span(tokens.clone());
    case.queries.push(medcode_model::Query {
        question: "How large was the defect of the belly wall, in cm?".into(),
        indicators: vec![medcode_model::Evidence { span }],
        options: Vec::new(),
    });
}
