//! Anesthesia (00100-01999): by the operation, in minutes, with who gave it and how sick the
//! patient is.
//!
//! A line is billed in minutes; the payer adds the base units of the number, which no installed
//! file gives, so no sum is printed. Who gave it: `giver.rs`; P1 to P6 as the physical status (CMS
//! Claims Processing Manual ch. 12 §50).

mod giver;

use super::line::{Line, add, withhold_all_but};
use crate::desk::Case;
use std::ops::Range;

pub(crate) const FAMILY: &str = "anesthesia";
const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §50";

pub(crate) fn apply(case: &mut Case<'_>) {
    if !is_record(case) {
        return;
    }
    // Blocks and lines are the anesthetist's own.
    let own = |s: &crate::service::Service| matches!(s.family, FAMILY | "nerve-block" | "line");
    withhold_all_but(case, own, "the surgeon bills the operation");
    let crosswalk = &case.desk.crosswalk;
    let named = case.reading.mentions.iter().filter_map(|m| {
        let phrase = crosswalk.phrase(m.phrase);
        let first = phrase.rows.first().filter(|_| phrase.family == FAMILY)?;
        let row = crosswalk.row(*first);
        let context = case.reading.doc.context(case.reading.span(m.tokens.clone()));
        let present = context.assertion.presence == medcode_model::Presence::Present;
        let listed = !context.section.is_history_list();
        (present && listed).then(|| (phrase.words.len(), row.code, m.tokens.clone()))
    });
    let Some((_, code, tokens)) = named.max_by_key(|(words, _, t)| (*words, usize::MAX - t.start))
    else {
        return;
    };
    let Some(row) = crosswalk.rows().iter().find(|r| r.code == code && r.family == FAMILY) else {
        return;
    };
    let number = row.code.compact().to_owned();
    let minutes = minutes(case);
    let reason = match minutes {
        Some(m) => format!(
            "{m} minutes: {:.1} time units of 15 minutes; base units: no data",
            f64::from(m) / 15.0
        ),
        None => "anesthesia time is not told; base units: no data".into(),
    };
    let numbers = NUMBERS.iter().find(|n| **n == number);
    let Some(number) = numbers else { return };
    add(case, Line { number, units: minutes.unwrap_or(1), tokens, reason, authority: AUTHORITY });
    let ((provider, why), status) = (giver::of(case), status(case));
    let monitored = giver::is_monitored(case);
    if let Some(line) = case.services.last_mut() {
        line.modify(provider, format!("{provider}: {why}"), AUTHORITY);
        if monitored {
            line.modify("QS", "QS: monitored anesthesia care", AUTHORITY);
        }
        if let Some(status) = status {
            line.modify(status, format!("{status}: physical status"), AUTHORITY);
        }
    }
}

/// Words of times.
const TIMES: &[&str] = &[
    "start", "started", "began", "begin", "end", "ended", "stop", "stopped", "finish", "time", "minute",
    "duration",
];

/// The numbers of the table.
const NUMBERS: &[&str] = &[
    "00104", "00126", "00142", "00160", "00170", "00300", "00320", "00400", "00402", "00410", "00450",
    "00520", "00540", "00562", "00567", "00600", "00630", "00670", "00731", "00732", "00752", "00790",
    "00797", "00811", "00812", "00813", "00830", "00832", "00840", "00860", "00862", "00865", "00873",
    "00902", "00910", "00912", "00914", "00918", "00920", "00930", "00940", "00944", "00952", "01214",
    "01230", "01382", "01400", "01402", "01462", "01470", "01480", "01610", "01630", "01638", "01710",
    "01810", "01830", "01844", "01920", "01961", "01967", "01968",
];

/// A note of the one who gave the anesthesia: its title or its times say so.
fn is_record(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    let word = |t: usize, any: &[&str]| any.contains(&doc.folded(t));
    let title = (0..doc.tokens().len().min(40)).any(|t| {
        word(t, &["anesthesia", "anaesthesia"])
            && word(t + 1, &["record", "note", "report", "procedure", "billing"])
    });
    let times = (0..doc.tokens().len()).any(|t| {
        word(t, &["anesthesia"])
            && word(t + 1, &["start", "time", "began", "end", "stop", "minute", "duration"])
    });
    // `ANESTHESIA RECORD / BILLING SLIP`: the first words name the note.
    let named = (0..doc.tokens().len().min(3)).any(|t| {
        word(t, &["anesthesia", "anaesthesia"]) && word(t + 1, &["record", "report", "billing"])
    });
    // `Anesthesia: CRNA without medical direction ... PS 3, start 10:05 end 10:35`.
    let opens = (0..doc.tokens().len().min(2)).any(|t| {
        word(t, &["anesthesiologist", "crna", "anesthetist"])
            || word(t, &["anesthesia", "anaesthesia"])
                && (t + 1..t + 4).any(|n| word(n, &["crna", "anesthesiologist", "anesthetist", "mac"]))
    });
    // `Anesthesia by CRNA ... CRNA claim`: the first word and who sends the bill.
    let claim = (1..doc.tokens().len()).any(|t| {
        word(t, &["claim", "bill", "billing"])
            && word(t - 1, &["crna", "anesthesia", "anesthesiologist", "anesthetist"])
    });
    let first = word(0, &["anesthesia", "anaesthesia", "crna", "anesthesiologist"]);
    let told = opens && status(case).is_some() && minutes(case).is_some();
    named || title && times || told || first && claim
}

/// Whether one length of time is told in all.
fn times_are_few(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    let unit = |t: &usize| matches!(doc.folded(*t), "min" | "mins" | "minute" | "minutes");
    (0..doc.tokens().len()).filter(unit).count() == 1
}

/// Minutes from start to end, or as told.
fn minutes(case: &Case<'_>) -> Option<u32> {
    let doc = case.reading.doc;
    let len = doc.tokens().len();
    let clock = |from: usize| (from..(from + 6).min(len)).find_map(|t| time_at(case, t));
    // Where no time is called that of anesthesia, those told are: `GETA, start 07:31 stop 09:46`.
    let other = |t: usize| matches!(doc.folded(t), "surgery" | "surgical" | "incision" | "procedure");
    let bare = (1..len).all(|t| !TIMES.contains(&doc.folded(t)) || doc.folded(t - 1) != "anesthesia");
    let of = |t: usize| {
        let mut before = t.saturating_sub(2)..t;
        if bare { !before.any(other) } else { before.any(|b| doc.folded(b) == "anesthesia") }
    };
    let mark = |any: &'static [&'static str]| (0..len).filter(|t| any.contains(&doc.folded(*t)));
    let begins = mark(&["start", "began", "begin", "started"]).find(|&t| of(t) && clock(t).is_some());
    // "Anesthesia start 0730, end 0900": the second word goes with the first.
    let ends = mark(&["end", "stop", "ended", "stopped", "finish"])
        .find(|&t| of(t) || begins.is_some_and(|b| b < t && t <= b + 6));
    let (start, end) = (begins.and_then(clock), ends.and_then(clock));
    if let (Some(start), Some(end)) = (start, end) {
        return Some((end + 24 * 60 - start) % (24 * 60));
    }
    if let Some(minutes) = stretch(case) {
        return Some(minutes);
    }
    let near: Option<Range<usize>> = (0..len)
        .find(|t| {
            doc.folded(*t) == "anesthesia" && matches!(doc.folded(t + 1), "time" | "minute" | "duration")
        })
        .map(|t| t..(t + 12).min(len));
    near.and_then(|range| case.reading.number("minutes", range))
        .or_else(|| case.reading.number("minutes", 0..len).filter(|_| times_are_few(case)))
        .map(|m| m as u32)
}

/// Minutes of the only stretch of time told: `7:30-9:45`, `0730 to 0945`.
fn stretch(case: &Case<'_>) -> Option<u32> {
    let doc = case.reading.doc;
    let ends = medcode_note::Gap::HYPHEN.with(medcode_note::Gap::DASH);
    let mut told = (0..doc.tokens().len()).filter_map(|t| {
        let start = time_at(case, t)?;
        let next = t + if doc.folded(t).len() == 4 { 1 } else { 2 };
        let to = doc.folded(next) == "to";
        let end = time_at(case, next + usize::from(to)).filter(|_| to || doc.gap(next).has(ends))?;
        Some((end + 24 * 60 - start) % (24 * 60))
    });
    let first = told.next()?;
    told.next().is_none().then_some(first)
}

/// A time of day at a token, in minutes: `0732`, `7:32`.
fn time_at(case: &Case<'_>, token: usize) -> Option<u32> {
    let doc = case.reading.doc;
    let word = doc.folded(token);
    let digits: u32 = word.parse().ok()?;
    let next: Option<u32> = doc.folded(token + 1).get(..2).and_then(|w| w.parse().ok());
    let colon = token + 1 < doc.tokens().len() && doc.gap(token + 1).has(medcode_note::Gap::COLON);
    let (hour, minute) = match (word.len(), next) {
        (4, _) => (digits / 100, digits % 100),
        (1 | 2, Some(minute)) if colon => (digits, minute),
        _ => return None,
    };
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// The physical status: `ASA 3`, `ASA III`, `P3`.
fn status(case: &Case<'_>) -> Option<&'static str> {
    let doc = case.reading.doc;
    let class = |word: &str| {
        Some(match word {
            "1" | "i" => "P1",
            "2" | "ii" => "P2",
            "3" | "iii" => "P3",
            "4" | "iv" => "P4",
            "5" | "v" => "P5",
            "6" | "vi" => "P6",
            _ => return None,
        })
    };
    (0..doc.tokens().len()).find_map(|t| match doc.folded(t) {
        "asa" | "ps" => (t + 1..t + 5).find_map(|n| class(doc.folded(n))),
        word => word.strip_prefix('p').filter(|r| r.len() == 1).and_then(class),
    })
}
