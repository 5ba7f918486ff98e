//! Diabetes mellitus (OCG I.C.4.a): one type for the whole note, the complications that the
//! Index lists under "Diabetes, with" (OCG I.A.15), and control.

use super::near;
use crate::case::{Case, Draft, Fate, Tier};
use medcode_model::{Presence, WithheldReason};
use std::ops::Range;

/// Conditions under "Diabetes, with" in the Index: where they are coded by themselves, the
/// subcategory that joins them, and whether they are still coded beside it.
const WITH: &[(&str, &str, bool)] = &[
    ("N18", "22", true),
    ("K31.84", "43", true),
    ("G90.9", "43", false),
    ("I73.9", "51", false),
    ("I70.2", "51", true),
    ("I96", "52", false),
    ("M86", "69", true),
    ("R73.9", "65", false),
    ("E16.2", "649", false),
    ("E16.A", "649", true),
    ("L97.4", "621", true),
    ("L97.5", "621", true),
    ("L97", "622", true),
    ("L98.4", "622", true),
    ("H26.9", "36", false),
];

/// Words for the disease itself.
const DISEASE: &[&str] = &["diabetes", "diabetic", "dm", "dm1", "dm2", "t1dm", "t2dm", "t1d", "t2d"];

/// Makes the diabetes codes of a note agree and joins complications to them.
pub(crate) fn apply(case: &mut Case<'_>) {
    let Some(category) = category(case) else { return };
    retype(case, category);
    denied(case, category);
    let Some(disease) = disease(case, category) else { return };
    for at in 0..case.drafts.len() {
        joined(case, at);
        if case.drafts[at].is_reported() && !is_diabetes(&case.drafts[at]) {
            complication(case, category, disease, at);
        }
    }
    if matches!(category, "E10" | "E11") {
        for draft in case.drafts.iter_mut().filter(|d| d.under("E09") && d.is_reported()) {
            let detail = "the type of the diabetes is named";
            draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.C.4.a"));
        }
    }
    control(case, category);
    named_by_itself(case, category);
    let kidney = format!("{category}.22");
    if case.reports(&kidney) {
        for draft in case.drafts.iter_mut().filter(|d| d.under(&format!("{category}.21"))) {
            let detail = format!("{kidney} tells the kidney disease");
            draft.withhold(WithheldReason::LessSpecific, detail, Some("OCG-I.B.2"));
        }
    }
}

fn is_diabetes(draft: &Draft) -> bool {
    ["E08", "E09", "E10", "E11", "E13"].iter().any(|c| draft.under(c))
}

/// The category of the patient's diabetes: the one that is named. "Diabetes" without a
/// type is type 2 only where no type is named anywhere (OCG I.C.4.a.2).
fn category(case: &Case<'_>) -> Option<&'static str> {
    let known = |d: &&Draft| d.context.assertion.is_affirmed() && is_diabetes(d);
    let named = |c: &str| {
        case.drafts.iter().filter(known).any(|d| match c {
            "E10" => d.under("E10") || d.under("E11") && is_named_type_1(case, d),
            "E11" => d.under("E11") && is_named_type_2(case, d),
            _ => d.under(c),
        })
    };
    if let Some(category) = secondary(case) {
        return Some(category);
    }
    // "T1DM with hyperglycemia, steroid induced": what a drug did to the sugar is no second type.
    let drug = |c: &str| c != "E09" || !named("E10");
    let mut all = ["E10", "E11", "E08", "E09", "E13"].into_iter().filter(|c| named(c) && drug(c));
    match (all.next(), all.next()) {
        (Some(one), None) => Some(one),
        // Two types: the note contradicts itself, which is the provider's to settle.
        (Some(_), Some(_)) => None,
        (None, _) => case.drafts.iter().any(|d| known(&d)).then_some("E11"),
    }
}

/// Diabetes that the provider puts down to another disease (OCG I.C.4.a.6).
fn secondary(case: &Case<'_>) -> Option<&'static str> {
    const DISEASES: &[&str] = &["pancreatitis", "cushing", "hemochromatosis", "fibrosis", "pancreatic"];
    let open =
        |d: &&Draft| d.under("E11") && d.context.assertion.is_affirmed() && !is_named_type_2(case, d);
    case.drafts.iter().filter(open).find_map(|d| {
        let cause = near::cause(case, d)?;
        let names = |words: &[&str]| cause.clone().any(|t| words.contains(&case.doc.folded(t)));
        if names(&["pancreatectomy"]) { Some("E13") } else { names(DISEASES).then_some("E08") }
    })
}

/// "T1DM in DKA": the words of the complication hold the type.
fn is_named_type_1(case: &Case<'_>, draft: &Draft) -> bool {
    near::own(draft).any(|t| matches!(case.doc.folded(t), "t1dm" | "t1d" | "dm1" | "dmt1"))
}

fn is_named_type_2(case: &Case<'_>, draft: &Draft) -> bool {
    near::beside(case, draft, 3, 2).any(|t| {
        let word = case.doc.folded(t);
        matches!(word, "t2dm" | "t2d" | "dm2" | "dmii" | "niddm" | "dmt2")
            || matches!(word, "2" | "ii") && matches!(case.doc.folded(t.wrapping_sub(1)), "type" | "dm")
    })
}

/// The high sugar in the name of a hyperosmolar state or ketoacidosis is not coded beside it (I.B.9).
fn named_by_itself(case: &mut Case<'_>, category: &str) {
    let sugar = format!("{category}.65");
    let whole = [format!("{category}.0"), format!("{category}.1")];
    let Some(name) = case.reported().find(|d| whole.iter().any(|c| d.under(c))).cloned() else { return };
    let same = |d: &Draft| d.sentence == name.sentence;
    for draft in case.drafts.iter_mut().filter(|d| d.under(&sugar) && same(d)) {
        let detail = format!("part of {}", name.code);
        draft.withhold(WithheldReason::Integral, detail, Some("OCG-I.B.9"));
    }
}

/// Gives every diabetes code the patient's type.
fn retype(case: &mut Case<'_>, category: &str) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.under("E11") || category == "E11" || is_named_type_2(case, draft) {
            continue;
        }
        let code = format!("{category}{}", &draft.code.compact()[3..]);
        case.recode(at, &code, "the type is named elsewhere in the note", "OCG-I.C.4.a");
    }
}

/// A complication that is denied in the same breath ("type 2 diabetes, no neuropathy") is none.
fn denied(case: &mut Case<'_>, category: &str) {
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        if !draft.is_reported() || !draft.under(category) || draft.under(&format!("{category}9")) {
            continue;
        }
        let absent = |&t: &u32| {
            // "DKA without coma" is the ketoacidosis all the same.
            if case.doc.folded(t as usize) == "coma" || case.doc.folded(t as usize) == "without" {
                return false;
            }
            let span = case.doc.tokens()[t as usize].span;
            case.doc.context(span).assertion.presence == Presence::Absent
        };
        if draft.tokens.iter().any(absent) {
            case.recode(at, &format!("{category}9"), "the complication is denied", "OCG-I.A.15");
        }
    }
}

/// The statement of the disease: reported if it can be, else one that the patient has it.
fn disease(case: &Case<'_>, category: &str) -> Option<usize> {
    let of = |reported: bool| {
        case.drafts
            .iter()
            .position(|d| d.under(category) && near::is_known(d) && (d.is_reported() || !reported))
    };
    of(true).or_else(|| of(false))
}

/// "DM2 w/ PAD, hyperglycemia": what an assessed diabetes is "with" is assessed with it.
fn joined(case: &mut Case<'_>, at: usize) {
    let draft = &case.drafts[at];
    let listed = WITH.iter().any(|(c, ..)| draft.under(c)) || draft.under("G62.9");
    if !listed || draft.tier != Tier::Discussed || !near::is_known(draft) {
        return;
    }
    let own = near::own(draft);
    let mut with = near::beside(case, draft, 4, 0).start..own.start;
    let with = with.any(|t| matches!(case.doc.folded(t), "with" | "w"));
    let of = |d: &Draft| is_diabetes(d) && d.sentence == draft.sentence;
    let disease = case.reported().any(|d| of(d) && near::own(d).start < own.start);
    if with && disease {
        let draft = &mut case.drafts[at];
        draft.fate = Fate::Report;
        draft.tier = Tier::Assessed;
    }
}

/// Joins one condition to the disease.
fn complication(case: &mut Case<'_>, category: &str, disease: usize, at: usize) {
    let Some((suffix, kept)) = link(case, at) else { return };
    let code = format!("{category}{suffix}");
    let mut like = case.drafts[at].clone();
    like.order -= 1;
    like.evidence.extend(case.drafts[disease].evidence.iter().copied());
    if case.row(&code).is_none() {
        return;
    }
    case.add(&code, &like, "listed under \"Diabetes, with\": presumed to be linked", "OCG-I.A.15");
    if case.drafts[at].under("N52.9") {
        case.recode(at, "N52.1", "due to a disease coded elsewhere", "OCG-I.A.13");
    }
    if !kept {
        case.drafts[at].withhold(
            WithheldReason::LessSpecific,
            format!("part of {code}"),
            Some("OCG-I.B.9"),
        );
    }
}

/// The subcategory that joins a condition to diabetes, and whether it is coded beside it.
fn link(case: &Case<'_>, at: usize) -> Option<(&'static str, bool)> {
    let draft = &case.drafts[at];
    let cause = near::cause(case, draft);
    let is_disease = |range: &Range<usize>| range.clone().any(|t| DISEASE.contains(&case.doc.folded(t)));
    let by_diabetes = cause.as_ref().is_some_and(is_disease)
        || near::beside(case, draft, 2, 0).any(|t| case.doc.folded(t) == "diabetic");
    // What a drug does to the sugar of a diabetic is still the diabetic's sugar.
    let is_sugar = draft.under("R73.9") || draft.under("E16");
    // A high value is a finding; hyperglycemia is the provider's word for it.
    let named = near::own(draft).any(|t| case.doc.folded(t).starts_with("hyperglyc"));
    if draft.under("R73.9") && !named {
        return None;
    }
    let gangrene = near::own(draft).any(|t| case.doc.folded(t).starts_with("gangren"));
    if draft.under("I96") && !gangrene {
        return None;
    }
    if cause.is_some() && !by_diabetes && !is_sugar {
        return None;
    }
    if (draft.under("L97") || draft.under("L98.4")) && (case.reports("I83") || case.reports("I87")) {
        return None;
    }
    if draft.under("G62.9") {
        let peripheral = near::beside(case, draft, 1, 0)
            .any(|t| matches!(case.doc.folded(t), "peripheral" | "polyneuropathy" | "sensorimotor"));
        return Some((if peripheral { "42" } else { "40" }, false));
    }
    let listed = WITH.iter().find(|(c, ..)| draft.under(c)).map(|&(_, s, kept)| (s, kept));
    listed.or_else(|| if by_diabetes { unlisted(draft) } else { None })
}

/// A condition that only the provider's words link to diabetes.
fn unlisted(draft: &Draft) -> Option<(&'static str, bool)> {
    let suffix = match draft.code.bytes()[0] {
        // "ESRD from DM2 and HTN": the pressure is a disease of its own.
        b'I' if draft.under("I1") => return None,
        b'L' => "628",
        b'G' => "49",
        b'I' => "59",
        b'N' if draft.under("N52") => "69",
        b'N' => "29",
        b'K' | b'M' | b'D' => "69",
        _ => return None,
    };
    Some((suffix, true))
}

/// Diabetes out of, inadequately or poorly controlled is diabetes with hyperglycemia (Index).
fn control(case: &mut Case<'_>, category: &str) {
    const POOR: &[&str] =
        &["poorly controlled", "poor control", "out of control", "inadequately controlled"];
    let code = format!("{category}65");
    let found = (0..case.drafts.len()).find(|&n| {
        let d = &case.drafts[n];
        let mut words = near::beside(case, d, 2, 4);
        // What stands behind the next condition is said of that one.
        let own = near::own(d);
        let next = case.drafts.iter().map(|o| near::own(o).start).filter(|&s| s >= own.end).min();
        words.end = words.end.min(next.unwrap_or(words.end)).max(own.end);
        d.is_reported() && d.under(category) && near::said(case, &words, POOR)
    });
    let Some(at) = found else { return };
    let reason = "poorly controlled diabetes is coded as with hyperglycemia";
    let authority = "Index: Diabetes > poorly controlled";
    if case.drafts[at].under(&format!("{category}9")) {
        case.recode(at, &code, reason, authority);
    } else {
        let like = case.drafts[at].clone();
        case.add(&code, &like, reason, authority);
    }
}
