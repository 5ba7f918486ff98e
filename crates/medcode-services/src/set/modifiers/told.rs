//! Modifiers that the account of an operation asks for by its own words: more or less than usual,
//! stopped, staged, for a complication, shared with another.
//!
//! Authority: Medicare Claims Processing Manual ch. 12 §40 (global surgery: 22, 52, 53, 54, 55, 58, 78,
//! 79; §40.8 co-surgeons 62), ch. 4 §20.6.4 (73, 74). The words are ours.

use crate::desk::Case;
use medcode_model::{BillingContext, Setting};

const GLOBAL: &str = "CMS Claims Processing Manual ch. 12 §40";
const STOPPED: &str = "CMS Claims Processing Manual ch. 4 §20.6.4";

/// Words, what they ask for, and why.
struct Cue {
    words: &'static [&'static str],
    modifier: &'static str,
    reason: &'static str,
}

const CUES: &[Cue] = &[
    Cue {
        words: &[
            "substantially more work",
            "substantially greater work",
            "significantly more work than usual",
            "unusually difficult and prolonged",
            "increased procedural complexity",
            "twice the usual time",
            "modifier 22",
        ],
        modifier: "22",
        reason: "22: the account tells of much more work than usual",
    },
    Cue {
        words: &["co-surgeon", "co surgeon", "cosurgeon", "two surgeons were required"],
        modifier: "62",
        reason: "62: two surgeons shared the operation",
    },
    Cue {
        words: &[
            "staged procedure",
            "planned second stage",
            "second-stage",
            "second stage of",
            "planned staged",
            "planned return to the operating room",
        ],
        modifier: "58",
        reason: "58: a stage that was planned",
    },
    Cue {
        words: &[
            "unplanned return to the operating room",
            "returned to the operating room for",
            "return to the or for",
            "taken back to the operating room",
            "take back for bleeding",
            "takeback for",
        ],
        modifier: "78",
        reason: "78: back to the operating room for a complication of the first operation",
    },
    Cue {
        words: &[
            "unrelated to the prior surgery",
            "unrelated to the previous surgery",
            "unrelated procedure during the postoperative period",
            "unrelated to the recent surgery",
        ],
        modifier: "79",
        reason: "79: unrelated to the operation whose global period runs",
    },
    Cue {
        words: &[
            "surgical care only",
            "postoperative care will be provided by",
            "postop care transferred to",
        ],
        modifier: "54",
        reason: "54: another gives the care after the operation",
    },
    Cue {
        words: &["assumed postoperative care", "postoperative care only", "postop management only"],
        modifier: "55",
        reason: "55: the care after another's operation",
    },
];

/// Words that say an operation was stopped after it began.
const ABORTED: &[&str] = &[
    "procedure was aborted",
    "procedure aborted",
    "procedure was terminated",
    "procedure terminated early",
    "procedure was discontinued",
    "case was aborted",
    "case aborted",
    "procedure was stopped due to",
    "unable to complete the procedure",
];

/// Words that say a part was left out by choice.
const REDUCED: &[&str] = &["reduced service", "partial procedure performed", "modifier 52"];

/// Words that say anesthesia had not begun.
const BEFORE_ANESTHESIA: &[&str] =
    &["before anesthesia", "prior to induction", "prior to anesthesia", "before induction"];

/// First and last number of operations and endoscopies.
const OPERATIONS: (&str, &str) = ("10004", "69990");

pub(super) fn apply(case: &mut Case<'_>) {
    let operation = |number: &str| (OPERATIONS.0..=OPERATIONS.1).contains(&number);
    let principal = case
        .services
        .iter()
        .position(|s| s.is_reported() && operation(s.code.compact()) && !s.modifiers.contains(&"53"));
    let Some(principal) = principal else { return };
    let text = case.visit.doc.text().to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|w| affirmed(&text, w));
    let hospital = case.visit.billing == BillingContext::Facility
        && matches!(case.visit.setting, Setting::OutpatientProcedure | Setting::Observation);
    let service = &mut case.services[principal];
    for cue in CUES {
        if says(cue.words) {
            service.modify(cue.modifier, cue.reason, GLOBAL);
        }
    }
    if says(ABORTED) {
        match (hospital, says(BEFORE_ANESTHESIA)) {
            (true, true) => service.modify("73", "73: stopped before anesthesia", STOPPED),
            (true, false) => service.modify("74", "74: stopped after anesthesia began", STOPPED),
            (false, _) => service.modify("53", "53: begun and stopped", GLOBAL),
        }
    } else if says(REDUCED) {
        service.modify("52", "52: less than the whole service, by choice", GLOBAL);
    }
}

/// Whether words stand in a text without a denial right before them.
fn affirmed(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].trim_end();
        !["no", "not", "without", "not a", "no planned"]
            .iter()
            .any(|n| before.strip_suffix(n).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
    })
}

#[cfg(test)]
mod tests {
    use super::affirmed;

    #[test]
    fn a_denial_right_before_the_words_takes_them_back() {
        assert!(affirmed("this was a staged procedure", "staged procedure"));
        assert!(!affirmed("this was not a staged procedure", "staged procedure"));
        assert!(affirmed("a piano; staged procedure", "staged procedure"));
    }
}
