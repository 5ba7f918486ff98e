//! 95 on services given by video, 93 by telephone; GT where a critical access hospital bills for the
//! professional (method II).
//!
//! Authority: CPT appendices P and T name the services; Medicare Claims Processing Manual ch. 12
//! §190 the billing. A service that needs no meeting (an interpretation) takes neither.

use crate::desk::Case;
use medcode_model::Setting;

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §190";

/// First and last number of services that are meetings with the patient.
const MEETINGS: &[(&str, &str)] = &[
    ("90785", "90853"),
    ("92507", "92508"),
    ("96116", "96121"),
    ("96156", "96171"),
    ("97161", "97168"),
    ("97802", "97804"),
    ("99202", "99215"),
    ("99242", "99245"),
    ("99381", "99397"),
    ("99406", "99409"),
    ("99417", "99417"),
    ("99495", "99498"),
    ("G0108", "G0109"),
    ("G0270", "G0270"),
    ("G0396", "G0397"),
    ("G0438", "G0447"),
];

/// Words that say only voices met.
const VOICE_ONLY: &[&str] = &[
    "audio-only",
    "audio only",
    "telephone visit",
    "phone visit",
    "by telephone",
    "via telephone",
    "over the phone",
    "telephone encounter",
    "telephone only",
];

/// Words that say so even where a picture is spoken of.
const NO_PICTURE: &[&str] = &[
    "audio-only",
    "audio only",
    "no video",
    "video failed",
    "without video",
    "video not available",
    "unable to use video",
    "could not use video",
    "cannot use video",
    "video unavailable",
    "no camera",
    "unable to connect video",
    "declined video",
];

/// Denials of that.
const NOT_VOICE: &[&str] =
    &["no audio only", "no audio-only", "not audio only", "not audio-only", "not telephone only"];

/// Words that say they saw each other.
const VIDEO: &[&str] = &["video", "audiovisual", "audio-visual", "zoom", "doxy"];

pub(super) fn apply(case: &mut Case<'_>) {
    if case.visit.setting != Setting::Telehealth {
        return;
    }
    let text = case.visit.doc.text().to_ascii_lowercase();
    // `No audio only`: they saw each other.
    let text = NOT_VOICE.iter().fold(text, |text, denial| text.replace(denial, ""));
    let says = |words: &[&str]| words.iter().any(|w| text.contains(w));
    let voice = says(NO_PICTURE) || (says(VOICE_ONLY) && !says(VIDEO));
    let (modifier, reason) = if voice {
        ("93", "93: a visit by voice alone")
    } else if case.told_anywhere("mod method two").is_some() {
        ("GT", "GT: by sound and picture, billed by a critical access hospital (method II)")
    } else {
        ("95", "95: a visit by sound and picture")
    };
    for service in case.services.iter_mut().filter(|s| s.is_reported()) {
        let number = service.code.compact();
        let meets = MEETINGS.iter().any(|(first, last)| (*first..=*last).contains(&number));
        if meets {
            service.modify(modifier, reason, AUTHORITY);
        }
    }
}
