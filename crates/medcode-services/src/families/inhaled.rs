//! What was breathed in where the note tells of the treatment and of no dose?
//!
//! A treatment that was given here names its drug; without a dose the drug has no line, and its dose is
//! asked (crosswalk/README.md, `each`).

use super::billed::in_hospital;
use crate::desk::Case;
use medcode_model::{CodeSystem, Evidence, Query};

/// Drugs that come in several strengths, and how they are written.
const DRUGS: &[(&str, &[&str])] = &[
    ("albuterol", &["albuterol", "proventil", "ventolin", "accuneb"]),
    ("levalbuterol", &["levalbuterol", "xopenex"]),
    ("budesonide", &["budesonide", "pulmicort"]),
];

pub(super) fn apply(case: &mut Case<'_>) {
    if in_hospital(case.visit.setting) {
        return;
    }
    let treatment = case.services.iter().find(|s| s.is_reported() && s.code.compact() == "94640");
    let Some(tokens) = treatment.map(|s| s.tokens.clone()) else { return };
    let doc = case.reading.doc;
    let sentence = case.reading.sentence(tokens.start);
    for (drug, names) in DRUGS {
        let named = sentence.clone().find(|&t| names.contains(&doc.folded(t)));
        let Some(at) = named.filter(|_| !is_settled(case, drug)) else { continue };
        let span = case.reading.span(at..at + 1);
        case.queries.push(Query {
            question: format!("What dose of {drug} was given?"),
            indicators: vec![Evidence { span }],
            options: vec!["Dose: ____".into(), "unable to determine".into()],
        });
    }
}

/// Whether a line or a question speaks of a drug that is breathed in.
fn is_settled(case: &Case<'_>, drug: &str) -> bool {
    let lined = case.services.iter().any(|s| {
        let inhaled = s.code.system() == CodeSystem::Hcpcs && s.code.compact().starts_with("J76");
        inhaled && s.is_reported()
    });
    lined || case.queries.iter().any(|q| q.question.contains(drug))
}
