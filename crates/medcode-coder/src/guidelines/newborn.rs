//! The newborn record: place and kind of birth first, conditions of the perinatal period,
//! suspected conditions ruled out (OCG I.C.16, I.C.21.c.16).

use super::words;
use crate::case::{Case, Tier};
use medcode_model::WithheldReason;
use medcode_note::Gap;
use std::ops::Range;

/// Whether the note is the record of a child in its first 28 days: by its age, where only
/// whole years are known by what the note says.
fn is_newborn(case: &Case<'_>) -> bool {
    match case.facts.age {
        Some(age) if age > 0.0 && age < 1.0 => age < 29.0 / 365.0,
        Some(age) if age < 1.0 => {
            let older = medcode_note::stated_patient(case.doc)
                .age
                .is_some_and(|(a, _)| a > 29.0 / 365.0 && a < 10.0);
            let named = case
                .places
                .any(&["newborn", "neonate", "neonatal", "nursery", "nicu", "apgar", "day old"]);
            // "GA 33 2/7 weeks male" tells no age.
            let birth = !case.places.any(&["apgar", "nicu"]).is_empty();
            (!older || birth) && !named.is_empty() && !counts_months(case)
        }
        _ => false,
    }
}

/// "4 month", "6 mo" near the head of the note.
fn counts_months(case: &Case<'_>) -> bool {
    let head = case.doc.tokens().len().min(60);
    (1..head).any(|t| {
        matches!(case.doc.folded(t), "month" | "mo" | "mos")
            && case.doc.folded(t - 1).parse::<u8>().is_ok_and(|n| (1..24).contains(&n))
    })
}

/// What the perinatal chapter asks for.
pub(super) fn apply(case: &mut Case<'_>) {
    if !is_newborn(case) {
        outgrown(case);
        return;
    }
    not_the_mothers(case);
    jaundice(case);
    sugar(case);
    birth_injuries(case);
    ruled_out(case);
    weeks(case);
    weight(case);
    born_here(case);
}

/// "33w4d", "born at 34 3/7": the weeks of a preterm child as the note writes them (Tabular P07.2-, P07.3-).
fn weeks(case: &mut Case<'_>) {
    let told = |d: &crate::case::Draft| d.is_reported() && (d.under("P07.2") || d.under("P07.3"));
    let known = case.drafts.iter().any(|d| told(d) && !d.under("P07.20") && !d.under("P07.30"));
    let head = case.doc.tokens().len().min(120);
    let Some((n, words)) = (0..head).filter(|_| !known).find_map(|t| weeks_at(case, t)) else { return };
    let code = match n {
        22 => "P07.21".to_owned(),
        23..=27 => format!("P07.2{}", n - 21),
        28..=36 => format!("P07.3{}", n - 27),
        _ => return,
    };
    for draft in case.drafts.iter_mut().filter(|d| told(d)) {
        draft.withhold(WithheldReason::LessSpecific, format!("{code} says it"), Some("OCG-I.C.16.e"));
    }
    state(case, &code, words, "the weeks at which the child was born", "OCG-I.C.16.e");
}

/// Weeks of gestation with their days at a token: `33w4d`, `33 4/7`, `33 wk`.
fn weeks_at(case: &Case<'_>, t: usize) -> Option<(u8, Range<usize>)> {
    let doc = case.doc;
    let word = doc.folded(t);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let n: u8 = word.get(..digits)?.parse().ok().filter(|n| (22..=36).contains(n))?;
    let glued = word[digits..].strip_prefix('w').is_some();
    let sevenths = digits == word.len() && doc.folded(t + 2) == "7" && doc.gap(t + 2).has(Gap::SLASH);
    let named = matches!(doc.folded(t + 1), "week" | "wk" | "weeker" | "weekers");
    let corrected = (t.saturating_sub(3)..t)
        .any(|b| matches!(doc.folded(b), "pma" | "cga" | "corrected" | "now" | "postmenstrual"));
    (!corrected && (glued || sevenths || named)).then(|| (n, t..t + if sevenths { 3 } else { 1 }))
}

/// Low birth weight beside the weeks of a preterm child: both are coded (OCG I.C.16.e).
fn weight(case: &mut Case<'_>) {
    if !(case.reports("P07.2") || case.reports("P07.3"))
        || case.reports("P07.0")
        || case.reports("P07.1")
    {
        return;
    }
    let doc = case.doc;
    let names = case.places.any(&["bw", "birth weight", "birthweight"]);
    let weighed = |t: usize| {
        let digits = doc.folded(t).trim_end_matches('g');
        let gram = doc.folded(t).ends_with('g') || matches!(doc.folded(t + 1), "g" | "gm" | "gram");
        digits.parse::<u32>().ok().filter(|_| gram).map(|n| (n, t))
    };
    let named = names.iter().find_map(|r| (r.end..r.end + 4).find_map(weighed));
    // "32 weeks, 1750 g": no drug and no meal of a newborn weighs as much.
    let plain = || (0..doc.tokens().len()).filter_map(weighed).find(|(n, _)| (400..2500).contains(n));
    let grams = named.or_else(plain);
    let Some((grams, token)) = grams else { return };
    let code = match grams {
        ..=499 => "P07.01",
        500..=749 => "P07.02",
        750..=999 => "P07.03",
        1000..=1249 => "P07.14",
        1250..=1499 => "P07.15",
        1500..=1749 => "P07.16",
        1750..=1999 => "P07.17",
        2000..=2499 => "P07.18",
        _ => return,
    };
    state(case, code, token..token + 1, "birth weight beside the weeks", "OCG-I.C.16.e");
}

/// A perinatal condition is coded later in life only while it is still there
/// (OCG I.C.16.a.4): told as history it is past.
fn outgrown(case: &mut Case<'_>) {
    for draft in case.drafts.iter_mut().filter(|d| d.under("P") && d.tier < Tier::Assessed) {
        draft.withhold(WithheldReason::Historical, "of the first weeks of life", Some("OCG-I.C.16.a.4"));
    }
}

/// Codes of chapter 15 are the mother's (OCG I.C.15.a.2); diabetes of an adult is not the
/// newborn's.
fn not_the_mothers(case: &mut Case<'_>) {
    for draft in &mut case.drafts {
        if draft.under("O") || draft.under("E10") || draft.under("E11") || draft.under("E13") {
            draft.withhold(WithheldReason::OtherPerson, "the mother's", Some("OCG-I.C.15.a.2"));
        }
    }
}

/// Jaundice of the newborn by its cause (Tabular P58, P59).
fn jaundice(case: &mut Case<'_>) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let open = draft.under("P59.9") || draft.under("R17") || draft.under("E80.6");
        if !open || !draft.is_reported() {
            continue;
        }
        let near = words::description(case, draft);
        let says = |phrases: &[&str]| words::says(case, &near, phrases).is_some();
        let code = if says(&["abo incompatibility", "abo isoimmunization", "abo hemolytic disease"]) {
            "P55.1"
        } else if says(&["rh isoimmunization", "rh incompatibility", "rh hemolytic disease"]) {
            "P55.0"
        } else if says(&["bruising", "bruise", "cephalohematoma"]) {
            "P58.0"
        } else if says(&["polycythemia"]) {
            "P58.3"
        } else if says(&["prematurity", "preterm"]) {
            "P59.0"
        } else if says(&["breast milk", "breastmilk"]) {
            "P59.3"
        } else {
            "P59.9"
        };
        if case.row(code) != Some(case.drafts[at].row) {
            case.recode(at, code, "jaundice of a newborn, by its cause", "OCG-I.C.16.a.1");
        }
    }
}

/// Low sugar of the infant of a diabetic mother (Tabular P70.0, P70.1), or of another newborn.
fn sugar(case: &mut Case<'_>) {
    let Some(words) = words::anywhere(case, &["hypoglycemia", "hypoglycemic"]) else { return };
    let gestational = case.places.any(&["gdm", "gestational diabetes", "gdma1", "gdma2"]);
    let diabetic = case.places.any(&["idm", "infant of diabetic mother", "diabetic mother"]);
    let code = if !gestational.is_empty() {
        "P70.0"
    } else if !diabetic.is_empty() {
        "P70.1"
    } else {
        "P70.4"
    };
    for draft in case
        .drafts
        .iter_mut()
        .filter(|d| d.under("E16") || d.under("P70") && d.code.compact() != code.replace('.', ""))
    {
        draft.withhold(WithheldReason::LessSpecific, format!("{code} says it"), Some("OCG-I.C.16.a.1"));
    }
    state(case, code, words, "low sugar of a newborn", "OCG-I.C.16.a.1");
}

/// Injuries at birth are coded in P10 to P15, not in chapter 19.
fn birth_injuries(case: &mut Case<'_>) {
    let dropped = ["dropped", "fell", "fall", "mvc"].iter().any(|w| !case.places.word(w).is_empty());
    if dropped {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("S") || d.under("T14")) {
        draft.withhold(
            WithheldReason::NotReportable,
            "an injury at birth is coded in the perinatal chapter",
            Some("OCG-I.C.16.a.1"),
        );
    }
}

/// A newborn observed for a condition that was then ruled out (OCG I.C.16.b): Z05.
fn ruled_out(case: &mut Case<'_>) {
    let suspected = case.places.any(&[
        "suspected sepsis ruled out",
        "sepsis ruled out",
        "sepsis evaluation negative",
        "r o sepsis neg",
        "r o sepsis negative",
        "sepsis rule out negative",
        "suspected infection ruled out",
        "infection ruled out",
        "rule out sepsis negative",
    ]);
    let named = suspected.into_iter().next().or_else(|| observed(case));
    let Some(words) = named else { return };
    let open = |d: &&mut crate::case::Draft| d.under("A41") || d.under("A40");
    for draft in case.drafts.iter_mut().filter(open) {
        draft.withhold(WithheldReason::Negated, "suspected and ruled out", Some("OCG-I.C.16.b"));
    }
    if !case.reports("P36") {
        state(case, "Z05.1", words, "suspected and ruled out", "OCG-I.C.16.b");
    }
}

/// "R/o sepsis 48 h amp/gent, cultures negative, ruled out": told apart within one statement.
fn observed(case: &Case<'_>) -> Option<Range<usize>> {
    let doc = case.doc;
    let sepsis = case.places.word("sepsis").iter().map(|&t| t as usize);
    let asked = |t: usize| {
        let before = t.saturating_sub(3)..t;
        before
            .clone()
            .any(|b| matches!(doc.folded(b), "rule" | "suspected" | "possible" | "concern" | "eval"))
            || t > 1 && doc.folded(t - 1) == "o" && doc.folded(t - 2) == "r"
    };
    let cleared = |t: usize| {
        let line = doc.line_at(doc.tokens()[t].span.start).map_or(t, |l| l.tokens.1 as usize);
        let end = line.min(t + 16);
        (t + 1..end).any(|n| {
            doc.folded(n) == "ruled" && doc.folded(n + 1) == "out"
                || matches!(doc.folded(n), "neg" | "negative" | "excluded")
        })
    };
    sepsis.into_iter().find(|&t| asked(t) && cleared(t)).map(|t| t..t + 1)
}

/// The birth episode of the hospital where the child was born: Z38 first, once.
fn born_here(case: &mut Case<'_>) {
    let elsewhere = words::anywhere(
        case,
        &[
            "outborn",
            "transferred from",
            "readmitted",
            "readmission",
            "born at outside hospital",
            "admitted from home",
        ],
    );
    if !case.facts.setting.is_inpatient() || elsewhere.is_some() {
        return;
    }
    let birth =
        case.places.any(&["apgar", "born", "delivered", "delivery", "birth weight", "bw", "vaginal"]);
    let Some(words) = birth.into_iter().next() else { return };
    let cesarean = !case.places.any(&["cesarean", "c section", "csection", "c s", "ltc"]).is_empty()
        && case.places.any(&["vaginal", "svd", "nsvd", "vavd"]).is_empty();
    let twin = !case.places.any(&["twin", "twin a", "twin b"]).is_empty()
        && case.places.word("singleton").is_empty();
    let code = match (twin, cesarean) {
        (false, false) => "Z38.00",
        (false, true) => "Z38.01",
        (true, false) => "Z38.30",
        (true, true) => "Z38.31",
    };
    for draft in case.drafts.iter_mut().filter(|d| d.under("Z38") && d.is_reported()) {
        draft.withhold(WithheldReason::LessSpecific, format!("{code} says it"), Some("OCG-I.C.16.a.2"));
    }
    if state(case, code, words, "born during this stay", "OCG-I.C.16.a.2")
        && let Some(draft) = case.drafts.last_mut()
    {
        draft.order -= 1 << 36;
    }
}

fn state(
    case: &mut Case<'_>,
    code: &str,
    words: Range<usize>,
    reason: &str,
    authority: &'static str,
) -> bool {
    let stated = case.state(code, words, reason, authority);
    if stated && let Some(draft) = case.drafts.last_mut() {
        draft.tier = draft.tier.max(Tier::Discussed);
    }
    stated
}
