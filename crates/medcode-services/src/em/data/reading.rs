//! Did the practitioner read an image, tracing or specimen another bills for?

use super::super::level::Column;
use super::super::view::View;
use super::super::words::{Cue, Tag};
use super::{element, tests};
use crate::service::Service;

/// Names of tests besides imaging that are interpreted, not read off.
const INTERPRETED: &[&str] = &[
    "electrocardiogram",
    "holter",
    "echocardiogram",
    "peripheral smear",
    "electroencephalogram",
    "spirometry",
    "stress test",
    "wet prep",
    "nonstress test",
];

/// Adds own readings that are not billed.
pub(super) fn read(view: &View<'_>, services: &[Service], column: &mut Column) {
    let mut done: Vec<u16> = Vec::new();
    for (cue, _) in view.of_tag(Tag::MyRead) {
        let Some(test) = nearest(view, cue) else { continue };
        if done.contains(&test.number) || view.is_not_done(cue) {
            continue;
        }
        done.push(test.number);
        let what = &view.words.tests[usize::from(test.number)];
        let words = view.span(cue).cover(view.span(test));
        if tests::billed(what, services) {
            let why = format!("own reading of {}: billed on its own", what.name);
            column.left_out.push(element("interpretation", why, words));
        } else {
            let name = format!("own reading of {}", what.name);
            column.counted.push(element("interpretation", name, words));
        }
    }
}

/// The test nearest to a word of own reading, in its sentence or the one before.
fn nearest(view: &View<'_>, cue: Cue) -> Option<Cue> {
    let sentence = view.sentence(cue.first);
    let reads = |c: &&Cue| {
        let test = &view.words.tests[usize::from(c.number)];
        c.tag == Tag::Test && (test.imaging || INTERPRETED.contains(&test.name.as_str()))
    };
    let near = |range| {
        view.within(range).iter().filter(reads).min_by_key(|c| c.first.abs_diff(cue.first)).copied()
    };
    near(sentence.clone()).or_else(|| {
        let before = sentence.start.checked_sub(1)?;
        near(view.sentence(before as u32))
    })
}
