//! What a look into the colon finds lies in the colon: pouches that a report names without their
//! place are of the large intestine (OCG I.B.2); a look for new polyps after earlier ones is a screening
//! with their history (OCG I.C.21.c.5, I.C.21.c.4).

use crate::case::{Case, Fate, Tier};
use crate::guidelines::words;
use medcode_model::{Setting, WithheldReason};

pub(crate) fn apply(case: &mut Case<'_>) {
    if case.facts.setting != Setting::OutpatientProcedure {
        return;
    }
    let Some(look) = words::anywhere(case, &["colonoscopy", "sigmoidoscopy", "colonoscope"]) else {
        return;
    };
    for at in 0..case.drafts.len() {
        let code = case.drafts[at].code.compact().to_owned();
        if let Some(last) = code.strip_prefix("K579").filter(|_| case.drafts[at].is_reported()) {
            let by = "found in the colon";
            case.recode(at, &format!("K57.3{last}"), by, "OCG-I.B.2");
        }
    }
    screening(case);
    surveillance(case, look);
}

/// `COLONOSCOPY  screening, average risk`: the reason in the title or the indication stays the reason
/// whatever is found (OCG I.C.21.c.5).
fn screening(case: &mut Case<'_>) {
    const OF_COLON: &[&str] = &[
        "colonoscopy",
        "colon",
        "colorectal",
        "crc",
        "average",
        "avg",
        "risk",
        "first",
        "initial",
        "ind",
        "indication",
        "routine",
    ];
    const ASKED: &[&str] = &[
        "diagnostic",
        "bleeding",
        "hematochezia",
        "melena",
        "anemia",
        "diarrhea",
        "fit",
        "cologuard",
        "fobt",
        "surveillance",
        "pain",
        "positive",
    ];
    const HEAD: usize = 40;
    let told = ["Z12.11", "Z08", "Z09"].iter().any(|c| case.reports(c));
    let Some(words) = words::anywhere(case, &["screening"]).filter(|w| w.start < HEAD && !told) else {
        return;
    };
    let Some(sentence) = case.doc.sentence_of(words.start) else { return };
    let (from, to) = case.doc.sentences()[sentence].tokens;
    let from = (from as usize).saturating_sub(1);
    let holds = |any: &[&str]| (from..to as usize).any(|t| any.contains(&case.doc.folded(t)));
    // `Last screening colonoscopy 2014`: an earlier one.
    let earlier = words.start.saturating_sub(2)..words.start;
    let earlier = earlier.clone().any(|t| {
        matches!(
            case.doc.folded(t),
            "last" | "prior" | "previous" | "normal" | "had" | "her" | "his" | "negative"
        )
    });
    if !holds(OF_COLON) || holds(ASKED) || earlier {
        return;
    }
    let at = case.drafts.iter().position(|d| d.under("Z12.11"));
    let stated = match at {
        Some(at) => {
            let held = matches!(
                case.drafts[at].fate,
                Fate::Withhold { reason: WithheldReason::NotAddressed, .. }
            );
            if held {
                case.drafts[at].fate = Fate::Report;
                case.drafts[at].reasons.push("the reason for the look".into());
            }
            held.then_some(at)
        }
        None => case
            .state("Z12.11", words, "the reason for the look", "OCG-I.C.21.c.5")
            .then(|| case.drafts.len() - 1),
    };
    if let Some(at) = stated {
        case.drafts[at].tier = Tier::Assessed;
        case.drafts[at].order = i64::MIN / 2;
    }
}

/// The earlier finding that words behind `surveillance` name: `surveillance, tubular adenomas 2021`.
fn earlier(case: &Case<'_>, from: usize) -> Option<(&'static str, usize)> {
    let sentence = case.doc.sentence_of(from.saturating_sub(1))?;
    let end = (from + 5).min(case.doc.sentences()[sentence].tokens.1 as usize);
    (from..end).find_map(|t| match case.doc.folded(t) {
        "adenoma" | "adenomas" | "adenomatous" => Some(("Z86.0101", t)),
        "polyp" | "polyps" => Some(("Z86.0100", t)),
        _ => None,
    })
}

/// Reports the history of polyps that surveillance is for, and the screening.
fn surveillance(case: &mut Case<'_>, look: std::ops::Range<usize>) {
    let Some(words) = words::anywhere(case, &["surveillance"]) else { return };
    let held = |d: &crate::case::Draft| {
        matches!(d.fate, Fate::Withhold { reason: WithheldReason::NotAddressed, .. })
    };
    let known = case.drafts.iter().position(|d| d.under("Z86.01") && (d.is_reported() || held(d)));
    match known {
        Some(at) => {
            let draft = &mut case.drafts[at];
            draft.fate = Fate::Report;
            draft.reasons.push("what the surveillance is for".into());
            draft.authority.push("OCG-I.C.21.c.4");
        }
        None => {
            let Some((code, at)) = earlier(case, words.end) else { return };
            let by = "what the surveillance is for";
            case.state(code, at..at + 1, by, "OCG-I.C.21.c.4");
            if let Some(added) = case.drafts.last_mut() {
                added.tier = Tier::Assessed;
            }
        }
    }
    if case.reports("Z12.11") || case.reports("Z09") || case.reports("Z08") {
        return;
    }
    let words = if words.is_empty() { look } else { words };
    let by = "surveillance after polyps is a screening";
    if case.state("Z12.11", words, by, "OCG-I.C.21.c.5")
        && let Some(added) = case.drafts.last_mut()
    {
        added.tier = Tier::Assessed;
        added.order = i64::MIN / 2;
    }
}
