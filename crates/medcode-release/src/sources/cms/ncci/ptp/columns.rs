//! Where do the columns of a table of edits stand?

use crate::sources::grid;
use medcode_model::Code;

/// Columns, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) one: usize,
    pub(super) two: usize,
    /// None in the re-export.
    pub(super) effective: Option<usize>,
    pub(super) deleted: usize,
    pub(super) indicator: usize,
    pub(super) rationale: Option<usize>,
    /// The row was an edit, not heads.
    pub(super) headless: bool,
}

/// The order in the publisher's files, whose heads may go on in further lines.
const PUBLISHER: Columns = Columns {
    one: 0,
    two: 1,
    effective: Some(3),
    deleted: 4,
    indicator: 5,
    rationale: Some(6),
    headless: false,
};

impl Columns {
    /// The columns that a row shows, where it has the heads or is itself an edit as published.
    pub(super) fn of(cells: &[impl AsRef<str>]) -> Option<Self> {
        let heads: Vec<String> = cells.iter().take(16).map(|c| grid::head(c.as_ref())).collect();
        let find = |fits: &dyn Fn(&str) -> bool| heads.iter().position(|h| fits(h));
        let one = find(&|h| matches!(h, "COLUMN 1" | "COLUMN1" | "COLUMN 1 CODE"));
        let two = find(&|h| matches!(h, "COLUMN 2" | "COLUMN2" | "COLUMN 2 CODE"));
        let (Some(one), Some(two)) = (one, two) else { return Self::headless(cells) };
        let deleted = find(&|h| h.starts_with("DELETION"));
        let indicator = find(&|h| h.starts_with("MODIFIER"));
        if let (Some(deleted), Some(indicator)) = (deleted, indicator) {
            let effective = find(&|h| h.starts_with("EFFECTIVE"));
            let rationale = find(&|h| h.ends_with("RATIONALE"));
            return Some(Self { one, two, effective, deleted, indicator, rationale, headless: false });
        }
        let cut = heads.get(2).is_some_and(|h| h.starts_with("IN EXISTENCE"));
        (cut && (one, two) == (0, 1)).then_some(PUBLISHER)
    }

    fn headless(cells: &[impl AsRef<str>]) -> Option<Self> {
        let cell = |n: usize| cells.get(n).map_or("", AsRef::as_ref);
        let code = |n: usize| Code::procedure(cell(n)).is_some();
        let digits = |text: &str| text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
        let edit = code(0) && code(1) && digits(cell(3)) && matches!(cell(5), "0" | "1" | "9");
        edit.then_some(Self { headless: true, ..PUBLISHER })
    }
}
