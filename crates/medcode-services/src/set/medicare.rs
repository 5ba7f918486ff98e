//! What CPT numbers mean for Medicare: its own codes in their place.
//!
//! An ECG to screen at the Welcome to Medicare visit, structured counselling for alcohol and drugs,
//! nutrition therapy after a second referral, screening tests (Medicare Claims Processing Manual ch. 18
//! §§1, 60, 80, 130, 210, 230; ch. 4 §300). The meaning is the title of the code in the file of HCPCS.

use crate::desk::Case;
use crate::service::Service;
use medcode_model::WithheldReason;

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 18";

/// A number, Medicare's code in its place, and the class of words that the sentence must have.
const PLACES: &[(&str, &str, Option<&str>)] = &[
    ("99408", "G0396", None),
    ("99409", "G0397", None),
    ("97803", "G0270", Some("cue second referral")),
    ("97804", "G0271", Some("cue second referral")),
    ("82274", "G0328", Some("cue screen")),
    ("84153", "G0103", Some("cue screen")),
    ("86703", "G0435", Some("cue screen")),
    ("86803", "G0472", Some("cue screen")),
];

/// The ECG's parts at the first visit.
const WELCOME: &[(&str, &str)] = &[("93000", "G0403"), ("93005", "G0404"), ("93010", "G0405")];

/// Opinions by telehealth that are the visit themselves.
const CONSULTS: (&str, &str) = ("G0425", "G0427");

pub(super) fn apply(case: &mut Case<'_>) {
    if has(case, |s| (CONSULTS.0..=CONSULTS.1).contains(&s.code.compact())) {
        for service in case.services.iter_mut().filter(|s| s.family == "em") {
            service.withhold(
                WithheldReason::NotReportable,
                "the opinion by telehealth is the visit",
                Some(AUTHORITY),
            );
        }
    }
    let welcome = has(case, |s| s.code.compact() == "G0402");
    let medicare = case.reading.is_medicare();
    for n in 0..case.services.len() {
        let service = &case.services[n];
        let number = service.code.compact();
        let place = WELCOME.iter().filter(|_| welcome).find(|(from, _)| *from == number).map(|p| p.1);
        let place = place.or_else(|| {
            let row = PLACES.iter().filter(|_| medicare).find(|(from, ..)| *from == number)?;
            let fits = row.2.is_none_or(|class| {
                !service.tokens.is_empty() && case.says(case.reading.near(service.tokens.start), class)
            });
            fits.then_some(row.1)
        });
        if let Some(code) = place {
            put_in_place(case, n, code);
        }
    }
}

fn has(case: &Case<'_>, is: impl Fn(&Service) -> bool) -> bool {
    case.services.iter().any(|s| s.is_reported() && is(s))
}

fn put_in_place(case: &mut Case<'_>, n: usize, code: &str) {
    let Some(row) = case.desk.crosswalk.number(code) else { return };
    let (code, label) = (row.code, row.label);
    if case.services.iter().any(|s| s.code == code && s.is_reported()) {
        let service = &mut case.services[n];
        service.withhold(WithheldReason::NotReportable, format!("{code} is billed"), Some(AUTHORITY));
        return;
    }
    let service = &mut case.services[n];
    service.reasons.push(format!("Medicare's code in the place of {}", service.code));
    service.authority.push(AUTHORITY);
    (service.code, service.label) = (code, label.to_owned());
}
