//! Radiation given in the stay: the site, and the beam by its energy (ICD-10-PCS section D, modality beam).
//! Where the note does not tell the energy nothing is coded: the treatment record has it.

use crate::desk::Case;
use crate::desk::is_done;
use crate::draft::Draft;
use medcode_note::Document;

/// Words of a treatment site; body system and site in section D. The first that stands nearest counts.
const SITES: &[(&[&str], [u8; 2])] = &[
    (&["brain", "wbrt", "cranial"], *b"00"),
    (&["skull"], *b"P0"),
    (&["sternum"], *b"P4"),
    (&["rib"], *b"P5"),
    (&["humerus", "humeral"], *b"P6"),
    (&["femur", "femoral"], *b"P9"),
    (&["tibia"], *b"PB"),
    (&["sacrum", "ilium", "iliac", "acetabulum", "ischium"], *b"P8"),
    (&["vertebra", "vertebral", "spine", "spinal"], *b"PC"),
    (&["lung"], *b"B2"),
    (&["mediastinum", "mediastinal"], *b"B6"),
    (&["esophagus", "esophageal"], *b"D0"),
    (&["stomach", "gastric"], *b"D1"),
    (&["rectum", "rectal"], *b"D7"),
    (&["liver", "hepatic"], *b"F0"),
    (&["pancreas", "pancreatic"], *b"F3"),
    (&["bladder"], *b"T2"),
    (&["prostate"], *b"V0"),
    (&["cervix", "cervical"], *b"U1"),
    (&["uterus", "uterine"], *b"U2"),
    (&["larynx", "laryngeal"], *b"9B"),
    (&["spleen", "splenic"], *b"72"),
    (&["pelvis", "pelvic"], *b"W6"),
];

/// How far from the word of the treatment its site may stand.
const REACH: usize = 14;

pub(crate) fn apply(case: &mut Case<'_>) {
    let mut out: Vec<Draft> = Vec::new();
    for sight in case.sights.iter().filter(|s| s.procedure.option("family") == Some("beam")) {
        if !is_done(&sight.status) || !is_given(case.stay.doc, sight.hit.first) {
            continue;
        }
        let site = site(case.stay.doc, (sight.hit.first, sight.hit.end));
        let Some(([system, part], token)) = site else { continue };
        let Some(energy) = energy(case.stay.doc) else { continue };
        let code = [b'D', system, b'0', part, energy, b'Z', b'Z'];
        let words = case.words(sight.hit);
        if words.is_legal(&code) && out.iter().all(|d| d.code != code) {
            let mut draft = Draft::fixed(sight.hit, code, words.span(sight.hit.first, sight.hit.end));
            draft.evidence.push(words.span(token, token + 1));
            draft.reasons.push("site and energy of the beam as told".to_owned());
            out.push(draft);
        }
    }
    case.drafts.extend(out);
}

/// Whether its sentence or the next tells of a dose or of fractions.
fn is_given(doc: &Document<'_>, at: usize) -> bool {
    let Some(sentence) = doc.sentence_of(at) else { return false };
    let sentences = doc.sentences();
    let end = sentences.get(sentence + 1).unwrap_or(&sentences[sentence]).tokens.1 as usize;
    (sentences[sentence].tokens.0 as usize..end)
        .any(|t| matches!(doc.folded(t), "gy" | "cgy" | "fraction" | "fx"))
}

/// The site named closest, behind the word before ahead of it; levels of the spine are other bone.
fn site(doc: &Document<'_>, (first, end): (usize, usize)) -> Option<([u8; 2], usize)> {
    let sentence = doc.sentence_of(first);
    let named = |t: usize| {
        if doc.sentence_of(t) != sentence {
            return None;
        }
        if is_level(doc.folded(t)) {
            return Some((*b"PC", t));
        }
        let known = SITES.iter().find(|(words, _)| words.contains(&doc.folded(t)))?;
        // `Cervical spine` is no cervix.
        let spine = doc.folded(t + 1) == "spine";
        Some((if spine { *b"PC" } else { known.1 }, t))
    };
    let behind = (first..end + REACH).find_map(named);
    behind.or_else(|| (first.saturating_sub(REACH)..first).rev().find_map(named))
}

/// `T8`, `L2`.
fn is_level(word: &str) -> bool {
    let mut bytes = word.bytes();
    matches!(bytes.next(), Some(b't' | b'l'))
        && word.len() <= 3
        && word[1..].parse::<u8>().is_ok_and(|n| (1..=12).contains(&n))
}

/// The qualifier of the beam by what the note calls it and its megavolts.
fn energy(doc: &Document<'_>) -> Option<u8> {
    let mut volts: Option<u8> = None;
    for t in 0..doc.tokens().len() {
        match doc.folded(t) {
            "electron" => return Some(b'3'),
            "proton" => return Some(b'4'),
            "mv" | "mev" if t > 0 => {
                volts = volts.or(doc.raw(t - 1).parse::<f32>().ok().map(band));
            }
            word => {
                let glued = word.strip_suffix("mv").or_else(|| word.strip_suffix("mev"));
                volts = volts.or(glued.and_then(|n| n.parse::<f32>().ok()).map(band));
            }
        }
    }
    volts
}

/// Photons of up to 10 MeV, or of more.
fn band(volts: f32) -> u8 {
    if volts <= 10.0 { b'1' } else { b'2' }
}
