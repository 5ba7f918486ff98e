//! Initial, subsequent or sequela, by the words around an injury (OCG I.C.19.a).

use super::Encounter;
use crate::case::Case;
use crate::mention::Match;
use medcode_model::Setting;

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
        _ if said(&["nonunion", "malunion"]) || said(HEALING) => Encounter::Subsequent,
        _ => Encounter::Initial,
    }
}
