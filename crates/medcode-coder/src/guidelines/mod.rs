//! The Official Guidelines that decide what is reported: one file a section, applied in
//! this order.

mod aftercare;
mod arrest;
mod asked_for;
mod bleeding;
mod by_age;
mod by_sex;
mod cancelled;
mod caused;
mod chronic;
mod colon;
mod colon_polyps;
mod combination;
mod complication;
mod compressed;
mod context;
mod converted;
mod coronary;
mod dated;
mod device_check;
mod diabetes;
mod discs;
mod dominance;
mod drugs;
mod elsewhere;
mod end_stage;
mod expected;
mod external_cause;
mod eye;
mod followed_injury;
mod gallstones;
mod germs;
mod heart_failure;
mod hypertension;
mod ileus;
mod imaged;
mod injury;
mod inpatient;
mod integral;
mod intractable;
mod joints;
mod kidney;
mod levels;
mod liver;
mod longterm;
mod lungs;
mod lysis;
mod malnutrition;
mod managed;
mod mental;
mod near;
mod neoplasm;
mod newborn;
mod operated;
mod otitis;
mod pain;
mod past_surgery;
mod pregnancy;
mod prevention;
mod prostate;
mod put_off;
mod rheumatoid;
mod rhinitis;
mod routine;
mod ruled_out;
mod scope_findings;
mod seen;
pub(crate) mod sepsis;
mod setting;
mod skin_infection;
mod status;
mod stroke;
mod stroke_sequela;
mod taken_out;
mod tested_for;
mod together;
mod traumatic;
mod treated_lesions;
mod ulcers;
mod uncertain;
mod uncertain_inside;
mod unplaced;
mod unsorted;
mod veins;
mod weight;
mod words;

use crate::case::Case;
use medcode_model::Mode;

/// One guideline acted on.
pub(crate) struct Guideline {
    /// Its section.
    pub(crate) section: &'static str,
    /// What it does to a case.
    pub(crate) apply: fn(&mut Case<'_>),
}

/// All of them, in the order they are applied.
pub(crate) const ALL: &[Guideline] = &[
    Guideline { section: "I.C.15.a.3", apply: pregnancy::complete },
    Guideline { section: "I.C.6.a", apply: dominance::apply },
    Guideline { section: "I.B.5", apply: context::apply },
    Guideline { section: "IV.J", apply: dated::apply },
    Guideline { section: "IV.H", apply: ruled_out::apply },
    Guideline { section: "IV.H", apply: uncertain_inside::apply },
    Guideline { section: "IV.N", apply: neoplasm::confirmed },
    Guideline { section: "IV.N", apply: treated_lesions::apply },
    Guideline { section: "IV.J", apply: setting::apply },
    Guideline { section: "III", apply: imaged::apply },
    Guideline { section: "IV.H", apply: uncertain::apply },
    Guideline { section: "IV.K", apply: scope_findings::apply },
    Guideline { section: "III.B", apply: seen::apply },
    Guideline { section: "IV.J", apply: put_off::apply },
    Guideline { section: "IV.G", apply: unsorted::apply },
    Guideline { section: "III", apply: expected::apply },
    Guideline { section: "IV.J", apply: managed::apply },
    Guideline { section: "III", apply: chronic::apply },
    Guideline { section: "I.C.21.c.5", apply: tested_for::apply },
    Guideline { section: "I.B.2", apply: traumatic::apply },
    Guideline { section: "I.B.2", apply: elsewhere::apply },
    Guideline { section: "I.B.2", apply: by_sex::apply },
    Guideline { section: "I.B.2", apply: by_age::apply },
    Guideline { section: "I.A.15", apply: combination::apply },
    Guideline { section: "I.C.4.a", apply: diabetes::apply },
    Guideline { section: "I.C.14.a", apply: end_stage::apply },
    Guideline { section: "I.C.9.a", apply: heart_failure::apply },
    Guideline { section: "I.C.9.a", apply: hypertension::apply },
    Guideline { section: "I.C.5", apply: mental::apply },
    // The dementia of a disease has its code only now; its severity may be told elsewhere.
    Guideline { section: "I.B.2", apply: elsewhere::apply },
    Guideline { section: "I.C.13", apply: discs::apply },
    Guideline { section: "I.B.2", apply: levels::apply },
    Guideline { section: "I.B.2", apply: arrest::apply },
    Guideline { section: "I.A.17", apply: together::apply },
    Guideline { section: "I.B.2", apply: intractable::apply },
    Guideline { section: "I.C.6.b", apply: pain::apply },
    Guideline { section: "I.C.7.a", apply: eye::apply },
    Guideline { section: "I.B.13", apply: otitis::apply },
    Guideline { section: "I.C.15", apply: pregnancy::apply },
    Guideline { section: "I.C.16", apply: newborn::apply },
    Guideline { section: "I.C.21", apply: prevention::apply },
    Guideline { section: "I.C.21.c.5", apply: colon::apply },
    Guideline { section: "IV.N", apply: colon_polyps::apply },
    Guideline { section: "I.C.2", apply: neoplasm::apply },
    Guideline { section: "I.C.13", apply: rheumatoid::apply },
    Guideline { section: "I.B.5", apply: joints::apply },
    Guideline { section: "I.C.19", apply: injury::apply },
    Guideline { section: "I.C.19", apply: compressed::apply },
    Guideline { section: "IV.G", apply: taken_out::apply },
    Guideline { section: "I.C.9.b", apply: coronary::apply },
    Guideline { section: "I.C.9.d.1", apply: stroke_sequela::apply },
    Guideline { section: "I.C.9.d", apply: stroke::apply },
    Guideline { section: "I.C.21.c.3", apply: lysis::apply },
    Guideline { section: "I.C.14.a", apply: kidney::apply },
    Guideline { section: "I.B.2", apply: operated::apply },
    Guideline { section: "I.A.17", apply: prostate::apply },
    Guideline { section: "I.C.1.d", apply: sepsis::apply },
    Guideline { section: "I.C.1.b", apply: germs::apply },
    Guideline { section: "I.C.10.a", apply: lungs::apply },
    Guideline { section: "I.B.2", apply: rhinitis::apply },
    Guideline { section: "I.B.5", apply: veins::apply },
    Guideline { section: "I.C.12.a", apply: ulcers::apply },
    Guideline { section: "I.B.2", apply: skin_infection::apply },
    Guideline { section: "I.A.15", apply: liver::apply },
    Guideline { section: "I.B.9", apply: gallstones::apply },
    Guideline { section: "I.C.19", apply: ileus::apply },
    Guideline { section: "I.C.19", apply: caused::apply },
    Guideline { section: "I.B.2", apply: unplaced::apply },
    Guideline { section: "I.B.2", apply: complication::apply },
    Guideline { section: "I.C.21.c.13", apply: converted::apply },
    Guideline { section: "I.C.21.c.13", apply: cancelled::apply },
    Guideline { section: "I.B.5", apply: bleeding::apply },
    Guideline { section: "I.B.14", apply: malnutrition::apply },
    Guideline { section: "I.B.14", apply: weight::apply },
    Guideline { section: "III", apply: inpatient::apply },
    Guideline { section: "I.B.5", apply: integral::apply },
    Guideline { section: "I.B.5", apply: routine::apply },
    Guideline { section: "I.A.17", apply: asked_for::apply },
    Guideline { section: "I.C.19.e", apply: drugs::apply },
    Guideline { section: "I.C.20", apply: external_cause::apply },
    Guideline { section: "I.C.21.c.7", apply: device_check::apply },
    Guideline { section: "I.C.21.c.7", apply: aftercare::apply },
    Guideline { section: "I.C.21.c.8", apply: followed_injury::apply },
    Guideline { section: "I.C.21.c.3", apply: status::apply },
    Guideline { section: "I.C.21.c.3", apply: past_surgery::apply },
    Guideline { section: "I.C.21.c.3", apply: longterm::apply },
];

/// Applies every guideline to every case that is reported on: one guideline after the other, so that
/// its instructions are fetched once for all of them.
pub(crate) fn apply(cases: &mut [Case<'_>]) {
    for guideline in ALL {
        debug_assert!(!guideline.section.is_empty());
        cases.iter_mut().filter(|case| case.facts.mode == Mode::Report).for_each(guideline.apply);
    }
}
