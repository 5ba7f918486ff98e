//! In which setting was the note written, by its titles?

use medcode_model::{Setting, Span};

use crate::segment::Document;
use crate::segment::gap::Gap;

/// A guess at the setting, with the words behind it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SettingGuess {
    /// The setting.
    pub setting: Setting,
    /// From 0 to 1.
    pub confidence: f32,
    /// The words that say it.
    pub span: Span,
}

/// Phrases of titles, folded, with the setting and how surely they tell it.
const PHRASES: &[(&[&str], Setting, f32)] = &[
    (&["discharge", "summary"], Setting::Inpatient, 0.95),
    (&["d", "c", "summary"], Setting::Inpatient, 0.95),
    (&["dc", "summary"], Setting::Inpatient, 0.95),
    (&["hospital", "course"], Setting::Inpatient, 0.9),
    (&["inpatient"], Setting::Inpatient, 0.6),
    (&["hospital", "day"], Setting::Inpatient, 0.8),
    (&["newborn", "nursery"], Setting::Inpatient, 0.85),
    (&["discharge", "diagnosis"], Setting::Inpatient, 0.7),
    (&["admitting", "diagnosis"], Setting::Inpatient, 0.7),
    (&["emergency", "department"], Setting::Ed, 0.9),
    (&["emergency", "dept"], Setting::Ed, 0.9),
    (&["emergency", "room", "note"], Setting::Ed, 0.9),
    (&["emergency", "physician"], Setting::Ed, 0.85),
    (&["ed", "note"], Setting::Ed, 0.95),
    (&["ed", "physician"], Setting::Ed, 0.95),
    (&["ed", "provider"], Setting::Ed, 0.95),
    (&["ed", "course"], Setting::Ed, 0.8),
    (&["er", "note"], Setting::Ed, 0.9),
    (&["ed", "chart"], Setting::Ed, 0.9),
    (&["trauma", "activation"], Setting::Ed, 0.8),
    (&["telehealth"], Setting::Telehealth, 0.85),
    (&["telemedicine"], Setting::Telehealth, 0.9),
    (&["video", "visit"], Setting::Telehealth, 0.95),
    (&["virtual", "visit"], Setting::Telehealth, 0.95),
    (&["phone", "visit"], Setting::Telehealth, 0.9),
    (&["telephone", "visit"], Setting::Telehealth, 0.9),
    (&["telephone", "encounter"], Setting::Telehealth, 0.85),
    (&["operative", "report"], Setting::OutpatientProcedure, 0.7),
    (&["operative", "note"], Setting::OutpatientProcedure, 0.7),
    (&["op", "note"], Setting::OutpatientProcedure, 0.7),
    (&["op", "report"], Setting::OutpatientProcedure, 0.7),
    (&["procedure", "note"], Setting::OutpatientProcedure, 0.75),
    (&["ambulatory", "surgery"], Setting::OutpatientProcedure, 0.95),
    (&["outpatient", "surgery"], Setting::OutpatientProcedure, 0.95),
    (&["same", "day", "surgery"], Setting::OutpatientProcedure, 0.95),
    (&["postoperative", "diagnosis"], Setting::OutpatientProcedure, 0.6),
    (&["colonoscopy", "report"], Setting::OutpatientProcedure, 0.85),
    (&["endoscopy", "report"], Setting::OutpatientProcedure, 0.85),
    (&["infusion", "suite"], Setting::OutpatientProcedure, 0.7),
    (&["observation", "status"], Setting::Observation, 0.9),
    (&["observation", "unit"], Setting::Observation, 0.9),
    (&["placed", "in", "observation"], Setting::Observation, 0.85),
    (&["skilled", "nursing", "facility", "visit"], Setting::NursingFacility, 0.9),
    (&["snf", "visit"], Setting::NursingFacility, 0.9),
    (&["nursing", "home", "visit"], Setting::NursingFacility, 0.9),
    (&["nursing", "facility", "visit"], Setting::NursingFacility, 0.9),
    (&["snf", "f", "u"], Setting::NursingFacility, 0.85),
    (&["snf", "followup"], Setting::NursingFacility, 0.85),
    (&["snf", "follow", "up"], Setting::NursingFacility, 0.85),
    (&["snf", "round"], Setting::NursingFacility, 0.9),
    (&["snf", "progress"], Setting::NursingFacility, 0.9),
    (&["snf", "admission"], Setting::NursingFacility, 0.9),
    (&["seen", "at", "snf"], Setting::NursingFacility, 0.9),
    (&["seen", "in", "snf"], Setting::NursingFacility, 0.9),
    (&["nursing", "home", "round"], Setting::NursingFacility, 0.9),
    (&["ltc", "visit"], Setting::NursingFacility, 0.9),
    (&["observation", "admit"], Setting::Observation, 0.9),
    (&["observation", "admission"], Setting::Observation, 0.9),
    (&["obs", "admission"], Setting::Observation, 0.9),
    (&["obs", "admit"], Setting::Observation, 0.9),
    (&["admitted", "to", "obs"], Setting::Observation, 0.85),
    (&["admitted", "to", "observation"], Setting::Observation, 0.85),
    (&["ed", "consult"], Setting::Ed, 0.95),
    (&["home", "visit"], Setting::Home, 0.8),
    (&["hospice", "home", "visit"], Setting::Home, 0.85),
    (&["hospice", "visit"], Setting::Home, 0.7),
    (&["house", "call"], Setting::Home, 0.85),
    (&["home", "health", "visit"], Setting::Home, 0.85),
    (&["office", "visit"], Setting::Office, 0.95),
    (&["clinic", "note"], Setting::Office, 0.9),
    (&["clinic", "visit"], Setting::Office, 0.85),
    (&["established", "patient"], Setting::Office, 0.7),
    (&["new", "patient", "visit"], Setting::Office, 0.85),
    (&["est", "pt"], Setting::Office, 0.75),
    (&["new", "pt"], Setting::Office, 0.7),
    (&["annual", "wellness"], Setting::Office, 0.85),
    (&["well", "child"], Setting::Office, 0.85),
    (&["annual", "physical"], Setting::Office, 0.85),
    (&["progress", "note"], Setting::Office, 0.4),
    (&["clinic"], Setting::Office, 0.6),
    (&["return", "visit"], Setting::Office, 0.7),
    (&["follow", "up", "visit"], Setting::Office, 0.7),
];

/// Words that tell a setting in the first line only.
const TITLES: &[(&[&str], Setting, f32)] = &[
    (&["pos", "11"], Setting::Office, 0.6),
    (&["pos", "02"], Setting::Telehealth, 0.9),
    (&["pos", "10"], Setting::Telehealth, 0.9),
    (&["pos", "12"], Setting::Home, 0.9),
    (&["pos", "21"], Setting::Inpatient, 0.9),
    (&["pos", "22"], Setting::OutpatientProcedure, 0.6),
    (&["pos", "23"], Setting::Ed, 0.9),
    (&["pos", "24"], Setting::OutpatientProcedure, 0.9),
    (&["snf"], Setting::NursingFacility, 0.55),
    (&["pos", "31"], Setting::NursingFacility, 0.9),
    (&["pos", "32"], Setting::NursingFacility, 0.9),
    (&["discharge", "note"], Setting::Inpatient, 0.85),
    (&["icu"], Setting::Inpatient, 0.6),
    (&["emergency"], Setting::Ed, 0.8),
    (&["ed"], Setting::Ed, 0.65),
    (&["er"], Setting::Ed, 0.6),
    (&["video"], Setting::Telehealth, 0.7),
    (&["tele"], Setting::Telehealth, 0.7),
    (&["telephone"], Setting::Telehealth, 0.6),
    (&["colonoscopy"], Setting::OutpatientProcedure, 0.7),
    (&["endoscopy"], Setting::OutpatientProcedure, 0.7),
    (&["egd"], Setting::OutpatientProcedure, 0.7),
    (&["procedure"], Setting::OutpatientProcedure, 0.65),
    (&["followup"], Setting::Office, 0.5),
    (&["follow", "up"], Setting::Office, 0.5),
    (&["f", "u"], Setting::Office, 0.5),
    (&["est", "patient"], Setting::Office, 0.6),
    (&["visit"], Setting::Office, 0.4),
];

/// How many tokens of the head count as title.
const HEAD: usize = 60;

/// The setting the note's titles tell, if any does. A phrase in the head of the note counts
/// in full; one that heads a later section counts less.
#[must_use]
pub fn guess_setting(doc: &Document<'_>) -> Option<SettingGuess> {
    let mut best: Option<SettingGuess> = None;
    let title = doc.lines().iter().find(|l| !l.is_empty()).map_or(0, |l| l.tokens.1 as usize);
    for at in 0..doc.tokens().len().min(HEAD) {
        // A title stands in the first line or in capitals; prose may name any place.
        let share = if at < title { 1.0 } else { 0.75 };
        take(doc, PHRASES, at, share, &mut best);
        if at < title {
            take(doc, TITLES, at, 1.0, &mut best);
        }
    }
    for section in doc.sections() {
        if let Some(header) = section.header {
            take(doc, PHRASES, doc.tokens_in(header).0, 0.8, &mut best);
        }
    }
    best
}

type Phrases = &'static [(&'static [&'static str], Setting, f32)];

fn take(doc: &Document<'_>, phrases: Phrases, at: usize, share: f32, best: &mut Option<SettingGuess>) {
    let capital = doc.raw(at).chars().next().is_some_and(char::is_uppercase);
    // A title may say in brackets how it was: `Follow up (video visit)`.
    let bracketed = doc.gap(at).has(Gap::OPEN) && share >= 1.0;
    if !capital && !bracketed || is_receptor(doc, at) {
        return;
    }
    let first = doc.folded(at);
    let phrases = phrases.iter().filter(|(words, ..)| words[0] == first && (capital || words.len() > 1));
    for (words, setting, sure) in phrases {
        let whole = words.iter().enumerate().all(|(i, word)| {
            doc.folded(at + i) == *word && (i == 0 || !doc.gap(at + i).has(Gap::STOP.with(Gap::NEWLINE)))
        });
        let confidence = sure * share;
        if whole && best.is_none_or(|b| b.confidence < confidence) {
            let span = doc.tokens()[at].span.cover(doc.tokens()[at + words.len() - 1].span);
            *best = Some(SettingGuess { setting: *setting, confidence, span });
        }
    }
}

/// "ER+", "ER/PR positive": the receptor of a tumor, no emergency room.
fn is_receptor(doc: &Document<'_>, at: usize) -> bool {
    let next = doc.folded(at + 1);
    let sign = doc.gap(at + 1).has(Gap::PLUS_MARK.with(Gap::PLUS_BEFORE).with(Gap::SLASH));
    doc.folded(at) == "er" && (sign || matches!(next, "positive" | "negative" | "pos" | "neg" | "pr"))
}
