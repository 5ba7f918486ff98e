//! Initial, subsequent or sequela, by the words around an injury (OCG I.C.19.a).

use super::Encounter;
use crate::case::Case;
use crate::mention::Match;
use medcode_model::Setting;
use medcode_note::Gap;

/// Words that say routine care during healing.
const HEALING: &[&str] = &[
    "follow",
    "followup",
    "fu",
    "healing",
    "healed",
    "recheck",
    "aftercare",
    "week",
    "wk",
    "weeks",
    "cast",
    "postop",
    "callus",
    "interval",
    "union",
    "rehab",
    "therapy",
];

/// Words by which an injury is one of today.
const NEW: &[&str] =
    &["today", "yesterday", "new", "acute", "just", "ago", "morning", "am", "fell", "injured"];

/// How many tokens of a note are its title.
const TITLE: usize = 8;

/// "ORTHO F/U 2 wks" at the head of a note.
fn is_followed_up(case: &Case<'_>) -> bool {
    let doc = case.doc;
    let mut title = 0..doc.tokens().len().min(TITLE);
    title.any(|t| {
        let word = doc.folded(t);
        matches!(word, "followup" | "fu" | "recheck")
            || word == "follow" && doc.folded(t + 1) == "up"
            || word == "f" && doc.folded(t + 1) == "u" && doc.gap(t + 1).has(Gap::SLASH)
    })
}

/// "Boot, no running 6 wk": where weeks are all that a sentence says of healing, and they are ahead.
fn is_only_to_come(case: &Case<'_>, found: &Match) -> bool {
    let doc = case.doc;
    let sentence = doc.sentences()[found.sentence as usize].tokens;
    let (low, high) = (sentence.0 as usize, sentence.1 as usize);
    let unit = |t: usize| matches!(doc.folded(t), "week" | "wk" | "weeks");
    let ahead = |t: usize| {
        let before = t.saturating_sub(4).max(low)..t.saturating_sub(1).max(low);
        before.into_iter().any(|b| matches!(doc.folded(b), "no" | "nwb" | "boot" | "splint" | "brace"))
    };
    let mut healing = (low..high).filter(|&t| HEALING.contains(&doc.folded(t))).peekable();
    healing.peek().is_some() && healing.all(|t| unit(t) && ahead(t))
}

/// "Suture removal visit", "cast off today": what the treatment of an injury left is taken away at a later visit.
fn is_ended(case: &Case<'_>) -> bool {
    const ENDED: &[&str] = &[
        "suture removal",
        "staple removal",
        "suture out",
        "staple out",
        "cast off",
        "cast removed",
        "cast removal",
    ];
    let office = matches!(case.facts.setting, Setting::Office | Setting::Telehealth);
    let now = |r: &std::ops::Range<usize>| {
        let at = case.doc.context(case.span(r.clone())).assertion;
        let later = (r.end..(r.end + 4).min(case.doc.tokens().len()))
            .any(|t| matches!(case.doc.folded(t), "in" | "day" | "d" | "week" | "wk"));
        at.is_affirmed() && !later
    };
    office && case.places.any(ENDED).iter().any(now)
}

/// Where in the care of an injury the encounter stands.
pub(crate) fn encounter(case: &Case<'_>, found: &Match) -> Encounter {
    let sentence = case.doc.sentences()[found.sentence as usize];
    let said = |words: &[&str]| {
        words.iter().any(|word| case.doc.may_hold(word))
            && (sentence.tokens.0..sentence.tokens.1)
                .any(|t| words.contains(&case.doc.folded(t as usize)))
    };
    if said(&["sequela", "sequelae", "residual", "late"]) {
        return Encounter::Sequela;
    }
    match case.facts.setting {
        Setting::Ed | Setting::Inpatient | Setting::Observation => Encounter::Initial,
        _ if said(&["nonunion", "malunion"]) || said(HEALING) && !is_only_to_come(case, found) => {
            Encounter::Subsequent
        }
        _ if is_followed_up(case) && !said(NEW) => Encounter::Subsequent,
        _ if is_ended(case) => Encounter::Subsequent,
        _ => Encounter::Initial,
    }
}
