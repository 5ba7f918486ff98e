//! Does the one who sends the bill bill a service, as the note tells what became of it?

use crate::crosswalk::{Bill, Row};
use crate::desk::Case;
use crate::drugs::place;
use crate::encounter::Encounter;
use crate::read::{Standing, Status, is_built_as_report};
use medcode_model::{BillingContext, Setting, WithheldReason};
use medcode_note::{Document, Gap};

/// Why a service is not billed: the kind of reason, and the reason.
pub(crate) type Refused = (WithheldReason, &'static str);

/// The hospital's own.
const HOSPITAL: Refused = (WithheldReason::NotReportable, "the hospital bills it, not the professional");

/// Tests from a kit, read within minutes where the patient is: dipstick, pregnancy, glucose, strep,
/// influenza, COVID, RSV, mononucleosis. A result told without another place was made here.
const KITS: &[&str] =
    &["81002", "81025", "82962", "87880", "87804", "87811", "87807", "86308", "87428", "87426"];

pub(crate) fn is_kit(row: &Row) -> bool {
    KITS.contains(&row.code.compact())
}

/// Tests by a machine that the practice of the specialty has: hearing, eye, flow of urine. A result
/// that opens its line in an office note was made there, as with a kit.
const MACHINES: &[&str] = &[
    "92551", "92552", "92553", "92557", "92567", "92133", "92134", "92250", "92083", "92025", "76514",
    "51741",
];

pub(crate) fn is_machine(visit: &Encounter<'_>, row: &Row) -> bool {
    visit.setting == Setting::Office && MACHINES.contains(&row.code.compact())
}

/// No words prove it.
pub(crate) const UNPROVEN: Refused =
    (WithheldReason::NotReportable, "no words say that it was done or read here");

/// Why a service of a row, of which the note says this, is not billed; `None` where it is.
pub(crate) fn refused(visit: &Encounter<'_>, row: &Row, standing: Standing) -> Option<Refused> {
    let theirs = || by_place(visit, row.bill).filter(|_| !is_read_at_bedside(row, standing));
    by_status(standing.status).or_else(theirs).or_else(|| by_proof(visit, row.bill, standing))
}

/// Ultrasound that the physician made and read at the bedside of a hospital: the reading is billed, with
/// 26 (ch. 13 §20.1). An x-ray the hospital's radiologist reads and bills.
fn is_read_at_bedside(row: &Row, standing: Standing) -> bool {
    let number = row.code.compact();
    let ultrasound = ("76506"..="76999").contains(&number)
        || ("93303"..="93355").contains(&number)
        || ("93880"..="93990").contains(&number);
    row.bill == Bill::Own && standing.read && ultrasound
}

/// What was not done at this visit is not billed.
pub(crate) fn by_status(status: Status) -> Option<Refused> {
    Some(match status {
        Status::Done => return None,
        Status::Ordered | Status::Planned => {
            (WithheldReason::Planned, "ordered or planned, not done at this visit")
        }
        Status::NotDone => (WithheldReason::Negated, "declined, cancelled or not done"),
        Status::Before => (WithheldReason::Historical, "done at another time or place"),
    })
}

/// By telehealth nobody touches the patient; in a hospital, staff, equipment and images are the
/// hospital's (CMS Claims Processing Manual ch. 12 §20.4.2, ch. 4 §10).
pub(crate) fn by_place(visit: &Encounter<'_>, bill: Bill) -> Option<Refused> {
    if visit.setting == Setting::Telehealth && bill != Bill::Remote {
        return Some((WithheldReason::NotReportable, "by telehealth nothing is done in person"));
    }
    let hospital = visit.billing == BillingContext::Professional && in_hospital(visit.setting);
    let own = bill == Bill::Own && !is_radiologists(visit.doc);
    (hospital && (own || bill == Bill::Staff)).then_some(HOSPITAL)
}

/// Whether a note is a radiologist's by its title: the images it tells of were read by who writes it.
pub(crate) fn is_radiologists(doc: &Document<'_>) -> bool {
    const TITLE: usize = 8;
    const KIND: &[&str] =
        &["report", "read", "reads", "interpretation", "dictation", "final", "department"];
    const IMAGES: &[&str] = &[
        "radiology",
        "imaging",
        "ct",
        "mri",
        "ultrasound",
        "xray",
        "radiograph",
        "mammogram",
        "mammography",
    ];
    let titled = |t: usize| {
        IMAGES.contains(&doc.folded(t))
            && (KIND.contains(&doc.folded(t + 1)) || doc.gap(t + 1).has(Gap::COLON) && t == 0)
    };
    let head = 0..doc.tokens().len().min(TITLE);
    head.into_iter().any(|t| doc.folded(t) == "radiologist" || titled(t)) || is_built_as_report(doc)
}

/// Why what the practice's staff gives is not billed: as `by_place`, and where the facility of an
/// outpatient procedure supplies drugs its staff gives them.
pub(crate) fn by_staff(case: &Case<'_>) -> Option<Refused> {
    by_place(case.visit, Bill::Staff).or_else(|| {
        let elsewhere = case.visit.setting == Setting::OutpatientProcedure;
        (elsewhere && !place::supplies(case)).then_some(HOSPITAL)
    })
}

/// Why a procedure that a hospital's staff carried out is not billed: `splint applied by tech`.
pub(crate) fn by_hospital_staff(case: &Case<'_>, tokens: &std::ops::Range<usize>) -> Option<Refused> {
    const REACH: usize = 8;
    let professional = case.visit.billing == BillingContext::Professional;
    let sentence = case.reading.sentence(tokens.start);
    let part = tokens.start..(tokens.end + REACH).min(sentence.end);
    let doc = case.reading.doc;
    let cut = part.clone().skip(1).find(|&t| t >= tokens.end && doc.gap(t).has(Gap::COMMA));
    let part = part.start..cut.unwrap_or(part.end);
    (professional && in_hospital(case.visit.setting) && case.says(part, "act staff")).then_some(HOSPITAL)
}

/// Whether a hospital's staff and equipment serve the patient.
pub(crate) fn in_hospital(setting: Setting) -> bool {
    matches!(setting, Setting::Ed | Setting::Inpatient | Setting::Observation)
}

/// A result alone does not tell who made it, nor a plan that it was carried out.
fn by_proof(visit: &Encounter<'_>, bill: Bill, standing: Standing) -> Option<Refused> {
    let facility = visit.billing == BillingContext::Facility;
    let enough = match bill {
        Bill::Own => standing.here || standing.read || facility || is_radiologists(visit.doc),
        Bill::Read => standing.read || is_radiologists(visit.doc),
        Bill::Staff => !standing.weak || standing.here,
        Bill::Done | Bill::Act | Bill::Remote | Bill::Rule => true,
    };
    (!enough).then_some(UNPROVEN)
}
