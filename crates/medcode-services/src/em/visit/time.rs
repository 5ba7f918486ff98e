//! How much of the practitioner's own time on the date does the note state?

use super::super::view::View;
use super::super::words::{Cue, Tag};
use medcode_model::Span;
use medcode_note::{Gap, SectionKind};

/// Minutes that count for the visit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Minutes {
    pub(crate) minutes: u16,
    pub(crate) words: Span,
    /// Minutes of other services were taken off.
    pub(crate) reduced: bool,
    /// Minutes of a separate part of the visit alone.
    pub(crate) separate: bool,
}

/// A number of minutes in the note.
struct Stated {
    minutes: u16,
    first: usize,
    end: usize,
}

/// The total time of the visit: the longest that is stated as such.
pub(crate) fn total(view: &View<'_>) -> Option<Minutes> {
    let mut best: Option<Minutes> = None;
    for (cue, section) in view.of_tag(Tag::TimeTotal) {
        if matches!(section, SectionKind::Nursing | SectionKind::Imaging | SectionKind::Labs) {
            continue;
        }
        let sentence = view.sentence(cue.first);
        for token in sentence.clone() {
            let Some(stated) = at(view, token) else { continue };
            let listed = opens_list(view, cue, &stated, &sentence);
            if is_other(view, &stated) || far(cue, &stated) && !listed {
                continue;
            }
            let aside = aside(view, &stated, sentence.end);
            let minutes = stated.minutes.saturating_sub(aside);
            if best.is_none_or(|b| b.minutes < minutes) {
                let first = (cue.first as usize).min(stated.first);
                let words = view.span_of(first..stated.end.max(cue.end as usize));
                let separate = view.has(sentence.clone(), Tag::Separate).is_some();
                best = Some(Minutes { minutes, words, reduced: aside > 0, separate });
            }
        }
    }
    best
}

/// Minutes in a sentence with a word of a tag, the longest: critical care, discharge.
pub(crate) fn of(view: &View<'_>, tag: Tag) -> Option<(u16, Span)> {
    let mut best: Option<(u16, Span)> = None;
    for (cue, _) in view.of_tag(tag) {
        if is_refused(view, cue) {
            continue;
        }
        let sentence = with_header(view, view.sentence(cue.first));
        for token in sentence.clone() {
            let Some(stated) = at(view, token) else { continue };
            let more = token > 0 && says_more(view, token);
            let minutes = stated.minutes.saturating_add(u16::from(more));
            let whole = !is_aside(view, &sentence, &stated);
            if whole && best.is_none_or(|b| b.0 < minutes) {
                let first = (cue.first as usize).min(stated.first);
                best = Some((minutes, view.span_of(first..stated.end.max(cue.end as usize))));
            }
        }
    }
    best
}

/// `CRITICAL CARE: 84 minutes`: a header and what stands behind its colon are one statement.
fn with_header(view: &View<'_>, sentence: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let more = sentence.end < view.doc.tokens().len() && view.doc.gap(sentence.end).has(Gap::COLON);
    if more { sentence.start..view.sentence(sentence.end as u32).end } else { sentence }
}

/// `Critical care: not billed`, `no critical care time`.
fn is_refused(view: &View<'_>, cue: Cue) -> bool {
    let end = cue.end as usize;
    // `Critical care 80 min, not counting procedures`: behind the minutes others are denied.
    let denies = (end..end + 4).take_while(|&t| view.number(t).is_none());
    view.is_denied(cue)
        || denies.into_iter().any(|t| matches!(view.doc.folded(t), "not" | "none" | "denied" | "no"))
}

/// `More than 30 minutes`, `> 30 min`.
fn says_more(view: &View<'_>, token: usize) -> bool {
    let before = view.doc.folded(token - 1);
    let two = token.checked_sub(2).map_or("", |t| view.doc.folded(t));
    matches!(before, "over" | "exceeding")
        || (before == "than" && matches!(two, "more" | "greater"))
        || between(view, token).ends_with('>')
}

/// The marks before a token, as written.
fn between<'v>(view: &'v View<'_>, token: usize) -> &'v str {
    let all = view.doc.tokens();
    let (from, to) = (all[token - 1].span.end as usize, all[token].span.start as usize);
    view.doc.text().get(from..to).unwrap_or_default().trim_end()
}

/// Minutes that begin at a token: `45 minutes`, `1 hour 10 min`, `45min`.
fn at(view: &View<'_>, token: usize) -> Option<Stated> {
    let doc = view.doc;
    let is_minute = |w: &str| matches!(w, "min" | "minute" | "mn");
    let is_hour = |w: &str| matches!(w, "hour" | "hr" | "h");
    let word = doc.folded(token);
    if let Some(cut) = word.find(|c: char| c.is_ascii_alphabetic()) {
        let value: u16 = word[..cut].parse().ok()?;
        return is_minute(&word[cut..]).then_some(Stated {
            minutes: value,
            first: token,
            end: token + 1,
        });
    }
    let value: f32 = word.parse().ok().filter(|v: &f32| (0.0..1000.0).contains(v))?;
    let mut unit = token + 1;
    // `35-40 minutes`: the lower number is what is met for sure.
    if doc.gap(unit).has(Gap::HYPHEN.with(Gap::DASH)) && view.number(unit).is_some() {
        unit += 1;
    }
    if is_minute(doc.folded(unit)) {
        return Some(Stated { minutes: value as u16, first: token, end: unit + 1 });
    }
    if is_hour(doc.folded(unit)) {
        let rest = (unit + 1..unit + 3).find_map(|t| {
            let more = view.number(t).filter(|_| is_minute(doc.folded(t + 1)))?;
            Some((more as u16, t + 2))
        });
        let (more, end) = rest.unwrap_or((0, unit + 1));
        return Some(Stated { minutes: (value * 60.0) as u16 + more, first: token, end });
    }
    None
}

/// `Total time today incl chart review, exam, orders: 44 minutes`: what opens the sentence is told
/// behind its colon.
fn opens_list(view: &View<'_>, cue: Cue, stated: &Stated, sentence: &std::ops::Range<usize>) -> bool {
    const LONGEST: usize = 40;
    cue.first as usize == sentence.start
        && stated.first - sentence.start <= LONGEST
        && view.doc.gap(stated.first).has(Gap::COLON)
}

/// Whether minutes stand too far from the word of total time to be what it speaks of.
fn far(cue: Cue, stated: &Stated) -> bool {
    let (first, end) = (stated.first as u32, stated.end as u32);
    let gap = if end <= cue.first { cue.first - end } else { first.saturating_sub(cue.end) };
    gap > 10
}

/// Whether the minutes are of something else: tobacco counselling, a nurse, a procedure.
fn is_other(view: &View<'_>, stated: &Stated) -> bool {
    let sentence = view.sentence(stated.first as u32);
    let from = stated.first.saturating_sub(4).max(sentence.start);
    if view.has(from..stated.first, Tag::TimeOther).is_some() {
        return true;
    }
    // What the time was spent on may stand well before its number.
    let topic = stated.first.saturating_sub(14).max(sentence.start)..stated.first;
    let aside =
        |t: usize| matches!(view.doc.folded(t), "tobacco" | "smoking" | "cessation" | "psychotherapy");
    if topic.clone().any(aside) && view.has(topic, Tag::TimeTotal).is_some() {
        return true;
    }
    // Up to what is set aside or the next part of the sentence.
    let mut to = stated.end;
    while to < (stated.end + 5).min(sentence.end) {
        let ends = view.doc.gap(to).has(Gap::COMMA.with(Gap::SEMICOLON).with(Gap::OPEN));
        if to > stated.end && ends || view.number(to).is_some() {
            break;
        }
        if view.has(to..to + 1, Tag::TimeAside).is_some() {
            break;
        }
        to += 1;
    }
    let mut words = view.within(stated.end..to).iter().filter(|c| c.tag == Tag::TimeOther);
    words.any(|c| !matches!(view.doc.folded(c.first as usize), "after" | "within" | "last" | "on"))
}

/// Minutes of other services within the total: `of which 10 min on smoking cessation`.
fn aside(view: &View<'_>, total: &Stated, end: usize) -> u16 {
    let Some(cue) = view.has(total.end..end, Tag::TimeAside) else { return 0 };
    let included = matches!(view.doc.folded(cue.first as usize), "of" | "including" | "include");
    if !included {
        return 0;
    }
    let part = (cue.end as usize..end).find_map(|t| at(view, t).map(|s| (s, t)));
    match part {
        Some((stated, token)) if view.has(token..(token + 8).min(end), Tag::TimeOther).is_some() => {
            stated.minutes
        }
        _ => 0,
    }
}

/// Whether minutes stand after a word that sets them aside.
fn is_aside(view: &View<'_>, sentence: &std::ops::Range<usize>, stated: &Stated) -> bool {
    view.within(sentence.start..stated.first).iter().any(|c| c.tag == Tag::TimeAside)
}
