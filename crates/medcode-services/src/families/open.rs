//! What was done and named in words too general for a number: asked, not passed over in silence.
//!
//! `Hysterectomy performed` has a number for each approach, `debridement done` one for each depth and
//! area: a coder asks before the claim goes out (AHIMA/ACDIS, Guidelines for Achieving a Compliant Query
//! Practice): the question names the words of the note and leads to no answer.

use crate::desk::Case;
use crate::read::Status;
use medcode_model::{BillingContext, Evidence, Query, Setting};
use std::ops::Range;

/// A class of words, what is asked of them, and the answers that are offered.
struct Open {
    class: &'static str,
    question: &'static str,
    answers: &'static [&'static str],
}

const OPEN: &[Open] = &[
    Open {
        class: "open approach",
        question: "By which approach was it done?",
        answers: &["open", "laparoscopic", "robotic-assisted", "vaginal", "endoscopic or arthroscopic"],
    },
    Open {
        class: "open extent",
        question: "How far did it go?",
        answers: &["complete or total", "limited, partial or one side"],
    },
    Open {
        class: "open size",
        question: "How wide was the lesion with the narrowest margins, where was it, and benign or malignant?",
        answers: &[],
    },
    Open {
        class: "open length",
        question: "How long was each repaired wound in centimetres, where, and how was it closed?",
        answers: &["simple (one layer)", "intermediate (layered)", "complex", "tissue adhesive alone"],
    },
    Open {
        class: "open depth",
        question: "What is the deepest tissue that was removed, and how large was the area in square centimetres?",
        answers: &["skin only", "subcutaneous tissue", "muscle or fascia", "bone"],
    },
    Open { class: "open count", question: "How many were done, and of which kind?", answers: &[] },
    Open { class: "open time", question: "How many minutes did it take?", answers: &[] },
    Open {
        class: "open device",
        question: "Which device was placed, by which vessel or approach, and how far does it reach?",
        answers: &[],
    },
    Open {
        class: "open drug",
        question: "Which drug was given, in which dose, and by which route?",
        answers: &[],
    },
    Open {
        class: "open level",
        question: "At which levels, and from which side, was it done?",
        answers: &[],
    },
    Open {
        class: "open item",
        question: "Which item was supplied: which make or kind, off the shelf or made to measure?",
        answers: &["off the shelf", "fitted by the practice", "custom fabricated"],
    },
    Open {
        class: "open kind",
        question: "Which kind was done, on which part and by which technique?",
        answers: &[],
    },
];

/// Words by which an item was handed over.
const SUPPLIED: &[&str] = &["dispensed", "provided", "supplied", "fitted", "issued"];

/// More than this is not asked of one note.
const MOST: usize = 3;

pub(super) fn apply(case: &mut Case<'_>) {
    let inpatient = case.visit.setting == Setting::Inpatient;
    if inpatient && case.visit.billing == BillingContext::Facility {
        return;
    }
    let mut asked = 0;
    for open in OPEN {
        let Some(tokens) = first(case, open.class).filter(|_| asked < MOST) else { continue };
        asked += 1;
        let span = case.reading.span(tokens);
        let answers = open.answers.iter().chain(&["other", "unable to determine"]);
        case.queries.push(Query {
            question: open.question.to_owned(),
            indicators: vec![Evidence { span }],
            options: answers.map(|a| (*a).to_owned()).collect(),
        });
    }
}

/// Where a class of words first names something done here that has no line.
fn first(case: &Case<'_>, class: &str) -> Option<Range<usize>> {
    let places = case.places(case.reading.whole(), class);
    let words = places.into_iter().map(|at| case.words_at(at, class));
    words.into_iter().find(|tokens| is_done(case, tokens) && !has_line(case, tokens))
}

/// Whether it was done at this visit: words of its own say so, or it is told in the account of an
/// operation as what was done.
fn is_done(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    let standing = case.reading.standing(tokens);
    let named = |at: usize| SUPPLIED.contains(&case.reading.doc.folded(at));
    let refused = matches!(standing.status, Status::NotDone | Status::Before);
    if !refused && case.reading.sentence(tokens.start).any(named) {
        return true;
    }
    let told = || case.reading.act_at(tokens, case.visit.setting) == Status::Done;
    standing.status == Status::Done && (standing.here || case.reading.is_account() && told())
}

/// Whether a service stands for it: one is named in its sentence, asked about there, or named
/// elsewhere by its words.
fn has_line(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    let doc = case.reading.doc;
    let sentence = case.reading.sentence(tokens.start);
    let within = case.reading.span(sentence.clone());
    let meets = |span: medcode_model::Span| span.start < within.end && within.start < span.end;
    let asked = case.queries.iter().any(|q| q.indicators.iter().any(|i| meets(i.span)));
    let named = tokens.clone().map(|t| doc.folded(t)).max_by_key(|w| w.len()).unwrap_or_default();
    let same = |at: usize| doc.folded(at) == named;
    asked
        || case.services.iter().any(|s| {
            s.evidence.iter().any(|&e| meets(e))
                || s.is_reported()
                    && (s.label.to_lowercase().contains(named)
                        || s.evidence.iter().any(|&e| {
                            let (first, end) = doc.tokens_in(e);
                            (first..end).any(same)
                        }))
        })
}
