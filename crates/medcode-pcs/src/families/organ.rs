//! A root operation told of a body part: "excisional biopsy of a left inguinal lymph node", "the
//! pelvic abscess was drained" (B2.1a, B3.8). What another table names as a whole is left to it.

use crate::desk::{Case, Sight, is_done, is_meant, why_not};
use crate::draft::{self, Draft};
use crate::read::phrases::Hit;
use crate::tables::Organ;
use medcode_note::{Document, Gap};

/// How far behind an operation its body part may stand, and how far before it.
const AFTER: usize = 9;
const BEFORE: usize = 10;

/// Words that begin what is not the operation's own part.
const APART: &[&str] = &[
    "with",
    "and",
    "for",
    "via",
    "through",
    "using",
    "under",
    "by",
    "after",
    "following",
    "due",
    "without",
    "secondary",
    "during",
    "then",
    "followed",
    "to",
];

/// What is taken out of a body part, which is extirpation.
const EXTIRPATED: &[&str] = &[
    "stone", "calculus", "calculi", "clot", "thrombus", "thrombu", "embolus", "embolu", "hematoma",
    "foreign", "sponge", "plug", "bezoar", "bolus", "bolu", "coin", "battery", "bullet", "needle",
];

/// What is taken of a body part, which is a part of it.
const PARTIAL: &[&str] = &[
    "partial",
    "segment",
    "segmental",
    "portion",
    "piece",
    "wedge",
    "mass",
    "lesion",
    "tumor",
    "nodule",
    "polyp",
    "cyst",
    "metastasis",
    "metastase",
    "part",
    "cm",
    "limited",
    "subtotal",
    "adenoma",
    "mets",
    "margin",
    "tip",
    "edge",
];

/// Things that were put in: taken out they are removal, which other rows tell.
const DEVICES: &[&str] = &[
    "tube",
    "catheter",
    "stent",
    "drain",
    "line",
    "suture",
    "staple",
    "packing",
    "prosthesis",
    "graft",
    "band",
    "pacemaker",
    "port",
    "lead",
    "spacer",
    "device",
    "cuff",
    "balloon",
    "pump",
    "filter",
    "coil",
    "sheath",
    "pessary",
    "ring",
    "iud",
    "cast",
    "splint",
    "pin",
    "wire",
    "expander",
    "mesh",
    "electrode",
    "component",
    "osteotome",
    "cement",
    "hardware",
    "implant",
    "liner",
    "insert",
    "stem",
    "plate",
    "screw",
    "nail",
    "rod",
    "anchor",
];

/// Adds what the operations say; gives the drainages that were taken from the surface.
pub(crate) fn apply(case: &mut Case<'_>) -> Vec<Hit> {
    let family = |s: &Sight<'_>| s.procedure.option("family");
    let told = |s: &&Sight<'_>| matches!(family(s), Some("organ" | "abscess"));
    if !case.sights.iter().any(|s| told(&s)) {
        return Vec::new();
    }
    let organs = case.tables.organ_words.find(case.stay.doc);
    let (mut out, mut taken): (Vec<Draft>, Vec<Hit>) = (Vec::new(), Vec::new());
    for sight in case.sights.iter().filter(told) {
        let Some(part) = part(case, sight.hit, &organs) else { continue };
        let whole = Hit {
            row: sight.hit.row,
            first: sight.hit.first.min(part.first),
            end: sight.hit.end.max(part.end),
        };
        let other = |s: &Sight<'_>| {
            // Rows of several bones leave the bone to the words.
            !told(&s)
                && !s.procedure.has("first")
                && s.hit.first < whole.end
                && whole.first < s.hit.end
                && is_done(&s.status)
                && is_meant(case.stay.doc, s)
        };
        if case.sights.iter().any(other) {
            continue;
        }
        let mut made = drafts(case, sight, &case.tables.organs[part.row], whole);
        for draft in &mut made {
            if let Some((reason, detail)) = why_not(&sight.status) {
                draft.withhold(reason, detail, None);
            }
        }
        if !made.is_empty() {
            taken.push(sight.hit);
        }
        out.extend(made);
    }
    out.retain(|d| !is_known(case, d));
    case.drafts.extend(out);
    taken
}

/// The body part of an operation: the first named behind it in its clause, else the last before it.
fn part(case: &Case<'_>, hit: Hit, organs: &[Hit]) -> Option<Hit> {
    let doc = case.stay.doc;
    let sentence = doc.sentences()[doc.sentence_of(hit.first)?].tokens;
    let systems = systems(case, hit);
    let real = |h: &&Hit| {
        case.tables.organs[h.row].parts.iter().any(|p| systems.is_none_or(|s| s.contains(&p.0)))
    };
    let end = (hit.end + AFTER).min(sentence.1 as usize);
    let stop = (hit.end..end).find(|&t| ends(doc, t) || APART.contains(&doc.folded(t))).unwrap_or(end);
    let from = organs.partition_point(|h| h.first < hit.first);
    let behind = organs[from..].iter().take_while(|h| h.end <= stop).find(real);
    if behind.is_some() {
        return behind.copied();
    }
    let start = hit.first.saturating_sub(BEFORE).max(sentence.0 as usize);
    let start = (start + 1..=hit.first)
        .rev()
        .find(|&t| ends(doc, t) || doc.gap(t).has(Gap::COMMA))
        .unwrap_or(start);
    let before = organs[..from].iter().rev().take_while(|h| h.first >= start).find(real);
    before.or_else(|| labelled(doc, hit, organs).filter(real)).copied()
}

/// `Stomach: erythema, cold bx`: the part that heads the line.
fn labelled<'h>(doc: &Document<'_>, hit: Hit, organs: &'h [Hit]) -> Option<&'h Hit> {
    let line = doc.line_at(doc.tokens()[hit.first].span.start)?.tokens.0 as usize;
    let sentence = doc.sentence_of(hit.first).map_or(line, |n| doc.sentences()[n].tokens.0 as usize);
    [sentence, line].into_iter().find_map(|start| {
        let n = organs.partition_point(|h| h.first < start);
        organs.get(n).filter(|h| h.first == start && doc.gap(h.end).has(Gap::COLON))
    })
}

/// The body systems that an operation is told of: bones are set and have plates, joints are dislocated.
fn systems(case: &Case<'_>, hit: Hit) -> Option<&'static [u8]> {
    let procedure = &case.tables.procedures[hit.row];
    let pattern = procedure.patterns.first()?;
    let bones = ["04", "34", "X5"].iter().any(|d| pattern[4..6] == *d.as_bytes());
    if bones {
        return Some(b"NPQ");
    }
    if pattern[2..5] != *b"S.X" {
        return None;
    }
    let near = hit.first.saturating_sub(4)..(hit.end + AFTER).min(case.stay.doc.tokens().len());
    let out = near.into_iter().any(|t| case.stay.doc.folded(t).starts_with("dislocat"));
    Some(if out { b"RS" } else { b"NPQ" })
}

/// Whether a clause ends before a token.
fn ends(doc: &Document<'_>, at: usize) -> bool {
    doc.gap(at).has(Gap::STOP.with(Gap::SEMICOLON).with(Gap::BLANK_LINE).with(Gap::BULLET))
}

fn drafts(case: &Case<'_>, sight: &Sight<'_>, organ: &Organ, whole: Hit) -> Vec<Draft> {
    let abscess = sight.procedure.option("family") == Some("abscess");
    let given = if abscess { *b"0.9...Z" } else { sight.procedure.patterns[0] };
    let words = case.words(whole);
    for operation in operations(case, given[2], organ, whole) {
        for (system, part, sides) in &organ.parts {
            let mut pattern = given;
            pattern[2] = operation;
            // Regions, organs: a pattern may be of one body system only.
            if pattern[1] == b'.' {
                pattern[1] = *system;
            } else if pattern[1] != *system {
                continue;
            }
            if let Some(part) = part {
                pattern[3] = *part;
            }
            let mut made = draft::at(&words, whole.row, sight.procedure, (&pattern, *sides));
            for draft in made.iter_mut().filter(|d| abscess && d.code[4] == 0 && d.code[3] != 0) {
                draft.code[4..].copy_from_slice(b"0ZZ");
                draft.assumed |= 1 << 4;
            }
            made.retain(|d| d.code[3] != 0 && (!d.is_complete() || words.is_legal(&d.code)));
            if !made.is_empty() {
                return made;
            }
        }
    }
    Vec::new()
}

/// The root operations that the words may mean, the likeliest first: of "resection" all of a body part or
/// some of it (B3.8), or what lay in it.
fn operations(case: &Case<'_>, given: u8, organ: &Organ, whole: Hit) -> Vec<u8> {
    if given != b'T' {
        return vec![given];
    }
    let doc = case.stay.doc;
    let says = |list: &[&str]| (whole.first..whole.end).any(|t| list.contains(&doc.folded(t)));
    // The words of a mass may stand right behind: "left breast mass".
    let behind = |list: &[&str]| {
        (whole.end..whole.end + 2).take_while(|&t| !ends(doc, t)).any(|t| list.contains(&doc.folded(t)))
    };
    match () {
        () if says(DEVICES) || behind(DEVICES) => Vec::new(),
        () if says(EXTIRPATED) || behind(EXTIRPATED) => vec![b'C'],
        () if says(&["entire", "whole", "complete", "total"]) => vec![b'T', b'B'],
        () if organ.segment || says(PARTIAL) || behind(PARTIAL) => vec![b'B'],
        () => vec![b'T', b'B'],
    }
}

/// Whether the note tells of it by other words, or only as a step of what it names in its title.
fn is_known(case: &Case<'_>, draft: &Draft) -> bool {
    let others =
        || case.drafts.iter().filter(|d| d.is_reported() && d.is_complete() && d.code[2] != b'J');
    if others().any(|d| d.code[..2] == draft.code[..2] && d.code[3] == draft.code[3]) {
        return true;
    }
    case.days.operative && is_account(case, draft) && others().any(|d| d.code[0] == b'0')
}

/// Whether a draft stands in the account of an operation rather than in its title.
fn is_account(case: &Case<'_>, draft: &Draft) -> bool {
    const ACCOUNT: &[&str] = &[
        "description",
        "technique",
        "detail",
        "details",
        "narrative",
        "finding",
        "findings",
        "indication",
        "course",
    ];
    let doc = case.stay.doc;
    let at = doc.tokens()[draft.hit.first].span.start;
    let Some(header) = doc.section_at(at).and_then(|s| s.header) else { return false };
    let (first, end) = doc.tokens_in(header);
    (first..end).any(|t| ACCOUNT.contains(&doc.folded(t)))
}
