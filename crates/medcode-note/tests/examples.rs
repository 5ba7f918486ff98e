//! Does each note under `examples/` tell its encounter and its assessed problems?

use medcode_model::{Date, Setting, Sex};
use medcode_note::{Document, guess_setting, stated_date, stated_patient};

fn check(note: &str, setting: Setting, date: (u16, u8, u8), patient: (f32, Sex), problems: &[&str]) {
    let document = Document::read(note);
    assert_eq!(guess_setting(&document).map(|guess| guess.setting), Some(setting));
    assert_eq!(stated_date(&document).map(|(d, _)| Some(d)), Some(Date::new(date.0, date.1, date.2)));
    let stated = stated_patient(&document);
    assert_eq!((stated.age.map(|a| a.0), stated.sex.map(|s| s.0)), (Some(patient.0), Some(patient.1)));
    let heads: Vec<&str> = document.problems().iter().map(|p| p.head.of(note)).collect();
    for problem in problems {
        assert!(heads.iter().any(|head| head.starts_with(problem)), "{problem} is not among {heads:#?}");
    }
}

#[test]
fn office() {
    check(
        include_str!("../../../examples/office.txt"),
        Setting::Office,
        (2026, 5, 12),
        (63.0, Sex::Male),
        &[
            "Type 2 diabetes with",
            "Diabetic polyneuropathy",
            "Primary osteoarthritis",
            "Nicotine dependence",
        ],
    );
}

#[test]
fn ed() {
    check(
        include_str!("../../../examples/ed.txt"),
        Setting::Ed,
        (2026, 6, 14),
        (34.0, Sex::Female),
        &["Closed nondisplaced fracture", "Abrasion of left hand", "Fall on outdoor steps"],
    );
}

#[test]
fn inpatient() {
    check(
        include_str!("../../../examples/inpatient.txt"),
        Setting::Inpatient,
        (2026, 4, 25),
        (78.0, Sex::Female),
        &[
            "Severe sepsis",
            "Acute kidney injury",
            "Stage 2 pressure ulcer",
            "Probable aspiration pneumonia",
        ],
    );
}

#[test]
fn procedure() {
    check(
        include_str!("../../../examples/procedure.txt"),
        Setting::OutpatientProcedure,
        (2026, 7, 8),
        (58.0, Sex::Female),
        &["Polyp of the ascending colon", "Polyp of the sigmoid colon", "Internal hemorrhoids"],
    );
}

#[test]
fn telehealth() {
    check(
        include_str!("../../../examples/telehealth.txt"),
        Setting::Telehealth,
        (2026, 9, 3),
        (29.0, Sex::Female),
        &[
            "Major depressive disorder",
            "Generalized anxiety",
            "Migraine without aura",
            "Nicotine dependence",
        ],
    );
}
