//! The help of a robot is coded beside the operation (ICD-10-PCS table 8E0, by region of the body and the
//! operation's own approach).

use crate::desk::Case;
use crate::draft::Draft;
use crate::read::phrases::Hit;
use medcode_model::Presence;
use medcode_note::Document;

/// Words of a robot, folded.
const WORDS: &[&str] = &["robotic", "robotically", "robot", "davinci", "mako", "ratlh", "ralp"];

/// How far from an operation its robot may be told.
const NEAR: usize = 30;

pub(crate) fn apply(case: &mut Case<'_>) {
    let doc = case.stay.doc;
    let told = |t: &usize| is_robot(doc, *t);
    let found: Vec<usize> = (0..doc.tokens().len()).filter(told).collect();
    let Some((token, draft)) = found.iter().find_map(|&t| Some((t, helped(case, t)?))) else { return };
    let Some(region) = region(&draft.code) else { return };
    let code = [b'8', b'E', b'0', region, draft.code[4], b'C', b'Z'];
    let row = draft.row;
    let hit = Hit { row, first: token, end: token + 1 };
    let words = case.words(hit);
    if !words.is_legal(&code) || case.drafts.iter().any(|d| d.code == code) {
        return;
    }
    let mut made = Draft::fixed(hit, code, words.span(token, token + 1));
    made.reasons.push("a robot helped at the operation".to_owned());
    made.confidence = 0.8;
    case.drafts.push(made);
}

fn is_robot(doc: &Document<'_>, t: usize) -> bool {
    let vinci = doc.folded(t) == "da" && doc.folded(t + 1) == "vinci";
    if !(vinci || WORDS.contains(&doc.folded(t))) {
        return false;
    }
    let denied = |n: usize| matches!(doc.folded(n), "not" | "unavailable" | "declined" | "aborted");
    let before = matches!(doc.folded(t.wrapping_sub(1)), "non" | "no" | "not" | "without" | "declined");
    let undocked = before || (t + 1..t + 3).any(denied);
    !undocked && doc.context(doc.tokens()[t].span).assertion.presence == Presence::Present
}

/// The operation told closest to the word.
fn helped<'d>(case: &'d Case<'_>, token: usize) -> Option<&'d Draft> {
    let away = |d: &Draft| {
        if d.hit.first > token { d.hit.first - token } else { token.saturating_sub(d.hit.end) }
    };
    let operations = case.drafts.iter().filter(|d| {
        d.is_reported()
            && d.is_complete()
            && d.code[0] == b'0'
            && matches!(d.code[4], b'0' | b'3' | b'4' | b'7' | b'8')
            && d.code[2] != b'J'
    });
    operations.filter(|d| away(d) <= NEAR).min_by_key(|d| away(d))
}

/// The region of the body: head and neck, trunk, upper or lower extremity.
fn region(code: &[u8; 7]) -> Option<u8> {
    Some(match (code[1], code[3]) {
        (b'B' | b'D' | b'F' | b'T' | b'U' | b'V' | b'2' | b'W', _) => b'W',
        (b'7', b'0'..=b'2') => b'9',
        (b'7', _) => b'W',
        (b'G', b'2'..=b'4') => b'W',
        (b'G' | b'C' | b'9' | b'N', _) => b'9',
        (b'R', b'E'..=b'X') => b'X',
        (b'R' | b'Q', b'0' | b'1') => b'W',
        (b'R', _) => b'W',
        (b'S', b'0'..=b'8') => b'W',
        (b'S' | b'Q', _) => b'Y',
        _ => return None,
    })
}
