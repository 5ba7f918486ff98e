//! From when to when did the stay last, and is the note itself an operative report?

use super::dates;
use medcode_model::Date;
use medcode_note::{DateRole, Document, Gap, SectionKind, stated_dates};

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
        let mut from = of(DateRole::Admission).or(service);
        let mut to = of(DateRole::Discharge).or(service);
        if let Some((first, last)) = title_range(doc, to.or(from).map_or(year, Date::year)) {
            // Labels tell more than a range; of a range the label names the first day only.
            if (from.is_none() && to.is_none()) || to == Some(first) {
                (from, to) = (Some(first), Some(last));
            }
        }
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

/// How many tokens of the head of a note may hold the days of the stay.
const HEAD: usize = 60;

/// `DC 8/12/26 - 8/20/26` in the head: the first and the last day, whatever word stands before.
fn title_range(doc: &Document<'_>, year: u16) -> Option<(Date, Date)> {
    let days = dates::between(doc, 0, doc.tokens().len().min(HEAD), year);
    let range = |pair: &[dates::Stated]| {
        let [a, b] = pair else { return None };
        let joined = (b.token == a.end
            && doc.gap(b.token).has(Gap::DASH.with(Gap::ARROW).with(Gap::HYPHEN)))
            || (b.token == a.end + 1 && matches!(doc.folded(a.end), "to" | "through" | "thru"));
        (joined && !a.year_only && !b.year_only && a.date <= b.date).then_some((a.date, b.date))
    };
    days.windows(2).find_map(range)
}
