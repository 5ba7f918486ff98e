//! Prenatal visits: high-risk supervision, first or later pregnancy, scars (OCG I.C.15.b).

use super::time::{self, Stage, Time};
use crate::case::{Case, Draft, Tier};
use medcode_model::{Setting, WithheldReason};
use std::ops::Range;

/// First or later pregnancy, by `G3P2`, "gravida 3", "primigravida".
fn is_first(case: &Case<'_>) -> Option<bool> {
    let doc = case.doc;
    for token in 0..doc.tokens().len() {
        let word = doc.folded(token);
        match word {
            "primigravida" | "primigravid" | "primip" => return Some(true),
            "multigravida" | "multigravid" | "multiparous" => return Some(false),
            "gravida" => {
                if let Ok(n) = doc.folded(token + 1).parse::<u8>() {
                    return Some(n < 2);
                }
            }
            _ => {}
        }
        // G1P0, G3P2002, G2 P1: the number behind the g.
        if let Some(rest) = word.strip_prefix('g') {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let parity = rest[digits..].starts_with('p') || doc.folded(token + 1).starts_with('p');
            if digits > 0
                && parity
                && let Ok(n) = rest[..digits].parse::<u8>()
            {
                return Some(n < 2);
            }
        }
    }
    None
}

/// Old or young for a first or a later pregnancy (O09.5, O09.6): by gravidity and trimester.
pub(super) fn by_gravidity(case: &mut Case<'_>, time: &Time) {
    for at in 0..case.drafts.len() {
        let code = case.drafts[at].code.to_string();
        if code.starts_with("Z34.9") || code == "Z34" {
            if let Some(row) = case.row(&routine_code(case, time)) {
                time::set(case, at, row);
            }
            continue;
        }
        if !matches!(code.as_str(), "O09.5" | "O09.6") {
            continue;
        }
        let Some(first) = is_first(case) else { continue };
        let family = format!("{code}{}", if first { 1 } else { 2 });
        if let Some(row) = time::pick(case, &family, time, None) {
            time::set(case, at, row);
        }
    }
}

/// Routine supervision whose characters are open: first or later pregnancy, trimester.
pub(super) fn routine_code(case: &Case<'_>, time: &Time) -> String {
    let kind = match is_first(case) {
        Some(true) => '0',
        Some(false) => '8',
        None => '9',
    };
    format!("Z34.{kind}{}", time.trimester())
}

/// Routine supervision only where no code of chapter 15 is reported; the scar of an earlier
/// cesarean by its type; Rh-negative mothers.
pub(super) fn apply(case: &mut Case<'_>, time: &Time) {
    if matches!(time.stage, Stage::Trimester(_)) {
        old(case, time);
        rh_negative(case, time);
        routine(case, time);
    }
    scar(case, time);
    // The outcome of supervision is the delivery itself (OCG I.C.15.b.2).
    let chapter = case.drafts.iter().any(|d| d.is_reported() && d.under("O"));
    for draft in case.drafts.iter_mut().filter(|d| d.is_reported()) {
        if chapter && (draft.under("Z34") || draft.under("Z33.1")) {
            draft.withhold(
                WithheldReason::Excluded,
                "a code of chapter 15 says more",
                Some("OCG-I.C.15.b.1"),
            );
        }
    }
}

/// "AMA" in what the provider assesses, at an age that makes it the mother's (O09.5-).
fn old(case: &mut Case<'_>, time: &Time) {
    let age = case.facts.age.is_none_or(|a| a >= 34.0);
    if !age || case.reports("O09.5") {
        return;
    }
    let said = case.places.any(&[
        "ama",
        "advanced maternal age",
        "elderly multigravida",
        "elderly primigravida",
    ]);
    let words = said.into_iter().find(|r| {
        let span = case.span(r.clone());
        let context = case.doc.context(span);
        case.tier(&context, span) >= Tier::Discussed
    });
    let (Some(words), Some(first)) = (words, is_first(case)) else { return };
    if let Some(row) = time::pick(case, if first { "O09.51" } else { "O09.52" }, time, None) {
        let code = case.release.code(row).to_string();
        case.state(&code, words, "advanced maternal age", "OCG-I.C.15.b.2");
    }
}

/// A pregnancy that is the reason for an office visit is supervised, not incidental
/// (OCG I.C.15.b.1): first or later pregnancy, by trimester.
fn routine(case: &mut Case<'_>, time: &Time) {
    let office = matches!(case.facts.setting, Setting::Office | Setting::Telehealth);
    let incidental =
        !case.places.word("incidental").is_empty() || !case.places.word("incidentally").is_empty();
    let at = case.drafts.iter().position(|d| d.is_reported() && d.under("Z33.1"));
    let (Some(at), true, Some(_), false) = (at, office, &time.weeks, incidental) else { return };
    let code = routine_code(case, time);
    case.recode(at, &code, "supervision of the pregnancy is the reason for the visit", "OCG-I.C.15.b.1");
}

/// An earlier cesarean that today's care has to reckon with: the scar by its type.
fn scar(case: &mut Case<'_>, time: &Time) {
    if time.stage == Stage::Puerperium {
        return;
    }
    let Some(words) = earlier_cesarean(case) else { return };
    let near = |phrases: &[&str]| {
        case.places.any(phrases).iter().any(|r| r.start + 6 >= words.start && r.start <= words.end + 6)
    };
    let low = near(&["low transverse", "ltc", "low segment transverse", "lower segment transverse"]);
    let code = match (low, near(&["classical", "vertical"])) {
        (true, false) => "O34.211",
        (false, true) => "O34.212",
        _ => "O34.219",
    };
    let told = |d: &Draft| d.is_reported() && d.under("O34.2") && d.code.compact() != "O34219";
    if case.drafts.iter().any(told) {
        return;
    }
    match case.drafts.iter().position(|d| d.is_reported() && d.code.compact() == "O34219") {
        Some(at) if code != "O34.219" => {
            case.recode(at, code, "the type of the scar is stated", "OCG-I.B.2");
        }
        Some(_) => {}
        None => {
            case.state(code, words, "scar of an earlier cesarean", "OCG-I.C.15.a.1");
        }
    }
}

/// "Prior", "previous", "h/o" shortly before a cesarean, in what the provider assesses.
fn earlier_cesarean(case: &Case<'_>) -> Option<Range<usize>> {
    let cesarean = ["cesarean", "ltc", "c section", "c s", "cs", "csection", "pltc", "rltc"];
    case.places.any(&cesarean).into_iter().find_map(|r| {
        let from = r.start.saturating_sub(4);
        let mark = (from..r.start)
            .find(|&t| matches!(case.doc.folded(t), "prior" | "previous" | "prev" | "history" | "hx"))?;
        let one = case.doc.sentence_of(mark) == case.doc.sentence_of(r.start);
        let span = case.span(mark..r.end);
        let context = case.doc.context(span);
        (one && case.tier(&context, span) >= Tier::Discussed).then_some(mark..r.end)
    })
}

/// Rh-negative and given immune globulin: a pregnancy-related condition (Index: Pregnancy,
/// complicated by, Rh negative mother is not isoimmunization) with its prophylaxis.
fn rh_negative(case: &mut Case<'_>, time: &Time) {
    let negative = case.places.any(&["rh neg", "rh negative", "rhesus negative", "rh d negative"]);
    let given = case.places.any(&["rhogam", "rhig", "rho d", "anti d immune", "winrho", "rhophylac"]);
    let Some(words) = negative.iter().find(|r| {
        let span = case.span((*r).clone());
        let context = case.doc.context(span);
        case.tier(&context, span) >= Tier::Discussed
    }) else {
        return;
    };
    if given.is_empty() || case.reports("O36.0") {
        return;
    }
    let today = given.iter().find(|r| is_given(case, r)).cloned();
    let words = words.clone();
    if let Some(row) = time::pick(case, "O26.89", time, None) {
        let code = case.release.code(row).to_string();
        case.state(&code, words, "Rh-negative mother given immune globulin", "OCG-I.C.15.a.1");
        if let Some(given) = today {
            case.state("Z29.13", given, "prophylactic Rho(D) immune globulin", "OCG-I.C.21.c.13");
            if let Some(draft) = case.drafts.last_mut().filter(|d| d.under("Z29.13")) {
                draft.tier = draft.tier.max(Tier::Discussed);
            }
        }
    }
}

/// A scar of a low transverse cesarean that is said to be one (Index: Cesarean delivery, previous >
/// low transverse scar).
pub(super) fn low_scar(case: &mut Case<'_>) {
    const LOW: &[&str] = &["ltc", "low transverse", "pltc", "rltc"];
    let low = LOW.iter().any(|w| !case.places.phrase(w).is_empty());
    for at in 0..case.drafts.len() {
        if low && case.drafts[at].is_reported() && case.drafts[at].under("O34.219") {
            case.recode(at, "O34.211", "the scar is low transverse", "OCG-I.C.15.n");
        }
    }
}

/// Whether the immune globulin is given at this encounter, not planned for another.
fn is_given(case: &Case<'_>, words: &std::ops::Range<usize>) -> bool {
    const LATER: &[&str] = &[
        "planned",
        "plan",
        "next",
        "will",
        "due",
        "discussed",
        "schedule",
        "scheduled",
        "offer",
        "needs",
        "need",
        "declined",
        "after",
        "postpartum",
        "previously",
        "received",
    ];
    let sentence = case.doc.sentence_of(words.start);
    let near = words.start.saturating_sub(4)..(words.end + 5).min(case.doc.tokens().len());
    !near.filter(|&t| case.doc.sentence_of(t) == sentence).any(|t| LATER.contains(&case.doc.folded(t)))
}
