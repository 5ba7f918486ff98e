//! Conditions that complicate the pregnancy: the code of chapter 15 first, then the
//! condition where the chapter asks for it (OCG I.C.15.a.1, I.C.15.c to I.C.15.l).

use super::time::{self, Stage, Time};
use crate::case::{Case, Draft};
use crate::guidelines::mental::tobacco;
use crate::guidelines::words;
use medcode_model::WithheldReason;

/// What a condition of another chapter becomes in pregnancy.
struct Complication {
    /// The category or subcategory of the condition.
    condition: &'static str,
    /// The family of chapter 15.
    family: &'static str,
    /// Whether the condition's own code says more and stays.
    kept: bool,
}

const fn of(condition: &'static str, family: &'static str) -> Complication {
    Complication { condition, family, kept: true }
}

const fn replaced(condition: &'static str, family: &'static str) -> Complication {
    Complication { condition, family, kept: false }
}

/// By the inclusion terms and notes of chapter 15; the first that fits counts, `None` of
/// chapter 15 for what is left as it is.
const COMPLICATIONS: &[Complication] = &[
    of("E10", "O24.0"),
    of("E11", "O24.1"),
    of("E13", "O24.8"),
    replaced("I10", "O10.0"),
    of("I11", "O10.1"),
    of("I12", "O10.2"),
    of("I13", "O10.3"),
    of("I15", "O10.4"),
    replaced("N39.0", "O23.4"),
    replaced("N10", "O23.0"),
    replaced("N30", "O23.1"),
    replaced("K64", "O22.4"),
    replaced("I80", "O22.2"),
    of("I82.4", "O22.3"),
    of("D25", "O34.1"),
    of("E66", "O99.21"),
    of("D5", "O99.0"),
    of("D60", "O99.0"),
    of("D61", "O99.0"),
    of("D62", "O99.0"),
    of("D63", "O99.0"),
    of("D64", "O99.0"),
    of("D65", "O99.1"),
    of("D66", "O99.1"),
    of("D67", "O99.1"),
    of("D68", "O99.1"),
    of("D69", "O99.1"),
    of("D7", "O99.1"),
    of("D8", "O99.1"),
    of("E86", ""),
    of("E87", ""),
    of("E4", "O25"),
    of("E", "O99.28"),
    of("F10", "O99.31"),
    of("F17", "O99.33"),
    of("F11", "O99.32"),
    of("F12", "O99.32"),
    of("F13", "O99.32"),
    of("F14", "O99.32"),
    of("F15", "O99.32"),
    of("F16", "O99.32"),
    of("F18", "O99.32"),
    of("F19", "O99.32"),
    of("F53", ""),
    of("F", "O99.34"),
    of("G", "O99.35"),
    of("I95", ""),
    of("I", "O99.4"),
    of("J", "O99.5"),
    of("K7", "O26.6"),
    of("K80", "O26.6"),
    of("K81", "O26.6"),
    of("K82", "O26.6"),
    of("K83", "O26.6"),
    of("K", "O99.6"),
    of("L", "O99.7"),
    of("B20", "O98.7"),
    of("Z21", "O98.7"),
    of("B15", "O98.4"),
    of("B16", "O98.4"),
    of("B17", "O98.4"),
    of("B18", "O98.4"),
    of("B19", "O98.4"),
    of("A51", "O98.1"),
    of("A52", "O98.1"),
    of("A53", "O98.1"),
    of("A54", "O98.2"),
    of("A55", "O98.3"),
    of("A56", "O98.3"),
    of("A59", "O98.3"),
    of("A60", "O98.3"),
    of("A63", "O98.3"),
    of("U07.1", "O98.5"),
    of("B0", "O98.5"),
    of("B37", "O98.8"),
    replaced("Z22.330", "O99.82"),
    of("Z98.84", "O99.84"),
    // A history that this pregnancy is watched for (O09.2-).
    replaced("Z87.51", "O09.21"),
    replaced("Z87.59", "O09.29"),
    of("S", "O9A.2"),
    of("T1", "O9A.2"),
    of("T2", "O9A.2"),
    of("C", "O9A.1"),
    of("M", "O99.89"),
    of("H", "O99.89"),
];

/// Adds the code of chapter 15 for every condition reported, unless the provider says that
/// the pregnancy is incidental.
pub(super) fn apply(case: &mut Case<'_>, time: &Time) {
    let incidental = !case.places.any(&["incidental pregnancy", "pregnancy is incidental"]).is_empty();
    let named = words::anywhere(case, &["pregnant", "pregnancy", "iup", "gestation", "prenatal"]);
    let unsure = time.stage == Stage::Trimester(0) && (named.is_none() || !case.reports("O"));
    if incidental || unsure {
        return;
    }
    childbed(case);
    if time.stage == Stage::Puerperium {
        hemorrhoids(case);
    }
    smoking(case);
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let Some(found) = COMPLICATIONS.iter().find(|c| draft.is_reported() && draft.under(c.condition))
        else {
            continue;
        };
        // Who is weeks past the birth is not coded as pregnant for every old condition.
        if found.family.is_empty()
            || time.stage == Stage::Puerperium && !is_of_the_puerperium(found.family)
        {
            continue;
        }
        if found.family.starts_with("O09") && !matches!(time.stage, Stage::Trimester(_)) {
            continue;
        }
        // Blood lost at the birth makes the anemia one of the puerperium (Tabular O90.81).
        let bled = draft.under("D62") && !matches!(time.stage, Stage::Trimester(_));
        let row = if bled { case.row("O90.81") } else { time::pick(case, found.family, time, None) };
        let Some(row) = row else { continue };
        let code = case.release.code(row).to_string();
        let anemia_of_childbed = found.family == "O99.0" && case.reports("O90.81");
        let own = case.drafts.iter().any(|d| d.is_reported() && d.under(found.family));
        if !anemia_of_childbed && !own {
            let like = case.drafts[at].clone();
            let reason = format!("{} complicates the pregnancy", like.code);
            if case.add(&code, &like, reason, "OCG-I.C.15.a.1")
                && let Some(added) = case.drafts.last_mut()
            {
                added.order -= 1;
            }
        }
        if !found.kept {
            case.drafts[at].withhold(
                WithheldReason::LessSpecific,
                format!("{code} says it"),
                Some("OCG-I.C.15.a.1"),
            );
        }
    }
}

/// Smoking in pregnancy asks for the product (Tabular O99.33: use additional code from F17).
fn smoking(case: &mut Case<'_>) {
    if case.reports("F17") {
        return;
    }
    let Some(smoking) = case.reported().find(|d| d.under("O99.33")).cloned() else { return };
    let within = words::problem(case, &smoking);
    if let Some(product) = tobacco::product(case, &within) {
        let code = format!("F17.2{product}0");
        case.add(&code, &smoking, "the product smoked", "OCG-I.C.15.l");
    }
}

/// The anemia of the puerperium takes in what the same statement says of its cause.
fn childbed(case: &mut Case<'_>) {
    let Some(sentence) = case.reported().find(|d| d.under("O90.81")).map(|d| d.sentence) else { return };
    let same = |d: &&mut Draft| d.sentence == sentence && (d.under("D50") || d.under("D64"));
    for draft in case.drafts.iter_mut().filter(same) {
        draft.withhold(WithheldReason::LessSpecific, "O90.81 says it", Some("OCG-I.C.15.a.1"));
    }
}

/// Hemorrhoids after the birth have a code of their own (Tabular O87.2).
fn hemorrhoids(case: &mut Case<'_>) {
    let at = case.drafts.iter().position(|d| d.is_reported() && d.under("K64"));
    if let Some(at) = at {
        case.recode(at, "O87.2", "hemorrhoids in the puerperium", "OCG-I.C.15.a.1");
    }
}

/// Families that have a code for the puerperium and are coded then: infections, mental
/// disorders and hypertension that need care after birth.
fn is_of_the_puerperium(family: &str) -> bool {
    family.starts_with("O10") || matches!(family, "O99.34" | "O99.0" | "O99.33" | "O99.32" | "O99.31")
}
