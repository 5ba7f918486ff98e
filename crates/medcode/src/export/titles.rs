//! The titles of the codes of claims.

use crate::Engine;
use medcode_model::{Claim, Code, CodeSystem};
use std::collections::BTreeMap;

/// The titles, CPT's left out: they are the AMA's to give.
pub(super) fn of(claims: &[Claim], engine: Option<&Engine>) -> BTreeMap<Code, String> {
    let mut out = BTreeMap::new();
    let Some(engine) = engine else { return out };
    for claim in claims {
        let Some(day) = claim.service_date() else { continue };
        let diagnoses = claim.diagnoses.iter().map(|d| &d.code);
        let procedures = claim.procedures.iter().map(|p| &p.code);
        let services = claim.lines.iter().filter_map(|l| l.code.as_ref());
        for code in diagnoses.chain(procedures).chain(services).filter_map(|c| c.code) {
            if code.system() == CodeSystem::Cpt || out.contains_key(&code) {
                continue;
            }
            let Ok(answer) = engine.library().as_of(code.system(), day, true) else { continue };
            if let Some(row) = answer.release.find(&code) {
                out.insert(code, answer.release.title(row));
            }
        }
    }
    out
}
