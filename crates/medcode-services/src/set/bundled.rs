//! What is included in another service of the same visit is not listed; what was separate says so.
//!
//! Authority: NCCI Policy Manual ch. I §E.1: anatomic modifiers and 59 (or XS, XU) tell services
//! apart that are otherwise one; which of them, `modifiers/payer.rs`.

use super::edits::{self, Edit, installed};
use crate::desk::Case;
use crate::service::Service;
use medcode_model::WithheldReason;
use medcode_note::Gap;

const SEPARATE: &str = "NCCI Policy Manual ch. I §E.1";

/// Edits as the publisher's file has them.
const NEVER: &str = "NCCI procedure-to-procedure edits, indicator 0";

/// One of these is enough to tell a line from every other.
const APART: &[&str] = &["59", "XE", "XP", "XS", "XU"];

/// The most lines that are compared with each other; no claim has a tenth of them.
const MOST: usize = 400;

/// Withholds what goes beyond the lines that are compared.
fn bound(case: &mut Case<'_>) {
    for service in case.services.iter_mut().filter(|s| s.is_reported()).skip(MOST) {
        let detail = format!("not compared with the {MOST} lines before it");
        service.withhold(WithheldReason::LowConfidence, detail, None);
    }
}

/// The fluid let out of the wound that is opened again for an operation of the breast is part of it.
fn drained_on_the_way(case: &mut Case<'_>) {
    let number = |s: &Service| s.is_reported().then(|| s.code.compact().to_owned());
    let breast = |n: &String| ("19101"..="19499").contains(&n.as_str());
    let Some(with) = case.services.iter().filter_map(number).find(breast) else { return };
    for service in case.services.iter_mut().filter(|s| matches!(s.code.compact(), "10140" | "10160")) {
        let detail = format!("included in {with} of the same visit");
        service.withhold(WithheldReason::NotReportable, detail, Some("NCCI Policy Manual ch. I §C"));
    }
}

pub(super) fn apply(case: &mut Case<'_>) {
    bound(case);
    drained_on_the_way(case);
    let reported: Vec<usize> =
        (0..case.services.len()).filter(|&n| case.services[n].is_reported()).collect();
    for &two in &reported {
        for &one in &reported {
            if one != two && case.services[one].is_reported() && case.services[two].is_reported() {
                settle(case, one, two);
            }
        }
    }
}

/// Settles column one and column two.
fn settle(case: &mut Case<'_>, one: usize, two: usize) {
    let (first, second) = (&case.services[one], &case.services[two]);
    let elsewhere = elsewhere(first, second);
    let known = edits::pair(&first.code, &second.code);
    let visits = first.family == "em" || second.family == "em";
    let Some(pair) = known else {
        if !elsewhere && !visits && installed::is_never(case.visit, &first.code, &second.code) {
            let detail = format!("included in {}: no modifier separates the two", first.code);
            case.services[two].withhold(WithheldReason::NotReportable, detail, Some(NEVER));
            return;
        }
        return settle_installed(case, one, two);
    };
    let included = match pair.edit {
        Edit::Never => true,
        Edit::UnlessElsewhere => !elsewhere && same_statement(case, first, second),
        Edit::UnlessSame => {
            !elsewhere
                && !is_of_another(case, second)
                && (shares_words(first, second) || one_after_another(case, first, second))
        }
    };
    let with = first.code;
    let (modifier, why, words) = super::modifiers::apart(case, second);
    let second = &mut case.services[two];
    if included {
        let detail = format!("included in {with} of the same visit");
        second.withhold(WithheldReason::NotReportable, detail, Some(pair.authority));
    } else if !elsewhere && !second.modifiers.iter().any(|m| APART.contains(m)) {
        let reason = format!("{modifier}: {why} {with}");
        match words {
            Some(words) => second.modify_by(words, modifier, reason, SEPARATE),
            None => second.modify(modifier, reason, SEPARATE),
        }
    }
}

/// Pairs whose second is work of its own wherever it is told: a plate that does not hold the cage (NCCI
/// Policy Manual ch. VIII §D), a drug left in the bladder after the growth is out.
const BY_NATURE: &[(&[&str], &[&str])] = &[
    (&["22853", "22854", "22859"], &["22845", "22846", "22847"]),
    (&["52234", "52235", "52240"], &["51720"]),
    // One meniscus stitched, the other trimmed (ch. IV §E).
    (&["29882"], &["29881"]),
];

/// Settles two operations by the edits installed, where the pairs of our own are silent: the lesser is
/// part of the greater unless the note tells another side, another part or another lesion.
fn settle_installed(case: &mut Case<'_>, one: usize, two: usize) {
    let (first, second) = (&case.services[one], &case.services[two]);
    let surgery = |s: &Service| ("10004"..="69990").contains(&s.code.compact());
    if !surgery(first) || !surgery(second) || !installed::is_pair(case.visit, &first.code, &second.code)
    {
        return;
    }
    let marked = second.modifiers.iter().any(|m| APART.contains(m));
    let lesions = matches!((first.item, second.item), (Some(a), Some(b)) if a != b);
    if elsewhere(first, second) || marked {
        return;
    }
    let with = first.code;
    let (greater, lesser) = (first.code.compact(), second.code.compact());
    let nature = BY_NATURE.iter().any(|(a, b)| a.contains(&greater) && b.contains(&lesser));
    let told = nature
        || !second.tokens.is_empty() && {
            let near = case.reading.near(second.tokens.start);
            case.told(near, "mod separate structure").is_some()
        };
    let (modifier, why, words) = super::modifiers::apart(case, second);
    let second = &mut case.services[two];
    if !lesions && !told {
        let detail = format!("included in {with} of the same visit unless it was separate");
        return second.withhold(WithheldReason::NotReportable, detail, Some(SEPARATE));
    }
    let reason = format!("{modifier}: {why} {with}");
    match words {
        Some(words) => second.modify_by(words, modifier, reason, SEPARATE),
        None => second.modify(modifier, reason, SEPARATE),
    }
}

/// Whether modifiers name two places.
fn elsewhere(a: &Service, b: &Service) -> bool {
    let place = |s: &Service| s.modifiers.iter().find(|m| super::modifiers::is_place(m)).copied();
    matches!((place(a), place(b)), (Some(a), Some(b)) if a != b && a != "50" && b != "50" && !holds(a, b))
}

/// Whether one of two places is the side that the other, a digit or a lid, is of: RT and F6.
fn holds(a: &str, b: &str) -> bool {
    const LEFT: &[&str] =
        &["FA", "F1", "F2", "F3", "F4", "TA", "T1", "T2", "T3", "T4", "E1", "E2", "LT"];
    const RIGHT: &[&str] =
        &["F5", "F6", "F7", "F8", "F9", "T5", "T6", "T7", "T8", "T9", "E3", "E4", "RT"];
    let whole = |m: &str| matches!(m, "LT" | "RT");
    let one_side = |side: &[&str]| side.contains(&a) && side.contains(&b);
    (whole(a) != whole(b)) && (one_side(LEFT) || one_side(RIGHT))
}

/// Whether both are told of in one sentence or one problem.
fn same_statement(case: &Case<'_>, a: &Service, b: &Service) -> bool {
    if let (Some(one), Some(two)) = (a.item, b.item) {
        return one == two;
    }
    let doc = case.visit.doc;
    let sentence = |s: &Service| s.evidence.first().map(|e| doc.sentence_of(doc.tokens_in(*e).0));
    let problem = |s: &Service| s.evidence.first().and_then(|e| doc.problem_at(*e)).map(|p| p.head);
    let (one, two) = (problem(a), problem(b));
    if one.is_some() && two.is_some() { one == two } else { sentence(a) == sentence(b) || one == two }
}

/// Whether one sentence does both to one lesion: `polyp biopsied and then removed by snare`.
fn one_after_another(case: &Case<'_>, a: &Service, b: &Service) -> bool {
    if a.tokens.is_empty() || b.tokens.is_empty() {
        return false;
    }
    let (first, last) = if a.tokens.start < b.tokens.start { (a, b) } else { (b, a) };
    let sentence = case.reading.sentence(first.tokens.start);
    if !sentence.contains(&last.tokens.start) {
        return false;
    }
    let doc = case.reading.doc;
    let word = |t: usize| doc.folded(t);
    let apart = |t: usize| {
        doc.gap(t).has(Gap::SEMICOLON)
            || matches!(
                word(t),
                "another" | "second" | "separate" | "other" | "additional" | "elsewhere"
            )
    };
    let between = first.tokens.start..last.tokens.end;
    let then = |t: usize| {
        word(t) == "then"
            || word(t) == "before"
            || matches!((word(t), word(t + 1)), ("prior" | "followed", _))
    };
    between.clone().any(then) && !between.into_iter().any(apart)
}

/// `Cold snare polyp sigmoid; biopsy of separate polyp cecum`: the words call it another one.
fn is_of_another(case: &Case<'_>, two: &Service) -> bool {
    const OTHER: &[&str] = &["separate", "another", "different", "second", "additional"];
    const ONE: &[&str] = &["polyp", "lesion", "site", "area", "location", "mass", "ulcer", "nodule"];
    let doc = case.reading.doc;
    let word = |t: usize, any: &[&str]| any.contains(&doc.folded(t));
    let Some(last) = two.tokens.end.checked_sub(1) else { return false };
    let end = case.reading.sentence(last).end.min(last + 5);
    let not = last > 0 && matches!(doc.folded(last - 1), "no" | "not");
    !not && (last..end).any(|t| word(t, OTHER) && (word(t + 1, ONE) || word(t + 2, ONE)))
}

/// Whether the same words name both.
fn shares_words(a: &Service, b: &Service) -> bool {
    let overlap =
        |x: &medcode_model::Span| b.evidence.iter().any(|y| x.start < y.end && y.start < x.end);
    a.evidence.first().is_some_and(overlap)
}
