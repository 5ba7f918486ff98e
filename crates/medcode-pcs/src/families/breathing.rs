//! Ventilation is coded by consecutive hours: reckoned from what the note says of intubation
//! and extubation, or from a stated duration.

use crate::desk::{Case, is_done, why_not};
use crate::draft::{Draft, Fate};
use crate::read::dates::{self, Stated};
use crate::read::phrases::Hit;
use medcode_model::{Evidence, Query, WithheldReason};
use medcode_note::{Document, Gap};

/// A phrase of the family with the day and time it names.
struct Event {
    hit: Hit,
    day: Option<Stated>,
    /// Hours, where a duration is said.
    hours: Option<f32>,
}

pub(crate) fn apply(case: &mut Case<'_>) {
    let of = |kind: &str| events(case, kind);
    // A tube for an operation is part of its anesthesia, and so are the hours until it is out.
    if case.days.operative {
        return;
    }
    let (mut tubes, mut vents, offs) = (of("tube"), of("vent"), of("off"));
    let surgical = tubes.iter().any(|e| for_surgery(case, e.hit));
    tubes.retain(|e| !for_surgery(case, e.hit));
    if surgical && tubes.is_empty() {
        vents.retain(|e| e.hours.is_some_and(|h| h >= 24.0));
    }
    let mut out = Vec::new();
    for support in of("support") {
        out.extend(supported(case, &support));
    }
    if let Some(first) = tubes.first().or(vents.first()) {
        let (draft, unsure) = ventilated(case, first, &tubes, &vents, &offs);
        case.queries.extend(unsure);
        out.extend(draft);
    }
    if let Some(tube) = tubes.first() {
        out.push(draft(case, tube.hit, *b"0BH17EZ", "a tube was placed in this stay".into()));
    }
    for sight in case.sights.iter().filter(|s| s.procedure.option("family") == Some("tube")) {
        if let Some((reason, detail)) = why_not(&sight.status) {
            let mut seen = draft(case, sight.hit, *b"0BH17EZ", String::new());
            seen.withhold(reason, detail, None);
            out.push(seen);
        }
    }
    case.drafts.extend(out);
}

fn events(case: &Case<'_>, kind: &str) -> Vec<Event> {
    let of =
        case.sights.iter().filter(|s| s.procedure.option("family") == Some(kind) && is_done(&s.status));
    of.map(|s| {
        let sentence = case.stay.doc.sentence_of(s.hit.first).map(|n| case.stay.doc.sentences()[n]);
        let end = sentence.map_or(s.hit.end, |x| x.tokens.1 as usize);
        let first = sentence.map_or(s.hit.first, |x| x.tokens.0 as usize);
        Event {
            hit: s.hit,
            day: day_of(case, s.hit, first, end),
            hours: duration(
                case.stay.doc,
                s.hit.first.saturating_sub(6).max(first),
                (s.hit.end + 12).min(end),
            ),
        }
    })
    .collect()
}

/// Whether a tube was for an operation: `out of OR intubated`, `intubated for surgery`.
fn for_surgery(case: &Case<'_>, hit: Hit) -> bool {
    let doc = case.stay.doc;
    let near = hit.first.saturating_sub(5)..(hit.end + 4).min(doc.tokens().len());
    near.into_iter().any(|i| {
        matches!(doc.raw(i), "OR" | "GETA")
            || matches!(
                doc.folded(i),
                "anesthesia" | "surgery" | "postop" | "postoperatively" | "preop" | "remained"
            )
    })
}

/// The day right behind a phrase, else the one right before it.
fn day_of(case: &Case<'_>, hit: Hit, first: usize, end: usize) -> Option<Stated> {
    let after = dates::between(case.stay.doc, hit.end, end.min(hit.end + 10), case.days.year);
    let before = dates::between(
        case.stay.doc,
        first.max(hit.first.saturating_sub(12)),
        hit.first,
        case.days.year,
    );
    let broken = |d: &&Stated| {
        (hit.end..d.token).any(|i| case.stay.doc.gap(i).has(Gap::SEMICOLON.with(Gap::ARROW)))
    };
    after.iter().find(|d| !broken(d)).or(before.last()).copied().filter(|d| !d.year_only)
}

/// `x 14 h`, `about 60 hours`, `for 3 days`.
fn duration(doc: &Document<'_>, first: usize, end: usize) -> Option<f32> {
    (first..end).find_map(|i| {
        let n: f32 = doc.raw(i).trim_start_matches(['x', 'X']).parse().ok().filter(|n| *n < 1500.0)?;
        match doc.folded(i + 1) {
            "h" | "hr" | "hour" => Some(n),
            // A day is the calendar's: three of them are more than 48 hours and less than 96.
            "d" | "day" if n >= 2.0 => Some(n.mul_add(24.0, -12.0)),
            "wk" | "week" => Some(n * 168.0),
            _ => None,
        }
        .filter(|_| !matches!(doc.folded(i.wrapping_sub(1)), "after" | "hd" | "pod" | "within"))
    })
}

/// Hours between two events; a bound below and above where no times of day are said.
fn between(from: &Stated, to: &Stated) -> (f32, f32) {
    let days = f32::from(u16::try_from(to.date.days().saturating_sub(from.date.days())).unwrap_or(999));
    match (from.minutes, to.minutes) {
        (Some(a), Some(b)) => {
            let hours = days.mul_add(24.0, (b as f32 - a as f32) / 60.0);
            (hours, hours)
        }
        _ => ((days - 1.0).max(0.0) * 24.0 + 0.1, (days + 1.0) * 24.0 - 0.1),
    }
}

/// The value of the duration character: under 24 hours, 24 to 96, over.
fn band(hours: f32) -> u8 {
    match hours {
        h if h < 24.0 => b'3',
        h if h <= 96.0 => b'4',
        _ => b'5',
    }
}

fn ventilated(
    case: &Case<'_>,
    first: &Event,
    tubes: &[Event],
    vents: &[Event],
    offs: &[Event],
) -> (Option<Draft>, Option<Query>) {
    let said = vents.iter().chain(tubes).find_map(|e| e.hours);
    let start = tubes.iter().chain(vents).find_map(|e| e.day).or_else(|| at_birth(case, tubes));
    let stop = start.and_then(|s| offs.iter().filter_map(|e| e.day).find(|d| d.date >= s.date));
    let timed = start.zip(stop).filter(|(a, b)| a.minutes.is_some() && b.minutes.is_some());
    let span = match (said, start, stop) {
        (Some(hours), ..) if timed.is_none() => (hours, hours),
        (_, Some(from), Some(to)) => between(&from, &to),
        _ => (0.0, f32::MAX),
    };
    let same = band(span.0) == band(span.1);
    let mut made = [b'5', b'A', b'1', b'9', 0, b'5', b'Z'];
    made[4] = band(span.0);
    if same {
        let why = if span.0 == span.1 {
            format!("ventilated for {:.0} consecutive hours", span.0)
        } else {
            format!("ventilated for {:.0} to {:.0} hours by the days named", span.0, span.1)
        };
        let mut draft = draft(case, first.hit, made, why);
        for event in offs.iter().take(1) {
            draft.evidence.push(case.words(event.hit).span(event.hit.first, event.hit.end));
        }
        return (Some(draft), None);
    }
    made[4] = 0;
    let mut draft = draft(case, first.hit, made, String::new());
    let detail = "the note does not say for how many hours".to_owned();
    draft.withhold(WithheldReason::Incomplete, detail, None);
    let query = Query {
        question: "Mechanical ventilation is recorded without its beginning and end. Please document \
                   for how many consecutive hours the patient was ventilated."
            .into(),
        indicators: draft.evidence.iter().map(|&span| Evidence { span }).collect(),
        options: [
            "Less than 24 hours",
            "24 to 96 hours",
            "More than 96 hours",
            "Other",
            "Unable to determine",
        ]
        .map(str::to_owned)
        .to_vec(),
    };
    (Some(draft), Some(query))
}

/// `Intubated in the delivery room`: on the day of birth, which heads the note.
fn at_birth(case: &Case<'_>, tubes: &[Event]) -> Option<Stated> {
    /// How far into a note the day of birth is looked for.
    const HEAD: usize = 40;
    let doc = case.stay.doc;
    let born = case.stay.age.is_some_and(|age| age < 1.0);
    let there = |e: &Event| {
        let near = e.hit.first.saturating_sub(4)..(e.hit.end + 5).min(doc.tokens().len());
        near.into_iter().any(|t| matches!(doc.folded(t), "dr" | "delivery" | "birth"))
    };
    tubes.iter().find(|e| born && there(e))?;
    let head = 0..doc.tokens().len().min(HEAD);
    let born_on = head.into_iter().find(|&t| matches!(doc.folded(t), "dob" | "born" | "birth"))?;
    dates::between(doc, born_on, born_on + 8, case.days.year).into_iter().find(|d| !d.year_only)
}

/// Support of breathing through a mask or cannula: the qualifier is the row's.
fn supported(case: &Case<'_>, event: &Event) -> Option<Draft> {
    let procedure = &case.tables.procedures[event.hit.row];
    let qualifier = procedure.option("q")?.bytes().next()?;
    let doc = case.stay.doc;
    let home = (event.hit.first.saturating_sub(4)..(event.hit.end + 4).min(doc.tokens().len()))
        .any(|i| matches!(doc.folded(i), "home" | "nightly" | "qhs" | "osa" | "night" | "setting"));
    if home {
        return None;
    }
    let sentence = doc.sentences()[doc.sentence_of(event.hit.first)?];
    let end = (sentence.tokens.1 as usize).min(event.hit.end + 14);
    let days = |from: usize| dates::between(doc, from, end, case.days.year);
    // `nCPAP 3/21 1010 -> 3/28 0900`: the days behind are its own.
    let own = days(event.hit.end);
    let days = if own.len() > 1 { own } else { days(event.hit.first.saturating_sub(4)) };
    let span = match days[..] {
        [a, b, ..] if event.hours.is_none() => between(&a, &b),
        _ => event.hours.map(|h| (h, h))?,
    };
    if band(span.0) != band(span.1) {
        return None;
    }
    let code = [b'5', b'A', b'0', b'9', band(span.0), b'5', qualifier];
    let mut draft = draft(case, event.hit, code, format!("for {:.0} hours", span.0));
    draft.optional = true;
    draft.confidence = 0.6;
    Some(draft)
}

fn draft(case: &Case<'_>, hit: Hit, code: [u8; 7], reason: String) -> Draft {
    Draft {
        row: hit.row,
        code,
        hit,
        evidence: vec![case.words(hit).span(hit.first, hit.end)],
        reasons: Some(reason).filter(|r| !r.is_empty()).into_iter().collect(),
        confidence: 0.9,
        optional: false,
        inspection: false,
        assumed: 0,
        fate: Fate::Report,
    }
}
