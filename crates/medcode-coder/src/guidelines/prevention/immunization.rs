//! Vaccines given today, and vaccines refused (OCG I.C.21.c.2, Tabular Z23, Z28).

use super::state;
use crate::case::{Case, Draft};
use crate::guidelines::words::sentence_holds;
use medcode_model::{Experiencer, Temporality, WithheldReason};
use medcode_note::{Gap, SectionKind};
use std::ops::Range;

/// Names that mean a vaccine wherever they stand.
const VACCINES: &[&str] = &[
    "tdap",
    "dtap",
    "mmr",
    "mmrv",
    "hpv vaccine",
    "gardasil",
    "menacwy",
    "menveo",
    "menquadfi",
    "menb",
    "bexsero",
    "mcv4",
    "pcv13",
    "pcv15",
    "pcv20",
    "pcv21",
    "prevnar",
    "ppsv23",
    "pneumovax",
    "capvaxive",
    "shingrix",
    "zoster vaccine",
    "shingle vaccine",
    "flu shot",
    "flu high dose",
    "flu hd",
    "flu mist",
    "flumist",
    "hd flu",
    "fluad",
    "fluzone hd",
    "high dose flu",
    "flu vaccine",
    "influenza vaccine",
    "fluzone",
    "flublok",
    "fluarix",
    "flucelvax",
    "heplisav",
    "engerix",
    "recombivax",
    "hepatitis b vaccine",
    "hepatitis a vaccine",
    "hep b vaccine",
    "hep a vaccine",
    "hep b",
    "hepb",
    "hep a",
    "havrix",
    "vaqta",
    "twinrix",
    "varicella vaccine",
    "varivax",
    "proquad",
    "ipv",
    "pentacel",
    "pediarix",
    "vaxelis",
    "kinrix",
    "quadracel",
    "rotarix",
    "rotateq",
    "rotavirus vaccine",
    "hib vaccine",
    "covid vaccine",
    "covid booster",
    "comirnaty",
    "spikevax",
    "arexvy",
    "abrysvo",
    "rsv vaccine",
    "tetanus booster",
    "tetanus shot",
    "td booster",
    "adacel",
    "boostrix",
    "tetanus vaccine",
    "pneumonia vaccine",
    "pneumococcal vaccine",
    "vaccine",
    "immunization",
    "hpv",
    "menacwy tt",
];

/// Bare names that may also be a disease or a general word: they need a dose beside them.
const BARE: &[&str] = &["hep b", "hep a", "vaccine", "immunization", "hpv"];

const GIVEN: &[&str] = &[
    "given",
    "administered",
    "today",
    "im",
    "received",
    "gave",
    "delt",
    "deltoid",
    "thigh",
    "subq",
    "intramuscular",
    "injected",
    "injection",
    "booster",
];

/// Words that say it was not given now.
const NOT_NOW: &[&str] = &[
    "declined",
    "decline",
    "refused",
    "refuse",
    "refusing",
    "declining",
    "deferred",
    "defer",
    "due",
    "utd",
    "date",
    "allergy",
    "allergic",
    "consider",
    "recommend",
    "recommended",
    "discussed",
    "discuss",
    "offered",
    "next",
    "plan",
    "should",
    "will",
    "return",
    "overdue",
    "schedule",
    "history",
    "previously",
    "prior",
    "last",
    "had",
    "ago",
    "then",
    "reaction",
    "pending",
];

/// States Z23 for a vaccine given at this encounter, Z28 for one refused, Z29.11 for
/// antibodies against RSV.
pub(super) fn apply(case: &mut Case<'_>) {
    not_the_disease(case);
    among_vaccines(case);
    let found = case.places.any(VACCINES);
    if let Some(words) = found.iter().find(|r| is_given(case, r)).cloned() {
        state(case, "Z23", words.clone(), "a vaccine was given", "OCG-I.C.21.c.2");
        named_by(case, &words);
    }
    if let Some((code, words)) = found.iter().find_map(|r| refused(case, r).map(|c| (c, r.clone()))) {
        state(case, code, words, "a vaccine was refused", "OCG-I.C.21.c.13");
    }
    let antibodies =
        case.places.any(&["nirsevimab", "beyfortus", "palivizumab", "synagis", "clesrovimab"]);
    if let Some(words) =
        antibodies.into_iter().find(|r| holds(case, r, GIVEN) && !holds(case, r, &["declined"]))
    {
        state(case, "Z29.11", words, "antibodies against RSV were given", "OCG-I.C.21.c.13");
    }
}

/// "Hepatitis B vaccination" names no hepatitis: the words belong to the vaccine, a titer or
/// a screening of immunity.
fn not_the_disease(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some(&last) = draft.tokens.last() else { continue };
        let after = case.doc.folded(last as usize + 1);
        let vaccine = matches!(
            after,
            "vaccine"
                | "vaccination"
                | "immunization"
                | "booster"
                | "titer"
                | "vax"
                | "shot"
                | "immunity"
                | "dose"
                | "series"
        );
        let infection =
            matches!(draft.code.bytes()[0], b'A' | b'B') || draft.under("J1") || draft.under("U07");
        if vaccine && infection && draft.is_reported() {
            case.drafts[at].withhold(
                WithheldReason::NotReportable,
                "names a vaccine, not the disease",
                Some("OCG-I.C.21.c.2"),
            );
        }
    }
}

/// `MMR, varicella, PCV20`: among vaccines a disease is the name of one.
fn among_vaccines(case: &mut Case<'_>) {
    const NAMED: usize = 2;
    let infection = |d: &Draft| {
        d.is_reported() && (matches!(d.code.bytes()[0], b'A' | b'B') || d.under("J1") || d.under("U07"))
    };
    let held: Vec<usize> = (0..case.drafts.len()).filter(|&n| infection(&case.drafts[n])).collect();
    if held.is_empty() {
        return;
    }
    let names = case.places.any(VACCINES);
    for at in held {
        let Some(&token) = case.drafts[at].tokens.first() else { continue };
        let sentence = case.doc.sentence_of(token as usize);
        let beside = |r: &&Range<usize>| {
            case.doc.sentence_of(r.start) == sentence && !r.contains(&(token as usize))
        };
        if names.iter().filter(beside).count() >= NAMED {
            case.drafts[at].withhold(
                WithheldReason::NotReportable,
                "names a vaccine, not the disease",
                Some("OCG-I.C.21.c.2"),
            );
        }
    }
}

/// The name of the vaccine given is not the disease: "Hep B #1 IM".
fn named_by(case: &mut Case<'_>, words: &Range<usize>) {
    let infection = |d: &&mut Draft| {
        matches!(d.code.bytes()[0], b'A' | b'B') || d.under("J09") || d.under("J10") || d.under("J11")
    };
    for draft in case.drafts.iter_mut().filter(infection) {
        if draft.tokens.iter().all(|&t| words.contains(&(t as usize))) {
            draft.withhold(
                WithheldReason::NotReportable,
                "names a vaccine, not the disease",
                Some("OCG-I.C.21.c.2"),
            );
        }
    }
}

/// The words between one statement's marks: its clause.
fn holds(case: &Case<'_>, tokens: &Range<usize>, words: &[&str]) -> bool {
    sentence_holds(case, tokens.start, words)
}

fn is_given(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    let context = case.doc.context(case.span(tokens.clone()));
    let listed = matches!(
        context.section,
        SectionKind::Pmh
            | SectionKind::Allergies
            | SectionKind::Ros
            | SectionKind::Instructions
            | SectionKind::FamilyHistory
            | SectionKind::SocialHistory
            | SectionKind::ProblemList
    );
    let assertion = context.assertion;
    let own =
        assertion.experiencer == Experiencer::Patient && assertion.temporality == Temporality::Current;
    // A blood test of immunity, not the vaccine.
    let tested =
        matches!(case.doc.folded(tokens.end), "titer" | "titre" | "antibody" | "immunity" | "status");
    let denied = tokens
        .start
        .checked_sub(1)
        .is_some_and(|t| matches!(case.doc.folded(t), "no" | "not" | "without"));
    if listed || !own || tested || denied || context.carried_forward {
        return false;
    }
    let name = (tokens.clone()).map(|t| case.doc.folded(t)).collect::<Vec<_>>().join(" ");
    let window = clause(case, tokens);
    let says = |words: &[&str]| window.clone().any(|t| words.contains(&case.doc.folded(t)));
    // "Gardasil #3 - pt wants, insurance no, not given"
    let sentence = case.doc.sentence_of(tokens.start).map(|n| case.doc.sentences()[n].tokens);
    let end = sentence.map_or(tokens.end, |(_, end)| end as usize);
    let settled =
        (tokens.end..end).find(|&t| matches!(case.doc.folded(t), "given" | "administered" | "done"));
    if settled.is_some_and(|t| case.doc.folded(t - 1) == "not") {
        return false;
    }
    let today = says(&["today", "im", "administered", "delt", "deltoid", "gave", "intramuscular"])
        || header_says_today(case, tokens);
    let given = today || says(GIVEN) && !matches!(context.section, SectionKind::Immunizations);
    // "Hep B given": the word right behind the name.
    let beside = matches!(case.doc.folded(tokens.end), "given" | "administered");
    given && !says(NOT_NOW) && (!BARE.contains(&name.as_str()) || today || beside)
}

/// The part of the sentence that a name stands in, up to commas that begin another.
fn clause(case: &Case<'_>, tokens: &Range<usize>) -> Range<usize> {
    let sentence = case.doc.sentence_of(tokens.start).map(|s| case.doc.sentences()[s].tokens);
    let (low, high) = sentence.map_or((tokens.start, tokens.end), |(a, b)| (a as usize, b as usize));
    let cut = |t: usize| case.doc.gap(t).has(Gap::ARROW.with(Gap::SEMICOLON));
    let start = tokens.start.saturating_sub(10).max(low);
    let start = (start + 1..=tokens.start).rev().find(|&t| cut(t)).unwrap_or(start);
    let end = (tokens.end + 10).min(high);
    start..(tokens.end..end).find(|&t| cut(t)).unwrap_or(end)
}

fn header_says_today(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    let at = case.span(tokens.clone()).start;
    let header = case.doc.section_at(at).and_then(|s| s.header);
    header.is_some_and(|h| {
        let (a, b) = case.doc.tokens_in(h);
        (a..b).any(|t| matches!(case.doc.folded(t), "today" | "given" | "administered"))
    })
}

/// Who refused a vaccine: the patient, or the one who cares for a child.
fn refused(case: &Case<'_>, tokens: &Range<usize>) -> Option<&'static str> {
    let window = tokens.start.saturating_sub(6)..tokens.end + 6;
    let sentence = case.doc.sentence_of(tokens.start);
    let refusal = window.clone().find(|&t| {
        case.doc.sentence_of(t) == sentence
            && matches!(
                case.doc.folded(t),
                "declined" | "refused" | "decline" | "refuse" | "refusal" | "declining"
            )
    })?;
    // "Declined? - no, given": a question is no refusal.
    let asked = case.doc.gap(refusal + 1).has(Gap::QUESTION);
    let context = case.doc.context(case.span(tokens.clone()));
    if asked || context.assertion.experiencer == Experiencer::Other {
        return None;
    }
    let carer = window.clone().any(|t| {
        matches!(
            case.doc.folded(t),
            "mother"
                | "mom"
                | "father"
                | "dad"
                | "parent"
                | "guardian"
                | "caregiver"
                | "family"
                | "grandmother"
        )
    });
    let belief = window
        .clone()
        .any(|t| matches!(case.doc.folded(t), "religiou" | "religious" | "religion" | "belief"));
    let child = case.facts.age.is_some_and(|a| a < 18.0);
    match (carer, belief, child) {
        (_, true, _) => Some("Z28.1"),
        (true, ..) => Some("Z28.82"),
        (_, _, false) => Some("Z28.21"),
        _ => None,
    }
}
