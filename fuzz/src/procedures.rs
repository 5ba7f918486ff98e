//! Fee schedules, edits and the files of a CPT licensee.

use medcode_model::{Code, CodeSystem, Problem};
use medcode_release::sources::ama::{
    Width, read_clinician, read_consolidated, read_consumer, read_modifiers, read_standard,
};
use medcode_release::sources::cms::ncci::{add_on, mue, ptp};
use medcode_release::sources::cms::pfs;

/// The physician fee schedule in all its forms.
pub fn fee_schedule(bytes: &[u8]) {
    for read in [pfs::read, pfs::read_indicators, pfs::read_amounts] {
        let read = read(bytes);
        inside(&read.problems, bytes);
        for row in &read.value {
            row.global();
            row.national_cents(true);
        }
    }
}

/// Medically unlikely edits, add-on codes, procedure-to-procedure edits.
pub fn edits(bytes: &[u8]) {
    inside(&mue::read(bytes).problems, bytes);
    inside(&add_on::read(bytes).problems, bytes);
    let pairs = ptp::read(bytes);
    inside(&pairs.problems, bytes);
    let reasons = pairs.value.rationales.len();
    assert!(pairs.value.edits.iter().all(|e| usize::from(e.rationale) < reasons));
}

/// The descriptors and modifiers that the AMA gives its licensees.
pub fn cpt(bytes: &[u8]) {
    for width in [Width::Long, Width::Medium, Width::Short] {
        let read = read_standard(width, bytes);
        inside(&read.problems, bytes);
        let is_cpt = |code: &Code| code.system() == CodeSystem::Cpt;
        assert!(read.value.iter().all(|d| is_cpt(&d.code) && !d.text.is_empty()));
    }
    inside(&read_consolidated(bytes).problems, bytes);
    inside(&read_clinician(bytes).problems, bytes);
    inside(&read_consumer(bytes).problems, bytes);
    inside(&read_modifiers(bytes).problems, bytes);
}

/// Problems point into the input.
fn inside(problems: &[Problem], bytes: &[u8]) {
    for problem in problems {
        assert!(problem.position.byte <= bytes.len() as u64, "{problem}");
    }
}
