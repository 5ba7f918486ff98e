//! 54, 55, 56: the parts of an operation's global package that different practices give.
//!
//! Who hands the care over bills the operation with 54; who takes it over bills the number and the date of
//! the same operation with 55, and no visit beside it (Medicare Claims Processing Manual ch. 12 §40.2).
//! A transfer must be told; since 2025 one that is expected is enough for 54, as where an emergency
//! physician sets a bone and sends the patient to orthopedics (CY 2025 Physician Fee Schedule final rule,
//! CMS-1807-F, on global packages). 56 is CPT's; Medicare pays the care
//! before an operation as visits, so it is not given where Medicare pays.

use super::operation::{has_global, is_operation};
use crate::desk::Case;
use crate::encounter::Encounter;
use crate::service::{Fate, Service};
use medcode_model::{BillingContext, Evidence, Query, Setting, Span, WithheldReason};

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §40.2";

/// Where no schedule is installed: first and last number of procedures without days after them: needles,
/// endoscopies, the repair of small wounds.
const NO_DAYS: &[(&str, &str)] = &[
    ("10004", "10021"),
    ("11102", "11107"),
    ("12001", "12018"),
    ("20526", "20611"),
    ("31231", "31654"),
    ("36000", "37799"),
    ("43191", "43278"),
    ("45300", "45398"),
    ("51701", "52010"),
    ("62270", "62329"),
    ("64400", "64530"),
    ("92920", "93598"),
];

pub(super) fn apply(case: &mut Case<'_>) {
    if case.visit.billing != BillingContext::Professional {
        return;
    }
    if let Some(words) = case.told_anywhere("mod after alone") {
        of_another(case, words, "55", "55: the care after another's operation; its number and date");
    } else if let Some(words) = case.told_anywhere("mod before alone") {
        if !case.reading.is_medicare() {
            of_another(case, words, "56", "56: the care before another's operation");
        }
    } else if let Some(words) = case.told_anywhere("mod surgery alone").or_else(|| expected(case)) {
        let why = "54: another gives the care after the operation";
        let visit = case.visit;
        let own = |s: &&mut Service| s.is_reported() && has_long_global(visit, s);
        for service in case.services.iter_mut().filter(own) {
            service.modify_by(words, "54", why, AUTHORITY);
        }
    }
}

/// The words by which an emergency physician leaves the care after the operation to others.
fn expected(case: &Case<'_>) -> Option<Span> {
    const FROM: u16 = 2025;
    (case.visit.setting == Setting::Ed && case.visit.date.year() >= FROM)
        .then(|| case.told_anywhere("mod follow elsewhere"))
        .flatten()
}

/// Whether days after the operation belong to its package. In an emergency room a minor procedure is
/// billed as it is, whoever sees the patient after it (§40.4): 90 days are asked for.
fn has_long_global(visit: &Encounter<'_>, service: &Service) -> bool {
    let emergency = visit.setting == Setting::Ed;
    let days = super::operation::row(visit, &service.code).map(|r| r.global().trim().to_owned());
    match days.as_deref() {
        Some("090") => true,
        Some("010") => !emergency,
        Some(_) => false,
        None if emergency => ("21310"..="28675").contains(&service.code.compact()),
        None => {
            let number = service.code.compact();
            let none = NO_DAYS.iter().any(|(first, last)| (*first..=*last).contains(&number));
            has_global(visit, &service.code) && !none
        }
    }
}

/// The operation that another does or did, of which this practice gives a part.
fn of_another(case: &mut Case<'_>, words: Span, modifier: &'static str, why: &'static str) {
    let done_here = |s: &Service| s.is_reported() && is_operation(&s.code);
    if case.services.iter().any(done_here) {
        return;
    }
    name_operation(case);
    let not_here = |s: &Service| {
        is_operation(&s.code)
            && matches!(
                s.fate,
                Fate::Withhold { reason: WithheldReason::Historical | WithheldReason::Planned, .. }
            )
    };
    let Some(service) = case.services.iter_mut().find(|s| not_here(s)) else {
        return ask(case, words);
    };
    let sided = |m: &&crate::read::Mention| {
        let rows = &case.desk.crosswalk.phrase(m.phrase).rows;
        let same = rows.iter().any(|&r| case.desk.crosswalk.row(r).code == service.code);
        let mut part = case.reading.between_commas(&m.tokens);
        same && part.any(|t| case.reading.side_at(t).is_some())
            && case.reading.act(m, case.visit.setting) == crate::read::Status::Before
    };
    if let Some(named) = case.reading.mentions.iter().find(sided) {
        service.tokens = named.tokens.clone();
    }
    service.fate = Fate::Report;
    service.reasons.clear();
    service.modify_by(words, modifier, why, AUTHORITY);
    for visit in case.services.iter_mut().filter(|s| s.family == "em") {
        let why = "part of the package of the operation";
        visit.withhold(WithheldReason::NotReportable, why, Some(AUTHORITY));
    }
}

/// Puts the first operation that the note names on the desk, withheld, where nothing else has: its
/// conditions may ask for the place where it is done.
fn name_operation(case: &mut Case<'_>) {
    if case.services.iter().any(|s| is_operation(&s.code)) {
        return;
    }
    let crosswalk = &case.desk.crosswalk;
    let named = case.reading.mentions.iter().find_map(|m| {
        let rows = crosswalk.phrase(m.phrase).rows.iter().map(|&r| crosswalk.row(r));
        let mut rows = rows.filter(|r| is_operation(&r.code) && r.in_force(case.visit.date));
        Some((rows.next()?, m.tokens.clone()))
    });
    let Some((row, tokens)) = named else { return };
    let span = case.reading.span(tokens.clone());
    let mut service = Service::new(row.code, row.label, row.family, vec![span]);
    service.tokens = tokens;
    service.withhold(WithheldReason::Historical, "done at another time or place", None);
    case.services.push(service);
}

fn ask(case: &mut Case<'_>, words: Span) {
    let options = ["Number and date of the operation", "Other", "Unable to determine"];
    case.queries.push(Query {
        question: "Which operation, and of what date, is this care part of?".to_owned(),
        indicators: vec![Evidence { span: words }],
        options: options.map(str::to_owned).to_vec(),
    });
}
