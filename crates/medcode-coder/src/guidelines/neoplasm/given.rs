//! An encounter chiefly for chemotherapy, immunotherapy or radiation of a malignancy is coded to
//! the treatment first, then to the malignancy (OCG I.C.2.e.2, Tabular Z51.0, Z51.1-).
use crate::case::{Case, Draft, Fate, Tier};
use crate::guidelines::words;
use medcode_note::Gap;
/// What opens a note of such an encounter.
const INFUSED: &[&str] = &[
    "infusion center",
    "infusion suite",
    "infusion clinic",
    "infusion note",
    "infusion visit",
    "infusion room",
    "infusion nursing",
    "chemo note",
    "chemo visit",
    "chemotherapy note",
    "chemotherapy visit",
    "chemotherapy administration",
    "chemotherapy infusion",
    "treatment room",
    "here for cycle",
    "here for chemo",
    "here for chemotherapy",
    "here for immunotherapy",
    "here for infusion",
    "present for cycle",
    "present for chemo",
    "present for chemotherapy",
    "present for immunotherapy",
    "present for infusion",
    "admitted for chemotherapy",
    "admitted for cycle",
    "admit for chemotherapy",
    "chemo today",
    "chemotherapy today",
    "immunotherapy today",
];
/// What opens a note of a fraction of radiation.
const RADIATED: &[&str] = &[
    "radiation treatment note",
    "radiation therapy treatment",
    "radiation treatment visit",
    "here for radiation",
    "present for radiation",
    "here for fraction",
    "present for fraction",
    "here for xrt",
    "present for xrt",
    "fraction delivered",
    "radiation treatment delivered",
];
/// Classes of drugs against tumors.
const CHEMO: &[&str] = &[
    "alkylating-agent",
    "antimetabolite",
    "mitotic-inhibitor",
    "antitumor-antibiotic",
    "topoisomerase-inhibitor",
    "targeted-antineoplastic",
];
const IMMUNE: &[&str] = &["checkpoint-inhibitor", "monoclonal-antineoplastic"];
/// Words of giving in the sentence of a drug.
const GIVING: &[&str] = &[
    "iv",
    "ivpb",
    "ivp",
    "infused",
    "infusion",
    "infuse",
    "push",
    "over",
    "given",
    "administered",
    "intrathecal",
    "subq",
    "im",
];
/// Puts the treatment that was given first.
pub(super) fn apply(case: &mut Case<'_>) {
    let Some(malignancy) = case.reported().filter(|d| is_malignancy(d)).min_by_key(|d| d.order) else {
        return;
    };
    let malignancy = malignancy.clone();
    let mut codes = Vec::new();
    if opens(case, INFUSED) {
        for (code, classes) in [("Z51.11", CHEMO), ("Z51.12", IMMUNE)] {
            if let Some(at) = given(case, classes) {
                codes.push((code, at));
            }
        }
    }
    let radiated = words::anywhere(case, RADIATED);
    codes.extend(radiated.map(|r| ("Z51.0", r.start)));
    let first = case.drafts.iter().map(|d| d.order).min().unwrap_or_default() - codes.len() as i64 - 1;
    for (n, (code, at)) in (0..).zip(codes) {
        let like = Draft {
            fate: Fate::Report,
            tier: Tier::Assessed,
            order: first + n,
            evidence: vec![case.span(at..at + 1)],
            tokens: vec![at as u32],
            ..malignancy.clone()
        };
        // A statement of the same that stands further down would keep its place.
        for own in case.drafts.iter_mut().filter(|d| d.is_reported() && d.under(code)) {
            own.order = first + n;
            own.tier = Tier::Assessed;
        }
        case.add(code, &like, "the encounter is chiefly for this treatment", "OCG-I.C.2.e.2");
    }
}
/// A malignancy that such treatment is for; not one in situ or of unknown behavior.
fn is_malignancy(draft: &Draft) -> bool {
    draft.under("C")
}
/// Whether one of some phrases stands in the opening of the note.
fn opens(case: &Case<'_>, phrases: &[&str]) -> bool {
    const OPENING: usize = 60;
    let said = words::anywhere(case, phrases).is_some_and(|r| r.start < OPENING);
    said || (0..case.doc.tokens().len().min(OPENING)).any(|t| is_cycle(case, t))
}
/// "Here for C3", "present for C2D1 of".
fn is_cycle(case: &Case<'_>, token: usize) -> bool {
    let word = case.doc.folded(token);
    let number = word.strip_prefix('c').and_then(|r| r.chars().next());
    let before = |n: usize| token.checked_sub(n).map_or("", |t| case.doc.folded(t));
    number.is_some_and(|c| c.is_ascii_digit())
        && before(1) == "for"
        && matches!(before(2), "here" | "present" | "presents" | "in" | "arrives" | "arrived")
}
/// The first drug of some classes that the note tells as given, with its dose.
fn given(case: &Case<'_>, classes: &[&str]) -> Option<usize> {
    case.drugs.iter().find_map(|drug| {
        let known = classes.contains(&case.lexicon.drugs.drug(drug.number).class);
        (known && is_given(case, drug.first)).then_some(drug.first)
    })
}
/// Whether the line of a drug gives an amount and a way of giving.
fn is_given(case: &Case<'_>, token: usize) -> bool {
    let Some(sentence) = case.doc.sentence_of(token).map(|s| case.doc.sentences()[s].tokens) else {
        return false;
    };
    let after = token + 1..(sentence.1 as usize).min(token + 16);
    let after = || after.clone().take_while(|&t| !case.doc.gap(t).has(Gap::SEMICOLON));
    let holds = |words: &[&str]| after().any(|t| words.contains(&case.doc.folded(t)));
    holds(&["mg", "mcg", "unit", "g", "ml"])
        && holds(GIVING)
        && words::is_stated(case, &(token..token + 1))
}
