//! Services that are billed where nothing else was done: flushing a port (96523).
//!
//! A port that is flushed when it is used, or at a visit, is part of that (CMS Claims Processing Manual
//! ch. 12 §30.5).

use crate::desk::Case;
use medcode_model::{CodeSystem, WithheldReason};

const AUTHORITY: &str = "CMS Claims Processing Manual ch. 12 §30.5";
const ALONE: &[&str] = &["96523"];

pub(super) fn apply(case: &mut Case<'_>) {
    let other = case.services.iter().any(|s| {
        let number = s.code.compact();
        s.is_reported() && s.code.system() == CodeSystem::Cpt && !ALONE.contains(&number)
    });
    let lone = |s: &&mut crate::service::Service| ALONE.contains(&s.code.compact());
    for service in case.services.iter_mut().filter(lone).filter(|_| other) {
        service.withhold(
            WithheldReason::Integral,
            "billed only where nothing else was done",
            Some(AUTHORITY),
        );
    }
}
