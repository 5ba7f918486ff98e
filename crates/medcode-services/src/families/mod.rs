//! From services named to numbers: one file a family whose number takes more than conditions.

mod ambulance;
mod anesthesia;
mod ask;
pub(crate) mod billed;
mod burn;
mod bypass;
mod called_off;
pub(crate) mod choose;
mod colonoscopy;
mod counted;
mod crowded;
mod cytology;
mod dialysis;
mod each;
mod further;
mod fusion;
mod hernia;
mod hospital;
mod included;
mod inhaled;
mod injections;
mod joint;
mod knee;
mod line;
mod look;
mod nerve_words;
mod nerves;
mod obstetric;
mod open;
mod oversight;
mod pathology;
mod pci;
mod plain;
mod programs;
mod regions;
mod sedation;
mod skin;
mod spine;
mod talk;
mod therapy;
mod transition;
mod vaccines;
mod veins;
mod vertebrae;

use crate::desk::Case;

/// One line a family that has a file of its own; every other goes by its rows' conditions.
type Family = fn(&mut Case<'_>);

const FAMILIES: &[(&str, Family)] = &[
    (skin::excision::FAMILY, skin::excision::apply),
    (skin::repair::FAMILY, skin::repair::apply),
    (skin::flap::FLAP, skin::flap::apply),
    (skin::biopsy::FAMILY, skin::biopsy::apply),
    (skin::destruction::FAMILY, skin::destruction::apply),
    (skin::debridement::FAMILY, skin::debridement::apply),
    (knee::FAMILY, knee::apply),
    (spine::EPIDURAL, spine::epidural),
    (spine::FACET, spine::facet),
    (hernia::FAMILY, hernia::apply),
    (sedation::FAMILY, sedation::apply),
    (joint::FAMILY, joint::apply),
    ("vaccine", vaccines::apply),
    ("injection", injections::apply),
    ("therapy-timed", therapy::apply),
    ("psychotherapy", talk::apply),
    ("chiropractic", regions::apply),
    ("questionnaire", each::apply),
    (ambulance::FAMILY, ambulance::apply),
    (anesthesia::FAMILY, anesthesia::apply),
    (pathology::FAMILY, pathology::apply),
    (cytology::FAMILY, cytology::apply),
    (burn::FAMILY, burn::apply),
    (pci::FAMILY, pci::apply),
    (bypass::FAMILY, bypass::apply),
    (obstetric::FAMILY, obstetric::apply),
    (oversight::FAMILIES[0], oversight::apply),
    (hospital::FAMILY, hospital::apply),
];

/// Turns the services named in notes into lines, one family after the other.
pub(crate) fn apply(cases: &mut [Case<'_>]) {
    cases.iter_mut().for_each(plain::apply);
    for (_, family) in FAMILIES {
        cases.iter_mut().for_each(family);
    }
    for case in cases {
        called_off::apply(case);
        fusion::apply(case);
        included::apply(case);
        inhaled::apply(case);
        further::apply(case);
        look::apply(case);
        colonoscopy::apply(case);
        programs::apply(case);
        transition::apply(case);
        dialysis::apply(case);
        nerves::apply(case);
        open::apply(case);
        veins::apply(case);
        crowded::tell(case);
    }
}

/// Whether a family has a file of its own.
fn has_own_file(family: &str) -> bool {
    oversight::FAMILIES.contains(&family) || FAMILIES.iter().any(|(name, _)| *name == family)
}

/// Asks a question about some tokens.
fn ask_plainly(case: &mut Case<'_>, question: &str, tokens: &std::ops::Range<usize>, options: &[&str]) {
    let span = case.reading.span(tokens.clone());
    case.queries.push(medcode_model::Query {
        question: question.to_owned(),
        indicators: vec![medcode_model::Evidence { span }],
        options: options.iter().map(|o| (*o).to_owned()).collect(),
    });
}
