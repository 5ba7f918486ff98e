//! What happened, where the words are everyday ones: "fell", "dropped a brick on his foot"
//! (OCG I.C.20.a, External Cause Index: Fall, Struck by).

use super::{add, has, told};
use crate::case::Case;
use medcode_model::{Experiencer, Presence, Temporality};
use std::ops::Range;

/// A verb of the accident, what must stand after it in the sentence, the code.
const EVENTS: &[(&[&str], &[&str], &str)] = &[
    (&["dropped"], &["foot", "toe", "hand", "finger"], "W20.8XXA"),
    (&["slipped"], &["ice", "snow", "icy"], "W00.0XXA"),
    (&["fell", "fallen", "missed", "slipped", "tripped", "tumbled"], STEPS, "W10.9XXA"),
    (&["fell", "fallen"], &["ladder"], "W11.XXXA"),
    (&["fell", "fallen"], &["bed"], "W06.XXXA"),
    (&["fell", "fallen", "tripped"], &["curb"], "W10.1XXA"),
    (&["ran", "run"], &["tree", "pole", "fence", "post"], "W22.09XA"),
    (&["ran", "run", "walked"], &["wall"], "W22.01XA"),
    (&["hit", "struck"], &["baseball"], "W21.03XA"),
    (&["hit", "struck"], &["softball"], "W21.07XA"),
    (&["hit", "struck"], &["basketball"], "W21.05XA"),
    (&["hit", "struck"], &["volleyball"], "W21.06XA"),
    (&["stepped"], &["nail"], "W45.0XXA"),
    (&["cut", "cutting", "slicing", "sliced", "chopping"], &["knife"], "W26.0XXA"),
    (&["cut", "cutting", "stepped", "broke", "broken"], &["glass"], "W25.XXXA"),
    (&["tripped", "slipped"], &["fell", "fall", "landed"], "W01.0XXA"),
    (&["fell", "fallen"], &[], "W19.XXXA"),
    (&["lifting", "lifted", "pushing", "pulling"], STRAINED, "X50.0XXA"),
];

/// Stairs stand before the fall too: "missed the last step of the stairs and fell".
const STEPS: &[&str] = &["stair", "step", "staircase", "stairway"];

/// Words of an overexertion: "lifting a box when he felt a pop".
const STRAINED: &[&str] =
    &["pop", "hurt", "pain", "strain", "strained", "pulled", "injured", "twinge", "tear"];

/// Parts on which an object is dropped need "on" before them.
const DROPPED: &str = "W20.8XXA";

/// Tools and machines that cut, by the sentence that tells of the injury.
const TOOLS: &[(&[&str], &str)] = &[
    (&["bench grinder", "abrasive wheel", "grinding wheel", "metal lathe", "lathe"], "W31.1XXA"),
    (&["table saw", "circular saw", "band saw", "miter saw", "radial saw"], "W31.2XXA"),
    (&["chainsaw", "chain saw", "hedge trimmer", "edger", "garden cultivator"], "W29.3XXA"),
    (&["nail gun", "nailgun"], "W29.4XXA"),
    (&["angle grinder", "power drill", "cordless drill"], "W29.8XXA"),
    (&["blender", "food processor", "garbage disposal"], "W29.0XXA"),
    (&["lawn mower", "lawnmower"], "W28.XXXA"),
    (&["box cutter", "utility knife", "kitchen knife", "pocket knife"], "W26.0XXA"),
    (&["scissor"], "W27.2XXA"),
    (&["screwdriver", "chisel", "handsaw", "hand saw"], "W27.0XXA"),
];

pub(super) fn apply(case: &mut Case<'_>) {
    if has(case, |d| d.is_external_cause() && !d.under("Y9")) {
        return;
    }
    let sentences = told(case);
    let told: Vec<&Range<usize>> =
        sentences.iter().filter(|s| super::activity::hurts(case, s)).collect();
    if let Some((code, found)) = super::collision::of(case) {
        return add(case, code, found, "how the injury came about", "OCG-I.C.20.a");
    }
    for (names, code) in TOOLS {
        let stated = |r: &Range<usize>| {
            let at = case.doc.context(case.span(r.clone())).assertion;
            told.iter().any(|s| s.contains(&r.start))
                && at.presence == Presence::Present
                && at.experiencer == Experiencer::Patient
        };
        if let Some(found) = case.places.any(names).into_iter().find(stated) {
            return add(case, code, found, "what the patient was hurt by", "OCG-I.C.20.a");
        }
    }
    for (verbs, after, code) in EVENTS {
        if !verbs.iter().any(|verb| case.doc.may_hold(verb)) {
            continue;
        }
        for sentence in &sentences {
            let Some(found) = stands(case, sentence, verbs, after, code) else { continue };
            return add(case, code, found, "how the injury came about", "OCG-I.C.20.a");
        }
    }
}

/// "Going down the stairs, tripped and fell": on stairs told close before.
fn fell_there(case: &Case<'_>, sentence: &Range<usize>, verb: usize) -> bool {
    let near = verb.saturating_sub(9).max(sentence.start)..verb;
    let on = ["down", "up", "on", "of", "last", "bottom", "descending", "climbing"];
    near.clone().any(|t| {
        STEPS.contains(&case.doc.folded(t))
            && (t.saturating_sub(3).max(near.start)..t).any(|b| on.contains(&case.doc.folded(b)))
    })
}

/// The verb, stated of the patient and of now, with what must follow it.
fn stands(
    case: &Case<'_>,
    sentence: &Range<usize>,
    verbs: &[&str],
    after: &[&str],
    code: &str,
) -> Option<Range<usize>> {
    let doc = case.doc;
    let verb = sentence.clone().find(|&t| verbs.contains(&doc.folded(t)))?;
    let mut last = (verb + 1..sentence.end).find(|&t| after.contains(&doc.folded(t)));
    if last.is_none() && after == STEPS && fell_there(case, sentence, verb) {
        last = Some(verb);
    }
    if !after.is_empty() && last.is_none() {
        return None;
    }
    let end = last.map_or(verb + 1, |t| t + 1);
    if code == DROPPED && !(verb..end).any(|t| doc.folded(t) == "on") {
        return None;
    }
    let at = doc.context(case.span(verb..verb + 1)).assertion;
    let own = at.presence == Presence::Present && at.experiencer == Experiencer::Patient;
    (own && at.temporality == Temporality::Current).then_some(verb..end)
}
