//! What a new hip joint glides on, told as a list of implants: a ceramic head and a liner of polyethylene
//! (ICD-10-PCS table 0SR, device).

use crate::desk::Case;
use medcode_note::Document;

/// Words between the material and the part it is of.
const REACH: usize = 3;

const CERAMIC: &[&str] = &["ceramic", "biolox", "alumina", "delta"];
const METAL: &[&str] = &["metal", "metallic", "cobalt", "cocr", "chrome", "steel"];
const OXIDIZED: &[&str] = &["oxinium", "zirconium", "oxidized"];
const POLY: &[&str] = &["polyethylene", "poly", "xlpe", "uhmwpe"];
const HEADS: &[&str] = &["head", "ball"];
const LINERS: &[&str] = &["liner", "insert", "cup", "inlay"];

/// Puts in the device where the words beside the operation told only that it was a substitute.
pub(crate) fn apply(case: &mut Case<'_>) {
    let doc = case.stay.doc;
    // `Ceramic head` beside the operation alone was taken for the whole.
    let part = |device: u8| matches!(device, b'J' | b'1' | b'3');
    let whole = |code: &[u8; 7]| &code[..3] == b"0SR" && matches!(code[3], b'9' | b'B') && part(code[5]);
    let half =
        |code: &[u8; 7]| &code[..3] == b"0SR" && matches!(code[3], b'R' | b'S') && code[5] == b'J';
    put(case, device(doc), whole);
    put(case, head(doc), half);
}

/// Puts a device on the joints that it fits.
fn put(case: &mut Case<'_>, device: Option<u8>, fits: impl Fn(&[u8; 7]) -> bool) {
    let Some(device) = device else { return };
    for n in 0..case.drafts.len() {
        let draft = &case.drafts[n];
        if !draft.is_reported() || !fits(&draft.code) {
            continue;
        }
        let mut code = draft.code;
        code[5] = device;
        if case.words(draft.hit).is_legal(&code) {
            case.drafts[n].code = code;
            case.drafts[n].reasons.push("head and liner as the list of implants tells".to_owned());
        }
    }
}

/// Whether a part is told to be of a material.
fn is_of(doc: &Document<'_>, materials: &[&str], parts: &[&str]) -> bool {
    (0..doc.tokens().len()).any(|t| {
        let end = (t + 1 + REACH).min(doc.tokens().len());
        materials.contains(&doc.folded(t)) && (t + 1..end).any(|n| parts.contains(&doc.folded(n)))
    })
}

/// The device of half a joint, by its head or shell.
fn head(doc: &Document<'_>) -> Option<u8> {
    const OUTER: &[&str] = &["head", "ball", "bipolar", "unipolar", "shell"];
    match (is_of(doc, METAL, OUTER), is_of(doc, CERAMIC, OUTER)) {
        (true, false) => Some(b'1'),
        (false, true) => Some(b'3'),
        _ => None,
    }
}

/// The device that a head and a liner make.
fn device(doc: &Document<'_>) -> Option<u8> {
    let of = |materials: &[&str], parts: &[&str]| is_of(doc, materials, parts);
    let poly = of(POLY, LINERS);
    match () {
        () if of(OXIDIZED, HEADS) && poly => Some(b'6'),
        () if of(CERAMIC, HEADS) && of(CERAMIC, LINERS) && !poly => Some(b'3'),
        () if of(CERAMIC, HEADS) && poly => Some(b'4'),
        () if of(METAL, HEADS) && poly => Some(b'2'),
        () => None,
    }
}
