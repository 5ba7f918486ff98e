//! A polyp of the colon is coded by what the laboratory called it and by the part it came from: an
//! adenoma is a benign neoplasm of that part, `Polyp, colon, adenomatous`, a villous one of uncertain
//! behavior (OCG IV.N, I.C.2).

use crate::case::{Case, Tier};
use medcode_model::{Presence, Setting, WithheldReason};
use medcode_note::Gap;
use std::ops::Range;

const LOOKS: &[&str] = &["colonoscopy", "sigmoidoscopy", "colonoscope"];
const LESIONS: &[&str] = &["polyp", "polyps", "lesion", "lesions", "adenoma", "adenomas"];

/// Parts and their code among the benign neoplasms (Tabular D12.0 to D12.8).
const PARTS: &[(&str, &str)] = &[
    ("cecum", "D12.0"),
    ("cecal", "D12.0"),
    ("caecum", "D12.0"),
    ("appendiceal", "D12.1"),
    ("ascending", "D12.2"),
    ("asc", "D12.2"),
    ("hepatic", "D12.3"),
    ("transverse", "D12.3"),
    ("splenic", "D12.3"),
    ("descending", "D12.4"),
    ("desc", "D12.4"),
    ("sigmoid", "D12.5"),
    ("rectosigmoid", "D12.7"),
    ("rectum", "D12.8"),
    ("rectal", "D12.8"),
];

/// Gives each adenoma the part of its polyp; the polyp itself is told by it.
pub(crate) fn apply(case: &mut Case<'_>) {
    if case.facts.setting == Setting::Inpatient || LOOKS.iter().all(|w| case.places.word(w).is_empty()) {
        return;
    }
    let mut found = Vec::new();
    for name in ["adenoma", "adenomas", "adenomatous"] {
        for &t in case.places.word(name) {
            let t = t as usize;
            if is_of_today(case, t) {
                found.extend(part_of(case, t).map(|(code, part)| (t, behaves(case, t, code), part)));
            }
        }
    }
    hyperplastic(case);
    for (t, code, part) in found {
        name_part(case, t, code);
        leave_out_the_polyp(case, part, t);
    }
    unnamed(case);
}

/// `Transverse 6 mm polyp, cold snare ... path pending`: a polyp taken today that nothing names further is
/// one of the colon, or of the rectum (Index: Polyp > colon, rectum).
fn unnamed(case: &mut Case<'_>) {
    const TAKEN: &[&str] =
        &["snare", "snared", "forceps", "removed", "resected", "polypectomy", "retrieved"];
    const EARLIER: &[&str] = &[
        "history",
        "hx",
        "h",
        "prior",
        "previous",
        "last",
        "surveillance",
        "family",
        "brother",
        "father",
        "mother",
    ];
    let known = ["K63.5", "K62.1", "D12", "D37.4", "D37.5", "C18", "C20", "K51.4", "D01"];
    let taken = TAKEN.iter().any(|w| !case.places.word(w).is_empty());
    let upper = ["egd", "gastroscopy", "stomach"].iter().any(|w| !case.places.word(w).is_empty());
    if !taken || upper || known.iter().any(|c| case.reports(c)) {
        return;
    }
    let mut codes: Vec<(&str, usize)> = Vec::new();
    for name in ["polyp", "polyps"] {
        for &t in case.places.word(name) {
            let t = t as usize;
            let line = line(case, t);
            let word = |n: usize| case.doc.folded(n);
            let near = t.saturating_sub(6).max(line.start)..(t + 3).min(line.end);
            if !is_of_today(case, t) || near.clone().any(|n| EARLIER.contains(&word(n))) {
                continue;
            }
            let rectal = near.clone().any(|n| matches!(word(n), "rectum" | "rectal"));
            let code = if rectal { "K62.1" } else { "K63.5" };
            if !codes.iter().any(|(c, _)| *c == code) {
                codes.push((code, t));
            }
        }
    }
    for (code, t) in codes {
        if case.state(code, t..t + 1, "a polyp taken today, named no further", "OCG-IV.N")
            && let Some(added) = case.drafts.last_mut()
        {
            added.tier = Tier::Assessed;
        }
    }
}

/// Stated as there and not as history: `surveillance, tubular adenomas 2021`.
fn is_of_today(case: &Case<'_>, t: usize) -> bool {
    let context = case.doc.context(case.span(t..t + 1));
    context.assertion.presence == Presence::Present && context.assertion.is_affirmed()
}

/// A villous adenoma is of uncertain behavior, other adenomas are benign (Index: Adenoma, villous).
fn behaves(case: &Case<'_>, t: usize, benign: &'static str) -> &'static str {
    if t == 0 || case.doc.folded(t - 1) != "villous" {
        return benign;
    }
    match benign {
        "D12.1" => "D37.3",
        "D12.8" => "D37.5",
        _ => "D37.4",
    }
}

/// The line that a token stands in.
fn line(case: &Case<'_>, t: usize) -> Range<usize> {
    let line = case.doc.line_at(case.doc.tokens()[t].span.start);
    line.map_or(t..t + 1, |l| {
        let (first, end) = case.doc.tokens_in(l.span);
        first..end
    })
}

/// The last part before the word, else the first after it, that a polyp is named with.
fn part_of(case: &Case<'_>, t: usize) -> Option<(&'static str, usize)> {
    let line = line(case, t);
    let part = |at: usize| {
        let (_, code) = PARTS.iter().find(|(word, _)| *word == case.doc.folded(at))?;
        let beside = at.saturating_sub(6).max(line.start)..(at + 5).min(line.end);
        let polyp = beside.clone().any(|n| LESIONS.contains(&case.doc.folded(n)));
        // "Asc - tubular adenoma. Sigmoid - hyperplastic polyp": a label is of what it stands before.
        let label = |n: usize| case.doc.gap(n + 1).has(Gap::DASH.with(Gap::COLON).with(Gap::EQUALS));
        let behind = at > t
            && label(at)
            && (t..at).any(|n| case.doc.gap(n + 1).has(Gap::STOP.with(Gap::SEMICOLON)));
        ((polyp || label(at)) && !behind).then_some((*code, at))
    };
    (line.start..t).rev().find_map(part).or_else(|| (t..line.end.min(t + 8)).find_map(part))
}

/// Recodes the adenoma that the words name, or states it.
fn name_part(case: &mut Case<'_>, t: usize, code: &'static str) {
    let by = "the part that the polyp came from";
    let own = |d: &crate::case::Draft| d.under("D12.6") && d.tokens.contains(&(t as u32));
    match case.drafts.iter().position(own) {
        Some(at) => {
            case.drafts[at].tier = Tier::Assessed;
            case.recode(at, code, by, "OCG-I.C.2");
        }
        None if !case.drafts.iter().any(|d| d.tokens.contains(&(t as u32)) && d.is_reported()) => {
            if case.state(code, t..t + 1, by, "OCG-I.C.2")
                && let Some(added) = case.drafts.last_mut()
            {
                added.tier = Tier::Assessed;
            }
        }
        None => {}
    }
}

/// `Polyp of colon` beside the name that pathology gave it (Excludes1 at K63.5 and K62.1).
fn leave_out_the_polyp(case: &mut Case<'_>, part: usize, t: usize) {
    let near = part.min(t).saturating_sub(6)..part.max(t) + 6;
    let line = line(case, t);
    for draft in &mut case.drafts {
        let polyp = draft.under("K63.5") || draft.under("K62.1");
        let here = |&n: &u32| near.contains(&(n as usize)) && line.contains(&(n as usize));
        let with_part =
            draft.tokens.iter().any(here) && draft.tokens.iter().all(|&n| n as usize <= t + 8);
        let hyperplastic = draft.tokens.iter().any(|&n| {
            n > 0 && matches!(case.doc.folded(n as usize - 1), "hyperplastic" | "inflammatory")
        });
        if polyp && with_part && !hyperplastic {
            draft.withhold(WithheldReason::Excluded, "the polyp is the adenoma", Some("OCG-I.A.12.a"));
        }
    }
}

/// "Sigmoid - hyperplastic polyp": a polyp of the colon that is no neoplasm (Index: Polyp, colon, hyperplastic).
fn hyperplastic(case: &mut Case<'_>) {
    if case.reports("K63.5") {
        return;
    }
    let told = case.places.any(&["hyperplastic polyp"]).into_iter().find(|r| is_of_today(case, r.start));
    let Some(words) = told else { return };
    let near = words.start.saturating_sub(3)..words.start;
    let rectal = near.into_iter().any(|t| matches!(case.doc.folded(t), "rectal" | "rectum"));
    let code = if rectal { "K62.1" } else { "K63.5" };
    if case.state(code, words, "the polyp that was taken", "OCG-IV.N")
        && let Some(added) = case.drafts.last_mut()
    {
        added.tier = Tier::Assessed;
    }
}
