//! Drugs that were managed: on prescription, given into vein or muscle, watched for toxicity.

use super::super::level::{Column, Step};
use super::super::view::{View, decides, plans};
use super::super::words::{Cue, DrugKind, Tag};
use super::add;
use crate::encounter::Encounter;
use crate::service::Service;
use medcode_model::Span;
use medcode_note::{Gap, SectionKind};

/// Adds what managing drugs means.
pub(super) fn read(view: &View<'_>, visit: &Encounter<'_>, services: &[Service], column: &mut Column) {
    for (cue, section) in view.of_tag(Tag::Drug) {
        if !is_managed(view, visit, cue, section) {
            continue;
        }
        match kind(view, cue) {
            DrugKind::OverTheCounter => over_the_counter(view, cue, column),
            kind => {
                prescription(view, cue, column);
                if kind == DrugKind::Controlled && is_parenteral(view, cue) {
                    let what = "controlled substance into vein or muscle";
                    add(column, view, "parenteral-controlled", what, Step::High, &[cue]);
                }
                if kind == DrugKind::Toxic {
                    watched(view, cue, column);
                }
            }
        }
    }
    for (cue, section) in view.of_tag(Tag::DrugClass) {
        if is_managed(view, visit, cue, section) && action(view, cue).is_some() {
            prescription(view, cue, column);
        }
    }
    let alone = |(cue, section): &(Cue, SectionKind)| decides(*section) && !view.is_denied(*cue);
    if let Some((cue, _)) = view.of_tag(Tag::RxAlone).find(alone) {
        prescription(view, cue, column);
    }
    if column.counted.iter().all(|e| e.kind != "prescription") {
        given(services, column);
    }
}

/// Where each drug on prescription stands that this visit managed, but what numbs the skin.
pub(in crate::em) fn managed(view: &View<'_>, visit: &Encounter<'_>) -> Vec<Span> {
    const NUMBS: &[&str] = &[
        "lido",
        "lidocaine",
        "xylocaine",
        "bupivacaine",
        "marcaine",
        "ropivacaine",
        "epinephrine",
        "epi",
        "bupi",
        "mepivacaine",
        "carbocaine",
        "emla",
        "betadine",
        "bacitracin",
    ];
    let drugs = view.of_tag(Tag::Drug).filter(|(cue, section)| {
        is_managed(view, visit, *cue, *section)
            && !matches!(kind(view, *cue), DrugKind::OverTheCounter)
            && !NUMBS.contains(&view.doc.folded(cue.first as usize))
    });
    let classes = view.of_tag(Tag::DrugClass).filter(|(cue, section)| {
        is_managed(view, visit, *cue, *section) && action(view, *cue).is_some()
    });
    let alone =
        view.of_tag(Tag::RxAlone).filter(|(cue, section)| decides(*section) && !view.is_denied(*cue));
    drugs.chain(classes).chain(alone).map(|(cue, _)| view.span(cue)).collect()
}

fn prescription(view: &View<'_>, cue: Cue, column: &mut Column) {
    let what = "prescription drug managed";
    match action(view, cue) {
        Some(verb) => add(column, view, "prescription", what, Step::Moderate, &[verb, cue]),
        None => add(column, view, "prescription", what, Step::Moderate, &[cue]),
    }
}

/// A drug that a service of the visit gave.
fn given(services: &[Service], column: &mut Column) {
    let drug = services.iter().find(|s| s.is_reported() && s.family == "drug");
    if let Some(service) = drug {
        column.counted.push(super::Element {
            kind: "prescription",
            what: "prescription drug given".to_owned(),
            step: Step::Moderate,
            words: service.evidence.clone(),
        });
    }
}

fn over_the_counter(view: &View<'_>, cue: Cue, column: &mut Column) {
    let sentence = view.sentence(cue.first);
    let rx = (sentence.start..sentence.end)
        .any(|t| matches!(view.doc.folded(t), "prescribe" | "prescribed" | "prescription" | "rx"));
    if rx || is_parenteral(view, cue) {
        prescription(view, cue, column);
    } else {
        add(column, view, "otc", "drug without prescription", Step::Low, &[cue]);
    }
}

/// Whether the plan of this visit touches a drug: named in a plan, or with a word of managing it
/// or a dose where the note has no sections.
fn is_managed(view: &View<'_>, visit: &Encounter<'_>, cue: Cue, section: SectionKind) -> bool {
    if view.is_not_done(cue) && action(view, cue).is_none_or(|c| c.tag != Tag::Rx) {
        return false;
    }
    if is_allergy(view, cue) {
        return false;
    }
    let done = action(view, cue);
    if plans(section) {
        // Named as a risk of something else: `biopsy; on warfarin, bleeding risk reviewed`.
        let sentence = view.sentence(cue.first);
        let risk = view.has(sentence, Tag::RiskFactor).is_some();
        return !risk || done.is_some_and(|verb| !is_story(view, verb));
    }
    decides(section)
        && (is_arrowed(view, cue)
            || done.is_some_and(|verb| !is_story(view, verb))
            || in_hospital(visit) && (has_dose(view, cue) || is_parenteral(view, cue))
            || is_terse(view, cue, section))
}

/// `UTI. Macrobid x5d.`, `COPD exacerbation, pred 40 x5d, azithro.`: in a note without sections a drug
/// that opens its part of a sentence, or stands with its dose, is what was decided; one that a disease
/// is stable on goes on.
fn is_terse(view: &View<'_>, cue: Cue, section: SectionKind) -> bool {
    const STORY: &[&str] = &[
        "take",
        "takes",
        "taking",
        "took",
        "tried",
        "failed",
        "uses",
        "using",
        "used",
        "was",
        "were",
        "allergic",
        "allergy",
        "hx",
        "history",
        "home",
        "med",
        "meds",
        "medication",
        "since",
        "after",
        "last",
        "prior",
        "pta",
        "previously",
        "with",
        "from",
        "despite",
        "spite",
        "without",
        "no",
    ];
    if !matches!(section, SectionKind::Unsectioned | SectionKind::Other) {
        return false;
    }
    let (doc, first) = (view.doc, cue.first as usize);
    let sentence = view.sentence(cue.first);
    let before = sentence.start..first;
    let said = |any: &[&str]| before.clone().any(|t| any.contains(&doc.folded(t)));
    if said(STORY) {
        return false;
    }
    if said(&["on"]) {
        return view.has(sentence, Tag::Stable).is_some();
    }
    let part = Gap::COMMA.with(Gap::SEMICOLON).with(Gap::PLUS_MARK).with(Gap::COLON);
    let opens = first == sentence.start || doc.gap(first).has(part);
    // A bare name early in the note is one that is taken: `Insulin glargine.` before the exam.
    let late = first * 2 >= doc.tokens().len();
    opens && late || is_dosed(view, cue, sentence.end)
}

/// Whether a dose, a rhythm or a number of days stands right behind a drug.
fn is_dosed(view: &View<'_>, cue: Cue, end: usize) -> bool {
    const RHYTHMS: &[&str] =
        &["bid", "tid", "qid", "qd", "qday", "qhs", "prn", "daily", "po", "dose", "tab"];
    let near = cue.end as usize..(cue.end as usize + 3).min(end);
    near.into_iter().any(|t| {
        let word = view.doc.folded(t);
        let days = word.strip_prefix('x').is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        days || number || RHYTHMS.contains(&word)
    })
}

/// `↑ furosemide to 40`: an arrow before the name changes its dose.
fn is_arrowed(view: &View<'_>, cue: Cue) -> bool {
    let start = view.doc.tokens()[cue.first as usize].span.start as usize;
    let before = view.doc.text().get(..start).unwrap_or_default();
    before.trim_end_matches(' ').ends_with(['\u{2191}', '\u{2193}']) || is_stepped(view, cue)
}

/// `amlodipine 5 -> 10`: an arrow between two doses behind the name.
fn is_stepped(view: &View<'_>, cue: Cue) -> bool {
    const REACH: usize = 6;
    let sentence = view.sentence(cue.first);
    let end = (cue.end as usize + REACH).min(sentence.end);
    (cue.end as usize + 1..end).any(|t| {
        let dose = view.number(t).is_some() || view.doc.folded(t) == "to";
        let before = view.number(t - 1).is_some() || t >= 2 && view.number(t - 2).is_some();
        view.doc.gap(t).has(Gap::ARROW) && dose && before
    })
}

/// In a hospital a drug with a dose and a route was given: `morphine 4 mg IV`.
const fn in_hospital(visit: &Encounter<'_>) -> bool {
    use medcode_model::Setting as S;
    matches!(visit.setting, S::Ed | S::Inpatient | S::Observation)
}

fn has_dose(view: &View<'_>, cue: Cue) -> bool {
    let sentence = view.sentence(cue.first);
    let after = cue.end as usize..(cue.end as usize + 6).min(sentence.end);
    let form = after.clone().any(|t| {
        matches!(
            view.doc.folded(t),
            "po" | "neb" | "sl" | "pr" | "oint" | "ointment" | "drop" | "gtt" | "tab" | "cap" | "odt"
        )
    });
    form || view.has(after, Tag::Parenteral).is_some()
}

/// What managing a drug means where it stands: one that is sold freely counts as such unless its
/// strength or a word says that it was prescribed.
fn kind(view: &View<'_>, cue: Cue) -> DrugKind {
    let free = view.within(cue.first as usize..cue.first as usize + 1).iter().any(|c| c.tag == Tag::Otc);
    let sentence = view.sentence(cue.first);
    let near = (cue.first as usize).saturating_sub(4).max(sentence.start)
        ..(cue.end as usize + 5).min(sentence.end);
    let said = near.into_iter().any(|t| matches!(view.doc.folded(t), "otc" | "counter"));
    let strong = view.number(cue.end as usize).is_some_and(|n| (500.0..=800.0).contains(&n))
        && matches!(view.doc.folded(cue.first as usize), "ibuprofen" | "naproxen" | "motrin");
    match DrugKind::of(cue.number) {
        DrugKind::Prescription if said || (free && !strong) => DrugKind::OverTheCounter,
        other => other,
    }
}

/// `Rash from amoxicillin`, `allergic to`: no management.
fn is_allergy(view: &View<'_>, cue: Cue) -> bool {
    let sentence = view.sentence(cue.first);
    let from = (cue.first as usize).saturating_sub(4).max(sentence.start);
    let to = (cue.end as usize + 3).min(sentence.end);
    (from..to).any(|t| matches!(view.doc.folded(t), "allergy" | "allergic" | "nkda"))
}

/// A word of managing a drug before it in the sentence, or right after it.
fn action(view: &View<'_>, cue: Cue) -> Option<Cue> {
    let sentence = view.sentence(cue.first);
    let from = (cue.first as usize).saturating_sub(8).max(sentence.start);
    let before = view.within(from..cue.first as usize).iter().rev();
    let before: Vec<Cue> = before.copied().filter(|c| c.tag == Tag::Rx && c.end <= cue.first).collect();
    let after = cue.end as usize..(cue.end as usize + 6).min(sentence.end);
    let after = view.within(after).iter().copied().filter(|c| c.tag == Tag::Rx);
    let all = || before.iter().copied().chain(after.clone());
    // A verb of today's plan stands over `on`, which tells the story.
    all().find(|c| !is_story(view, *c)).or_else(|| all().next())
}

/// `On lisinopril`, `takes`: the story of the patient, where nothing more says that it is managed.
fn is_story(view: &View<'_>, verb: Cue) -> bool {
    matches!(
        view.doc.folded(verb.first as usize),
        "on" | "remain" | "remains" | "completed" | "declined"
    ) && verb.end - verb.first == 1
}

fn is_parenteral(view: &View<'_>, cue: Cue) -> bool {
    let sentence = view.sentence(cue.first);
    let after = cue.first as usize..(cue.end as usize + 5).min(sentence.end);
    let before = (cue.first as usize).saturating_sub(2).max(sentence.start)..cue.first as usize;
    let route = |range| {
        view.within(range).iter().any(|c: &Cue| {
            c.tag == Tag::Parenteral && !matches!(view.doc.folded(c.first as usize), "intranasal")
        })
    };
    route(after) || route(before)
}

/// Laboratory monitoring for toxicity beside a drug that is dangerous near its dose.
fn watched(view: &View<'_>, cue: Cue, column: &mut Column) {
    let span = view.span(cue);
    let within = match view.doc.problem_at(span) {
        Some(problem) => view.tokens(problem.body),
        None => view.sentence(cue.first),
    };
    if let Some(monitor) = view.has(within, Tag::Monitor).filter(|&m| !view.is_not_done(m)) {
        let what = "drug that is monitored in the laboratory for toxicity";
        add(column, view, "toxicity", what, Step::High, &[cue, monitor]);
    }
}
