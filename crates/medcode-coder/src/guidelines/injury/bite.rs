//! The bite of an insect or tick is a superficial injury of the part that was bitten; what
//! bit stands beside it (Index: Bite > by site > superficial > insect; W57).

use crate::case::{Case, Tier};
use crate::guidelines::near;
use medcode_model::WithheldReason;
use std::ops::Range;

/// Parts of the body: words, then the code for the right, the left and an unsaid side.
const PARTS: &[(&[&str], [&str; 3])] = &[
    (&["scalp"], ["S00.06XA"; 3]),
    (&["eyelid"], ["S00.261A", "S00.262A", "S00.269A"]),
    (&["ear"], ["S00.461A", "S00.462A", "S00.469A"]),
    (&["cheek", "face", "forehead", "chin"], ["S00.86XA"; 3]),
    (&["neck"], ["S10.96XA"; 3]),
    (&["breast"], ["S20.161A", "S20.162A", "S20.169A"]),
    (&["abdomen", "abdominal"], ["S30.861A"; 3]),
    (&["back", "flank"], ["S30.860A"; 3]),
    (&["buttock"], ["S30.860A"; 3]),
    (&["shoulder"], ["S40.261A", "S40.262A", "S40.269A"]),
    (&["forearm"], ["S50.861A", "S50.862A", "S50.869A"]),
    (&["elbow"], ["S50.361A", "S50.362A", "S50.369A"]),
    (&["arm"], ["S40.861A", "S40.862A", "S40.869A"]),
    (&["wrist"], ["S60.861A", "S60.862A", "S60.869A"]),
    (&["hand"], ["S60.561A", "S60.562A", "S60.569A"]),
    (&["hip"], ["S70.261A", "S70.262A", "S70.269A"]),
    (&["thigh"], ["S70.361A", "S70.362A", "S70.369A"]),
    (&["knee"], ["S80.261A", "S80.262A", "S80.269A"]),
    (&["ankle"], ["S90.561A", "S90.562A", "S90.569A"]),
    (&["foot"], ["S90.861A", "S90.862A", "S90.869A"]),
    (&["leg", "calf", "shin"], ["S80.861A", "S80.862A", "S80.869A"]),
];

/// "Dog bite right forearm, laceration 5 cm": the wound of a part that was bitten is the bite (Index: Bite).
fn one_wound(case: &mut Case<'_>) {
    let open = |c: &str| c.starts_with('S') && c.as_bytes().get(2) == Some(&b'1') && c.len() == 7;
    let bites: Vec<String> = case
        .reported()
        .map(|d| d.code.compact().to_owned())
        .filter(|c| open(c) && matches!(c.as_bytes()[4], b'5'))
        .collect();
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        let own = draft.code.compact();
        let same = |b: &&String| {
            b[..4] == own[..4] && b[5..6] == own[5..6] && b.as_bytes()[4] != own.as_bytes()[4]
        };
        if let Some(bite) = bites.iter().filter(|_| open(own) && own.as_bytes()[4] < b'5').find(same) {
            let detail = format!("{bite} is the wound");
            draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.C.19.b"));
        }
    }
}

pub(super) fn apply(case: &mut Case<'_>) {
    one_wound(case);
    let mut bites = case
        .drafts
        .iter()
        .filter(|d| d.under("W57") && d.tier == Tier::Assessed && d.context.assertion.is_affirmed());
    let Some(bite) = bites.next().cloned() else { return };
    if case.reported().any(|d| d.under("S")) {
        return;
    }
    let own = near::sentence(case, &bite);
    let body = near::problem(case, &bite);
    let Some(code) = part(case, &own).or_else(|| part(case, &body)) else { return };
    let reason = "the part that was bitten";
    case.add(code, &bite, reason, "OCG-I.C.19.b");
}

/// The code of the one part that a stretch of the note names.
fn part(case: &Case<'_>, within: &Range<usize>) -> Option<&'static str> {
    let named = |words: &&[&str]| within.clone().find(|&t| words.contains(&case.doc.folded(t)));
    let mut found = PARTS.iter().filter_map(|(words, codes)| Some((named(words)?, codes)));
    let (at, codes) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let side = (at.saturating_sub(3).max(within.start)..at).find_map(|t| match case.doc.folded(t) {
        "right" | "r" | "rt" => Some(0),
        "left" | "l" | "lt" => Some(1),
        _ => None,
    });
    Some(codes[side.unwrap_or(2)])
}
