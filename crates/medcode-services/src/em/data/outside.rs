//! Notes of others that were read, and talks with professionals outside the group.

use super::super::level::Column;
use super::super::view::{View, decides_in};
use super::super::words::{Cue, Tag};
use super::element;
use crate::encounter::Encounter;
use medcode_note::SectionKind;

/// No more sources than this are told apart.
const MOST: usize = 3;

/// Adds notes from outside, each source once.
pub(super) fn notes(view: &View<'_>, column: &mut Column) {
    let mut sources: Vec<Option<String>> = Vec::new();
    for (cue, _) in view.of_tag(Tag::Records) {
        if view.is_not_done(cue) || is_asked_for(view, cue) || sources.len() >= MOST {
            continue;
        }
        let sentence = view.sentence(cue.first);
        let by = view.has(sentence, Tag::Professional);
        let source = by.map(|c| view.doc.folded(c.first as usize).to_owned());
        if sources.contains(&source) || (source.is_none() && !sources.is_empty()) {
            continue;
        }
        sources.push(source);
        column.counted.push(element("note", "note from outside", view.span(cue)));
    }
}

/// `Records requested`: not yet read.
fn is_asked_for(view: &View<'_>, cue: Cue) -> bool {
    let sentence = view.sentence(cue.first);
    let from = (cue.first as usize).saturating_sub(4).max(sentence.start);
    let to = (cue.end as usize + 3).min(sentence.end);
    (from..to).any(|t| {
        matches!(
            view.doc.folded(t),
            "request" | "requested" | "requesting" | "obtain" | "awaiting" | "release"
        )
    })
}

/// Adds talks about management, each professional once.
pub(super) fn talks(view: &View<'_>, visit: &Encounter<'_>, column: &mut Column) {
    let mut partners: Vec<&str> = Vec::new();
    for (cue, section) in view.of_tag(Tag::Discuss) {
        if is_past(section) && !decides_in(section, visit.setting) || view.is_not_done(cue) {
            continue;
        }
        let sentence = view.sentence(cue.first);
        let after = cue.end as usize..(cue.end as usize + 7).min(sentence.end);
        let Some(who) = view.has(after.clone(), Tag::Professional) else { continue };
        // "Discussed with patient and cardiology" counts, "discussed with patient: see GI" does not.
        let patient = view.has(cue.end as usize..who.first as usize, Tag::Patient).is_some();
        if patient && !joined(view, cue.end..who.first) {
            continue;
        }
        add(view, cue, who, &mut partners, column);
    }
    for (who, section) in view.of_tag(Tag::Professional) {
        if is_past(section) && !decides_in(section, visit.setting) || view.is_not_done(who) {
            continue;
        }
        let sentence = view.sentence(who.first);
        let after = who.end as usize..(who.end as usize + 2).min(sentence.end);
        if let Some(accepts) = view.has(after, Tag::Accepts) {
            add(view, who, accepts, &mut partners, column);
        }
    }
}

fn joined(view: &View<'_>, mut tokens: std::ops::Range<u32>) -> bool {
    tokens.any(|t| matches!(view.doc.folded(t as usize), "and" | "plus"))
}

fn is_past(section: SectionKind) -> bool {
    use SectionKind as K;
    matches!(section, K::Pmh | K::Psh | K::FamilyHistory | K::SocialHistory | K::Medications)
}

fn add<'v>(view: &'v View<'_>, a: Cue, b: Cue, partners: &mut Vec<&'v str>, column: &mut Column) {
    let professional = if a.tag == Tag::Professional { a } else { b };
    let name = view.doc.folded(professional.first as usize);
    if partners.contains(&name) || partners.len() >= MOST {
        return;
    }
    partners.push(name);
    let words = view.span(a).cover(view.span(b));
    column.counted.push(element("discussion", "talk with a professional outside", words));
}
