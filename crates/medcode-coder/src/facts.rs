//! What is known of the encounter when its note is coded.

use medcode_model::{Mode, Setting, Sex};

/// The encounter: given by the caller or read from the note.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts {
    /// Where the patient was seen: decides between OCG II/III and OCG IV.
    pub setting: Setting,
    /// Age in years, a fraction for infants.
    pub age: Option<f32>,
    /// Sex.
    pub sex: Option<Sex>,
    /// What is asked for.
    pub mode: Mode,
    /// Suggest only codes with at least this confidence.
    pub threshold: f32,
}

impl Facts {
    /// The threshold where the user moves none.
    pub const THRESHOLD: f32 = 0.3;
}
