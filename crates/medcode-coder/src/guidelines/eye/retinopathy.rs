//! Diabetic retinopathy of each eye: severity, macular edema, eye (Tabular E08 to E13, .32 to
//! .35; OCG I.C.4.a, I.B.13).

use super::{Eye, eye};
use crate::case::{Case, Tier};
use crate::guidelines::words;
use medcode_model::{Presence, WithheldReason};
use std::ops::Range;

/// One eye's retinopathy.
struct Finding {
    tokens: Range<usize>,
    /// The fifth character: 2 mild, 3 moderate, 4 severe, 5 proliferative.
    severity: u8,
    edema: bool,
    eye: Eye,
}

/// Replaces the retinopathy codes by those that the assessed statements give eye by eye.
pub(super) fn apply(case: &mut Case<'_>) {
    let Some(category) = category(case) else { return };
    let found = findings(case);
    if found.is_empty() {
        return;
    }
    let family = format!("{category}3");
    let sentences: Vec<Option<usize>> =
        found.iter().map(|f| case.doc.sentence_of(f.tokens.start)).collect();
    for draft in &mut case.drafts {
        let here = sentences.contains(&Some(draft.sentence as usize));
        let plain = draft.code.compact() == format!("{category}9");
        if draft.code.compact().starts_with(&family) || here && (plain || draft.under("H02.84")) {
            draft.withhold(WithheldReason::LessSpecific, "each eye is coded", Some("OCG-I.B.13"));
        }
    }
    for finding in found {
        let edema = if finding.edema { 1 } else { 9 };
        let code = format!("{category}3{}{edema}{}", finding.severity, finding.eye.digit());
        // Every complication that the patient of a reported diabetes has is coded (OCG I.C.4.a).
        if case.state(&code, finding.tokens, "severity and edema of this eye", "OCG-I.B.13")
            && let Some(draft) = case.drafts.last_mut()
        {
            draft.tier = draft.tier.max(Tier::Discussed);
        }
    }
}

/// The type of diabetes that is reported; type 2 where only the retinopathy tells of it
/// (OCG I.C.4.a.2).
fn category(case: &Case<'_>) -> Option<&'static str> {
    let types = ["E10", "E08", "E09", "E13", "E11"];
    let reported = types.into_iter().find(|t| case.reports(t));
    reported.or_else(|| (!case.places.word("diabetic").is_empty()).then_some("E11"))
}

/// What the assessment says of each eye.
fn findings(case: &Case<'_>) -> Vec<Finding> {
    let marks: Vec<usize> = (0..case.doc.tokens().len()).filter(|&t| is_mark(case, t)).collect();
    let mut out: Vec<Finding> = Vec::new();
    for (n, &mark) in marks.iter().enumerate() {
        let Some(sentence) = case.doc.sentence_of(mark).map(|s| case.doc.sentences()[s].tokens) else {
            continue;
        };
        let (low, high) = (sentence.0 as usize, sentence.1 as usize);
        // From behind the statement before to the next one: the severity and the eye may
        // stand before the name, the edema behind it.
        let before = n.checked_sub(1).map_or(low, |p| if marks[p] >= low { marks[p] + 1 } else { low });
        let start = lead(case, mark, before);
        let end = marks.get(n + 1).map_or(high, |&next| lead(case, next, mark + 1).min(high));
        let Some(finding) = read(case, start..end, mark) else { continue };
        let same = |f: &Finding| f.eye == finding.eye;
        if !out.iter().any(same) {
            out.push(finding);
        }
    }
    out
}

/// The short forms and the adjective of diabetic retinopathy.
fn is_mark(case: &Case<'_>, token: usize) -> bool {
    let proliferative = matches!(case.doc.folded(token), "nonproliferative" | "proliferative")
        && (token + 1..token + 4).any(|t| case.doc.folded(t) == "retinopathy")
        && case.doc.folded(token.wrapping_sub(1)) != "non";
    matches!(case.doc.folded(token), "npdr" | "pdr") || proliferative
}

/// Where the words that lead up to a name begin: severity and eye, at most four back.
fn lead(case: &Case<'_>, mark: usize, floor: usize) -> usize {
    let mut start = mark;
    while start > floor && mark - start < 4 {
        let t = start - 1;
        let word = case.doc.folded(t);
        let leads = eye(case, t).is_some()
            || matches!(
                word,
                "mild"
                    | "moderate"
                    | "mod"
                    | "severe"
                    | "high"
                    | "risk"
                    | "stable"
                    | "diabetic"
                    | "non"
                    | "eye"
                    | "with"
                    | "has"
            );
        if !leads {
            break;
        }
        start = t;
    }
    start
}

fn read(case: &Case<'_>, tokens: Range<usize>, mark: usize) -> Option<Finding> {
    let span = case.span(mark..mark + 1);
    let context = case.doc.context(span);
    if case.tier(&context, span) < Tier::Told || context.assertion.presence != Presence::Present {
        return None;
    }
    let says = |word: &str| tokens.clone().any(|t| case.doc.folded(t) == word);
    let proliferative = case.doc.folded(mark) == "pdr"
        || case.doc.folded(mark) == "proliferative" && case.doc.folded(mark.wrapping_sub(1)) != "non";
    let severity = if proliferative {
        5
    } else if says("mild") {
        2
    } else if says("moderate") || says("mod") {
        3
    } else if says("severe") {
        4
    } else {
        return None;
    };
    let eye = tokens.clone().find_map(|t| eye(case, t))?;
    let named = tokens.clone().find(|&t| {
        matches!(case.doc.folded(t), "dme" | "csdme" | "csme" | "cme") || case.doc.folded(t) == "edema"
    });
    let edema = named.is_some_and(|t| {
        let clear = (t.saturating_sub(3)..t).any(|b| {
            tokens.contains(&b)
                && matches!(case.doc.folded(b), "no" | "without" | "w" | "wo")
                && (case.doc.folded(b) != "w" || case.doc.folded(b + 1) == "o")
        });
        !clear && words::is_stated(case, &(t..t + 1))
    });
    Some(Finding { tokens, severity, edema, eye })
}
