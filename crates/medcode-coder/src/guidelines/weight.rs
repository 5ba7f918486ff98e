//! Body mass index beside the diagnosis that it belongs to (OCG I.B.14, I.C.21.c.3), and
//! obesity by class.

use super::near;
use crate::case::{Case, Draft};

/// Diagnoses that a body mass index may be coded with.
const DIAGNOSES: &[&str] = &[
    "E66", "E43", "E44", "E45", "E46", "E40", "E41", "E42", "R63.4", "R63.5", "R63.6", "R63.8", "F50",
    "E88.A",
];

/// Adds the body mass index to a weight diagnosis of the provider.
pub(crate) fn apply(case: &mut Case<'_>) {
    class(case);
    // Not in pregnancy (OCG I.C.21.c.3).
    if case.reports("O") || case.reports("Z68") || case.reports("Z33") || case.reports("Z34") {
        return;
    }
    let belongs = |d: &Draft| d.is_reported() && DIAGNOSES.iter().any(|c| d.under(c));
    let Some(at) = case.drafts.iter().position(belongs) else { return };
    let Some((tokens, code)) = index(case) else { return };
    let mut like = case.drafts[at].clone();
    like.order += 1;
    like.evidence = vec![case.span(tokens)];
    case.add(&code, &like, "beside the diagnosis it belongs to", "OCG-I.B.14");
}

/// Obesity of class 1 to 3.
fn class(case: &mut Case<'_>) {
    const CLASSES: &[(&[&str], &str)] = &[
        (&["class 1", "class i"], "E66.811"),
        (&["class 2", "class ii"], "E66.812"),
        (&["class 3", "class iii"], "E66.813"),
    ];
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under("E66.9") {
            continue;
        }
        let words = near::beside(case, draft, 3, 3);
        let here = CLASSES.iter().find(|(w, _)| near::said(case, &words, w));
        // The class may be given where obesity is named another time.
        let elsewhere = || {
            let beside = |r: &std::ops::Range<usize>| {
                (r.start.saturating_sub(2)..r.end + 2).any(|t| case.doc.folded(t) == "obesity")
            };
            CLASSES.iter().find(|(w, _)| case.places.any(w).iter().any(beside))
        };
        if let Some((_, code)) = here.or_else(elsewhere) {
            case.recode(at, code, "the class is stated", "OCG-I.B.2");
        }
    }
}

/// The first body mass index of the note and its code.
fn index(case: &Case<'_>) -> Option<(std::ops::Range<usize>, String)> {
    let adult = case.facts.age.is_none_or(|a| a >= 20.0);
    for place in case.places.any(&["bmi", "body mass index"]) {
        let after = place.end..(place.end + 6).min(case.doc.tokens().len());
        let same = |t: usize| case.doc.sentence_of(t) == case.doc.sentence_of(place.start);
        let value = after.clone().filter(|&t| same(t)).find_map(|t| {
            let n: f32 = case.doc.raw(t).parse().ok()?;
            (8.0..150.0).contains(&n).then_some((t, n))
        });
        let Some((token, value)) = value else { continue };
        if adult {
            return Some((place.start..token + 1, adult_code(value)));
        }
        if let Some((end, code)) = child_code(case, token + 1) {
            return Some((place.start..end, code.to_owned()));
        }
    }
    None
}

fn adult_code(value: f32) -> String {
    let whole = value as u32;
    match whole {
        0..=19 => "Z68.1".into(),
        20..=39 => format!("Z68.{whole}"),
        40..=44 => "Z68.41".into(),
        45..=49 => "Z68.42".into(),
        50..=59 => "Z68.43".into(),
        60..=69 => "Z68.44".into(),
        _ => "Z68.45".into(),
    }
}

/// For children the percentile decides, and above the 95th its share of the 95th.
fn child_code(case: &Case<'_>, from: usize) -> Option<(usize, &'static str)> {
    let end = (from + 12).min(case.doc.tokens().len());
    let number = |t: usize| -> Option<f32> {
        case.doc.raw(t).trim_end_matches(|c: char| c.is_alphabetic()).parse().ok()
    };
    let percentile = (from..end).find(|&t| {
        number(t).is_some_and(|n| n <= 100.0)
            && (matches!(case.doc.folded(t + 1), "ile" | "percentile" | "tile")
                || matches!(
                    case.doc.raw(t).get(case.doc.raw(t).len().saturating_sub(2)..),
                    Some("th" | "rd" | "st" | "nd")
                ))
    })?;
    let value = number(percentile)?;
    let share = (percentile + 1..end)
        .find(|&t| {
            matches!(case.doc.folded(t + 1), "of") && matches!(case.doc.folded(t + 2), "95th" | "the")
        })
        .and_then(number);
    let code = match (value, share) {
        (v, _) if v < 5.0 => "Z68.51",
        (v, _) if v < 85.0 => "Z68.52",
        (v, _) if v < 95.0 => "Z68.53",
        (_, Some(s)) if s >= 140.0 => "Z68.56",
        (_, Some(s)) if s >= 120.0 => "Z68.55",
        _ => "Z68.54",
    };
    Some((percentile + 1, code))
}
