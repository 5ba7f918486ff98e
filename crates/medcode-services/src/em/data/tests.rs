//! Unique tests ordered or reviewed: each once, a panel over its parts.

use super::super::level::Column;
use super::super::view::{View, decides};
use super::super::words::{Cue, Tag, Test};
use super::element;
use crate::encounter::Encounter;
use crate::service::Service;
use medcode_model::{BillingContext, Experiencer};
use medcode_note::{Gap, SectionKind};

/// Adds the tests that count.
pub(super) fn read(view: &View<'_>, visit: &Encounter<'_>, services: &[Service], column: &mut Column) {
    let mut taken: Vec<(u16, Cue)> = Vec::new();
    for (cue, section) in view.of_tag(Tag::Test) {
        if taken.iter().any(|t| t.0 == cue.number) || covered(view, cue) || counts_urine(view, cue) {
            continue;
        }
        if is_used(view, visit, cue, section) || in_a_list(view, cue, &taken, section) {
            taken.push((cue.number, cue));
        }
    }
    let name = |n: u16| &view.words.tests[usize::from(n)];
    let all: Vec<(u16, Cue)> = taken.clone();
    let has = |wanted: &str| all.iter().any(|t| name(t.0).name == wanted);
    for (number, cue) in taken {
        let test = name(number);
        let span = view.span(cue);
        if let Some(panel) = test.within.filter(|p| has(p)) {
            column.left_out.push(element("test", format!("{}: part of the {panel}", test.name), span));
        } else if test.partless && all.iter().any(|t| t.0 != number && same_way(name(t.0), test)) {
            column.left_out.push(element("test", format!("{}: named above", test.name), span));
        } else if billed(test, services) {
            let what = format!("{}: its reading is billed on its own", test.name);
            column.left_out.push(element("test", what, span));
        } else {
            column.counted.push(element("test", test.name.clone(), span));
        }
    }
}

/// Whether a test belongs to a longer name of one at the same place: `ct` within `ct head`,
/// `chest ct` read from its second word.
fn covered(view: &View<'_>, cue: Cue) -> bool {
    let before = (cue.first as usize).saturating_sub(4)..cue.first as usize + 1;
    let longer = |c: &Cue| {
        c.tag == Tag::Test
            && c.first <= cue.first
            && cue.end <= c.end
            && c.end - c.first > cue.end - cue.first
    };
    view.within(before).iter().any(longer)
}

fn same_way(other: &Test, bare: &Test) -> bool {
    other.imaging && !other.partless && other.name.starts_with(bare.name.as_str())
}

/// Whether another line of the visit bills the reading of the test.
pub(super) fn billed(test: &Test, services: &[Service]) -> bool {
    let pays = |s: &&Service| s.is_reported() && s.billing == BillingContext::Professional;
    services.iter().filter(pays).any(|s| {
        let number = s.code.compact();
        // A drawing of blood, or the technical part alone, bills no reading.
        number != "93005" && test.billed.iter().any(|b| number.starts_with(b))
    })
}

/// Whether the note orders the test or looks at its result today.
fn is_used(view: &View<'_>, visit: &Encounter<'_>, cue: Cue, section: SectionKind) -> bool {
    use SectionKind as K;
    if view.is_not_done(cue) || is_old(view, visit, cue) || is_someone_elses(view, cue) {
        return false;
    }
    let short = cue.end - cue.first == 1 && is_short_word(view, cue);
    match section {
        K::Labs | K::Imaging => true,
        K::Pmh | K::Psh | K::FamilyHistory | K::SocialHistory | K::Medications | K::Allergies => false,
        K::ProblemList | K::Immunizations | K::ObHistory | K::Ros => false,
        _ if short => has_value(view, cue),
        _ if has_value(view, cue) || is_ordered(view, cue) => true,
        K::Plan | K::Orders | K::AssessmentPlan | K::EdCourse => true,
        // In a hospital what is named was done, unless it is told of the past.
        _ if in_hospital(visit) && decides(section) => !is_past(view, cue),
        _ => decides(section) && has_finding(view, cue),
    }
}

const fn in_hospital(visit: &Encounter<'_>) -> bool {
    use medcode_model::Setting as S;
    matches!(visit.setting, S::Ed | S::Inpatient | S::Observation)
}

fn is_past(view: &View<'_>, cue: Cue) -> bool {
    view.doc.context(view.span(cue)).assertion.temporality == medcode_model::Temporality::Past
}

/// Named in one sentence with a test that counts: `UA positive, urine culture E. coli`.
fn in_a_list(view: &View<'_>, cue: Cue, taken: &[(u16, Cue)], section: SectionKind) -> bool {
    let sentence = view.sentence(cue.first);
    let beside = taken.iter().any(|t| sentence.contains(&(t.1.first as usize)));
    let short = cue.end - cue.first == 1 && is_short_word(view, cue);
    let told = decides(section)
        || matches!(section, SectionKind::Title | SectionKind::Hpi | SectionKind::ChiefComplaint);
    beside && !short && told && !view.is_not_done(cue) && !is_past(view, cue)
}

/// Words that are tests only with a value: `k`, `na`, `cr`, `ca`.
fn is_short_word(view: &View<'_>, cue: Cue) -> bool {
    let word = view.doc.folded(cue.first as usize);
    (word.len() <= 2 && word != "ua")
        || matches!(word, "ana" | "alt" | "ast" | "mag" | "hep" | "oct" | "fit" | "film")
}

/// A number right after the test, or `neg`, `nl`, `normal`, `pos`.
fn has_value(view: &View<'_>, cue: Cue) -> bool {
    let end = cue.end as usize;
    let short = cue.end - cue.first == 1 && is_short_word(view, cue);
    let far = if short { 3 } else { 6 };
    let reach = end..(end + far).min(view.doc.tokens().len());
    for token in reach {
        if view.doc.gap(token).has(Gap::STOP.with(Gap::SEMICOLON)) && token > end {
            return false;
        }
        let word = view.doc.folded(token);
        if view.number(token).is_some() || is_result(word) {
            return !matches!(view.doc.folded(token + 1), "mg" | "week" | "wk" | "month" | "mo" | "day");
        }
        let filler = matches!(
            word,
            "of" | "was" | "is" | "today" | "level" | "at" | "to" | "back" | "showed" | "result"
        );
        // Between the name of a longer test and its result a few words may stand.
        if short && !filler {
            return false;
        }
    }
    false
}

fn is_result(word: &str) -> bool {
    matches!(
        word,
        "neg"
            | "negative"
            | "pos"
            | "positive"
            | "nl"
            | "normal"
            | "wnl"
            | "unremarkable"
            | "elevated"
            | "abnormal"
            | "pending"
            | "clear"
            | "low"
            | "high"
            | "undetectable"
            | "stable"
            | "ok"
    )
}

/// A result in words within the sentence: `CT head: no hemorrhage`, `echo shows EF 55`.
fn has_finding(view: &View<'_>, cue: Cue) -> bool {
    let sentence = view.sentence(cue.first);
    let end = cue.end as usize;
    (end < sentence.end && view.doc.gap(end).has(Gap::COLON.with(Gap::DASH).with(Gap::EQUALS)))
        || (end..sentence.end.min(end + 8)).any(|t| {
            matches!(
                view.doc.folded(t),
                "show"
                    | "showed"
                    | "shows"
                    | "reveal"
                    | "revealed"
                    | "demonstrate"
                    | "demonstrated"
                    | "no"
                    | "without"
                    | "consistent"
                    | "negative"
                    | "normal"
                    | "neg"
                    | "unremarkable"
            )
        })
}

/// A word of ordering or looking within the sentence.
fn is_ordered(view: &View<'_>, cue: Cue) -> bool {
    let sentence = view.sentence(cue.first);
    let from = (cue.first as usize).saturating_sub(12).max(sentence.start);
    let to = (cue.end as usize + 6).min(sentence.end);
    view.within(from..to).iter().any(|c| c.tag == Tag::Order)
}

/// A year before this one or `last year` beside the test: an old result retold.
fn is_old(view: &View<'_>, visit: &Encounter<'_>, cue: Cue) -> bool {
    let sentence = view.sentence(cue.first);
    let from = (cue.first as usize).saturating_sub(3).max(sentence.start);
    let to = (cue.end as usize + 3).min(sentence.end);
    (from..to).any(|t| {
        let raw = view.doc.raw(t);
        let year = raw.parse::<u16>().ok().filter(|y| raw.len() == 4 && (1950..2100).contains(y));
        year.is_some_and(|y| y + 1 < visit.date.year())
    })
}

fn is_someone_elses(view: &View<'_>, cue: Cue) -> bool {
    let context = view.doc.context(view.span(cue));
    context.assertion.experiencer == Experiencer::Family
}

/// `UA many WBC`: cells of the urine, no blood count.
fn counts_urine(view: &View<'_>, cue: Cue) -> bool {
    if view.doc.folded(cue.first as usize) != "wbc" {
        return false;
    }
    let sentence = view.sentence(cue.first);
    let apart = Gap::COMMA.with(Gap::SEMICOLON);
    let from = (cue.first as usize).saturating_sub(10).max(sentence.start);
    let mut back = (from..cue.first as usize).rev().take_while(|&t| !view.doc.gap(t + 1).has(apart));
    back.any(|t| matches!(view.doc.folded(t), "ua" | "urinalysis" | "urine" | "csf"))
}
