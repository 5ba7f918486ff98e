//! Coronary arteries are coded by how many were treated, stents by how many were left (B4.4).

use crate::desk::{Case, is_done};
use crate::draft::{Draft, Fate};
use crate::read::phrases::Hit;
use medcode_note::{Document, Gap};

/// The words of each artery with its branches.
const ARTERIES: [&[&str]; 5] = [
    &["lad", "plad", "mlad", "dlad", "diagonal", "diag", "d1", "d2"],
    &["lcx", "plcx", "mlcx", "dlcx", "circumflex", "om", "om1", "om2", "obtuse", "circ", "cx", "ramus"],
    &["rca", "prca", "mrca", "drca", "pda", "plv", "rpda", "rpl", "posterolateral"],
    &["lm", "lmca"],
    &["svg", "graft"],
];

/// What was found of one kind of treatment.
#[derive(Default)]
struct Found {
    hits: Vec<Hit>,
    arteries: Vec<usize>,
    stents: usize,
}

pub(crate) fn apply(case: &mut Case<'_>) {
    let drugs = found(case, "des");
    let bare = found(case, "bms");
    let balloon = found(case, "ptca");
    let (best, device) = if !drugs.hits.is_empty() {
        (drugs, Some(b"4567"))
    } else if !bare.hits.is_empty() {
        (bare, Some(b"DEFG"))
    } else {
        (balloon, None)
    };
    let Some(&hit) = best.hits.first() else { return };
    let arteries = best.arteries.len().clamp(1, 4);
    let stents = best.stents.clamp(1, 4).max(if device.is_some() { arteries } else { 1 });
    let device = device.map_or(b'Z', |d| d[stents - 1]);
    let code = [b'0', b'2', b'7', b'0' + arteries as u8 - 1, b'3', device, b'Z'];
    let words = case.words(hit);
    if best.arteries.is_empty() || !words.is_legal(&code) {
        return;
    }
    let evidence = best.hits.iter().map(|h| words.span(h.first, h.end)).collect();
    let reason = format!("{arteries} artery(ies) treated, {stents} stent(s) (B4.4)");
    case.drafts.push(Draft {
        row: hit.row,
        code,
        hit,
        evidence,
        reasons: vec![reason],
        confidence: 0.9,
        optional: false,
        inspection: false,
        assumed: 0,
        fate: Fate::Report,
    });
}

fn found(case: &Case<'_>, kind: &str) -> Found {
    let mut out = Found::default();
    let doc = case.stay.doc;
    for sight in case.sights.iter().filter(|s| s.procedure.option("family") == Some(kind)) {
        if !is_done(&sight.status) {
            continue;
        }
        let treated = treated(doc, sight.hit);
        let new = treated.iter().any(|a| !out.arteries.contains(a)) || out.hits.is_empty();
        let next = case.sights.iter().map(|s| s.hit.first).find(|&first| first >= sight.hit.end);
        let stents = stents(doc, sight.hit, next.unwrap_or(usize::MAX));
        let more = is_another(doc, sight.hit) || is_sized_beside(doc, sight.hit, &out.hits);
        out.hits.push(sight.hit);
        out.stents = if new || more { out.stents + stents } else { out.stents.max(stents) };
        for artery in treated {
            if !out.arteries.contains(&artery) {
                out.arteries.push(artery);
            }
        }
    }
    out
}

/// "Onyx 3.5x15 prox, Onyx 2.75x22 distal": a size of its own right behind each.
fn is_sized_beside(doc: &Document<'_>, hit: Hit, told: &[Hit]) -> bool {
    let size = |h: &Hit| {
        doc.text().get(doc.tokens()[h.end].span.start as usize..).and_then(|text| {
            let word: String = text.chars().take_while(|c| !c.is_whitespace()).collect();
            let (a, b) = word.split_once(['x', 'X'])?;
            let b = b.trim_end_matches(|c: char| !c.is_ascii_digit());
            (a.parse::<f32>().is_ok() && b.parse::<f32>().is_ok()).then_some(word)
        })
    };
    if hit.end >= doc.tokens().len() {
        return false;
    }
    let same = |h: &&Hit| doc.sentence_of(h.first) == doc.sentence_of(hit.first);
    let Some(own) = size(&hit) else { return false };
    told.iter().filter(same).filter_map(size).any(|other| other != own)
}

/// "A second stent", "another stent", "an additional stent": one more than was told.
fn is_another(doc: &Document<'_>, hit: Hit) -> bool {
    (hit.first.saturating_sub(3)..hit.first)
        .any(|t| matches!(doc.folded(t), "second" | "2nd" | "another" | "additional" | "third" | "3rd"))
}

/// Arteries named in the clause of a stent or balloon: right behind it, else right before.
fn treated(doc: &Document<'_>, hit: Hit) -> Vec<usize> {
    let Some(at) = doc.sentence_of(hit.first) else { return Vec::new() };
    let (first, end) = (doc.sentences()[at].tokens.0 as usize, doc.sentences()[at].tokens.1 as usize);
    let artery = |i: usize| {
        let main = doc.folded(i) == "left" && doc.folded(i + 1) == "main";
        ARTERIES.iter().position(|a| a.contains(&doc.folded(i))).or(main.then_some(3))
    };
    let mut found: Vec<usize> = Vec::new();
    let mut take = |i: usize| {
        if let Some(a) = artery(i).filter(|a| !found.contains(a)) {
            found.push(a);
        }
    };
    let stop = |i: usize| doc.gap(i).has(Gap::SEMICOLON.with(Gap::STOP));
    (hit.first..end.min(hit.end + 14)).take_while(|&i| i < hit.end || !stop(i)).for_each(&mut take);
    if found.is_empty() {
        for i in (first.max(hit.first.saturating_sub(14))..hit.first).rev() {
            if artery(i).is_some() {
                found.extend(artery(i));
                break;
            }
        }
    }
    // `Intervention: LAD. Two drug-eluting stents`: the sentences before name it.
    if found.is_empty() {
        let before = first.saturating_sub(BEFORE)..first;
        found.extend(before.rev().find_map(artery));
    }
    found
}

/// How far before a sentence that names no artery one is looked for.
const BEFORE: usize = 14;

/// How many stents: a number before, `x2` behind, or as many as sizes are listed.
fn stents(doc: &Document<'_>, hit: Hit, other: usize) -> usize {
    let number = |i: usize| match doc.folded(i) {
        "one" | "1" | "x1" | "single" => Some(1),
        "two" | "2" | "x2" => Some(2),
        "three" | "3" | "x3" => Some(3),
        "four" | "4" | "x4" => Some(4),
        _ => None,
    };
    let before = (hit.first.saturating_sub(4)..hit.first)
        .rev()
        .take_while(|&i| !doc.gap(i + 1).has(Gap::STOP.with(Gap::SEMICOLON).with(Gap::NEWLINE)))
        .find_map(number);
    let times = |i: usize| {
        let word = doc.folded(i);
        if word == "x" { number(i + 1) } else { word.starts_with('x').then(|| number(i)).flatten() }
    };
    let behind = (hit.end..hit.end + 3).find_map(times);
    let size = |i: &usize| {
        let raw = doc.raw(*i).to_lowercase();
        let tight = raw
            .split_once('x')
            .is_some_and(|(a, b)| a.parse::<f32>().is_ok() && b.parse::<f32>().is_ok());
        let apart = raw.ends_with(|c: char| c.is_ascii_digit())
            && doc
                .folded(*i + 1)
                .strip_prefix('x')
                .is_some_and(|r| r.is_empty() || r.parse::<f32>().is_ok());
        tight || (raw.parse::<f32>().is_ok() && apart)
    };
    // The sizes of the next stent are its own.
    let next = |i: &usize| {
        *i < other && !matches!(doc.folded(*i), "stent" | "des" | "another" | "second" | "additional")
    };
    let sizes = (hit.end..hit.end + 12).take_while(next).filter(size).count();
    before.or(behind).unwrap_or_else(|| sizes.max(1))
}
