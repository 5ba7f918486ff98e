//! The Official Guidelines as a table of sections.

use crate::sources::cdc::guidelines::GuidelineSection;
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::guidelines::{self, GuidelineRow};

/// Writes the sections in the order of the book.
pub(super) fn write(sections: &[GuidelineSection], out: &mut ReleaseWriter) {
    let rows: Vec<GuidelineRow> = sections
        .iter()
        .map(|s| GuidelineRow {
            number: out.text.add(&s.number).into(),
            title: out.text.add(&s.title).into(),
            text: out.text.add(&s.text).into(),
            page_from: s.page_from.into(),
            page_to: s.page_to.into(),
        })
        .collect();
    guidelines::write(&rows, out);
}
