//! A month of dialysis care: by age, by the days on which the practitioner saw the patient face to
//! face, by whether dialysis is done at home (90951-90966; Medicare Claims Processing Manual ch. 8
//! §140).

use super::line::{Line, add};
use crate::desk::Case;
use medcode_note::Gap;
use std::ops::Range;

const FAMILY: &str = "dialysis-month";
const AUTHORITY: &str = "CMS Claims Processing Manual ch. 8 §140";

/// First words in which the note says that it tells of a month.
const TITLE: usize = 16;

/// Numbers of an age: four visits or more, two or three, one; at home.
type Numbers = [&'static str; 4];

const AGES: [(f32, Numbers); 4] = [
    (2.0, ["90951", "90952", "90953", "90963"]),
    (12.0, ["90954", "90955", "90956", "90964"]),
    (20.0, ["90957", "90958", "90959", "90965"]),
    (f32::MAX, ["90960", "90961", "90962", "90966"]),
];

pub(super) fn apply(case: &mut Case<'_>) {
    if case.services.iter().any(|s| s.family == FAMILY && s.is_reported()) {
        return;
    }
    let Some(title) = title(case) else { return };
    let age = case.visit.age.unwrap_or(f32::MAX);
    let Some((_, numbers)) = AGES.iter().find(|(under, _)| age < *under).or(AGES.last()) else { return };
    let home = has(case, 0..TITLE.min(case.reading.doc.tokens().len()), &["home", "pd", "peritoneal"]);
    let visits = visits(case);
    let number = match visits {
        _ if home => numbers[3],
        4.. => numbers[0],
        2..=3 => numbers[1],
        1 => numbers[2],
        0 => return,
    };
    let reason = format!("visits face to face in the month: {visits}");
    add(case, Line { number, units: 1, tokens: title, reason, authority: AUTHORITY });
}

fn has(case: &Case<'_>, tokens: Range<usize>, any: &[&str]) -> bool {
    tokens.into_iter().any(|t| any.contains(&case.reading.doc.folded(t)))
}

/// The words of the title that name a month of dialysis.
fn title(case: &Case<'_>) -> Option<Range<usize>> {
    const OF: &[&str] = &["esrd", "dialysis", "hemodialysis", "hd", "pd", "mcp"];
    const MONTH: &[&str] = &["monthly", "month", "capitation", "mcp"];
    let head = 0..TITLE.min(case.reading.doc.tokens().len());
    let at = head.clone().find(|&t| OF.contains(&case.reading.doc.folded(t)))?;
    has(case, head, MONTH).then_some(at..at + 1)
}

/// On how many days the practitioner saw the patient: dates of the month in one sentence that tells of
/// seeing, or a number of visits or times.
fn visits(case: &Case<'_>) -> usize {
    const SEEN: &[&str] =
        &["face", "seen", "saw", "visit", "round", "rounded", "f2f", "ftf", "mcp", "dates"];
    let doc = case.reading.doc;
    let mut most = 0;
    for sentence in doc.sentences() {
        let tokens = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        if !has(case, tokens.clone(), SEEN) {
            continue;
        }
        let dates = tokens.clone().filter(|&t| is_date_of_month(case, t)).count();
        let counted = tokens.filter_map(|t| counted(case, t)).max().unwrap_or(0);
        most = most.max(dates).max(counted);
    }
    most
}

/// Whether `5/16` stands at a token, in the month of the date of service.
fn is_date_of_month(case: &Case<'_>, token: usize) -> bool {
    let doc = case.reading.doc;
    let number = |t: usize| doc.folded(t).parse::<u32>().ok();
    let month = u32::from(case.visit.date.parts().1);
    let before = token > 0 && doc.gap(token).has(Gap::SLASH);
    !before
        && number(token) == Some(month)
        && doc.gap(token + 1).has(Gap::SLASH)
        && number(token + 1).is_some_and(|d| (1..=31).contains(&d))
}

/// The number before `visits` or `times`: `seen 4 times`, `four face to face visits`.
fn counted(case: &Case<'_>, token: usize) -> Option<usize> {
    const NEAR: usize = 4;
    const WORDS: [&str; 6] = ["one", "two", "three", "four", "five", "six"];
    let doc = case.reading.doc;
    if !matches!(doc.folded(token), "visit" | "time" | "x") {
        return None;
    }
    let value = |t: usize| {
        let word = doc.folded(t);
        let named = WORDS.iter().position(|w| *w == word).map(|n| n + 1);
        named.or_else(|| word.parse::<usize>().ok().filter(|n| (1..=16).contains(n)))
    };
    let behind = (doc.folded(token) == "x").then(|| value(token + 1)).flatten();
    let dated = |t: usize| doc.gap(t).has(Gap::SLASH) || doc.gap(t + 1).has(Gap::SLASH);
    let from = token.saturating_sub(NEAR);
    behind.or_else(|| (from..token).rev().filter(|&t| !dated(t)).find_map(value))
}
