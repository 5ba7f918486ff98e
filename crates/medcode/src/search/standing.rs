//! How do hits of several systems stand to each other?

use medcode_model::{Code, CodeSystem};

/// What a hit's score counts for where every system is searched.
pub(super) fn among_systems(code: &Code) -> f32 {
    match code.system() {
        // The first characters of a code are a place to go on from, no answer yet.
        CodeSystem::Icd10Pcs if code.len() < 7 => 0.85,
        CodeSystem::Hcpcs if is_quality_measure(code) => 0.75,
        _ => 1.0,
    }
}

/// Codes that report a quality measure repeat whole sentences of medicine, and are hardly
/// ever what a coder looks for by words.
fn is_quality_measure(code: &Code) -> bool {
    ["G8", "G9", "M0", "M1"].iter().any(|start| code.compact().starts_with(start))
}
