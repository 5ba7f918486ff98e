//! Surgical pathology: one number a specimen, by what the specimen is (88300-88309); frozen
//! sections, stains, decalcification; cytology.
//!
//! Each container that is labelled and described on its own is a specimen (NCCI Policy Manual
//! ch. X §L). Only the pathologist's report is coded so: others quote it.

use super::line::{Line, add, withhold_all_but};
use crate::desk::Case;
use crate::read::is_pathology_title;
use medcode_note::{Document, Gap};
use std::ops::Range;

pub(crate) const FAMILY: &str = "pathology";
const AUTHORITY: &str = "NCCI Policy Manual ch. X §L";

/// Levels, the highest first, and the class of words for their specimens.
const LEVELS: [(&str, &str); 5] = [
    ("path six", "88309"),
    ("path five", "88307"),
    ("path four", "88305"),
    ("path three", "88304"),
    ("path two", "88302"),
];

pub(crate) fn apply(case: &mut Case<'_>) {
    if !is_report(case) {
        return;
    }
    let own = |s: &crate::service::Service| matches!(s.family, FAMILY | "cytology" | "marrow");
    withhold_all_but(case, own, "who took the specimen bills that");
    let mut counts: Vec<(&'static str, u32, Range<usize>)> = Vec::new();
    for specimen in specimens(case) {
        let gross = case.says(specimen.clone(), "path gross");
        let level = LEVELS.iter().find(|(class, _)| case.says(specimen.clone(), class));
        let number = match level {
            _ if gross => "88300",
            Some((_, number)) => number,
            None => continue,
        };
        match counts.iter_mut().find(|c| c.0 == number) {
            Some(known) => known.1 += 1,
            None => counts.push((number, 1, specimen.start..specimen.start + 1)),
        }
    }
    for (number, units, tokens) in counts {
        let reason = format!("specimens of this level: {units}");
        add(case, Line { number, units, tokens, reason, authority: AUTHORITY });
    }
    beside(case);
}

/// What is billed beside the specimens.
fn beside(case: &mut Case<'_>) {
    let all = 0..case.reading.doc.tokens().len();
    for (class, number) in [
        ("path frozen", "88331"),
        ("path decal", "88311"),
        ("path organism", "88312"),
        ("path stain", "88313"),
    ] {
        let Some(at) = case.places(all.clone(), class).into_iter().next() else { continue };
        if case.says(at..at + 1, class) {
            let reason = "told in the report beside the specimens".into();
            add(case, Line { number, units: 1, tokens: at..at + 1, reason, authority: AUTHORITY });
        }
    }
    let stains = case.places(all.clone(), "path immuno");
    if let Some(&first) = stains.first() {
        let reason = format!("antibody stains: {}", stains.len());
        let more = stains.len() as u32 - 1;
        add(
            case,
            Line {
                number: "88342",
                units: 1,
                tokens: first..first + 1,
                reason: reason.clone(),
                authority: AUTHORITY,
            },
        );
        add(
            case,
            Line {
                number: "88341",
                units: more,
                tokens: first..first + 1,
                reason,
                authority: AUTHORITY,
            },
        );
    }
}

fn is_report(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    if is_pathology_title(doc) {
        return true;
    }
    (0..doc.tokens().len().min(30)).any(|t| {
        let head =
            matches!(doc.folded(t), "surgical" | "pathology" | "histopathology" | "dermatopathology");
        head && matches!(
            (doc.folded(t + 1), doc.folded(t + 2)),
            ("pathology", "report" | "consultation" | "final") | ("report", _)
        )
    })
}

/// Specimens lettered on one line: `A. Skin, cheek: ... B. Skin, back: ...`.
fn lettered(doc: &Document<'_>) -> Vec<Range<usize>> {
    let end = doc.tokens().len();
    let ends = Gap::STOP.with(Gap::CLOSE).with(Gap::COLON);
    let mut starts: Vec<usize> = Vec::new();
    for t in 0..end {
        let next = char::from(b'A' + (starts.len() as u8).min(25));
        let mut raw = doc.raw(t).chars();
        if raw.next() == Some(next) && raw.next().is_none() && doc.gap(t + 1).has(ends) {
            starts.push(t);
        }
    }
    if starts.len() < 2 {
        return Vec::new();
    }
    let stops = starts.iter().skip(1).copied().chain([end]);
    starts.iter().zip(stops).map(|(&from, to)| from..to).collect()
}

/// The labelled specimens: items that a letter or number opens, in the list of specimens or, where
/// there is none, in the diagnosis.
fn specimens(case: &Case<'_>) -> Vec<Range<usize>> {
    let doc = case.reading.doc;
    let mut lists: Vec<(usize, Vec<Range<usize>>)> = Vec::new();
    for line in doc.lines() {
        let lettered = matches!(
            line.marker,
            Some(medcode_note::Marker::Letter(_) | medcode_note::Marker::Number(_))
        );
        if !lettered || line.is_empty() {
            continue;
        }
        let item = case.reading.item(line.tokens.0 as usize);
        let section = doc.sections().partition_point(|s| s.span.start <= line.content);
        match lists.iter_mut().find(|(s, _)| *s == section) {
            Some((_, list)) => list.push(item),
            None => lists.push((section, vec![item])),
        }
    }
    let known = |list: &Vec<Range<usize>>| {
        let of_level =
            |s: &&Range<usize>| LEVELS.iter().any(|(class, _)| case.says((*s).clone(), class));
        list.iter().filter(of_level).count()
    };
    lists.reverse();
    if let Some((_, list)) = lists.into_iter().max_by_key(|(_, list)| known(list)) {
        return list;
    }
    let inline = lettered(doc);
    if !inline.is_empty() {
        return inline;
    }
    let all = 0..doc.tokens().len();
    let any = LEVELS.iter().find_map(|(class, _)| case.places(all.clone(), class).into_iter().next());
    any.map(|t| case.reading.sentence(t)).into_iter().collect()
}
