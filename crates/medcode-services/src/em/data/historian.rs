//! Did someone else give the history because the patient could not, or not reliably?

use super::super::level::Column;
use super::super::view::View;
use super::super::words::{Cue, Tag};
use super::element;
use crate::encounter::Encounter;
use medcode_note::SectionKind;

/// Below this age the history is given by another.
const TOO_YOUNG: f32 = 10.0;

/// Adds the independent historian, once.
pub(super) fn read(view: &View<'_>, visit: &Encounter<'_>, column: &mut Column) {
    let Some((words, stated)) = voice(view) else { return };
    let young = visit.age.is_some_and(|a| a < TOO_YOUNG);
    if stated || young || needed(view) {
        let span = view.span_of(words);
        column.counted.push(element("historian", "history given by another", span));
    } else {
        let what = "history from another: the note does not say why the patient's was not enough";
        column.left_out.push(element("historian", what, view.span_of(words)));
    }
}

/// The words of someone else's account, and whether they say that the history is from them.
fn voice(view: &View<'_>) -> Option<(std::ops::Range<usize>, bool)> {
    let mut weak = None;
    for (cue, section) in view.of_tag(Tag::Relation) {
        if matches!(section, SectionKind::FamilyHistory | SectionKind::SocialHistory) {
            continue;
        }
        let sentence = view.sentence(cue.first);
        let before = (cue.first as usize).saturating_sub(5).max(sentence.start)..cue.first as usize;
        if let Some(stated) = view.has(before.clone(), Tag::Historian) {
            return Some((stated.first as usize..cue.end as usize, true));
        }
        if let Some(from) = next_to(view, before, cue) {
            weak = weak.or(Some(from.first as usize..cue.end as usize));
            continue;
        }
        let after = cue.end as usize..(cue.end as usize + 2).min(sentence.end);
        if let Some(says) = view.has(after, Tag::Says) {
            weak = weak.or(Some(cue.first as usize..says.end as usize));
        }
    }
    weak.map(|words| (words, false))
}

/// `per wife`, `via EMS`: with at most an article between.
fn next_to(view: &View<'_>, before: std::ops::Range<usize>, cue: Cue) -> Option<Cue> {
    let mut all = view.within(before).iter().rev();
    all.find(|c| c.tag == Tag::From && cue.first - c.end <= 2).copied()
}

/// Whether the note shows that the patient could not give a reliable history.
fn needed(view: &View<'_>) -> bool {
    view.of_tag(Tag::NeedHistorian).any(|(cue, section)| {
        section != SectionKind::FamilyHistory && section != SectionKind::Ros && !view.is_denied(cue)
    })
}
