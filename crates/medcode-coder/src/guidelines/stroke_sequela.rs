//! What a past stroke has left, told as the stroke "with" its deficit (OCG I.C.9.d.1).
//!
//! The Index has the deficit "following" a stroke; notes say "h/o CVA with residual left
//! hemiparesis". Weakness of one side that a stroke left is its hemiplegia.

use super::{dominance, near};
use crate::case::{Case, Draft, Fate, Tier};
use medcode_model::{Experiencer, Presence, Temporality, WithheldReason};
use std::ops::Range;

/// Words between a stroke and what it left.
const LEFT: &[&str] = &["with", "w", "residual", "resulting", "leaving", "left", "sequela", "deficit"];

/// Words between a deficit and the stroke behind it.
const FROM: &[&str] = &["from", "after", "following", "due", "secondary", "sp", "s"];

/// Words that begin something new.
const NEW: &[&str] =
    &["present", "presenting", "presented", "admitted", "here", "now", "new", "acute", "today"];

/// Words that make a stroke one of the past, beside what its context says.
const PAST: &[&str] = &[
    "old", "prior", "previous", "remote", "residual", "history", "hx", "h o", "s p", "known", "chronic",
];

/// Codes each deficit of which stands in I69 by the characters after the stem, where they are fixed.
const FIXED: &[(&str, &str)] =
    &[("R47.01", "20"), ("R47.02", "21"), ("R47.1", "22"), ("R29.810", "92"), ("R27.0", "93")];

/// Deficits whose last character tells side and dominance, and their character in I69.
const SIDED: &[(&str, char)] =
    &[("G81.0", '5'), ("G81.1", '5'), ("G81.9", '5'), ("G83.2", '3'), ("G83.1", '4')];

/// Codes the deficits that stand beside a past stroke.
pub(crate) fn apply(case: &mut Case<'_>) {
    let strokes: Vec<usize> = (0..case.drafts.len()).filter(|&n| is_past_stroke(case, n)).collect();
    for stroke in strokes {
        let mut left = false;
        for at in 0..case.drafts.len() {
            if at != stroke && is_of(case, stroke, at) {
                left |= code(case, stroke, at);
            }
        }
        if left {
            let detail = "the stroke left a deficit, which is coded";
            case.drafts[stroke].withhold(WithheldReason::Excluded, detail, Some("OCG-I.C.9.d.3"));
        }
    }
}

fn is_past_stroke(case: &Case<'_>, at: usize) -> bool {
    let draft = &case.drafts[at];
    let assertion = draft.context.assertion;
    let stroke = ["I60", "I61", "I62", "I63", "Z86.73"].iter().any(|c| draft.under(c));
    if !stroke
        || assertion.presence != Presence::Present
        || assertion.experiencer != Experiencer::Patient
    {
        return false;
    }
    draft.under("Z86.73")
        || assertion.temporality == Temporality::Past
        || near::said(case, &near::beside(case, draft, 4, 8), PAST)
        || follows(case, draft)
        || in_clinic(case, draft)
}

/// "Hemiparesis following stroke": the Index's own word for what a past one left.
fn follows(case: &Case<'_>, draft: &Draft) -> bool {
    let own = near::own(draft);
    let sentence = near::sentence(case, draft);
    let new = sentence.clone().any(|t| NEW.contains(&case.doc.folded(t)));
    let before = own.start.saturating_sub(2).max(sentence.start)..own.start;
    !new && before.into_iter().any(|t| case.doc.folded(t) == "following")
}

/// An infarct is not treated in a clinic: what "followed" it there is what it left.
fn in_clinic(case: &Case<'_>, draft: &Draft) -> bool {
    use medcode_model::Setting as S;
    let clinic = matches!(case.facts.setting, S::Office | S::Telehealth | S::Home | S::NursingFacility);
    let sentence = near::sentence(case, draft);
    // "Here for rehab" is no stroke of today where nobody is treated for one.
    let new = |t: usize| {
        NEW.contains(&case.doc.folded(t)) && !(lives_there(case) && case.doc.folded(t) == "here")
    };
    clinic && !sentence.clone().any(new)
}

/// Whether a deficit is told as what a stroke of its sentence left.
fn is_of(case: &Case<'_>, stroke: usize, at: usize) -> bool {
    let (stroke, draft) = (&case.drafts[stroke], &case.drafts[at]);
    let deficit = FIXED.iter().any(|(c, _)| draft.under(c))
        || SIDED.iter().any(|(c, _)| draft.under(c))
        || draft.under("R13.1")
        || draft.under("R53.1");
    let assertion = draft.context.assertion;
    if deficit && draft.sentence != stroke.sentence && is_left(case, draft) {
        return draft.context.assertion.is_affirmed();
    }
    if !deficit
        || draft.sentence != stroke.sentence
        || assertion.presence != Presence::Present
        || assertion.experiencer != Experiencer::Patient
    {
        return false;
    }
    let (a, b) = (near::own(stroke), near::own(draft));
    let (between, links) =
        if a.end <= b.start { (a.end..b.end, LEFT) } else { (b.end..a.start + 1, FROM) };
    let says = |words: &[&str]| between.clone().any(|t| words.contains(&case.doc.folded(t)));
    // "Now with residual dysphagia": what stayed.
    says(links) && (!says(NEW) || says(&["residual", "residua", "sequela"]))
}

/// "Deficits: right hemiplegia, dysarthria", where the patient lives now or is rehabilitated.
fn is_left(case: &Case<'_>, draft: &Draft) -> bool {
    lives_there(case) && near::said(case, &near::sentence(case, draft), &["deficit", "residual"])
}

fn lives_there(case: &Case<'_>) -> bool {
    matches!(case.facts.setting, medcode_model::Setting::NursingFacility | medcode_model::Setting::Home)
}

/// Gives a deficit its code of I69; whether it has one.
fn code(case: &mut Case<'_>, stroke: usize, at: usize) -> bool {
    let of = &case.drafts[stroke];
    let stem = [("I60", "I69.0"), ("I61", "I69.1"), ("I62", "I69.2")];
    let stem = stem.iter().find(|(c, _)| of.under(c)).map_or("I69.3", |(_, s)| *s);
    let tier = of.tier;
    let Some(tail) = tail(case, at) else { return false };
    let lives_there = lives_there(case);
    let dysphagia = case.drafts[at].under("R13.1").then(|| case.drafts[at].clone());
    let reason = "a deficit that a past stroke left";
    if !case.recode(at, &format!("{stem}{tail}"), reason, "OCG-I.C.9.d.1") {
        return false;
    }
    let draft = &mut case.drafts[at];
    let held = matches!(
        draft.fate,
        Fate::Withhold {
            reason: WithheldReason::NotAddressed | WithheldReason::Historical | WithheldReason::Integral,
            ..
        }
    );
    // The deficit stands where its stroke does.
    if held && (tier >= Tier::Assessed || lives_there) {
        draft.fate = Fate::Report;
    }
    draft.tier = draft.tier.max(tier);
    if let Some(mut phase) = dysphagia.filter(Draft::is_reported) {
        phase.order += 1;
        case.drafts.push(phase);
    }
    true
}

/// The characters of a deficit after the stem.
fn tail(case: &Case<'_>, at: usize) -> Option<String> {
    let draft = &case.drafts[at];
    if let Some((_, tail)) = FIXED.iter().find(|(c, _)| draft.under(c)) {
        return Some((*tail).to_owned());
    }
    if draft.under("R13.1") {
        return Some("91".to_owned());
    }
    if let Some((_, character)) = SIDED.iter().find(|(c, _)| draft.under(c)) {
        let last = draft.code.compact().chars().nth(4).unwrap_or('0');
        // Dominance unspecified is 0 in G81 and G83, 9 in I69.
        return Some(format!("{character}{}", if last == '0' { '9' } else { last }));
    }
    let side: Range<usize> = near::beside(case, draft, 3, 3);
    let right = side.clone().any(|t| matches!(case.doc.folded(t), "right" | "rt" | "r"));
    let left = side.clone().any(|t| matches!(case.doc.folded(t), "left" | "lt" | "l"));
    (right != left).then(|| format!("5{}", dominance::last(case, right)))
}
