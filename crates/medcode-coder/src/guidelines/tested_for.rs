//! An infection named as what is looked for or vaccinated against is not there: "TB and hep B screen
//! ordered", "varicella 0.5 mL SC" (OCG I.C.21.c.2, I.C.21.c.5).

use super::near;
use crate::case::{Case, Draft};
use medcode_model::WithheldReason;
use medcode_note::Gap;

/// Infections that are screened for or vaccinated against.
const INFECTIONS: &[&str] = &[
    "A15", "A18", "A19", "A36", "A37", "A35", "A49.2", "A5", "A74", "A80", "B01", "B02", "B05", "B06",
    "B15", "B16", "B18", "B19", "B20", "B26", "J09", "J10", "J11", "U07.1", "A08.0", "B97.4", "B97.7",
    "A63.0", "A64", "A01", "A82", "A95", "B50", "B54",
];

/// Words behind an infection that make it the name of a test.
const TESTS: &[&str] = &[
    "screen",
    "screening",
    "test",
    "testing",
    "serology",
    "serologies",
    "antibody",
    "antibodies",
    "titer",
    "titre",
    "panel",
    "quantiferon",
    "igra",
    "spot",
    "nat",
    "antigen",
    "naat",
    "pcr",
    "swab",
];
/// Words behind it that make it the name of a vaccine, or of its dose.
const VACCINES: &[&str] = &[
    "vaccine",
    "vac",
    "vacc",
    "vax",
    "vaccination",
    "immunization",
    "shot",
    "booster",
    "series",
    "dose",
    "ml",
    "sc",
    "subq",
    "im",
];
/// Infections that grown-ups are vaccinated against, told by the name of the vaccine with its date.
const VACCINATED: &[&str] =
    &["J10", "J11", "B97.4", "U07.1", "A35", "A36", "A37", "B02.9", "B19.1", "B15", "B16"];

/// Words right behind it by which it is a dose of a vaccine or what one knows of it.
const RECORDS: &[&str] = &[
    "immune",
    "nonimmune",
    "utd",
    "given",
    "declined",
    "refused",
    "updated",
    "due",
    "booster",
    "nr",
    "nonreactive",
    "done",
    "annual",
    "season",
    "high",
    "hd",
    "mist",
    "current",
    "offered",
    "yearly",
    "counseling",
    "education",
];
/// Words by which a list of infections is one of tests.
const SENT: &[&str] = &["sent", "rpr", "naat", "collected"];
/// Words of an infection that the patient lives with.
const LIVED_WITH: &[&str] =
    &["on", "cd4", "viral", "undetectable", "suppressed", "art", "haart", "since"];
/// Words by which the test found it.
const FOUND: &[&str] =
    &["positive", "reactive", "detected", "pos", "active", "chronic", "carrier", "treated"];

pub(crate) fn apply(case: &mut Case<'_>) {
    let named: Vec<bool> = case.drafts.iter().map(|d| d.is_reported() && is_name(case, d)).collect();
    for (draft, _) in case.drafts.iter_mut().zip(named).filter(|(_, named)| *named) {
        let detail = "the name of a test or a vaccine";
        draft.withhold(WithheldReason::NotReportable, detail, Some("OCG-I.C.21.c.5"));
    }
}

/// A box ticked in a grid of checks: "SCREENING: HIV ✓ | Hep C ✓ | Diabetes ✓".
fn is_ticked_off(case: &Case<'_>, draft: &Draft) -> bool {
    const TICKS: &[char] = &['✓', '✔', '☑'];
    let (Some(own), text) = (draft.evidence.first(), case.doc.text()) else { return false };
    let after = text.get(own.end as usize..).unwrap_or_default();
    if !after.trim_start_matches(' ').starts_with(TICKS) {
        return false;
    }
    let Some(line) = case.doc.line_at(own.start) else { return false };
    let ticks = line.span.of(text).matches(TICKS).count();
    let start = line.span.start.saturating_sub(1);
    let above = case.doc.line_at(start).map_or("", |l| l.span.of(text));
    let checks = |s: &str| {
        let s = s.to_lowercase();
        ["screen", "checklist", "check list", "grid", "maintenance"].iter().any(|w| s.contains(w))
    };
    ticks >= 3 && (checks(line.span.of(text)) || checks(above))
}

/// `HCV/HIV/lipid/A1c drawn`: strokes join it to the names of tests.
fn is_in_panel(case: &Case<'_>, own: &std::ops::Range<usize>) -> bool {
    const LABS: &[&str] = &[
        "lipid", "lipids", "a1c", "rpr", "cbc", "cmp", "bmp", "tsh", "gc", "ct", "psa", "syphilis",
        "vdrl", "glucose", "hcv", "hbsag", "ua",
    ];
    const REACH: usize = 3;
    let doc = case.doc;
    let stroke = |t: usize| doc.gap(t).has(Gap::SLASH);
    let ahead = (own.end..own.end + REACH).take_while(|&t| stroke(t));
    let behind = (own.start.saturating_sub(REACH)..own.start).rev().take_while(|&t| stroke(t + 1));
    ahead.chain(behind).any(|t| LABS.contains(&doc.folded(t)))
}

fn is_name(case: &Case<'_>, draft: &Draft) -> bool {
    if is_ticked_off(case, draft) {
        return true;
    }
    if !INFECTIONS.iter().any(|c| draft.under(c)) {
        return false;
    }
    let (own, sentence) = (near::own(draft), near::sentence(case, draft));
    let plus_at =
        |t: usize| case.doc.gap(t).has(Gap::PLUS_AFTER.with(Gap::PLUS_MARK).with(Gap::PLUS_BEFORE));
    // "Influenza A PCR+": the test may be named between.
    let plus = plus_at(own.end) || TESTS.contains(&case.doc.folded(own.end)) && plus_at(own.end + 1);
    // What a semicolon parts is told of another: "chlamydia treated 2020; GC, HIV sent".
    let parts = |t: &usize| case.doc.gap(*t).has(Gap::SEMICOLON);
    let from = (sentence.start + 1..=own.start).rev().find(parts).unwrap_or(sentence.start);
    let to = (own.end..sentence.end).find(parts).unwrap_or(sentence.end);
    let part = from..to;
    if plus || part.clone().any(|t| FOUND.contains(&case.doc.folded(t))) {
        return false;
    }
    let said = |words: &[&str]| part.clone().any(|t| words.contains(&case.doc.folded(t)));
    // "GC/CT urine, HIV, RPR sent": what is sent to the laboratory.
    if said(SENT) && !said(LIVED_WITH) || is_in_panel(case, &own) {
        return true;
    }
    // "Going to Kenya; malaria, rabies and hepatitis A discussed".
    let travels = |t: usize| {
        matches!(case.doc.folded(t), "travel" | "traveling" | "prophylaxis" | "trip" | "discussed")
    };
    if sentence.clone().any(travels) && !near::said(case, &sentence, FOUND) {
        return true;
    }
    // "Hep B #1 at birth", "Tetanus: UTD", "Rubella immune": a dose or its record.
    let record = |t: usize| {
        let word = case.doc.folded(t);
        let numbered =
            case.doc.text().as_bytes().get(case.doc.tokens()[t].span.start as usize - 1) == Some(&b'#');
        // "Flu 10/2025; RSV 2024": when it was given.
        let digits = case.doc.raw(t).bytes().take_while(u8::is_ascii_digit).count();
        let dated =
            digits == 4 || digits > 0 && t + 1 < sentence.end && case.doc.gap(t + 1).has(Gap::SLASH);
        let vaccine = VACCINATED.iter().any(|c| draft.under(c));
        // "High dose" is of a vaccine, "high risk" is not.
        let record = RECORDS.contains(&word) && (word != "high" || case.doc.folded(t + 1) == "dose");
        numbered || vaccine && dated || record
    };
    let next =
        (own.end..(own.end + 2).min(sentence.end)).take_while(|&t| !case.doc.gap(t).has(Gap::STOP));
    if next.into_iter().any(record) {
        return true;
    }
    // Other names may stand between: "TB, HIV and hep B screen".
    let reach = own.start..(own.end + 6).min(sentence.end);
    reach
        .take_while(|&t| {
            t < own.end || !case.doc.gap(t).has(Gap::SEMICOLON.with(Gap::STOP).with(Gap::COLON))
        })
        .any(|t| {
            let word = case.doc.folded(t);
            let close = t < own.end + 4;
            TESTS.contains(&word) || close && VACCINES.contains(&word)
        })
}
