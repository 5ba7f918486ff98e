//! A drug that was given at this visit, as the services that gave it need to know it.

use std::ops::Range;

/// By which way a drug was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    Intramuscular,
    Subcutaneous,
    Intradermal,
    /// Into a vein, and the note does not say how.
    Vein,
    VeinPush,
    VeinInfusion,
    /// Into a joint, bursa, tendon sheath, trigger point or lesion.
    Site,
    /// Epidural, intrathecal, around a nerve.
    Spine,
    /// Into the eye.
    Eye,
    /// Into the bladder.
    Bladder,
    Inhaled,
    Nasal,
    Oral,
    Rectal,
    Topical,
}

impl Route {
    /// Into a vein, a muscle, under or into the skin, or breathed in: given by staff.
    pub(crate) fn is_parenteral(self) -> bool {
        !matches!(self, Self::Oral | Self::Topical | Self::Nasal | Self::Rectal)
    }
}

/// What kind of drug it is, as far as giving it is billed differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Any other drug.
    Plain,
    /// An antineoplastic that is no hormone.
    Chemo,
    /// A hormonal antineoplastic.
    Hormone,
    /// A monoclonal antibody or other biologic response modifier that takes the work of
    /// chemotherapy to give.
    Biologic,
    /// Fluids and electrolytes: hydration.
    Fluid,
    /// A local anesthetic.
    Local,
    /// Saline or heparin that keeps a line open.
    Flush,
    Contrast,
    /// A diagnostic radiopharmaceutical.
    Tracer,
    Vaccine,
    /// Blood and its products.
    Blood,
    /// A device that holds a drug.
    Device,
}

impl Class {
    /// The word used in the tables.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "plain" => Self::Plain,
            "chemo" => Self::Chemo,
            "hormone" => Self::Hormone,
            "biologic" => Self::Biologic,
            "fluid" => Self::Fluid,
            "local" => Self::Local,
            "flush" => Self::Flush,
            "contrast" => Self::Contrast,
            "tracer" => Self::Tracer,
            "vaccine" => Self::Vaccine,
            "blood" => Self::Blood,
            "device" => Self::Device,
            _ => return None,
        })
    }
}

/// A drug given at this visit.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// Its generic name, as our table or the release has it.
    pub(crate) drug: String,
    pub(crate) class: Class,
    /// None where the note does not say.
    pub(crate) route: Option<Route>,
    /// How long it ran.
    pub(crate) minutes: Option<u32>,
    /// When it was begun and ended, in minutes of the day.
    pub(crate) start: Option<u32>,
    pub(crate) stop: Option<u32>,
    /// How many times it was given.
    pub(crate) times: u32,
    /// Its name in the note.
    pub(crate) tokens: Range<usize>,
    /// The words that belong to it: its dose, route and times.
    pub(crate) around: Range<usize>,
    /// Its line in `Case::services`, where it has one; a line that is withheld too. Holds until
    /// the set is put in order.
    pub(crate) service: Option<usize>,
}
