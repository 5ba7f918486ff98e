//! Services counted by the minutes of a talk or of work in a month: psychotherapy, counselling,
//! planning ahead, care between visits.
//!
//! A number stands from the midpoint of its time on unless it says otherwise; further numbers count
//! further stretches (CMS Claims Processing Manual ch. 12 §30.6.15 and NCCI Policy Manual ch. XI §A
//! for counselling; ch. 18 §140.8 for advance care planning).

use super::billed;
use super::counted::{Counted, named};
use crate::crosswalk::Bill;
use crate::desk::Case;
use crate::read::{Standing, Status};
use std::ops::Range;

const TIME: &str = "CMS Claims Processing Manual ch. 12 §30.6; NCCI Policy Manual ch. XI";

/// Numbers and units for some minutes.
type Count = fn(&Case<'_>, u32) -> Vec<(&'static str, u32)>;

/// Families counted by minutes.
const COUNTED: &[(&str, Count)] = &[
    ("psychotherapy", psychotherapy),
    ("crisis-therapy", crisis),
    ("tobacco-counselling", tobacco),
    ("alcohol-drug-counselling", alcohol),
    ("care-planning-ahead", planning_ahead),
    ("chronic-care", chronic_care),
    ("principal-care", principal_care),
    ("remote-monitoring", remote_monitoring),
    ("community-health", |_, m| month(m, 60, 30, ["G0019", "G0022"])),
    ("illness-navigation", |_, m| month(m, 60, 30, ["G0023", "G0024"])),
    ("illness-peer", |_, m| month(m, 60, 30, ["G0140", "G0146"])),
    ("pain-month", |_, m| month(m, 30, 15, ["G3002", "G3003"])),
    ("safety-plan", |_, m| vec![("G0560", m / 20)]),
];

pub(super) fn apply(case: &mut Case<'_>) {
    for (family, count) in COUNTED {
        counted(case, family, *count);
    }
    tobacco_heading(case);
    bare_session(case);
    by_quarters(case);
    portal(case);
}

/// The longest time told of a service of a family that was done decides.
fn counted(case: &mut Case<'_>, family: &str, count: Count) {
    let mut best: Option<(u32, Range<usize>)> = None;
    let crisis: Vec<_> = named(case, "crisis-therapy").into_iter().map(|(_, t, _)| t).collect();
    for (phrase, tokens, standing) in named(case, family) {
        let of_crisis = |c: &std::ops::Range<usize>| c.end == tokens.end || c.contains(&tokens.start);
        let other = || crisis.iter().any(of_crisis) || is_of_several(case, &tokens);
        if family == "psychotherapy" && other() {
            continue;
        }
        if !takes_minutes(case, phrase) || !took_place(case, &tokens, standing) {
            continue;
        }
        let Some(minutes) = case.reading.minutes_near(&tokens) else { continue };
        if best.as_ref().is_none_or(|(m, _)| *m < minutes) {
            best = Some((minutes, tokens));
        }
    }
    if best.is_none() && family == "psychotherapy" {
        best = titled_session(case, family);
    }
    let Some((minutes, tokens)) = best else { return };
    put(case, &count(case, minutes), minutes, tokens);
}

/// `Group psychotherapy 60 min`, `family therapy`: talk with several has numbers of its own.
fn is_of_several(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map_or("", |t| case.reading.doc.folded(t));
    matches!(before, "group" | "family" | "couple" | "couples" | "multifamily" | "conjoint")
}

/// A note that is titled as a session tells its minutes wherever it tells them as time of the session.
fn titled_session(case: &Case<'_>, family: &str) -> Option<(u32, Range<usize>)> {
    const TITLE: usize = 6;
    const TIMED: &[&str] = &["start", "started", "time", "session", "stop", "began", "duration"];
    let crosswalk = &case.desk.crosswalk;
    let titled = |m: &&crate::read::Mention| {
        m.tokens.start < TITLE
            && crosswalk.phrase(m.phrase).family == family
            && !is_of_several(case, &m.tokens)
    };
    let tokens = case.reading.mentions.iter().find(titled)?.tokens.clone();
    let doc = case.reading.doc;
    let sentences = doc.sentences().iter().map(|s| s.tokens.0 as usize..s.tokens.1 as usize);
    let minutes = sentences
        .filter(|s| {
            s.clone().any(|t| TIMED.contains(&doc.folded(t)))
                || case.reading.clock_in(s.clone()).is_some()
        })
        .find_map(|s| case.reading.clock_in(s.clone()).or_else(|| longest(case, s)))?;
    Some((minutes, tokens))
}

fn longest(case: &Case<'_>, tokens: Range<usize>) -> Option<u32> {
    case.reading.minutes_in(tokens).into_iter().map(|(_, m)| m).max()
}

/// A portal visit goes by the sum of the practitioner's minutes over seven days, wherever it stands.
fn portal(case: &mut Case<'_>) {
    let visit = named(case, "portal-visit").into_iter().find(|(_, _, s)| s.status != Status::NotDone);
    let Some((_, tokens, _)) = visit else { return };
    let doc = case.reading.doc;
    let summed = |s: &Range<usize>| {
        s.clone().any(|t| matches!(doc.folded(t), "cumulative" | "total" | "cumulatively"))
    };
    let sentences = doc.sentences().iter().map(|s| s.tokens.0 as usize..s.tokens.1 as usize);
    let sum = sentences.filter(summed).find_map(|s| longest(case, s));
    let Some(minutes) = sum.or_else(|| case.reading.minutes_near(&tokens)) else { return };
    let number = match minutes {
        5..=10 => "99421",
        11..=20 => "99422",
        21.. => "99423",
        _ => return,
    };
    put(case, &[(number, 1)], minutes, tokens);
}

/// Whether the rows of a phrase leave the number to the minutes.
fn takes_minutes(case: &Case<'_>, phrase: u32) -> bool {
    let crosswalk = &case.desk.crosswalk;
    crosswalk.phrase(phrase).rows.iter().any(|&r| crosswalk.row(r).bill == Bill::Rule)
}

/// Whether a talk took place: to discuss is to have it, so only what is put off, refused or told of
/// another day stands against minutes.
fn took_place(case: &Case<'_>, tokens: &Range<usize>, standing: Standing) -> bool {
    const LATER: &[&str] = &[
        "will",
        "plan",
        "schedule",
        "refer",
        "recommend",
        "consider",
        "next",
        "continue",
        "needs",
        "order",
    ];
    let doc = case.reading.doc;
    let sentence = case.reading.sentence(tokens.start);
    // `Scope scheduled, counselled 4 min`: what stands before the comma is of another matter.
    let part = case.reading.between_commas(tokens);
    let timed_part = !case.reading.minutes_in(part.clone()).is_empty();
    let later_part = (part.start..tokens.start).any(|at| LATER.contains(&doc.folded(at)));
    match standing.status {
        Status::Ordered if timed_part && !later_part => true,
        Status::Done => true,
        Status::Planned => {
            let timed = !case.reading.minutes_in(sentence.clone()).is_empty();
            timed && !(sentence.start..tokens.start).any(|at| LATER.contains(&doc.folded(at)))
        }
        // `S: ... Psychotherapy 22 minutes`: a note of one page tells it with the story.
        Status::Before if in_story(case, tokens) => {
            let past = |at: usize| {
                matches!(doc.folded(at), "last" | "previous" | "prior" | "ago" | "since" | "past")
            };
            let timed = !case.reading.minutes_in(sentence.clone()).is_empty();
            timed && !sentence.clone().any(past)
        }
        Status::Before | Status::Ordered | Status::NotDone => standing.here,
    }
}

/// Whether a token stands in the story of today, not in a history.
fn in_story(case: &Case<'_>, tokens: &Range<usize>) -> bool {
    let section = case.reading.doc.context(case.reading.span(tokens.clone())).section;
    section == medcode_note::SectionKind::Hpi
}

fn psychotherapy(case: &Case<'_>, minutes: u32) -> Vec<(&'static str, u32)> {
    let medical = with_medical_visit(case);
    let number = match minutes {
        16..=37 => ["90832", "90833"],
        38..=52 => ["90834", "90836"],
        53.. => ["90837", "90838"],
        _ => return Vec::new(),
    };
    vec![(number[usize::from(medical)], 1)]
}

/// Whether the one who talks also manages drugs at the visit: then the talk is added to an E/M.
fn with_medical_visit(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    // A social worker or counselor prescribes nothing, whatever the note tells of drugs.
    const NO_PRESCRIBER: &[&str] =
        &["lcsw", "licsw", "lmsw", "lpc", "lmft", "lmhc", "lcpc", "psyd", "psychologist", "lcmhc"];
    if (0..doc.tokens().len()).any(|at| is_author(case, at, NO_PRESCRIBER)) {
        return false;
    }
    let pair = |at: usize, first: &[&str], second: &[&str]| {
        first.contains(&doc.folded(at)) && second.contains(&doc.folded(at + 1))
    };
    (0..doc.tokens().len()).any(|at| {
        pair(at, &["medication", "med", "pharmacologic"], &["management", "mgmt", "check", "evaluation"])
            || pair(at, &["e"], &["m"])
            || pair(at, &["add"], &["on"])
            || matches!(doc.folded(at), "prescribed" | "titrate" | "refilled" | "pmhnp")
            || is_author(case, at, &["psychiatrist"])
            || changes_dose(case, at)
    })
}

/// Whether a profession is the writer's, not that of one who treats besides (`outside psychiatrist`).
fn is_author(case: &Case<'_>, at: usize, professions: &[&str]) -> bool {
    const OTHERS: &[&str] = &[
        "outside", "by", "per", "with", "her", "his", "their", "see", "sees", "to", "from", "own",
        "new", "another", "the", "school", "prior",
    ];
    let doc = case.reading.doc;
    let sentence = case.reading.sentence(at);
    let before = at.saturating_sub(2).max(sentence.start)..at;
    professions.contains(&doc.folded(at)) && !before.into_iter().any(|t| OTHERS.contains(&doc.folded(t)))
}

/// `Increase sertraline 150 mg`: a dose changed here.
fn changes_dose(case: &Case<'_>, at: usize) -> bool {
    let doc = case.reading.doc;
    let verb = matches!(
        doc.folded(at),
        "increase" | "increased" | "decrease" | "decreased" | "start" | "started" | "taper" | "titrated"
    );
    let end = case.reading.sentence(at).end;
    verb && (at + 1..(at + 8).min(end)).any(|t| doc.folded(t) == "mg")
}

fn crisis(_: &Case<'_>, minutes: u32) -> Vec<(&'static str, u32)> {
    match minutes {
        30..=74 => vec![("90839", 1)],
        75.. => vec![("90839", 1), ("90840", 1 + (minutes - 75) / 30)],
        _ => Vec::new(),
    }
}

/// More than three minutes, up to ten; more than ten.
fn tobacco(_: &Case<'_>, minutes: u32) -> Vec<(&'static str, u32)> {
    match minutes {
        4..=10 => vec![("99406", 1)],
        11..=60 => vec![("99407", 1)],
        _ => Vec::new(),
    }
}

/// `Tobacco: 1 ppd. Counseled 5 min.`: what was talked about stands in the sentence before.
fn tobacco_heading(case: &mut Case<'_>) {
    const TALK: &[&str] = &["counseled", "counselled", "counseling", "counselling", "advised"];
    const SMOKES: &[&str] =
        &["tobacco", "smoking", "smoke", "smoker", "cigarette", "nicotine", "vaping", "ppd"];
    if case.services.iter().any(|s| s.family == "tobacco-counselling") {
        return;
    }
    let doc = case.reading.doc;
    let sentences = doc.sentences();
    let found = (0..sentences.len()).find_map(|n| {
        let tokens = sentences[n].tokens.0 as usize..sentences[n].tokens.1 as usize;
        let at = tokens.clone().find(|&t| TALK.contains(&doc.folded(t)))?;
        let (_, minutes) = case.reading.minutes_in(at..tokens.end).first().copied()?;
        // Nothing but the talk: another subject would be its own.
        let short = at < tokens.start + 2 && tokens.end - at <= 8;
        let before = n.checked_sub(1).filter(|b| sentences[*b].section == sentences[n].section)?;
        let above = sentences[before].tokens.0 as usize..sentences[before].tokens.1 as usize;
        let subject = above.into_iter().any(|t| SMOKES.contains(&doc.folded(t)));
        (short && subject).then_some((minutes, at..at + 1))
    });
    let Some((minutes, tokens)) = found else { return };
    put(case, &tobacco(case, minutes), minutes, tokens);
}

/// `Therapy 53 min`, `Session 10:00-10:38` in a note with a mental status and no other therapy.
fn bare_session(case: &mut Case<'_>) {
    let doc = case.reading.doc;
    let all = 0..doc.tokens().len();
    let mental = all
        .clone()
        .any(|t| doc.folded(t) == "mse" || doc.folded(t) == "mental" && doc.folded(t + 1) == "status");
    let other = |s: &crate::service::Service| {
        s.family.starts_with("therapy") || s.family.contains("psych") || s.family.contains("crisis")
    };
    if !mental || case.services.iter().any(other) {
        return;
    }
    const OTHERS: &[&str] =
        &["physical", "occupational", "speech", "infusion", "iv", "radiation", "group"];
    let found = all.into_iter().find_map(|t| {
        let word = matches!(doc.folded(t), "therapy" | "session")
            && (t == 0 || !OTHERS.contains(&doc.folded(t - 1)));
        let sentence = case.reading.sentence(t);
        let opens = word && t <= sentence.start + 2;
        let rest = t..sentence.end.min(t + 10);
        let minutes = case.reading.minutes_in(rest.clone()).first().map(|m| m.1);
        let minutes = minutes
            .filter(|_| opens)
            .or_else(|| opens.then(|| case.reading.clock_in(rest)).flatten())?;
        (minutes >= 16).then_some((minutes, t..t + 1))
    });
    let Some((minutes, tokens)) = found else { return };
    put(case, &psychotherapy(case, minutes), minutes, tokens);
}

fn put(case: &mut Case<'_>, lines: &[(&'static str, u32)], minutes: u32, tokens: Range<usize>) {
    let place = billed::by_place(case.visit, Bill::Remote);
    for &(number, units) in lines {
        if let Some(line) = Counted::of(case, number, units, vec![tokens.clone()]) {
            line.because(format!("{minutes} minutes"), TIME).unless(place).put(case);
        }
    }
}

fn alcohol(_: &Case<'_>, minutes: u32) -> Vec<(&'static str, u32)> {
    match minutes {
        15..=30 => vec![("99408", 1)],
        31..=90 => vec![("99409", 1)],
        _ => Vec::new(),
    }
}

fn planning_ahead(_: &Case<'_>, minutes: u32) -> Vec<(&'static str, u32)> {
    match minutes {
        16..=45 => vec![("99497", 1)],
        46.. => vec![("99497", 1), ("99498", 1 + (minutes - 46) / 30)],
        _ => Vec::new(),
    }
}

/// A month of chronic care: by staff from 20 minutes, by the provider from 30, complex from 60.
pub(super) fn chronic_care(case: &Case<'_>, minutes: u32) -> Vec<(&'static str, u32)> {
    let complex = says(case, "complex", &["ccm", "chronic"]);
    if complex && minutes >= 60 {
        return vec![("99487", 1), ("99489", (minutes - 60) / 30)];
    }
    if by_provider(case) {
        return if minutes >= 30 {
            vec![("99491", 1), ("99437", (minutes - 30) / 30)]
        } else {
            Vec::new()
        };
    }
    // Staff time has two further stretches of 20 minutes in a month.
    if minutes >= 20 { vec![("99490", 1), ("99439", ((minutes - 20) / 20).min(2))] } else { Vec::new() }
}

pub(super) fn principal_care(case: &Case<'_>, minutes: u32) -> Vec<(&'static str, u32)> {
    let numbers = if by_provider(case) { ["99424", "99425"] } else { ["99426", "99427"] };
    if minutes >= 30 { vec![(numbers[0], 1), (numbers[1], (minutes - 30) / 30)] } else { Vec::new() }
}

pub(super) fn remote_monitoring(_: &Case<'_>, minutes: u32) -> Vec<(&'static str, u32)> {
    if minutes >= 20 { vec![("99457", 1), ("99458", (minutes - 20) / 20)] } else { Vec::new() }
}

/// A month's first stretch, and each whole further one.
fn month(minutes: u32, first: u32, each: u32, numbers: [&'static str; 2]) -> Vec<(&'static str, u32)> {
    if minutes < first {
        return Vec::new();
    }
    vec![(numbers[0], 1), (numbers[1], (minutes - first) / each)]
}

/// Whether the note tells that the provider, not staff, gave the time of the month.
fn by_provider(case: &Case<'_>) -> bool {
    says(case, "personally", &["provided", "performed", "spent"])
        || says(case, "physician", &["personally"])
        || says(case, "physician", &["time"])
}

fn says(case: &Case<'_>, first: &str, second: &[&str]) -> bool {
    let doc = case.reading.doc;
    (1..doc.tokens().len()).any(|at| doc.folded(at - 1) == first && second.contains(&doc.folded(at)))
}

/// Education and nutrition therapy: units of 15 or 30 minutes.
fn by_quarters(case: &mut Case<'_>) {
    const FAMILIES: &[(&str, u32)] =
        &[("diabetes-education", 30), ("nutrition", 15), ("behaviour-analysis", 15)];
    for (family, each) in FAMILIES {
        for (phrase, tokens, standing) in named(case, family) {
            if !took_place(case, &tokens, standing) {
                continue;
            }
            let Some(minutes) = case.reading.minutes_near(&tokens) else { continue };
            let crosswalk = &case.desk.crosswalk;
            let Some(&row) = crosswalk.phrase(phrase).rows.first() else { continue };
            let row = crosswalk.row(row);
            if case.services.iter().any(|s| s.code == row.code) {
                continue;
            }
            // Thirty minutes are whole half hours; a quarter counts from eight minutes.
            let units = if *each == 30 { minutes / each } else { (minutes + 7) / each };
            if let Some(line) = Counted::of(case, row.code.compact(), units, vec![tokens]) {
                let place = billed::by_place(case.visit, Bill::Remote);
                line.because(format!("{minutes} minutes: {units} units"), TIME).unless(place).put(case);
            }
        }
    }
}
