//! Long-term use of drugs, Z79 (OCG I.C.21.c.3, I.C.4.a.3): of a drug that the patient takes
//! already, where its use bears on what is reported.

use crate::case::{Case, Tier};
use crate::drug::DrugAt;
use crate::tier::under_title;
use medcode_kb::quick::QuickMap;
use medcode_model::{Experiencer, Presence, Temporality};
use medcode_note::{Gap, SectionKind};

/// What has to be reported for a code of long-term use to be; empty: nothing in particular.
const BESIDE: &[(&str, &[&str])] = &[
    ("Z79.4", &["E08", "E09", "E11", "E13"]),
    ("Z79.84", &["E08", "E09", "E11", "E13"]),
    ("Z79.85", &["E08", "E09", "E11", "E13"]),
    ("Z79.01", &[]),
    ("Z79.02", &[]),
    ("Z79.810", &["C50", "D05", "Z85.3"]),
    ("Z79.811", &["C50", "D05", "Z85.3"]),
    ("Z79.818", &["C61", "Z85.46"]),
    ("Z79.83", &["M80", "M81"]),
    (
        "Z79.61",
        &[
            "M05", "M06", "M07", "M08", "M30", "M31", "M32", "M33", "M34", "M35", "M45", "L40", "K50",
            "K51", "G35", "D86",
        ],
    ),
    (
        "Z79.62",
        &[
            "M05", "M06", "M07", "M08", "M30", "M31", "M32", "M33", "M34", "M35", "M45", "L40", "K50",
            "K51", "G35", "D86", "Z94", "T86",
        ],
    ),
    (
        "Z79.63",
        &[
            "M05", "M06", "M07", "M08", "M30", "M31", "M32", "M33", "M34", "M35", "M45", "L40", "K50",
            "K51", "G35", "D86",
        ],
    ),
    (
        "Z79.64",
        &[
            "M05", "M06", "M07", "M08", "M30", "M31", "M32", "M33", "M34", "M35", "M45", "L40", "K50",
            "K51", "G35", "D86", "Z94", "T86",
        ],
    ),
    (
        "Z79.69",
        &[
            "M05", "M06", "M07", "M08", "M30", "M31", "M32", "M33", "M34", "M35", "M45", "L40", "K50",
            "K51", "G35", "D86", "Z94", "T86",
        ],
    ),
];

/// Drugs that are also given for days only: long-term use must be said.
const IF_SAID: &[&str] = &["Z79.1", "Z79.2", "Z79.52", "Z79.891"];

const LONG_TERM: &[&str] = &[
    "prophylaxis",
    "prophylactic",
    "ppx",
    "suppressive",
    "suppression",
    "chronic",
    "chronically",
    "long-term",
    "maintenance",
    "longterm",
];

/// Reports the long-term use of drugs that the patient is on.
pub(crate) fn apply(case: &mut Case<'_>) {
    let mut stopped: QuickMap<usize, bool> = QuickMap::default();
    for at in case.drugs.clone() {
        let Some(code) = case.lexicon.drugs.drug(at.number).longterm else { continue };
        if matters(case, code, at) && is_taken(case, at) {
            if *stopped.entry(at.number).or_insert_with(|| is_stopped(case, at.number)) {
                continue;
            }
            let words = at.first..at.end;
            if case.state(code, words, "a drug that the patient takes long term", "OCG-I.C.21.c.3")
                && let Some(draft) = case.drafts.last_mut()
            {
                draft.tier = draft.tier.max(Tier::Told);
            }
        }
    }
}

/// Whether long-term use of the drug bears on what is reported.
fn matters(case: &Case<'_>, code: &str, at: DrugAt) -> bool {
    if IF_SAID.contains(&code) {
        let near = at.first.saturating_sub(6)..(at.end + 6).min(case.doc.tokens().len());
        let sentence = case.doc.sentence_of(at.first);
        return near
            .filter(|&t| case.doc.sentence_of(t) == sentence)
            .any(|t| LONG_TERM.contains(&case.doc.folded(t)))
            || for_months(case, at);
    }
    // Injected heparins prevent clots for days, not for long.
    let short = (at.first..at.end).any(|t| {
        matches!(
            case.doc.folded(t),
            "heparin" | "enoxaparin" | "lovenox" | "dalteparin" | "fondaparinux"
        )
    });
    let Some((_, beside)) = BESIDE.iter().find(|(c, _)| code.starts_with(c)) else { return false };
    !short && (beside.is_empty() || beside.iter().any(|c| case.reports(c)))
}

/// "For 14 mo", "x 2 years", "since March", "under agreement": taken for long.
fn for_months(case: &Case<'_>, at: DrugAt) -> bool {
    const MONTHS: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let sentence = case.doc.sentence_of(at.first);
    let end = (at.end + 14).min(case.doc.tokens().len());
    let word = |t: usize| case.doc.folded(t);
    (at.end..end).take_while(|&t| case.doc.sentence_of(t) == sentence).any(|t| {
        let number = |t: usize| word(t).parse::<u16>().ok();
        let lasts = match word(t) {
            "month" | "mo" => number(t - 1).is_some_and(|n| (3..=600).contains(&n)),
            "year" | "yr" => number(t - 1).is_some_and(|n| n <= 60),
            _ => false,
        };
        let for_it = lasts && matches!(word(t - 2), "for" | "x" | "over");
        let since = word(t - 1) == "since"
            && (MONTHS.contains(&word(t)) || number(t).is_some_and(|n| (1990..=2100).contains(&n)));
        let agreed = matches!(word(t), "agreement" | "contract")
            && matches!(word(t - 1), "under" | "opioid" | "pain" | "controlled" | "substance");
        for_it || since || agreed
    })
}

/// Words that say the drug begins now, ends, or was given once.
const NOT_YET: &[&str] = &[
    "start",
    "starting",
    "begin",
    "initiate",
    "initiating",
    "add",
    "adding",
    "rx",
    "prescribe",
    "consider",
    "offered",
    "discussed",
    "try",
    "allergy",
    "allergic",
    "load",
    "loaded",
    "received",
    "gave",
    "given",
    "bolus",
    "no",
    "not",
    "avoid",
    "declined",
    "used",
    "sliding",
    "scale",
];
const AFTER: &[&str] = &[
    "gtt",
    "drip",
    "bolus",
    "infusion",
    "sliding",
    "stopped",
    "discontinued",
    "start",
    "started",
    "begun",
    "initiated",
    "ended",
    "load",
    "loaded",
];

/// Words behind a list of drugs that say that all of them begin now.
const BEGUN: &[&str] = &["begun", "started", "initiated", "added", "prescribed", "ordered"];

/// Whether the patient is on the drug: in the list of medications, or told as current.
fn is_taken(case: &Case<'_>, at: DrugAt) -> bool {
    use SectionKind as K;
    let context = case.doc.context(at.span(case.doc));
    let place = matches!(
        context.section,
        K::Medications
            | K::Hpi
            | K::Pmh
            | K::ProblemList
            | K::Assessment
            | K::AssessmentPlan
            | K::Plan
            | K::FinalDiagnosis
            | K::HospitalCourse
            | K::Unsectioned
            | K::Title
            | K::Indication
    ) || context.section == K::Other && under_title(case.doc, at.span(case.doc));
    let a = context.assertion;
    let stated = a.presence == Presence::Present
        && a.experiencer == Experiencer::Patient
        && (a.temporality == Temporality::Current || goes_on(case, at));
    let said = |range: std::ops::Range<usize>, words: &[&str]| {
        let sentence = case.doc.sentence_of(at.first);
        range
            .filter(|&t| case.doc.sentence_of(t) == sentence)
            .any(|t| words.contains(&case.doc.folded(t)))
    };
    place
        && stated
        && !said(at.first.saturating_sub(3)..at.first, NOT_YET)
        && !said(at.end..(at.end + 3).min(case.doc.tokens().len()), AFTER)
        && !begins_in_list(case, at)
}

/// "Atorvastatin 80, metoprolol, ticagrelor, lisinopril begun": the verb stands behind the list.
fn begins_in_list(case: &Case<'_>, at: DrugAt) -> bool {
    let sentence = case.doc.sentence_of(at.first);
    let end = (at.end + 12).min(case.doc.tokens().len());
    // Drugs stand in the order of the note.
    let is_drug = |t: usize| {
        let before = case.drugs.partition_point(|d| d.first <= t);
        before.checked_sub(1).is_some_and(|n| t < case.drugs[n].end)
    };
    let listed = |t: usize| {
        let word = case.doc.folded(t);
        word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(word, "and" | "mg" | "mcg" | "daily" | "bid" | "qd")
            || is_drug(t)
    };
    (at.end..end)
        .take_while(|&t| case.doc.sentence_of(t) == sentence)
        .find(|&t| !listed(t))
        .is_some_and(|t| BEGUN.contains(&case.doc.folded(t)))
}

const STOP: &[&str] = &[
    "stop",
    "stopped",
    "discontinue",
    "discontinued",
    "dc",
    "off",
    "quit",
    "completed",
    "finished",
    "ended",
    "allergic",
    "intolerant",
    "tapered",
];

/// "Prophylaxis goes on" for a condition of the past.
fn goes_on(case: &Case<'_>, at: DrugAt) -> bool {
    let sentence = case.doc.sentence_of(at.first);
    let end = (at.end + 6).min(case.doc.tokens().len());
    // "Hx of stroke, afib on apixaban": what one is on is taken now.
    let word = |n: usize| at.first.checked_sub(n).map_or("", |t| case.doc.folded(t));
    let on = word(1) == "on" && !matches!(word(2), "was" | "were" | "been" | "previously");
    if on && case.doc.sentence_of(at.first - 1) == sentence {
        return true;
    }
    (at.first.saturating_sub(4)..end).filter(|&t| case.doc.sentence_of(t) == sentence).any(|t| {
        matches!(case.doc.folded(t), "continue" | "continued" | "cont" | "goe" | "goes" | "ongoing")
    })
}

/// Whether the drug is stopped, and not named as taken after that.
pub(super) fn is_stopped(case: &Case<'_>, number: usize) -> bool {
    let row = case.lexicon.drugs.drug(number).row;
    let name = |a: &DrugAt| case.doc.folded(a.first).to_owned();
    let wanted: Vec<String> = case.drugs.iter().filter(|a| a.number == number).map(name).collect();
    let same = |a: &&DrugAt| case.lexicon.drugs.drug(a.number).row == row && wanted.contains(&name(a));
    let last = case.drugs.iter().filter(same).max_by_key(|a| a.first);
    last.is_some_and(|&a| stops(case, a))
}

/// Whether the words beside a drug stop it.
fn stops(case: &Case<'_>, at: DrugAt) -> bool {
    let sentence = case.doc.sentence_of(at.first);
    let within = |t: &usize| case.doc.sentence_of(*t) == sentence;
    let cut = |t: usize| case.doc.gap(t).has(Gap::COMMA.with(Gap::SEMICOLON).with(Gap::STOP));
    let mut near: Vec<&str> = Vec::new();
    for t in (at.first.saturating_sub(3)..at.first).rev().filter(within) {
        if cut(t + 1) {
            break;
        }
        near.push(case.doc.folded(t));
    }
    let end = case.doc.tokens().len();
    for t in (at.end..(at.end + 6).min(end)).filter(within) {
        if cut(t) {
            break;
        }
        near.push(case.doc.folded(t));
    }
    let whole = (at.end..(at.end + 10).min(end)).filter(within);
    let again = near
        .iter()
        .copied()
        .chain(whole.map(|t| case.doc.folded(t)))
        .any(|w| matches!(w, "resume" | "resumed" | "restart" | "restarted"));
    !again && near.iter().any(|w| STOP.contains(w))
}
