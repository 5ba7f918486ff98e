//! How many weeks is the pregnancy? (OCG I.C.21.c.11, category Z3A.)

use super::time::{Stage, Time};
use crate::case::{Case, Draft};
use medcode_model::{Experiencer, Temporality};
use medcode_note::{Gap, SectionKind};
use std::ops::Range;

/// The length of the pregnancy as the note gives it today.
#[derive(Clone, Debug)]
pub(super) struct Weeks {
    pub(super) weeks: u8,
    pub(super) tokens: Range<usize>,
}

/// The statement that is most surely today's: `30w4d`, `IUP at 9 3/7 wks`, `24 weeks pregnant`.
pub(super) fn today(case: &Case<'_>) -> Option<Weeks> {
    let mut best: Option<(i32, Weeks)> = None;
    for token in 0..case.doc.tokens().len() {
        let Some((found, with_days)) = stated(case, token) else { continue };
        if !(4..=43).contains(&found.weeks) || !is_own(case, &found) {
            continue;
        }
        let score = score(case, &found, with_days);
        if score > 0 && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, found));
        }
    }
    best.map(|(_, weeks)| weeks)
}

/// Weeks written at a token, and whether days are given too.
fn stated(case: &Case<'_>, token: usize) -> Option<(Weeks, bool)> {
    let doc = case.doc;
    let word = doc.folded(token);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let weeks: u8 = word.get(..digits)?.parse().ok()?;
    let found = |end: usize| Weeks { weeks, tokens: token..end };
    match &word[digits..] {
        "" => {}
        "w" | "wk" | "wks" => {
            let day = doc.folded(token + 1).strip_suffix('d').is_some_and(is_day);
            return Some((found(token + 1 + usize::from(day)), day));
        }
        tail => {
            let day = tail.strip_prefix('w')?.trim_end_matches('d');
            return is_day(day).then(|| (found(token + 1), true));
        }
    }
    if doc.folded(token + 2) == "7"
        && is_day(doc.folded(token + 1))
        && doc.gap(token + 2).has(Gap::SLASH)
    {
        return Some((found(token + 3), true));
    }
    matches!(doc.folded(token + 1), "week" | "wk" | "wks" | "w").then(|| {
        let day = is_day(doc.folded(token + 2)) && matches!(doc.folded(token + 3), "day" | "d");
        let glued = doc.folded(token + 2).strip_suffix('d').is_some_and(is_day);
        let end = token + if day { 4 } else { 2 + usize::from(glued) };
        (found(end), day || glued)
    })
}

fn is_day(text: &str) -> bool {
    matches!(text, "0" | "1" | "2" | "3" | "4" | "5" | "6")
}

/// The patient's own pregnancy of today, not an earlier one or a relative's.
fn is_own(case: &Case<'_>, found: &Weeks) -> bool {
    let context = case.doc.context(case.span(found.tokens.clone()));
    context.assertion.experiencer == Experiencer::Patient
        && context.assertion.temporality != Temporality::Past
        && !matches!(
            context.section,
            SectionKind::ObHistory
                | SectionKind::Pmh
                | SectionKind::Psh
                | SectionKind::FamilyHistory
                | SectionKind::Instructions
        )
}

/// How surely these weeks are the length of the pregnancy today.
fn score(case: &Case<'_>, found: &Weeks, with_days: bool) -> i32 {
    let doc = case.doc;
    let (start, end) = (found.tokens.start, found.tokens.end);
    let before = |n: usize| doc.folded(start.saturating_sub(n));
    let near = |t: usize| doc.folded(t);
    let mut score = if with_days { 2 } else { -1 };
    let marks = start.saturating_sub(4)..start;
    if marks.clone().any(|t| matches!(near(t), "iup" | "ega" | "ga" | "siup" | "gestation" | "pregnant"))
    {
        score += 3;
    }
    if (end..end + 4).any(|t| {
        matches!(near(t), "gestation" | "pregnant" | "gestational" | "iup" | "pregnancy" | "ega")
    }) {
        score += 3;
    }
    if matches!(before(1), "at" | "now" | "currently") || doc.gap(start).has(Gap::OTHER) {
        score += 1;
    }
    if matches!(doc.folded(end), "today" | "by") {
        score += 1;
    }
    // "Preeclampsia with severe features at 34 weeks": told of a condition of the pregnancy.
    let sentence = doc.sentence_of(start);
    let of_it = |d: &Draft| {
        (d.under("O") || d.under("Z34"))
            && d.context.assertion.is_affirmed()
            && sentence == Some(d.sentence as usize)
    };
    if case.drafts.iter().any(of_it) {
        score += 2;
    }
    // The age at a scan, or that of an earlier birth.
    if matches!(
        before(1),
        "by" | "a" | "until" | "from" | "in" | "after" | "for" | "crl" | "efw" | "last"
    ) || matches!(doc.folded(end), "u" | "us" | "scan" | "sono" | "ultrasound" | "growth")
    {
        score -= 3;
    }
    // Counted from the birth, not from the last period.
    if (end..end + 2).any(|t| {
        matches!(near(t), "after" | "post" | "postpartum" | "pp" | "ago" | "old" | "from" | "out")
    }) {
        score -= 6;
    }
    let sentence = doc.sentence_of(start).map(|s| doc.sentences()[s].tokens);
    let (low, high) = sentence.map_or((start, end), |(a, b)| (a as usize, b as usize));
    if (low..high).any(|t| matches!(near(t), "prior" | "previous" | "prev" | "born" | "postpartum")) {
        score -= 2;
    }
    if !case.facts.setting.is_inpatient() && (low..high).any(|t| near(t) == "delivered") {
        score -= 3;
    }
    score
}

/// Reports the weeks beside the codes of the pregnancy, on the mother's record only.
pub(super) fn report(case: &mut Case<'_>, time: &Time) {
    let Some(weeks) = &time.weeks else { return };
    // Not with abortive outcomes, not for postpartum conditions (OCG I.C.21.c.11).
    let abortive = ["O00", "O01", "O02", "O03", "O04", "O07", "O08", "Z33.2"];
    if time.stage == Stage::Puerperium || abortive.iter().any(|p| case.reports(p)) || !case.reports("O")
    {
        return;
    }
    let code = match weeks.weeks {
        0..=7 => "Z3A.01".to_owned(),
        n @ 8..=42 => format!("Z3A.{n:02}"),
        _ => "Z3A.49".to_owned(),
    };
    let stated = case.state(&code, weeks.tokens.clone(), "weeks of gestation", "OCG-I.C.21.c.11");
    if stated && let Some(draft) = case.drafts.last_mut() {
        draft.tier = crate::case::Tier::Assessed;
        draft.order += 1 << 33;
    }
}
