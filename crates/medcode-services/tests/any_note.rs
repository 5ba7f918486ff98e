//! Can any text be read for services, with words that lie in it, however often it names them?

use medcode_model::{BillingContext, Date, Setting};
use medcode_note::Document;
use medcode_services::{Desk, Encounter, Releases, Services};
use proptest::prelude::*;
use std::sync::OnceLock;

/// What notes of services are made of.
const PIECES: &[&str] = &[
    "excision of a 1.2 cm lesion of the left cheek",
    "#2 shave biopsy",
    "malignant",
    "17 AKs treated with liquid nitrogen",
    "laceration repaired, 3.4 x 2 cm",
    "triamcinolone 40 mg injected into the right knee",
    "L: same",
    "ketorolac 30 mg IM given",
    "chest x-ray 2 views",
    "colonoscopy with polypectomy",
    "ECG read by me",
    "no",
    "declined",
    "today",
    "45 min spent",
    "Procedure:",
    "Plan:",
    "\n",
    "\n\n",
    ". ",
    "; ",
    ", ",
    "  1) ",
    "é",
];

fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(Desk::new)
}

/// The services of a text; every word behind one must be a piece of it.
fn services(text: &str, setting: Setting) -> Services {
    let doc = Document::read(text);
    let services = desk().code(&Encounter {
        doc: &doc,
        setting,
        billing: BillingContext::of(setting),
        age: Some(50.0),
        sex: None,
        date: Date::new(2026, 5, 4).unwrap(),
        diagnoses: &[],
        quality: true,
        seen: None,
        releases: Releases::default(),
    });
    let reported = services.suggestions.iter().map(|s| &s.coded);
    for coded in reported.chain(services.withheld.iter().map(|w| &w.coded)) {
        for evidence in &coded.evidence {
            let (from, to) = (evidence.span.start as usize, evidence.span.end as usize);
            assert!(text.get(from..to).is_some_and(|t| !t.is_empty()), "{from}..{to}");
        }
    }
    services
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_mixture_is_read_without_panic(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80),
        times in prop::sample::select(&[1_usize, 1, 1, 30][..]),
        setting in prop::sample::select(&Setting::ALL[..]),
    ) {
        services(&pieces.join(" ").repeat(times), setting);
    }
}

#[test]
fn what_is_named_too_often_is_told() {
    let text = "Procedure: excision of a 1.2 cm lesion of the left cheek.\n\n".repeat(300);
    let told = services(&text, Setting::Office).withheld;
    assert!(told.iter().any(|w| w.detail.contains("too often")), "{told:?}");
    let few = services(&text[..text.len() / 10], Setting::Office).withheld;
    assert!(!few.iter().any(|w| w.detail.contains("too often")), "{few:?}");
}
