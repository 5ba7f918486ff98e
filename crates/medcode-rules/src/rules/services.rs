//! Kinds of services by their numbers, for rules that hold for one kind only.

use crate::subject::Line;
use medcode_kb::query::Release;
use medcode_model::Date;

/// Whether a quarterly file tells which codes do not exist on a day: beyond its quarter others were
/// added, before it others had not ended.
pub(super) fn tells_of(release: &Release, day: Date) -> bool {
    (release.id().from..=release.id().own_end()).contains(&day)
}

/// An evaluation and management visit: office, hospital, emergency, critical care, nursing
/// facility, home, preventive.
pub(super) fn is_visit(line: &Line<'_>) -> bool {
    matches!(
        line.cpt(),
        Some(
            99202..=99215
            | 99221..=99239
            | 99242..=99255
            | 99281..=99285
            | 99291
            | 99292
            | 99304..=99316
            | 99341..=99350
            | 99381..=99397,
        )
    )
}

/// Transport by ambulance and its mileage: A0425-A0436.
pub(super) fn is_ambulance(line: &Line<'_>) -> bool {
    ("A0425"..="A0436").contains(&line.number()) && line.number().len() == 5
}

/// Revenue codes whose lines hold a rate code (HIPPS) of skilled nursing, home health or rehabilitation
/// in place of a HCPCS code.
pub(super) fn is_rate(line: &Line<'_>) -> bool {
    matches!(line.said.revenue.as_deref(), Some("0022" | "0023" | "0024"))
}

/// An office or other outpatient visit.
pub(super) fn is_office_visit(line: &Line<'_>) -> bool {
    matches!(line.cpt(), Some(99202..=99215))
}

/// Anesthesia: 00100-01999.
pub(super) fn is_anesthesia(line: &Line<'_>) -> bool {
    matches!(line.cpt(), Some(100..=1999))
}

/// Anesthesia that is billed by its time: not daily management of a catheter (01996), not more
/// burned skin (01953).
pub(super) fn is_timed_anesthesia(line: &Line<'_>) -> bool {
    is_anesthesia(line) && !matches!(line.cpt(), Some(1953 | 1996))
}

/// Operations on the body: 10004-69990.
pub(super) fn is_operation(line: &Line<'_>) -> bool {
    matches!(line.cpt(), Some(10004..=69990))
}

/// Imaging and radiation: 70010-79999.
pub(super) fn is_imaging(line: &Line<'_>) -> bool {
    matches!(line.cpt(), Some(70010..=79999))
}

/// Laboratory and pathology: 80047-89398.
pub(super) fn is_laboratory(line: &Line<'_>) -> bool {
    matches!(line.cpt(), Some(80047..=89398))
}

/// A CPT number of category I that is neither laboratory nor a drug or vaccine.
pub(super) fn is_work(line: &Line<'_>) -> bool {
    line.cpt().is_some()
        && !is_laboratory(line)
        && !matches!(line.cpt(), Some(90281..=90399 | 90476..=90759))
}
