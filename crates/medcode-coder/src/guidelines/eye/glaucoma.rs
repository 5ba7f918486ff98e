//! The stage of glaucoma in each eye (OCG I.C.7.a.2 to I.C.7.a.3): two codes where the eyes
//! differ.

use super::{Eye, eye};
use crate::case::Case;
use crate::guidelines::words;
use medcode_model::WithheldReason;

/// Codes each eye with its own stage where the statement gives two.
pub(super) fn apply(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let code = draft.code.compact();
        let staged =
            ["H401", "H402", "H403", "H404", "H405", "H406"].iter().any(|p| code.starts_with(p));
        if !draft.is_reported() || !staged || code.len() != 7 {
            continue;
        }
        let within = words::sentence(case, draft);
        if code.as_bytes()[5] == b'9' && within.clone().any(|t| eye(case, t) == Some(Eye::Both)) {
            let both = format!("{}3{}", &code[..5], &code[6..]);
            case.recode(at, &both, "both eyes", "OCG-I.C.7.a.2");
            continue;
        }
        let stages: Vec<(usize, u8)> =
            within.clone().filter_map(|t| stage(case.doc.folded(t)).map(|s| (t, s))).collect();
        // "Moderate OD, severe OS", "OD moderate, OS severe": in the order they are told.
        let eyes: Vec<Eye> =
            within.clone().filter_map(|t| eye(case, t)).filter(|e| *e != Eye::Both).collect();
        let of = |wanted: Eye| {
            let mut told = eyes.iter().zip(&stages).filter(|(e, _)| **e == wanted);
            told.next().filter(|_| eyes.len() == stages.len()).map(|(_, (_, s))| *s)
        };
        let (Some(right), Some(left)) = (of(Eye::Right), of(Eye::Left)) else { continue };
        let family = code[..5].to_owned();
        let like = draft.clone();
        if right == left {
            case.recode(at, &format!("{family}3{right}"), "both eyes at one stage", "OCG-I.C.7.a.2");
            continue;
        }
        let sentence = like.sentence;
        case.recode(at, &format!("{family}1{right}"), "the stage of the right eye", "OCG-I.C.7.a.3");
        let own = case.drafts[at].code;
        for (n, other) in case.drafts.iter_mut().enumerate() {
            let same = other.sentence == sentence && other.code.compact().starts_with(&family);
            if n != at && same && other.code != own {
                other.withhold(
                    WithheldReason::LessSpecific,
                    "each eye has its stage",
                    Some("OCG-I.C.7.a.3"),
                );
            }
        }
        case.add(&format!("{family}2{left}"), &like, "the stage of the left eye", "OCG-I.C.7.a.3");
        return;
    }
}

const fn stage(word: &str) -> Option<u8> {
    Some(match word.as_bytes() {
        b"mild" => 1,
        b"moderate" | b"mod" => 2,
        b"severe" | b"advanced" => 3,
        b"indeterminate" => 4,
        _ => return None,
    })
}
