//! Which trimester, or childbirth, or the puerperium? (OCG I.C.15.a.3 to I.C.15.a.5.)

use super::weeks::{self, Weeks};
use crate::case::{Case, Draft, Fate};
use medcode_model::{Sex, Temporality, WithheldReason};

/// Where in the pregnancy the encounter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Trimester 1 to 3, 0 where the note does not say.
    Trimester(u8),
    /// The patient gave birth during this encounter.
    Childbirth,
    /// After the birth, which was before this encounter.
    Puerperium,
}

/// What the note says of the pregnancy.
#[derive(Clone, Debug)]
pub(super) struct Time {
    pub(super) stage: Stage,
    pub(super) weeks: Option<Weeks>,
}

impl Time {
    /// The trimester by the weeks, where no birth intervenes.
    pub(super) fn trimester(&self) -> u8 {
        match (self.stage, &self.weeks) {
            (Stage::Trimester(n), _) => n,
            (_, Some(w)) => by_weeks(w.weeks),
            _ => 0,
        }
    }
}

/// Less than 14, less than 28 weeks (the note at the head of chapter 15).
const fn by_weeks(weeks: u8) -> u8 {
    match weeks {
        0..=13 => 1,
        14..=27 => 2,
        _ => 3,
    }
}

/// Words that only the record of a birth holds.
const BIRTH: &[&str] = &[
    "apgar",
    "qbl",
    "primary ltc",
    "placenta intact",
    "both to mom",
    "live male",
    "live m",
    "live f",
    "live female",
    "liveborn male",
    "liveborn female",
    "liveborn infant",
    "live born",
    "single liveborn",
    "svd of",
    "nsvd f",
    "nsvd m",
    "nsvd of",
    "nsvd live",
    "svd f",
    "svd m",
    "successful vbac",
    "delivered by",
    "delivered via",
    "term delivery",
    "viable male",
    "viable female",
    "delivered a",
    "delivered viable",
    "placenta delivered",
    "spontaneous vaginal delivery of",
    "ppd1",
    "ppd2",
    "pod1",
    "stillborn",
];

const AFTER: &[&str] = &[
    "postpartum",
    "post partum",
    "after nsvd",
    "after svd",
    "after delivery",
    "after vaginal delivery",
    "after cesarean",
    "lactational",
    "puerperium",
    "puerperal",
];

/// Reads the pregnancy from the note; none for men, infants and who is not pregnant.
pub(super) fn of(case: &Case<'_>) -> Option<Time> {
    if case.facts.sex == Some(Sex::Male) || case.facts.age.is_some_and(|a| !(9.0..=64.0).contains(&a)) {
        return None;
    }
    let weeks = weeks::today(case);
    let born = weeks.as_ref().is_some_and(|w| w.weeks >= 20)
        && case.facts.setting.is_inpatient()
        && case.places.any(BIRTH).iter().any(|r| !is_past(case, r));
    let stage = if born {
        Stage::Childbirth
    } else if let Some(w) = &weeks {
        Stage::Trimester(by_weeks(w.weeks))
    } else if let Some(n) = named(case) {
        Stage::Trimester(n)
    } else if is_after(case) {
        Stage::Puerperium
    } else if case.drafts.iter().any(|d| d.under("O") && d.context.assertion.is_affirmed()) {
        Stage::Trimester(0)
    } else {
        return None;
    };
    Some(Time { stage, weeks })
}

/// Within the six weeks after a birth: a code of the puerperium, or weeks counted from it.
fn is_after(case: &Case<'_>) -> bool {
    const OF_IT: &[&str] = &["O85", "O86", "O87", "O90", "O91", "O92", "Z39", "F53"];
    let coded = |d: &Draft| OF_IT.iter().any(|p| d.under(p)) && d.context.assertion.is_affirmed();
    let counted = |r: &std::ops::Range<usize>| {
        (r.start.saturating_sub(4)..r.start).any(|t| {
            let n = case.doc.folded(t).parse::<u8>().ok();
            let weeks = matches!(case.doc.folded(t + 1), "week" | "wk" | "wks" | "day" | "d");
            n.is_some_and(|n| n <= 6 || case.doc.folded(t + 1).starts_with('d')) && weeks
        }) && !is_past(case, r)
    };
    case.drafts.iter().any(coded) || case.places.any(AFTER).iter().any(counted)
}

fn is_past(case: &Case<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let context = case.doc.context(case.span(tokens.clone()));
    context.assertion.temporality == Temporality::Past
}

/// A trimester that the note names.
fn named(case: &Case<'_>) -> Option<u8> {
    let names: [(&[&str], u8); 3] = [
        (&["first trimester", "1st trimester"], 1),
        (&["second trimester", "2nd trimester"], 2),
        (&["third trimester", "3rd trimester"], 3),
    ];
    let mut said = names.iter().filter(|(n, _)| case.places.any(n).iter().any(|r| !is_past(case, r)));
    match (said.next(), said.next()) {
        (Some((_, n)), None) => Some(*n),
        _ => None,
    }
}

/// What a title of chapter 15 says of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Trimester(u8),
    Pregnancy,
    Childbirth,
    Puerperium,
    None,
}

/// The time that a title names.
pub(super) fn tag(title: &str) -> Tag {
    let title = title.to_lowercase();
    if let Some(at) = title.find("trimester") {
        let before = title[..at].trim_end();
        return Tag::Trimester(match before.rsplit(' ').next() {
            Some("first") => 1,
            Some("second") => 2,
            Some("third") => 3,
            _ => 0,
        });
    }
    match (title.contains("childbirth"), title.contains("puerperium"), title.contains("pregnancy")) {
        (true, false, _) => Tag::Childbirth,
        (false, true, false) => Tag::Puerperium,
        (false, false, true) => Tag::Pregnancy,
        _ => Tag::None,
    }
}

/// A title without its words of time: the same for all times of one condition.
fn key(title: &str) -> Vec<String> {
    const TIME: &[&str] = &[
        "in",
        "complicating",
        "pregnancy",
        "childbirth",
        "the",
        "puerperium",
        "during",
        "and",
        "other",
        "trimester",
        "hellp",
    ];
    let words: Vec<String> = medcode_kb::text::normal::words(title);
    let of_trimester = |n: usize| words.get(n + 1).is_some_and(|w| w == "trimester");
    let kept = words.iter().enumerate();
    kept.filter(|(n, w)| !TIME.contains(&w.as_str()) && !of_trimester(*n))
        .map(|(_, w)| w.clone())
        .collect()
}

/// The complete code under `family` for the time, among those that say the same as `like`.
pub(super) fn pick(case: &Case<'_>, family: &str, time: &Time, like: Option<&str>) -> Option<u32> {
    let release = case.release;
    let root = case.row(family)?;
    let wanted = like.map(key);
    let all: Vec<(u32, Tag)> = release
        .under(root)
        .filter(|&r| release.is_billable(r))
        .map(|r| (r, tag(&case.title(r).text)))
        .collect();
    let says_it = |row: u32| wanted.as_ref().is_none_or(|k| key(&case.title(row).text) == *k);
    let with = |tag: Tag| all.iter().find(|&&(r, t)| t == tag && says_it(r)).map(|(r, _)| *r);
    let pregnant = || {
        with(Tag::Trimester(time.trimester()))
            .or_else(|| with(Tag::Pregnancy))
            .or_else(|| with(Tag::None))
    };
    match time.stage {
        Stage::Childbirth => with(Tag::Childbirth).or_else(pregnant),
        Stage::Puerperium => with(Tag::Puerperium).or_else(pregnant),
        Stage::Trimester(_) => pregnant(),
    }
}

/// Gives every code of chapter 15 whose time is open the time of the encounter.
pub(super) fn give(case: &mut Case<'_>, time: &Time) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.under("O") && !draft.under("Z34") {
            continue;
        }
        let title = case.title(draft.row);
        let open = match tag(&title.text) {
            Tag::Trimester(0) | Tag::Pregnancy => true,
            Tag::Trimester(_) => time.stage == Stage::Childbirth,
            _ => false,
        };
        let whole = case.release.is_billable(draft.row);
        if whole && !open {
            continue;
        }
        let family = if whole { draft.code.category().to_string() } else { draft.code.to_string() };
        let like = whole.then_some(title.text.as_str());
        let Some(row) = pick(case, &family, time, like).filter(|&row| row != case.drafts[at].row) else {
            continue;
        };
        set(case, at, row);
    }
}

/// Gives a draft the code in a row; a code that lacked characters lacks them no more.
pub(super) fn set(case: &mut Case<'_>, at: usize, row: u32) {
    let code = case.release.code(row).to_string();
    case.recode(at, &code, "by the time of the pregnancy", "OCG-I.C.15.a.3");
    let draft = &mut case.drafts[at];
    if matches!(draft.fate, Fate::Withhold { reason: WithheldReason::Incomplete, .. }) {
        draft.fate = Fate::Report;
    }
}
