//! Lesions destroyed: premalignant (17000-17004), benign (17110, 17111), malignant (17260-17286);
//! skin tags taken off (11200, 11201).
//!
//! Numbers go by how many lesions were treated, malignant ones by region and diameter (NCCI
//! Policy Manual ch. III §H).

use super::sizes::{Of, sizes, tenth};
use super::{Region, region};
use crate::desk::Case;
use crate::families::line::{Line, add};
use medcode_model::Query;
use std::ops::Range;

pub(crate) const FAMILY: &str = "skin-destruction";
pub(crate) const TAGS: &str = "skin-tag";
const AUTHORITY: &str = "NCCI Policy Manual ch. III §H";

const STEPS: [f32; 5] = [0.5, 1.0, 2.0, 3.0, 4.0];
const MALIGNANT: [[&str; 6]; 3] = [
    ["17260", "17261", "17262", "17263", "17264", "17266"],
    ["17270", "17271", "17272", "17273", "17274", "17276"],
    ["17280", "17281", "17282", "17283", "17284", "17286"],
];

/// What was destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lesion {
    Premalignant,
    Benign,
    Malignant,
    Tag,
}

/// Lesions of one kind treated in an item.
struct Treated {
    what: Lesion,
    count: Option<u32>,
    tokens: Range<usize>,
    item: Range<usize>,
}

pub(crate) fn apply(case: &mut Case<'_>) {
    let mut all: Vec<Treated> = Vec::new();
    for family in [FAMILY, TAGS] {
        for tokens in case.done(family) {
            let item = case.reading.item(tokens.start);
            let near = case.reading.near(tokens.start);
            let sentence = case.reading.sentence(tokens.start);
            let scopes = [sentence, item.clone(), near];
            let found = scopes.into_iter().find_map(|s| kind(case, &s, family).map(|k| (k, s)));
            let Some((what, scope)) = found else { continue };
            if all.iter().any(|t| t.item == item && t.what == what) {
                continue;
            }
            if what == Lesion::Benign && is_of_own_number(case, &item) {
                continue;
            }
            let count = stopped_after(case, &item)
                .or_else(|| count(case, &scope))
                .or_else(|| count(case, &item));
            all.push(Treated { what, count, tokens, item });
        }
    }
    drop_headings(&mut all);
    bill_counted(case, &all, Lesion::Premalignant);
    bill_counted(case, &all, Lesion::Benign);
    bill_counted(case, &all, Lesion::Tag);
    for lesion in all.iter().filter(|t| t.what == Lesion::Malignant) {
        bill_malignant(case, lesion);
    }
}

/// Warts of penis, vulva and anus have numbers of their own, which stand already.
fn is_of_own_number(case: &Case<'_>, item: &Range<usize>) -> bool {
    const OWN: [(&str, &str); 3] = [("46900", "46924"), ("54050", "54065"), ("56501", "56515")];
    const ELSEWHERE: &[&str] = &["hand", "foot", "finger", "toe", "heel", "knee", "face", "arm", "leg"];
    let own = |number: &str| OWN.iter().any(|(from, to)| (*from..=*to).contains(&number));
    let billed = case.services.iter().any(|s| s.is_reported() && own(s.code.compact()));
    billed && !item.clone().any(|t| ELSEWHERE.contains(&case.reading.doc.folded(t)))
}

/// How many were treated before it was stopped: `first lesion frozen, then stopped at her request`.
fn stopped_after(case: &Case<'_>, item: &Range<usize>) -> Option<u32> {
    const COUNTS: &[(&str, u32)] =
        &[("first", 1), ("one", 1), ("1", 1), ("two", 2), ("2", 2), ("three", 3), ("3", 3)];
    let doc = case.reading.doc;
    let stop = item.clone().find(|&t| matches!(doc.folded(t), "stop" | "stopped" | "halted"))?;
    let rest =
        item.clone().find(|&t| matches!(doc.folded(t), "remaining" | "rest" | "others" | "other"));
    let left = rest.is_some_and(|t| {
        let end = (t + 6).min(item.end);
        (t..end).any(|n| matches!(doc.folded(n), "not" | "untreated" | "deferred" | "declined" | "left"))
    });
    let counted = |t: usize| {
        let next = is_noun(doc.folded(t + 1)) || doc.folded(t + 1) == "of";
        COUNTS.iter().find(|(w, _)| *w == doc.folded(t)).filter(|_| next).map(|(_, n)| *n)
    };
    let near = stop.saturating_sub(12).max(item.start)..(stop + 8).min(item.end);
    let after = (stop..(stop + 5).min(item.end)).any(|t| doc.folded(t) == "after");
    near.into_iter().find_map(counted).filter(|_| left || after)
}

/// A heading that names the treatment and no count is told again below.
fn drop_headings(all: &mut Vec<Treated>) {
    let counted: Vec<Lesion> = all.iter().filter(|t| t.count.is_some()).map(|t| t.what).collect();
    all.retain(|t| t.count.is_some() || !counted.contains(&t.what));
}

fn kind(case: &Case<'_>, range: &Range<usize>, family: &str) -> Option<Lesion> {
    let says = |class: &str| case.says(range.clone(), class);
    match () {
        () if family == TAGS => Some(Lesion::Tag),
        () if says("cue actinic") => Some(Lesion::Premalignant),
        () if says("cue wartlike") => Some(Lesion::Benign),
        () if says("skin malignant") => Some(Lesion::Malignant),
        () if says("cue tag") => Some(Lesion::Benign),
        () => None,
    }
}

/// Further nouns that a count of lesions stands with.
const NOUNS: &[&str] = &[
    "lesion",
    "macule",
    "papule",
    "keratosis",
    "spot",
    "plaque",
    "growth",
    "site",
    "area",
    "papilloma",
    "place",
];

/// Those that name the lesion: a number right behind counts them.
const NAMES: &[&str] = &[
    "ak",
    "aks",
    "wart",
    "verruca",
    "verrucae",
    "sk",
    "sks",
    "isk",
    "isks",
    "tag",
    "acrochordon",
    "molluscum",
    "mollusca",
    "keratose",
    "keratoses",
];

/// Whether a word is what a count of lesions stands with.
fn is_noun(word: &str) -> bool {
    NAMES.contains(&word) || NOUNS.contains(&word)
}

/// How many lesions an item tells of.
fn count(case: &Case<'_>, range: &Range<usize>) -> Option<u32> {
    let doc = case.reading.doc;
    let whole = |t: usize| {
        let value = case.reading.value(t).filter(|v| v.fract() == 0.0 && *v >= 1.0 && *v <= 99.0)?;
        let next = doc.folded(t + 1);
        let unit = matches!(
            next,
            "mm" | "cm"
                | "s"
                | "sec"
                | "second"
                | "min"
                | "minute"
                | "cycle"
                | "freeze"
                | "week"
                | "wk"
                | "month"
                | "mo"
                | "day"
                | "d"
                | "year"
                | "yo"
                | "y"
                | "yr"
                | "ml"
                | "cc"
                | "x"
                | "times"
        );
        (!unit).then_some(value as u32)
    };
    let all = |t: usize| matches!(doc.folded(t), "all" | "total" | "altogether");
    for t in range.clone().filter(|t| all(*t)) {
        let next = if doc.folded(t + 1) == "of" { t + 2 } else { t + 1 };
        if let Some(n) = whole(next).filter(|_| next < range.end) {
            return Some(n);
        }
        if let Some(n) = t.checked_sub(1).filter(|p| *p >= range.start).and_then(whole) {
            return Some(n);
        }
    }
    let noun_after = |t: usize| (t + 1..(t + 6).min(range.end)).any(|n| is_noun(doc.folded(n)));
    let before_noun: Vec<u32> =
        range.clone().filter(|t| noun_after(*t) && !times(case, *t)).filter_map(whole).collect();
    // "11 macules: forehead 5, temples 3": the first is the sum of those that follow.
    if let Some((&first, rest)) = before_noun.split_first() {
        let parts: u32 = rest.iter().sum();
        return Some(if rest.is_empty() || parts == first { first } else { first + parts });
    }
    let by_times: Option<u32> = range.clone().filter(|t| times(case, *t)).find_map(whole_after(case));
    if by_times.is_some() {
        return by_times;
    }
    let regions = super::regions(case, range.clone());
    // "3 on the nose, 2 on the left cheek", else "forehead 5, temples 3".
    let ahead = |token: usize| {
        let from = token.saturating_sub(4).max(range.start);
        let placed = (from..token).any(|t| matches!(doc.folded(t), "on" | "to" | "of"));
        (from..token).rev().find_map(whole).filter(|_| placed)
    };
    let before: Vec<u32> = regions.iter().filter_map(|n| ahead(n.token)).collect();
    if !before.is_empty() {
        return Some(before.iter().sum());
    }
    let places: Vec<u32> = regions.iter().filter_map(|n| whole(n.token + 1)).collect();
    if !places.is_empty() {
        return Some(places.iter().sum());
    }
    // `Warts: 18`, `tags 20 removed`: right behind their name.
    let named = |t: &usize| *t > range.start && NAMES.contains(&doc.folded(*t - 1));
    if let Some(n) = range.clone().filter(named).find_map(whole) {
        return Some(n);
    }
    let plural = range.clone().any(|t| {
        let word = doc.raw(t).to_lowercase();
        is_noun(doc.folded(t)) && (word.ends_with('s') && word != "keratosis" && word != "verrucous")
    });
    (!plural).then_some(1)
}

/// `x 2` or `x2` that counts lesions; after the treatment it counts freezes.
fn times(case: &Case<'_>, token: usize) -> bool {
    let doc = case.reading.doc;
    let word = doc.folded(token);
    let sign =
        word == "x" || (word.len() <= 3 && word.starts_with('x') && word[1..].parse::<u32>().is_ok());
    let from = token.saturating_sub(1);
    sign && case.places(from..token, "cue destroy").is_empty() && doc.folded(from) != "second"
}

fn whole_after<'c>(case: &'c Case<'_>) -> impl Fn(usize) -> Option<u32> + 'c {
    |t| match case.reading.doc.folded(t) {
        "x" => case.reading.value(t + 1).map(|v| v as u32),
        word => word.strip_prefix('x').and_then(|n| n.parse().ok()),
    }
}

fn bill_counted(case: &mut Case<'_>, all: &[Treated], what: Lesion) {
    let mine: Vec<&Treated> = all.iter().filter(|t| t.what == what).collect();
    let Some(first) = mine.first() else { return };
    if mine.iter().all(|t| t.count.is_none()) {
        let span = case.reading.span(first.tokens.clone());
        case.queries.push(Query {
            question: "How many lesions were treated?".into(),
            indicators: vec![medcode_model::Evidence { span }],
            options: Vec::new(),
        });
    }
    let count: u32 = mine.iter().map(|t| t.count.unwrap_or(1)).sum();
    let tokens = first.tokens.clone();
    let reason = format!("lesions treated: {count}");
    let lines: Vec<(&'static str, u32)> = match what {
        Lesion::Premalignant if count >= 15 => vec![("17004", 1)],
        Lesion::Premalignant => vec![("17000", 1), ("17003", count - 1)],
        Lesion::Benign if count >= 15 => vec![("17111", 1)],
        Lesion::Benign => vec![("17110", 1)],
        Lesion::Tag => vec![("11200", 1), ("11201", count.saturating_sub(15).div_ceil(10))],
        Lesion::Malignant => Vec::new(),
    };
    for (number, units) in lines {
        let (tokens, reason) = (tokens.clone(), reason.clone());
        add(case, Line { number, units, tokens, reason, authority: AUTHORITY });
    }
}

fn bill_malignant(case: &mut Case<'_>, lesion: &Treated) {
    let Some(place) = region(case, &lesion.tokens) else { return };
    let all = sizes(case, lesion.item.clone());
    let size = |of: Of| all.iter().find(|(o, _)| *o == of).map(|(_, m)| m.longest());
    let Some(diameter) = size(Of::Defect).or(size(Of::Excised)).or(size(Of::Lesion)).map(tenth) else {
        return;
    };
    let group = match place.region {
        Region::Trunk | Region::Axilla | Region::Arm | Region::Leg => 0,
        Region::Scalp | Region::Neck | Region::Hand | Region::Foot | Region::Genitalia => 1,
        _ => 2,
    };
    let step = STEPS.iter().position(|s| diameter <= *s + 0.01).unwrap_or(STEPS.len());
    let reason = format!("malignant lesion of {diameter:.1} cm destroyed");
    let (number, tokens) = (MALIGNANT[group][step], lesion.tokens.clone());
    add(case, Line { number, units: 1, tokens, reason, authority: AUTHORITY });
}
