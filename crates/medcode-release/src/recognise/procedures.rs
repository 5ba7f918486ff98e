//! Which table of procedure codes do the first rows show?

use crate::sources::cms::ncci::{add_on, mue};
use crate::sources::cms::pfs;
use crate::sources::grid::{self, Grid};
use medcode_kb::tables::mue::MueSetting;
use medcode_model::SourceKind;

/// The kind of a table, by its heads.
pub(super) fn of_grid(grid: &Grid) -> Option<SourceKind> {
    if let Some(form) = pfs::form(grid) {
        return Some(match form {
            pfs::Form::Publisher => SourceKind::PfsRvu,
            pfs::Form::Indicators => SourceKind::PfsIndicators,
            pfs::Form::Amounts => SourceKind::PfsAmounts,
        });
    }
    if let Some(setting) = mue::setting(grid) {
        return Some(match setting {
            MueSetting::Practitioner => SourceKind::MuePractitioner,
            MueSetting::Outpatient => SourceKind::MueOutpatient,
            MueSetting::Dme => SourceKind::MueDme,
        });
    }
    add_on::is_table(grid).then_some(SourceKind::AddOnCodes)
}

/// The kind of a text, where it is such a table.
pub(super) fn of_text(head: &str) -> Option<SourceKind> {
    // Prose and fixed columns are not worth cutting.
    let upper = head.to_ascii_uppercase();
    let likely = ["HCPCS", "MUE", "ADD-ON", "AOC"].iter().any(|word| upper.contains(word));
    if likely { of_grid(&grid::of_text(head).value) } else { None }
}
