//! QW: a test that a practice runs under its certificate of waiver.
//!
//! Where the note says that the test is waived or was made at the point of care, in a practice's own
//! laboratory. Tests whose number means a waived test by itself take none (CMS, list of waived tests;
//! Medicare Claims Processing Manual ch. 16 §70.8).

use crate::desk::Case;
use crate::service::Service;
use medcode_model::{BillingContext, Setting};

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 16 §70.8";

/// Numbers with waived kits, that need QW to be known as such.
const WAIVED: &[&str] = &[
    "80047", "80048", "80051", "80053", "80061", "80069", "80305", "81003", "81007", "82010", "82040",
    "82043", "82044", "82120", "82150", "82247", "82274", "82310", "82330", "82374", "82435", "82465",
    "82523", "82550", "82565", "82570", "82679", "82947", "82950", "82951", "82952", "82977", "82985",
    "83001", "83002", "83036", "83037", "83516", "83605", "83655", "83718", "83721", "83861", "83880",
    "83986", "84075", "84132", "84155", "84295", "84443", "84450", "84460", "84478", "84520", "84550",
    "85014", "85018", "85025", "85576", "85610", "86294", "86308", "86318", "86386", "86618", "86701",
    "86703", "86780", "86803", "87077", "87210", "87426", "87428", "87449", "87491", "87502", "87591",
    "87631", "87634", "87635", "87636", "87637", "87651", "87801", "87804", "87806", "87807", "87808",
    "87809", "87811", "87880", "87905", "G0328", "G0433", "G0475",
];

pub(super) fn apply(case: &mut Case<'_>) {
    let office = matches!(
        case.visit.setting,
        Setting::Office | Setting::Home | Setting::NursingFacility | Setting::Telehealth
    );
    if case.visit.billing != BillingContext::Professional || !office {
        return;
    }
    let laboratory = case.told_anywhere("mod waived lab");
    for n in 0..case.services.len() {
        let service = &case.services[n];
        if !service.is_reported() || !WAIVED.contains(&service.code.compact()) {
            continue;
        }
        let words = laboratory.or_else(|| of_line(case, service));
        if let Some(words) = words {
            let why = "QW: a waived test, in the practice's own laboratory";
            case.services[n].modify_by(words, "QW", why, AUTHORITY);
        }
    }
}

/// Words of its sentence, or of the header or short line above it.
fn of_line(case: &Case<'_>, service: &Service) -> Option<medcode_model::Span> {
    if service.tokens.is_empty() {
        return None;
    }
    let item = case.reading.item(service.tokens.start);
    let sentence = case.reading.sentence(service.tokens.start);
    case.told(sentence, "mod waived").or_else(|| case.told(item, "mod waived")).or_else(|| {
        let start = case.reading.doc.tokens()[service.tokens.start].span.start;
        let header = case.reading.doc.section_at(start)?.header?;
        let (first, end) = case.reading.doc.tokens_in(header);
        case.told(first..end, "mod waived")
    })
}
