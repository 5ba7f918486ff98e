//! Wounds closed: simple (12001-12018), in layers (12031-12057), complex (13100-13153).
//!
//! Lengths are added up within one kind of closure and one group of regions (NCCI Policy Manual
//! ch. III §C). The simple closure of a lesion cut out is included in the excision, and so is any
//! closure where no more than 0.5 cm was cut out; strips alone are no closure.

use super::label;
use super::sizes::{Of, sizes, tenth};
use super::{Region, excision, flap, region, regions};
use crate::desk::Case;
use crate::families::line::{Line, add};
use medcode_model::{Evidence, Query, Setting};
use std::ops::Range;

pub(crate) const FAMILY: &str = "skin-repair";
const AUTHORITY: &str = "NCCI Policy Manual ch. III §C";

/// How a wound was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Simple,
    Layered,
    Complex,
}

/// A wound closed.
#[derive(Clone, Debug)]
struct Wound {
    kind: Kind,
    group: usize,
    length: f32,
    tokens: Range<usize>,
    glued: bool,
}

/// Greatest lengths of each number but the last, and the numbers.
type Table = (&'static [f32], &'static [&'static str]);

const LONG: &[f32] = &[2.5, 7.5, 12.5, 20.0, 30.0];
const FACE: &[f32] = &[2.5, 5.0, 7.5, 12.5, 20.0, 30.0];
const SIMPLE: [Table; 2] = [
    (LONG, &["12001", "12002", "12004", "12005", "12006", "12007"]),
    (FACE, &["12011", "12013", "12014", "12015", "12016", "12017", "12018"]),
];
const LAYERED: [Table; 3] = [
    (LONG, &["12031", "12032", "12034", "12035", "12036", "12037"]),
    (LONG, &["12041", "12042", "12044", "12045", "12046", "12047"]),
    (FACE, &["12051", "12052", "12053", "12054", "12055", "12056", "12057"]),
];
/// Up to 2.5 cm, up to 7.5 cm, each further 5 cm.
const COMPLEX: [[&str; 3]; 4] = [
    ["13100", "13101", "13102"],
    ["13120", "13121", "13122"],
    ["13131", "13132", "13133"],
    ["13151", "13152", "13153"],
];

pub(crate) fn apply(case: &mut Case<'_>) {
    let mut wounds: Vec<Wound> = Vec::new();
    let mut seen: Vec<Range<usize>> = Vec::new();
    for tokens in case.done(FAMILY) {
        let item = case.reading.item(tokens.start);
        let item = label::part(case, &item, tokens.start).unwrap_or(item);
        if !seen.contains(&item) {
            wounds.extend(closed_in(case, &item, &tokens));
            seen.push(item);
        }
    }
    if wounds.is_empty() {
        ask_length(case, &seen);
    }
    drop_retold(case, &mut wounds);
    for (kind, group, length, tokens, glued) in sums(&wounds) {
        bill(case, kind, group, length, tokens, glued);
    }
}

/// A wound that was stitched, and no length: the number goes by it.
fn ask_length(case: &mut Case<'_>, items: &[Range<usize>]) {
    let open = |item: &&Range<usize>| {
        let told = case.says((*item).clone(), "cue wound") || is_told_above(case, item);
        let stitched =
            case.says((*item).clone(), "cue stitch") || case.says((*item).clone(), "act done");
        told && stitched
            && is_injury(case, &above(case, item))
            && lengths(case, item, false).is_empty()
            && excision::made(case).is_empty()
            && flap::made_in(case, item).is_empty()
    };
    let Some(item) = items.iter().find(open) else { return };
    case.queries.push(Query {
        question: "How long was the wound that was closed, in centimetres?".to_owned(),
        indicators: vec![Evidence { span: case.reading.span(item.clone()) }],
        options: Vec::new(),
    });
}

/// The wounds closed in an item.
fn closed_in(case: &Case<'_>, item: &Range<usize>, tokens: &Range<usize>) -> Vec<Wound> {
    if !flap::made_in(case, item).is_empty() {
        return Vec::new();
    }
    let made = excision::made(case);
    let injured = is_injury(case, &above(case, item));
    // `PROCEDURE: excision ...` in the title, the closure told below.
    let alone = made.len() == 1 && !injured;
    let cut = made.iter().find(|e| e.item == *item).or(made.first().filter(|_| alone));
    let kind = kind(case, item);
    let says = |class: &str| case.says(item.clone(), class);
    match &cut {
        Some(cut) if kind == Kind::Simple || smallest(cut.number) => return Vec::new(),
        None if !says("cue wound") && !is_told_above(case, item) || !injured => {
            return Vec::new();
        }
        _ => {}
    }
    let glued = says("cue glue") && !says("cue stitch");
    if says("cue steri") && !says("cue stitch") && !says("cue glue") {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (length, at) in lengths(case, item, cut.is_some()) {
        let here = case.reading.sentence(at.start);
        // One lesion cut out in an item is closed where the item says that it was: `tension to the lower
        // lid` is no wound of the lid.
        let own = cut.is_some() && made.iter().filter(|e| e.item == *item).count() == 1;
        let first = || regions(case, item.clone()).into_iter().min_by_key(|n| n.token);
        let near = own
            .then(first)
            .flatten()
            .or_else(|| regions(case, here).into_iter().min_by_key(|n| n.token.abs_diff(at.start)));
        let Some(place) = near.or_else(|| region(case, tokens)).or_else(|| region_of_wound(case)) else {
            continue;
        };
        let kind = own_kind(case, item, &at).unwrap_or(kind);
        let kind = if kind == Kind::Complex && length <= 1.0 { Kind::Layered } else { kind };
        out.push(Wound {
            kind,
            group: group(kind, place.region),
            length,
            tokens: tokens.clone(),
            glued,
        });
    }
    out
}

/// How one of several wounds was closed, where its own part of the sentence says so: `5 cm of the scalp
/// in layers and 3 cm of the hand by simple closure`.
fn own_kind(case: &Case<'_>, item: &Range<usize>, at: &Range<usize>) -> Option<Kind> {
    let doc = case.reading.doc;
    let sentence = case.reading.sentence(at.start);
    let ends = |t: &usize| {
        matches!(doc.folded(*t), "and" | "while" | "plus")
            || doc.gap(*t).has(medcode_note::Gap::SEMICOLON)
    };
    let start = (sentence.start..at.start).rev().find(ends).unwrap_or(sentence.start);
    let end = (at.end..sentence.end).find(ends).unwrap_or(sentence.end);
    let part = start.max(item.start)..end.min(item.end);
    let simple = part.clone().any(|t| doc.folded(t) == "simple");
    let says = |class: &str| case.says(part.clone(), class);
    match () {
        // The whole item speaks of one way only.
        () if part == *item => None,
        () if says("cue complex") || says("cue layered") => Some(kind(case, &part)),
        () if simple => Some(Kind::Simple),
        () => None,
    }
}

/// Where the note tells of a wound at all, and of its place.
fn region_of_wound(case: &Case<'_>) -> Option<super::Named> {
    let all = case.places(0..case.reading.doc.tokens().len(), "cue wound");
    all.into_iter().find_map(|t| {
        let near = regions(case, case.reading.sentence(t)).into_iter();
        near.min_by_key(|n| n.token.abs_diff(t))
    })
}

/// An item and the lines before it: a terse note tells the wound first and its closure below.
fn above(case: &Case<'_>, item: &Range<usize>) -> Range<usize> {
    const LINES: usize = 6;
    let lines = case.reading.doc.lines();
    let own = lines.partition_point(|l| (l.tokens.1 as usize) <= item.start);
    let first = lines.get(own.saturating_sub(LINES)).map_or(item.start, |l| l.tokens.0 as usize);
    first.min(item.start)..item.end
}

/// Whether a laceration is told in the lines before a closure.
fn is_told_above(case: &Case<'_>, item: &Range<usize>) -> bool {
    let words = ["laceration", "lac", "cut", "gash"];
    let before = above(case, item).start..item.start;
    before.into_iter().any(|t| words.contains(&case.reading.doc.folded(t)))
}

/// An injury rather than the wound of an operation.
fn is_injury(case: &Case<'_>, item: &Range<usize>) -> bool {
    let ed = case.visit.setting == Setting::Ed;
    let words = ["laceration", "lac", "cut", "gash", "avulsion", "bite"];
    ed || item.clone().any(|t| words.contains(&case.reading.doc.folded(t)))
}

/// The lengths told in an item, else the one the note tells of a wound elsewhere.
fn lengths(case: &Case<'_>, item: &Range<usize>, after_excision: bool) -> Vec<(f32, Range<usize>)> {
    let told = |range: Range<usize>, any: bool| -> Vec<(f32, Range<usize>)> {
        let of_wound = |of: Of| of == Of::Closure || (any && of == Of::Lesion);
        let all = sizes(case, range).into_iter().filter(|(of, _)| of_wound(*of));
        all.map(|(_, m)| (tenth(m.longest()), m.tokens)).filter(|(l, _)| *l > 0.0).collect()
    };
    let mut here = told(item.clone(), !after_excision);
    if after_excision {
        if here.is_empty() {
            here.extend(behind_closure(case, item));
        }
        here.truncate(1);
    }
    // The same length told twice is one wound: "5.5 cm laceration ... repaired, 5.5 cm".
    let mut out: Vec<(f32, Range<usize>)> = Vec::new();
    for (length, at) in here {
        if !out.iter().any(|(l, _)| (l - length).abs() < 0.05) {
            out.push((length, at));
        }
    }
    if out.is_empty() && !after_excision {
        out.extend(label::length(case, item));
    }
    if out.is_empty() && !after_excision {
        let all = case.places(0..case.reading.doc.tokens().len(), "cue wound");
        let mut sentences: Vec<Range<usize>> =
            all.into_iter().map(|t| case.reading.sentence(t)).collect();
        sentences.dedup();
        let elsewhere = sentences.into_iter().flat_map(|s| told(s, false));
        // "Both closed with nylon": every wound that the note measures.
        let every = item.clone().any(|t| matches!(case.reading.doc.folded(t), "both" | "all" | "each"));
        out.extend(elsewhere.take(if every { MOST } else { 1 }));
    }
    out
}

/// The last measure of the sentence that tells of a closure in layers: `two-layer closure, 4-0 nylon,
/// 4.5 cm`.
fn behind_closure(case: &Case<'_>, item: &Range<usize>) -> Option<(f32, Range<usize>)> {
    let at = case.places(item.clone(), "cue layered").first().copied()?;
    let sentence = case.reading.sentence(at);
    let last = sizes(case, at..sentence.end).into_iter().rfind(|(of, _)| *of == Of::Lesion)?.1;
    Some((tenth(last.longest()), last.tokens)).filter(|(l, _)| *l > 0.0)
}

/// No more wounds than this are closed by one sentence.
const MOST: usize = 6;

fn kind(case: &Case<'_>, item: &Range<usize>) -> Kind {
    let says = |class: &str| case.says(item.clone(), class);
    let single = ["single layer", "single layered", "one layer"];
    let text = |words: &str| {
        let mut parts = words.split(' ');
        let (a, b) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        item.clone().any(|t| case.reading.doc.folded(t) == a && case.reading.doc.folded(t + 1) == b)
    };
    match () {
        () if says("cue complex") => Kind::Complex,
        () if says("cue contaminated") => Kind::Layered,
        () if single.iter().any(|s| text(s)) => Kind::Simple,
        () if says("cue layered") => Kind::Layered,
        () => Kind::Simple,
    }
}

/// The group of regions whose lengths are added up.
fn group(kind: Kind, region: Region) -> usize {
    use Region as R;
    match (kind, region) {
        (Kind::Simple, R::Face | R::Eyelid | R::Nose | R::Ear | R::Lip | R::Mouth) => 1,
        (Kind::Simple, _) => 0,
        (Kind::Layered, R::Neck | R::Hand | R::Foot | R::Genitalia) => 1,
        (Kind::Layered, R::Face | R::Eyelid | R::Nose | R::Ear | R::Lip | R::Mouth) => 2,
        (Kind::Layered, _) => 0,
        (Kind::Complex, R::Trunk) => 0,
        (Kind::Complex, R::Scalp | R::Arm | R::Leg) => 1,
        (Kind::Complex, R::Eyelid | R::Nose | R::Ear | R::Lip) => 3,
        (Kind::Complex, _) => 2,
    }
}

/// Drops a wound told a second time in another item.
fn drop_retold(case: &Case<'_>, wounds: &mut Vec<Wound>) {
    let item = |w: &Wound| case.reading.item(w.tokens.start);
    let mut kept: Vec<Wound> = Vec::new();
    for wound in std::mem::take(wounds) {
        let same = |k: &Wound| {
            (k.length - wound.length).abs() < 0.05 && k.group == wound.group && item(k) != item(&wound)
        };
        match kept.iter_mut().find(|k| same(k)) {
            Some(known) => known.kind = known.kind.max(wound.kind),
            None => kept.push(wound),
        }
    }
    *wounds = kept;
}

/// Lengths added up within a kind and a group.
fn sums(wounds: &[Wound]) -> Vec<(Kind, usize, f32, Range<usize>, bool)> {
    let mut out: Vec<(Kind, usize, f32, Range<usize>, bool)> = Vec::new();
    for wound in wounds {
        match out.iter_mut().find(|s| s.0 == wound.kind && s.1 == wound.group) {
            Some(sum) => {
                sum.2 += wound.length;
                sum.4 &= wound.glued;
            }
            None => {
                let tokens = wound.tokens.clone();
                out.push((wound.kind, wound.group, wound.length, tokens, wound.glued));
            }
        }
    }
    out
}

fn bill(case: &mut Case<'_>, kind: Kind, group: usize, length: f32, tokens: Range<usize>, glued: bool) {
    let length = tenth(length);
    let how = match kind {
        Kind::Simple => "simple closure",
        Kind::Layered => "closure in layers",
        Kind::Complex => "complex closure",
    };
    let reason = format!("{how}, {length:.1} cm in this group of regions");
    let line = |number, units| Line {
        number,
        units,
        tokens: tokens.clone(),
        reason: reason.clone(),
        authority: AUTHORITY,
    };
    // Medicare pays skin glue alone by a code of its own.
    if glued && kind == Kind::Simple && is_medicare(case) {
        add(case, line("G0168", 1));
        return;
    }
    let (steps, numbers) = match kind {
        Kind::Simple => SIMPLE[group],
        Kind::Layered => LAYERED[group],
        Kind::Complex => {
            let [short, long, more] = COMPLEX[group];
            add(case, line(if length <= 2.51 { short } else { long }, 1));
            let further = ((length - 7.5) / 5.0 - 0.01).ceil().max(0.0) as u32;
            add(case, line(more, further));
            return;
        }
    };
    let step = steps.iter().position(|s| length <= *s + 0.01).unwrap_or(steps.len());
    add(case, line(numbers[step], 1));
}

/// Whether the note names Medicare as the payer.
pub(in crate::families) fn is_medicare(case: &Case<'_>) -> bool {
    let doc = case.reading.doc;
    let payer = |t: usize| doc.folded(t) == "medicare" && doc.folded(t + 1) != "advantage";
    (0..doc.tokens().len()).any(payer)
}

/// The numbers for excisions of no more than 0.5 cm.
fn smallest(number: &str) -> bool {
    matches!(number, "11400" | "11420" | "11440")
}
