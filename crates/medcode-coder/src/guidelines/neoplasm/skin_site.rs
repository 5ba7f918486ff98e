//! Neoplasms of the skin by the part of the body that stands beside them: "L shin: compound
//! nevus" (Tabular C43, C44, D03, D04, D22, D23).

use crate::case::{Case, Draft};
use crate::guidelines::words;
use medcode_note::{Gap, Line, Marker};
use std::ops::Range;

/// How many words of an item tell where it is.
const HEAD: usize = 8;

/// Parts of the body and the character of their region.
const PARTS: &[(&str, char)] = &[
    ("lip", '0'),
    ("eyelid", '1'),
    ("ear", '2'),
    ("auricle", '2'),
    ("pinna", '2'),
    ("helix", '2'),
    ("nose", 'n'),
    ("nasal", 'n'),
    ("ala", 'n'),
    ("cheek", '3'),
    ("forehead", '3'),
    ("temple", '3'),
    ("chin", '3'),
    ("face", '3'),
    ("jawline", '3'),
    ("brow", '3'),
    ("scalp", '4'),
    ("neck", '4'),
    ("vertex", '4'),
    ("back", '5'),
    ("chest", '5'),
    ("abdomen", '5'),
    ("trunk", '5'),
    ("flank", '5'),
    ("buttock", '5'),
    ("sternum", '5'),
    ("shoulder", '6'),
    ("arm", '6'),
    ("forearm", '6'),
    ("hand", '6'),
    ("finger", '6'),
    ("wrist", '6'),
    ("elbow", '6'),
    ("leg", '7'),
    ("thigh", '7'),
    ("shin", '7'),
    ("calf", '7'),
    ("foot", '7'),
    ("ankle", '7'),
    ("knee", '7'),
    ("hip", '7'),
    ("toe", '7'),
    ("heel", '7'),
];

pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !is_open(draft) {
            continue;
        }
        let own = words::sentence(case, draft);
        let found = part(case, own.clone()).or_else(|| {
            let plain = own.clone().all(|t| region(case, t).is_none());
            let category = case.drafts[at].code.category();
            let told = case.reported().any(|d| d.code.category() == category && !is_open(d));
            let single = || only(case).filter(|_| !told);
            plain.then(|| numbered(case, own.start).or_else(single)).flatten()
        });
        let Some((region, token)) = found else { continue };
        let Some(code) = code(&draft.code.compact()[..3], draft, region, side(case, token)) else {
            continue;
        };
        case.recode(at, &code, "the site that stands beside it", "OCG-I.C.2");
    }
}

/// A neoplasm of the skin without its site.
fn is_open(draft: &Draft) -> bool {
    ["C43.9", "C44.9", "D03.9", "D04.9", "D22.9", "D23.9", "D17.9", "D17.3"]
        .iter()
        .any(|p| draft.under(p))
}

fn region(case: &Case<'_>, token: usize) -> Option<char> {
    PARTS.iter().find(|(word, _)| *word == case.doc.folded(token)).map(|(_, region)| *region)
}

/// The one part of the body that some tokens name.
fn part(case: &Case<'_>, tokens: Range<usize>) -> Option<(char, usize)> {
    let mut found: Option<(char, usize)> = None;
    for token in tokens {
        let Some(region) = region(case, token) else { continue };
        if found.is_some_and(|(r, _)| r != region) {
            return None;
        }
        found = Some((region, token));
    }
    found
}

/// `Path: 2 dermatofibroma` under `#2 L forearm papule`: the specimen by its number.
fn numbered(case: &Case<'_>, first: usize) -> Option<(char, usize)> {
    let own = case.doc.line_at(case.doc.tokens().get(first)?.span.start)?;
    let plain = |t: usize| {
        let word = case.doc.folded(t);
        word.parse::<u16>().ok().filter(|_| word.len() == 1)
    };
    // `1 BCC, clear. 2 dermatofibroma.`: the number of the sentence before that of its line.
    let number = plain(first).or_else(|| number_of(own).filter(|_| own.tokens.0 as usize == first))?;
    case.doc.lines().iter().find_map(|line| {
        let (from, to) = (line.tokens.0 as usize, line.tokens.1 as usize);
        let listed = number_of(line).or_else(|| plain(from));
        let same = from < to && line.tokens != own.tokens && listed == Some(number);
        // The part is named in the head of the item.
        same.then(|| (from + 1..to.min(from + HEAD)).find_map(|t| Some((region(case, t)?, t)))).flatten()
    })
}

/// The number that a line of a list bears.
fn number_of(line: &Line) -> Option<u16> {
    match line.marker {
        Some(Marker::Number(n)) => Some(n),
        _ => None,
    }
}

/// The one part of the body that is named beside the lumps of the note.
fn only(case: &Case<'_>) -> Option<(char, usize)> {
    const LUMPS: &[&str] = &[
        "mass",
        "lump",
        "lesion",
        "lipoma",
        "nodule",
        "papule",
        "cyst",
        "mole",
        "bcc",
        "scc",
        "melanoma",
        "carcinoma",
    ];
    let mut found: Option<(char, usize)> = None;
    for sentence in case.doc.sentences() {
        let tokens = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        if !tokens.clone().any(|t| LUMPS.contains(&case.doc.folded(t))) {
            continue;
        }
        for token in tokens {
            let Some(region) = region(case, token) else { continue };
            if found.is_some_and(|(r, _)| r != region) {
                return None;
            }
            found = found.or(Some((region, token)));
        }
    }
    found
}

/// The side right before a part: 1 right, 2 left.
fn side(case: &Case<'_>, token: usize) -> Option<char> {
    let before = (token.saturating_sub(2)..token).rev();
    before.take_while(|&t| !case.doc.gap(t + 1).has(Gap::SEMICOLON.with(Gap::STOP))).find_map(|t| {
        case.reading.forms(t).iter().find_map(|f| match &*f.word {
            "right" => Some('1'),
            "left" => Some('2'),
            _ => None,
        })
    })
}

/// The code of a region and side.
fn code(category: &str, draft: &Draft, region: char, side: Option<char>) -> Option<String> {
    let sided = matches!(region, '2' | '6' | '7');
    let region = |nose: char, face: char| match region {
        'n' => format!("3{nose}"),
        '3' => format!("3{face}"),
        other => other.to_string(),
    };
    if category == "D17" {
        let low = if side == Some('2') { '2' } else { '1' };
        return match region('0', '0').as_str() {
            "0" | "1" | "2" | "4" | "30" => Some("D17.0".to_owned()),
            "5" => Some("D17.1".to_owned()),
            "6" if side.is_some() => Some(format!("D17.2{low}")),
            "7" if side.is_some() => Some(format!("D17.2{}", if low == '1' { '3' } else { '4' })),
            _ => Some("D17.20".to_owned()),
        };
    }
    if category == "C44" {
        // C44.91 and C44.90 keep their histology in the last place before the side.
        let histology = draft.code.bytes()[4] as char;
        return Some(match region('1', '9').as_str() {
            "31" => format!("C44.3{histology}1"),
            "39" => format!("C44.3{histology}9"),
            "5" => format!("C44.5{histology}9"),
            "1" => return None,
            place @ ("0" | "4") => format!("C44.{place}{histology}"),
            place => format!(
                "C44.{place}{histology}{}",
                match side {
                    Some('1') => '2',
                    Some('2') => '9',
                    _ => '1',
                }
            ),
        });
    }
    let nose = if category == "C43" { '1' } else { '9' };
    Some(match region(nose, '9').as_str() {
        "1" => return None,
        "5" if matches!(category, "C43" | "D03") => format!("{category}.59"),
        place if sided => format!("{category}.{place}{}", side.unwrap_or('0')),
        place => format!("{category}.{place}"),
    })
}
