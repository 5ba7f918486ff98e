//! From when to when did the stay last, and is the note itself an operative report?

use medcode_model::Date;
use medcode_note::{DateRole, Document, SectionKind, stated_dates};

/// The stay a note is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stay {
    /// First day, where stated.
    pub(crate) from: Option<Date>,
    /// Last day, where stated.
    pub(crate) to: Option<Date>,
    /// The year that days without one are of.
    pub(crate) year: u16,
    /// The note describes one operation from beginning to end: what it says of the way in
    /// holds for all of it.
    pub(crate) operative: bool,
}

impl Stay {
    pub(crate) fn of(doc: &Document<'_>, year: u16) -> Self {
        let dates = stated_dates(doc);
        let of = |role| dates.iter().find(|d| d.role == role).map(|d| d.date);
        let service = of(DateRole::Service);
        let from = of(DateRole::Admission).or(service);
        let to = of(DateRole::Discharge).or(service);
        let year = to.or(from).or(of(DateRole::Title)).map_or(year, Date::year);
        let has = |kind| doc.sections().iter().any(|s| s.kind == kind && s.header.is_some());
        let operative = (has(SectionKind::PreopDiagnosis) || has(SectionKind::PostopDiagnosis))
            && !has(SectionKind::HospitalCourse);
        Self { from, to, year, operative }
    }

    /// Whether a day lies before the stay.
    pub(crate) fn is_before(&self, date: Date) -> bool {
        self.from.is_some_and(|from| date < from)
    }

    /// Whether a day lies after the stay.
    pub(crate) fn is_after(&self, date: Date) -> bool {
        self.to.is_some_and(|to| date > to)
    }
}
