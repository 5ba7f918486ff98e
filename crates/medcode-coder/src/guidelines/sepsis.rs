//! Sepsis by organism, severe sepsis and septic shock (OCG I.C.1.d).

use super::near;
use crate::case::{Case, Draft};
use medcode_model::WithheldReason;
use medcode_note::{Gap, SectionKind};

/// Organisms as notes name them, and the code of sepsis due to them.
const ORGANISMS: &[(&[&str], &str)] = &[
    (&["mrsa", "methicillin resistant staphylococcus aureus"], "A41.02"),
    (&["mssa", "methicillin susceptible staphylococcus aureus", "staph aureus", "s aureus"], "A41.01"),
    (&["e coli", "escherichia coli"], "A41.51"),
    (&["pseudomona"], "A41.52"),
    (&["klebsiella", "proteus", "enterobacter"], "A41.59"),
    (&["enterococcus", "enterococcal", "e fecalis", "vre"], "A41.81"),
    (&["group b strep", "group b streptococcus", "gbs"], "A40.1"),
    (&["group a strep", "group a streptococcus"], "A40.0"),
    (&["pneumococcal", "streptococcus pneumoniae", "strep pneumoniae", "s pneumoniae"], "A40.3"),
    (&["candida", "candidal"], "B37.7"),
];

const SHOCK: &[&str] = &["septic shock"];
const SEVERE: &[&str] = &["severe sepsis", "sepsis with acute organ dysfunction"];

/// Words after "sepsis" that make it a tool, not a diagnosis.
const TOOLS: &[&str] =
    &["alert", "screen", "screening", "protocol", "bundle", "workup", "flag", "order"];

/// Completes sepsis that is reported.
pub(crate) fn apply(case: &mut Case<'_>) {
    denied(case);
    inflamed(case);
    if case.reports("O85") || !["A40", "A41", "R65.2"].iter().any(|c| case.reports(c)) {
        return;
    }
    organism(case);
    severity(case);
    order(case);
}

/// The infection stands before severe sepsis (OCG I.C.1.d.4).
fn order(case: &mut Case<'_>) {
    let severe = case.drafts.iter().filter(|d| d.is_reported() && d.under("R65.2"));
    let Some(first) = severe.min_by_key(|d| d.order).cloned() else { return };
    let infection = |d: &&mut Draft| d.is_reported() && (d.under("A40") || d.under("A41"));
    for draft in case.drafts.iter_mut().filter(infection) {
        draft.order = draft.order.min(first.order - 1);
        draft.tier = draft.tier.max(first.tier);
    }
}

/// Sepsis that a screen raised, or that the note goes on to deny, is none.
fn denied(case: &mut Case<'_>) {
    const NONE: &[&str] = &[
        "not sepsis",
        "no sepsis",
        "sepsis ruled out",
        "sepsis excluded",
        "not septic",
        "without sepsis",
    ];
    let none = !case.places.any(NONE).is_empty();
    for at in 0..case.drafts.len() {
        let draft = &case.drafts[at];
        let tool = TOOLS.contains(&case.doc.folded(near::own(draft).end));
        let final_word = draft.context.section == SectionKind::FinalDiagnosis;
        if draft.under("A41.9") && (tool || none && !final_word) {
            case.drafts[at].withhold(
                WithheldReason::Negated,
                "the note says it is not sepsis",
                Some("OCG-I.C.1.d"),
            );
        }
    }
}

/// The organism that the sepsis is said to be due to holds for every mention of it.
fn organism(case: &mut Case<'_>) {
    let sepsis = |d: &Draft| d.is_reported() && (d.under("A41.9") || d.under("R65.2"));
    let named = case.drafts.iter().filter(|d| sepsis(d)).find_map(|d| {
        let after = near::own(d).start..near::sentence(case, d).end;
        ORGANISMS.iter().find(|(names, _)| near::said(case, &after, names))
    });
    if let Some((_, code)) = named {
        for at in 0..case.drafts.len() {
            if case.drafts[at].under("A41.9") && case.drafts[at].is_reported() {
                case.recode(at, code, "the organism is named", "OCG-I.C.1.d");
            }
        }
    }
    // The systemic infection is coded before severe sepsis.
    let severe = case.drafts.iter().find(|d| d.is_reported() && d.under("R65.2")).cloned();
    if let Some(mut like) = severe.filter(|_| !case.reports("A40") && !case.reports("A41")) {
        like.order -= 1;
        let code = named.map_or("A41.9", |(_, code)| *code);
        case.add(code, &like, "the infection behind severe sepsis", "OCG-I.C.1.d.1.b");
    }
}

/// SIRS of an infection is no code: R65.1 is of a process that is none (Tabular R65.1; OCG I.C.18.g).
fn inflamed(case: &mut Case<'_>) {
    const PROCESSES: &[&str] = &["K85", "S", "T2", "T3", "T67", "I21", "C", "K55", "J68", "D57", "T79"];
    if PROCESSES.iter().any(|c| case.reports(c)) {
        return;
    }
    for draft in case.drafts.iter_mut().filter(|d| d.under("R65.1")) {
        let detail = "no process is coded that is no infection";
        draft.withhold(WithheldReason::NotReportable, detail, Some("OCG-I.C.18.g"));
    }
}

/// Acute failures of organs by which sepsis is severe, where the provider says that it caused them.
pub(crate) const FAILURES: &[&str] = &["N17", "J96.0", "J96.2", "G93.41", "K72.0", "D65"];

/// Whether the provider says that the sepsis caused the failure of an organ: `AKI due to sepsis`,
/// `sepsis-induced coagulopathy`. That both are there, or that one is named `with` the other, does
/// not say so (OCG I.C.1.d.1.a.iii, iv; I.A.15); the coder asks.
fn is_cause(case: &Case<'_>) -> bool {
    let failed = |d: &&Draft| d.is_reported() && FAILURES.iter().any(|f| d.under(f));
    case.drafts.iter().filter(failed).any(|d| {
        let names = |t: usize| matches!(case.doc.folded(t), "sepsis" | "septic" | "septicemia");
        let cause = near::cause(case, d);
        // "Encephalopathy, septic"; "AKI (prerenal, sepsis)": the kind in parentheses.
        let (own, sentence) = (near::own(d), near::sentence(case, d));
        let kind = (own.end..(own.end + 2).min(sentence.end)).any(|t| case.doc.folded(t) == "septic")
            || own.start > sentence.start && case.doc.folded(own.start - 1) == "septic";
        let aside = case.doc.gap(own.end).has(Gap::OPEN)
            && (own.end..(own.end + 6).min(sentence.end))
                .take_while(|&t| t == own.end || !case.doc.gap(t).has(Gap::CLOSE))
                .any(names);
        kind || aside || cause.is_some_and(|mut c| c.any(names))
    })
}

/// Septic shock and severe sepsis take a code of their own after the infection.
fn severity(case: &mut Case<'_>) {
    let Some(at) =
        case.drafts.iter().position(|d| d.is_reported() && (d.under("A41") || d.under("A40")))
    else {
        return;
    };
    if case.reports("R65.2") {
        return;
    }
    let mut like = case.drafts[at].clone();
    like.order += 1;
    let shock = near::find(case, &near::problem(case, &like), SHOCK);
    let code = if shock.is_some_and(|r| !super::ruled_out::is_denied_later(case, r.end - 1)) {
        "R65.21"
    } else if near::said(case, &near::problem(case, &like), SEVERE) || is_cause(case) {
        "R65.20"
    } else {
        return;
    };
    case.add(code, &like, "severe sepsis is coded beside the infection", "OCG-I.C.1.d.1.b");
}
