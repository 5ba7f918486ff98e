//! A month of care, or a form signed, is no visit: where nothing tells that the patient was seen, the E/M
//! that a note of the office stands for is left out.

use crate::desk::Case;
use medcode_model::WithheldReason;

/// First and last number of work that needs no visit.
const MONTHS: &[(&str, &str)] = &[
    ("99424", "99427"),
    ("99437", "99439"),
    ("99457", "99458"),
    ("99484", "99494"),
    ("G0019", "G0024"),
    ("G0140", "G0146"),
    ("G0179", "G0182"),
    ("G0323", "G0323"),
    ("G0556", "G0558"),
    ("G2086", "G2088"),
    ("G3002", "G3003"),
];

/// Words of a note whose patient was there.
const SEEN: &[&str] = &[
    "seen",
    "visit",
    "exam",
    "examined",
    "examination",
    "physical",
    "present",
    "presents",
    "presented",
    "presenting",
    "here",
    "hpi",
    "vital",
    "bp",
    "return",
    "returns",
    "complain",
    "complaint",
    "ros",
    "follow",
    "f",
    "today",
];

pub(super) fn apply(case: &mut Case<'_>) {
    let of_month = |number: &str| MONTHS.iter().any(|(a, b)| (*a..=*b).contains(&number));
    let month = case.services.iter().any(|s| s.is_reported() && of_month(s.code.compact()));
    if !month || case.reading.whole().any(|t| SEEN.contains(&case.reading.doc.folded(t))) {
        return;
    }
    for service in case.services.iter_mut().filter(|s| s.family == "em") {
        let why = "nothing tells that the patient was seen besides the month's care";
        service.withhold(WithheldReason::NotReportable, why, None);
    }
}
