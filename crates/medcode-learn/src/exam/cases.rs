//! Four answers from a practice chart: the codes that have to be reported, and three lists with one thing
//! wrong in each, for which the chart itself says why.

use super::Part;
use crate::drill::{Rng, choices};
use crate::{Chart, Choice, Library};
use medcode::eval::{Gold, Trap};
use medcode_model::{Code, CodeSystem};

/// More codes than this are no answer to choose from.
const LONGEST: usize = 6;

impl Part {
    pub(super) fn has(self, code: &Code) -> bool {
        match self {
            Self::Diagnoses => code.system() == CodeSystem::Icd10Cm,
            Self::Procedures => code.system() == CodeSystem::Icd10Pcs,
            Self::Services => matches!(code.system(), CodeSystem::Cpt | CodeSystem::Hcpcs),
        }
    }

    /// What is asked.
    pub(super) const fn asks(self) -> &'static str {
        match self {
            Self::Diagnoses => {
                "Which ICD-10-CM codes have to be reported, the first-listed or principal diagnosis first, \
                 and nothing too many?"
            }
            Self::Procedures => "Which ICD-10-PCS codes have to be reported, and nothing too many?",
            Self::Services => "Which CPT and HCPCS codes have to be reported, and nothing too many?",
        }
    }
}

/// A code of the right answer.
#[derive(Clone)]
struct Line<'a> {
    gold: &'a Gold,
    why: &'a str,
}

/// The required codes of a part, in their order.
fn required(chart: &Chart, part: Part) -> Vec<Line<'_>> {
    let all = chart.labelled.gold.iter().zip(&chart.codes);
    let mut out: Vec<Line<'_>> = all
        .filter(|(g, _)| g.required && part.has(&g.code))
        .map(|(gold, code)| Line { gold, why: &code.why })
        .collect();
    out.sort_by_key(|l| l.gold.rank.unwrap_or(u32::MAX));
    out
}

/// Practice charts with a service of these CPT numbers.
pub fn with_services(library: &Library, from: u32, to: u32) -> impl Iterator<Item = &Chart> {
    library.charts.iter().filter(move |c| has_service(c, from, to))
}

/// Whether a service with a CPT number of this range has to be reported.
pub(super) fn has_service(chart: &Chart, from: u32, to: u32) -> bool {
    let number = |l: &Line<'_>| match l.gold.code.system() {
        CodeSystem::Cpt => l.gold.code.compact().parse().ok(),
        _ => None,
    };
    required(chart, Part::Services).iter().filter_map(number).any(|n: u32| (from..=to).contains(&n))
}

/// The four answers; none where the chart has not enough that is wrong.
pub(super) fn case(chart: &Chart, part: Part, rng: &mut Rng) -> Option<(Vec<Choice>, usize)> {
    let lines = required(chart, part);
    if lines.is_empty() || lines.len() > LONGEST {
        return None;
    }
    let traps: Vec<&Trap> = chart.labelled.traps.iter().filter(|t| part.has(&t.code)).collect();
    let mut wrong = Vec::new();
    for trap in &traps {
        wrong.push(in_place(&lines, trap));
        wrong.push(too_many(&lines, trap));
    }
    rng.shuffle(&mut wrong);
    let mut plain: Vec<Choice> = if lines.len() > 1 {
        (0..lines.len()).map(|n| left_out(&lines, n)).collect()
    } else {
        Vec::new()
    };
    if part == Part::Diagnoses {
        plain.extend(other_first(chart, &lines));
    }
    rng.shuffle(&mut plain);
    // What the chart warns of makes the better wrong answer; one of the others makes them less alike.
    wrong.truncate(if plain.is_empty() { 3 } else { 2 });
    wrong.extend(plain);
    let why = lines.iter().map(|l| format!("{}: {}", l.gold.code, l.why)).collect::<Vec<_>>().join(" ");
    let right = Choice { text: join(lines.iter().map(shown)), why };
    choices(right, wrong, rng)
}

fn in_place(lines: &[Line<'_>], trap: &Trap) -> Choice {
    let alike = |l: &Line<'_>| {
        let (a, b) = (l.gold.code.compact(), trap.code.compact());
        let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        (l.gold.code.system() == trap.code.system(), same)
    };
    let at = (0..lines.len()).rev().max_by_key(|n| alike(&lines[*n])).unwrap_or(0);
    let texts = lines.iter().enumerate().map(|(n, l)| match n == at {
        true => trap.code.to_string(),
        false => shown(l),
    });
    let (code, missed) = (trap.code, lines[at].gold.code);
    let why = format!("{code}: {}. {missed} is missing: {}", trap.why, lines[at].why);
    Choice { text: join(texts), why }
}

fn too_many(lines: &[Line<'_>], trap: &Trap) -> Choice {
    let texts = lines.iter().map(shown).chain([trap.code.to_string()]);
    Choice { text: join(texts), why: format!("{} is too many: {}", trap.code, trap.why) }
}

fn left_out(lines: &[Line<'_>], at: usize) -> Choice {
    let texts = lines.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, l)| shown(l));
    let why = format!("{} is missing: {}", lines[at].gold.code, lines[at].why);
    Choice { text: join(texts), why }
}

/// Another diagnosis first, where the chart does not allow it.
fn other_first(chart: &Chart, lines: &[Line<'_>]) -> Option<Choice> {
    let [first, second, ..] = lines else { return None };
    let ranked = first.gold.rank.zip(second.gold.rank).is_some_and(|(a, b)| a < b);
    if !ranked || chart.labelled.acceptable_first.contains(&second.gold.code) {
        return None;
    }
    let mut turned = lines.to_vec();
    turned.swap(0, 1);
    let why = format!("{} stands first: {}", first.gold.code, first.why);
    Some(Choice { text: join(turned.iter().map(shown)), why })
}

fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

/// A code with what has to stand beside it.
fn shown(line: &Line<'_>) -> String {
    let mut out = line.gold.code.to_string();
    for modifier in line.gold.modifiers.iter().flatten() {
        if !line.gold.modifiers_optional.contains(modifier) {
            out.push('-');
            out.push_str(modifier);
        }
    }
    if let Some(units) = line.gold.units.filter(|n| *n > 1) {
        out.push_str(&format!(" x{units}"));
    }
    out
}
