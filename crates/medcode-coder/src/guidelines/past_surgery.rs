//! Organs taken out and joints replaced years ago, as notes tell them: "R mastectomy 2021", "prior
//! left TKA" (OCG I.C.21.c.3, Tabular Z90, Z96.6), where they bear on what is coded.

use crate::case::{Case, Tier};
use medcode_model::{Experiencer, Presence, Temporality, WithheldReason};
use medcode_note::Gap;
use std::ops::Range;

/// Names of the operation, the status, whether it tells a side, and what must be reported.
const DONE: &[(&[&str], &str, bool, &[&str])] = &[
    (&["mastectomy"], "Z90.1", true, &["C50", "D05", "Z85.3"]),
    (
        &["tka", "tkr", "knee replacement", "knee arthroplasty"],
        "Z96.65",
        true,
        &["M15", "M16", "M17", "M25", "T84"],
    ),
    (
        &["tha", "thr", "hip replacement", "hip arthroplasty", "hip hemiarthroplasty", "hip hemi"],
        "Z96.64",
        true,
        &["M15", "M16", "M17", "M25", "M80", "S72", "T84"],
    ),
    (&["nephrectomy"], "Z90.5", false, &["N18", "N17", "C64", "Z85.52"]),
    (&["splenectomy"], "Z90.81", false, &["D69", "D7", "A4", "J13", "J18"]),
    (
        &[
            "colectomy",
            "hemicolectomy",
            "proctocolectomy",
            "ileocecectomy",
            "ileocolectomy",
            "ileocecal resection",
            "ileal resection",
            "ileocolic resection",
            "bowel resection",
        ],
        "Z90.49",
        false,
        &["K50", "K51", "C18", "C19", "C20", "Z85.03", "Z85.04", "K91.2", "E53.8", "D51"],
    ),
    (&["prostatectomy", "ralp"], "Z90.79", false, &["C61", "Z85.46"]),
    (&["hysterectomy", "tah", "tlh"], "Z90.710", false, &["C53", "C54", "C55", "Z85.41", "Z85.42"]),
    (&["gastrectomy"], "Z90.3", false, &["C16", "Z85.02", "K91.1", "K91.2", "D51", "E53.8"]),
    (&["pneumonectomy", "lobectomy"], "Z90.2", false, &["C34", "Z85.11"]),
    (&["cystectomy"], "Z90.6", false, &["C67", "Z85.51"]),
    (&["laryngectomy"], "Z90.02", false, &["C32", "Z85.21"]),
];

/// Words before an operation that put it into the past.
const PRIOR: &[&str] = &["prior", "previous", "past", "history", "hx", "old", "remote"];

pub(crate) fn apply(case: &mut Case<'_>) {
    for (names, stem, sided, beside) in DONE {
        if case.reports(stem) || !beside.iter().any(|c| case.reports(c)) {
            continue;
        }
        let Some(words) = case.places.any(names).into_iter().find(|r| is_past(case, r)) else {
            continue;
        };
        let code = match (sided, side(case, &words)) {
            (false, _) => (*stem).to_owned(),
            (true, Some(side)) => format!("{stem}{side}"),
            (true, None) => continue,
        };
        if case.state(&code, words, "an operation of the past that bears on this", "OCG-I.C.21.c.3")
            && let Some(draft) = case.drafts.last_mut()
        {
            draft.tier = Tier::Told;
        }
    }
    part_of_breast(case);
}

/// The breast is there after a lumpectomy or a partial mastectomy.
fn part_of_breast(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some(&first) = draft.tokens.first().filter(|_| draft.under("Z90.1")) else { continue };
        let (from, to) = (first.saturating_sub(2), draft.tokens.last().copied().unwrap_or(first) + 1);
        let part = |t: u32| {
            matches!(case.doc.folded(t as usize), "partial" | "segmental" | "lumpectomy" | "segment")
        };
        if (from..to).any(part) {
            let detail = "a part of the breast was taken";
            case.drafts[at].withhold(WithheldReason::NotReportable, detail, Some("Tabular Z90.1"));
        }
    }
}

/// Told of the patient as done, with its year behind it or a word of the past before it.
fn is_past(case: &Case<'_>, words: &Range<usize>) -> bool {
    let at = case.doc.context(case.span(words.clone())).assertion;
    let own = at.presence == Presence::Present
        && at.experiencer == Experiencer::Patient
        && at.temporality != Temporality::Planned;
    let year = |t: usize| case.doc.folded(t).parse::<u16>().is_ok_and(|y| (1950..2100).contains(&y));
    let sentence = case.doc.sentence_of(words.start);
    let here = |t: &usize| case.doc.sentence_of(*t) == sentence;
    let dated = (words.end..(words.end + 3).min(case.doc.tokens().len())).filter(here).any(year);
    let prior = (words.start.saturating_sub(4)..words.start)
        .filter(here)
        .any(|t| PRIOR.contains(&case.doc.folded(t)));
    // What a stay sums up as "s/p" it has done itself.
    let section = case.doc.context(case.span(words.clone())).section;
    let before = !case.facts.setting.is_inpatient() || section.is_history_list();
    let status = before
        && words.start > 1
        && case.doc.folded(words.start - 1) == "p"
        && case.doc.folded(words.start - 2) == "s";
    own && (dated || prior || status || at.temporality == Temporality::Past)
}

/// The character of the side right before the operation; both sides are 3.
fn side(case: &Case<'_>, words: &Range<usize>) -> Option<char> {
    let sentence = case.doc.sentence_of(words.start);
    (words.start.saturating_sub(4)..words.start)
        .rev()
        .take_while(|&t| {
            case.doc.sentence_of(t) == sentence
                && !case.doc.gap(t + 1).has(Gap::COMMA.with(Gap::SEMICOLON))
        })
        .find_map(|t| match case.doc.folded(t) {
            "right" | "r" | "rt" => Some('1'),
            "left" | "l" | "lt" => Some('2'),
            "bilateral" | "double" | "both" | "bilat" => Some('3'),
            _ => None,
        })
}
