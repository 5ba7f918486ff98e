//! Stroke by vessel and mechanism, its deficits during the stay, and the NIH stroke scale
//! (OCG I.C.9.d, I.C.18.i, I.B.14).

use super::near;
use crate::case::{Case, Draft, Fate, Tier};
use medcode_model::{Experiencer, Presence, Temporality, WithheldReason};

/// Vessels with the character of I63.3-I63.5 they stand for.
const VESSELS: &[(&[&str], char)] = &[
    (&["mca", "middle cerebral artery", "m1", "m2"], '1'),
    (&["aca", "anterior cerebral artery"], '2'),
    (&["pca", "posterior cerebral artery"], '3'),
    (&["pica", "aica", "cerebellar artery"], '4'),
];

/// Deficits that are coded beside an acute stroke, whether or not they are gone by
/// discharge.
const DEFICITS: &[&str] = &[
    "G81", "G83.1", "G83.2", "R29.810", "R47.01", "R47.02", "R47.1", "R13.1", "H53.46", "R41.4", "R27.0",
];

/// Completes an acute stroke that is reported.
pub(crate) fn apply(case: &mut Case<'_>) {
    past(case);
    let Some(at) = case.drafts.iter().position(|d| d.is_reported() && d.under("I63")) else { return };
    vessel(case, at);
    deficits(case);
    scale(case);
    transferred(case);
}

/// A stroke or attack of the past that left nothing: history, where the vessels or the heart
/// are what the note is about (OCG I.C.9.d.3).
fn past(case: &mut Case<'_>) {
    const LEFT: &[&str] = &["residual", "sequela", "deficit", "weakness", "hemiparesis", "hemiplegia"];
    if case.reports("I69") {
        for draft in case.drafts.iter_mut().filter(|d| d.under("Z86.73")) {
            let detail = "the stroke left a deficit, which is coded";
            draft.withhold(WithheldReason::Excluded, detail, Some("OCG-I.C.9.d.3"));
        }
    }
    let bears = ["I63", "I48", "G45", "I65", "I66", "I25", "I69"].iter().any(|c| case.reports(c));
    if !bears || case.reports("Z86.73") || case.reports("I69") {
        return;
    }
    let is_past = |d: &Draft| {
        let a = d.context.assertion;
        (d.under("G45.9") || d.under("I63"))
            && a.temporality == Temporality::Past
            && a.presence == Presence::Present
            && a.experiencer == Experiencer::Patient
    };
    let Some(at) = case.drafts.iter().position(is_past) else { return };
    let sentence = near::sentence(case, &case.drafts[at]);
    if near::said(case, &sentence, LEFT) {
        return;
    }
    if case.recode(at, "Z86.73", "in the past, without deficits", "OCG-I.C.9.d.3") {
        case.drafts[at].fate = Fate::Report;
    }
}

/// An infarct whose vessel and mechanism are named.
fn vessel(case: &mut Case<'_>, at: usize) {
    let draft = &case.drafts[at];
    if !draft.under("I63.9") && !draft.under("I63.5") && !draft.under("I63.40") && !draft.under("I63.30")
    {
        return;
    }
    let sentence = near::sentence(case, draft);
    let Some((_, vessel)) = VESSELS.iter().find(|(names, _)| near::said(case, &sentence, names)) else {
        return;
    };
    let said = |words: &[&str]| near::said(case, &sentence, words);
    let mechanism = if said(&["cardioembolic", "embolic", "embolism", "embolus"]) {
        '4'
    } else if said(&["thrombotic", "thrombosis", "thrombus"]) {
        '3'
    } else {
        '5'
    };
    let sides = sentence.clone().filter_map(|t| match case.doc.folded(t) {
        "right" | "r" | "rt" => Some('1'),
        "left" | "l" | "lt" => Some('2'),
        "bilateral" => Some('3'),
        _ => None,
    });
    // "Right weakness following L MCA infarct": the side right before the vessel is the vessel's.
    let own =
        near::find(case, &sentence, VESSELS.iter().find(|(_, c)| c == vessel).map_or(&[], |v| v.0))
            .and_then(|at| at.start.checked_sub(1))
            .and_then(|t| match case.doc.folded(t) {
                "right" | "r" | "rt" => Some('1'),
                "left" | "l" | "lt" => Some('2'),
                _ => None,
            });
    let side = own.or_else(|| sides.clone().next()).unwrap_or('9');
    let code = format!("I63.{mechanism}{vessel}{side}");
    if case.recode(at, &code, "vessel, side and mechanism as stated", "OCG-I.B.2") {
        for other in case.drafts.iter_mut().filter(|d| d.under("G46") || d.under("I66")) {
            let detail = format!("part of {code}");
            other.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.9"));
        }
    }
}

/// Deficits told in the course or the assessment of the stroke.
fn deficits(case: &mut Case<'_>) {
    let plegia = case.reports("G81");
    for draft in &mut case.drafts {
        let listed = DEFICITS.iter().any(|c| draft.under(c));
        let held = matches!(
            draft.fate,
            Fate::Withhold { reason: WithheldReason::NotAddressed | WithheldReason::Integral, .. }
        );
        let told = held || draft.is_reported();
        if listed && told && draft.tier >= Tier::Discussed && draft.context.assertion.is_affirmed() {
            draft.fate = Fate::Report;
            draft.reasons.push("a deficit of the stroke is coded, also when it clears".into());
            draft.authority.push("OCG-I.B.5");
        }
    }
    if plegia {
        // Weakness of the side is the hemiplegia.
        for draft in case.drafts.iter_mut().filter(|d| d.under("R53.1") || d.under("G83.9")) {
            draft.withhold(WithheldReason::Integral, "part of the hemiplegia", Some("OCG-I.B.5"));
        }
    }
}

/// The first score of the stroke scale at this hospital.
fn scale(case: &mut Case<'_>) {
    let mut best: Option<(bool, usize, u32)> = None;
    for place in case.places.any(&["nihss", "nih stroke scale"]) {
        let after = place.end..(place.end + 5).min(case.doc.tokens().len());
        let score = after.clone().find_map(|t| {
            let n: u32 = case.doc.raw(t).parse().ok()?;
            (n <= 42).then_some((t, n))
        });
        let Some((token, score)) = score else { continue };
        let around = place.start.saturating_sub(3)..token;
        let arrival = around.clone().any(|t| {
            matches!(case.doc.folded(t), "arrival" | "admission" | "initial" | "presentation" | "our")
        });
        if best.is_none_or(|(was, ..)| arrival && !was) {
            best = Some((arrival, token, score));
        }
    }
    let Some((_, token, score)) = best else { return };
    let code = format!("R29.7{score:02}");
    if case.state(&code, token..token + 1, "the first score documented", "OCG-I.C.18.i")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.tier = Tier::Discussed;
    }
}

/// Thrombolysis at another facility within a day before this admission.
fn transferred(case: &mut Case<'_>) {
    const DRUGS: &[&str] = &["tenecteplase", "tnk", "alteplase", "tpa", "thrombolytic"];
    const ELSEWHERE: &[&str] =
        &["outside", "osh", "transferring", "transfer", "referring", "prior to transfer"];
    for place in case.places.any(DRUGS) {
        let Some(sentence) = case.doc.sentence_of(place.start) else { continue };
        let tokens = case.doc.sentences()[sentence].tokens;
        let within = tokens.0 as usize..tokens.1 as usize;
        let before = place.start.saturating_sub(3).max(within.start)..place.start;
        let after = place.end..(place.end + 5).min(within.end);
        let denied = before.clone().any(|t| matches!(case.doc.folded(t), "no" | "not" | "without"));
        let refused = after
            .clone()
            .any(|t| matches!(case.doc.folded(t), "not" | "declined" | "deferred" | "window"));
        if !denied && !refused && near::said(case, &within, ELSEWHERE) {
            case.state("Z92.82", place, "thrombolysis at another facility", "Tabular-Z92.82");
            if let Some(draft) = case.drafts.last_mut().filter(|d| d.under("Z92.82")) {
                draft.tier = Tier::Discussed;
            }
            return;
        }
    }
}
