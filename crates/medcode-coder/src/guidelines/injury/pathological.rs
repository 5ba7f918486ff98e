//! A fracture in known osteoporosis that a normal bone would have withstood, and one through
//! a metastasis, is pathological: M80 and M84.5, by site and side, not the code of the
//! traumatic fracture (OCG I.C.13.d.2, I.C.2.l.6).

use crate::case::{Case, Draft, Fate};
use crate::guidelines::words;
use medcode_model::{Experiencer, Presence, Temporality, WithheldReason};

/// Words that call a fracture osteoporotic.
const FRAGILE: &[&str] = &["osteoporotic", "fragility", "insufficiency"];
const PATHOLOGIC: &[&str] = &["pathologic", "pathological"];
/// The bone disease named as the cause.
const DUE: &[&str] = &["due to osteoporosis", "secondary to osteoporosis", "from osteoporosis"];
/// Words of a minor fall.
const MINOR: &[&str] = &["standing", "ground", "minor", "low"];

pub(super) fn apply(case: &mut Case<'_>) {
    let osteoporosis = case.drafts.iter().any(|d| {
        (d.under("M81") || d.under("M80")) && d.context.assertion.presence == Presence::Present
    });
    let tumor = case.reported().any(|d| d.under("C"));
    let found: Vec<(usize, Kind)> = (0..case.drafts.len())
        .filter(|&n| is_fracture(case, &case.drafts[n]))
        .filter_map(|n| Some((n, kind(case, &case.drafts[n], osteoporosis, tumor)?)))
        .collect();
    for &(at, kind) in &found {
        let Some((code, authority)) = pathological(case, at, kind) else { continue };
        if case.recode(at, &code, "a pathological fracture", authority) {
            case.drafts[at].fate = Fate::Report;
        }
    }
    by_words(case);
    settle(case);
    healed(case);
}

/// A fragility fracture that has healed is history beside osteoporosis (OCG I.C.13.d.1).
fn healed(case: &mut Case<'_>) {
    let old = case.drafts.iter().find(|d| {
        let fracture = d.under("M80") || is_bone(case, d);
        fracture
            && d.context.assertion.temporality == Temporality::Past
            && d.context.assertion.presence == Presence::Present
            && d.context.assertion.experiencer == Experiencer::Patient
            && words::sentence(case, d).any(|t| FRAGILE.contains(&case.doc.folded(t)))
    });
    let (Some(old), Some(bone)) = (old, case.reported().find(|d| d.under("M81"))) else { return };
    let like = Draft { fate: Fate::Report, tier: bone.tier, ..old.clone() };
    case.add("Z87.310", &like, "a healed fracture due to osteoporosis", "OCG-I.C.13.d.1");
}

/// Gives a pathological fracture without a site the vertebra that its own words name.
fn by_words(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let bare = draft.under("M80.00") || draft.under("M84.50");
        if !draft.is_reported() || !bare || !names_vertebra(case, draft) {
            continue;
        }
        let seventh = draft.code.bytes()[6] as char;
        let code =
            if draft.under("M80") { format!("M80.08X{seventh}") } else { format!("M84.58X{seventh}") };
        case.recode(at, &code, "the vertebra that the note names", "OCG-I.C.13.d.2");
    }
}

/// "L2", "vertebral": from the first word of the mention to two beyond its last.
fn names_vertebra(case: &Case<'_>, draft: &Draft) -> bool {
    let (Some(&first), Some(&last)) = (draft.tokens.first(), draft.tokens.last()) else { return false };
    (first..last + 2).any(|t| {
        let word = case.doc.folded(t as usize);
        let level = word.len() > 1
            && word.len() < 4
            && word.starts_with(['c', 't', 'l'])
            && word[1..].bytes().all(|b| b.is_ascii_digit());
        level || matches!(word, "vertebra" | "vertebral" | "spine" | "lumbar" | "thoracic")
    })
}

/// What broke the bone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Osteoporosis,
    Neoplasm,
}

/// A fracture of chapter 19.
fn is_bone(case: &Case<'_>, draft: &Draft) -> bool {
    let says = |t: u32| matches!(case.doc.folded(t as usize), "fracture" | "fx" | "fractured");
    draft.under("S") && draft.tokens.iter().any(|&t| says(t))
}

/// One that is told of today.
fn is_fracture(case: &Case<'_>, draft: &Draft) -> bool {
    let at = draft.context.assertion;
    is_bone(case, draft) && at.presence == Presence::Present && at.temporality == Temporality::Current
}

fn kind(case: &Case<'_>, draft: &Draft, osteoporosis: bool, tumor: bool) -> Option<Kind> {
    let (low, high) = case.doc.sentences()[draft.sentence as usize].tokens;
    let first = *draft.tokens.first()?;
    let last = *draft.tokens.last()?;
    let near = first.saturating_sub(4).max(low)..(last + 3).min(high);
    let says = |range: std::ops::Range<u32>, words: &[&str]| {
        range.into_iter().any(|t| words.contains(&case.doc.folded(t as usize)))
    };
    if says(near.clone(), FRAGILE) {
        return Some(Kind::Osteoporosis);
    }
    if says(near, PATHOLOGIC) {
        return if tumor { Some(Kind::Neoplasm) } else { osteoporosis.then_some(Kind::Osteoporosis) };
    }
    let whole = low as usize..high as usize;
    // "Age-related osteoporosis with L1 compression fracture".
    let bone = case.drafts.iter().any(|d| {
        let behind = d.tokens.iter().max().is_some_and(|&t| {
            t < first && (t + 1..first).any(|n| matches!(case.doc.folded(n as usize), "with" | "w"))
        });
        d.under("M81") && d.sentence == draft.sentence && behind && d.context.assertion.is_affirmed()
    });
    if bone {
        return Some(Kind::Osteoporosis);
    }
    if words::says(case, &whole, DUE).is_some() {
        return Some(Kind::Osteoporosis);
    }
    let minor = says(low..high, MINOR) && says(low..high, &["fall", "fell", "height", "energy"]);
    (osteoporosis && minor).then_some(Kind::Osteoporosis)
}

/// The pathological fracture of the same bone, side and encounter.
fn pathological(case: &Case<'_>, at: usize, kind: Kind) -> Option<(String, &'static str)> {
    let draft = &case.drafts[at];
    let title = &case.title(draft.row).lower;
    let side = if title.contains("right") {
        '1'
    } else if title.contains("left") {
        '2'
    } else {
        '9'
    };
    let seventh = match draft.code.bytes()[6] {
        c @ (b'D' | b'G' | b'K' | b'P' | b'S') => c as char,
        _ => 'A',
    };
    let code = draft.code.compact();
    let site = site(code)?;
    let spine = site == '8';
    Some(match kind {
        Kind::Osteoporosis if spine || site == 'B' || site == 'A' => {
            (format!("M80.0{site}X{seventh}"), "OCG-I.C.13.d.2")
        }
        Kind::Osteoporosis => (format!("M80.0{site}{side}{seventh}"), "OCG-I.C.13.d.2"),
        Kind::Neoplasm if spine || site == 'A' => (format!("M84.58X{seventh}"), "OCG-I.C.2.l.6"),
        Kind::Neoplasm if site == 'B' => (format!("M84.550{seventh}"), "OCG-I.C.2.l.6"),
        Kind::Neoplasm => (format!("M84.5{site}{}{seventh}", bone(code, side)), "OCG-I.C.2.l.6"),
    })
}

/// The site character of M80.0 and M84.5 for the bone of a traumatic fracture.
fn site(code: &str) -> Option<char> {
    let fourth = code.as_bytes().get(3).copied().unwrap_or_default();
    Some(match &code[..3] {
        "S12" => '8',
        "S22" if matches!(fourth, b'0') => '8',
        "S22" => 'A',
        "S32" if matches!(fourth, b'0' | b'1' | b'2') => '8',
        "S32" => 'B',
        "S42" if matches!(fourth, b'0' | b'1') => '1',
        "S42" => '2',
        "S52" => '3',
        "S62" => '4',
        "S72" => '5',
        "S82" if matches!(fourth, b'5' | b'6') => '7',
        "S82" => '6',
        "S92" => '7',
        _ => return None,
    })
}

/// The sixth character of M84.53 and M84.56 names the bone and the side.
fn bone(code: &str, side: char) -> char {
    let second = code.starts_with("S520") || code.starts_with("S522") || code.starts_with("S526");
    let second = second || code.starts_with("S824") || code.starts_with("S828");
    match (second && (code.starts_with("S52") || code.starts_with("S82")), side) {
        (true, '1') => '1',
        (true, '2') => '2',
        (false, '1') if code.starts_with("S52") => '3',
        (false, '2') if code.starts_with("S52") => '4',
        (_, side) => side,
    }
}

/// Beside the fracture by site neither the one without a site nor osteoporosis alone stands.
fn settle(case: &mut Case<'_>) {
    let osteoporotic = case.reported().any(|d| d.under("M80") && d.code.bytes()[4] != b'0');
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        let bare = (draft.under("M80.00") || draft.under("M84.50") || draft.under("M84.40"))
            && draft.is_reported();
        if bare {
            draft.withhold(WithheldReason::LessSpecific, "the site is coded", Some("OCG-I.B.2"));
        } else if osteoporotic && draft.under("M81") {
            let detail = "osteoporosis with a current fracture is one code";
            draft.withhold(WithheldReason::Excluded, detail, Some("OCG-I.C.13.d"));
        }
    }
}
