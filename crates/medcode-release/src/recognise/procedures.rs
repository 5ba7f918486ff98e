//! Which table of procedure codes do the first rows show?

use crate::sources::ama;
use crate::sources::cms::ncci::{add_on, mue, ptp};
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
    if add_on::is_table(grid) {
        return Some(SourceKind::AddOnCodes);
    }
    ama::descriptor_form(grid)
}

/// Whether a text is a table of procedure-to-procedure edits.
pub(super) fn is_ptp_text(head: &str) -> bool {
    let upper = head.to_ascii_uppercase();
    // Files without heads have the dates of the edits.
    let likely = upper.contains("COLUMN 1") || upper.contains("COLUMN1") || upper.contains("\t*\t");
    likely && ptp::is_table(&grid::of_text(head).value)
}

/// The kind of a text, where it is such a table.
pub(super) fn of_text(head: &str) -> Option<SourceKind> {
    // Prose and fixed columns are not worth cutting.
    let upper = head.to_ascii_uppercase();
    let likely = ["HCPCS", "MUE", "ADD-ON", "AOC", "CPT CODE", "MODIFIER CODE"];
    if likely.iter().any(|word| upper.contains(word)) {
        return of_grid(&grid::of_text(head).value);
    }
    None
}

/// The kind of a text file of the AMA: by its name where it has the publisher's, else by its
/// notice and its columns.
pub(super) fn of_ama(head: &str, name: &str) -> Option<SourceKind> {
    let upper = name.to_ascii_uppercase();
    let named = [
        ("LONGU", SourceKind::CptLong),
        ("MEDU", SourceKind::CptMedium),
        ("SHORTU", SourceKind::CptShort),
    ];
    let form = ama::standard_form(head);
    if let Some((_, kind)) = named.iter().find(|(start, _)| upper.starts_with(start))
        && form.is_some()
    {
        return Some(*kind);
    }
    if !head.contains("American Medical Association") {
        return None;
    }
    if ama::is_modifier_text(head) {
        return Some(SourceKind::CptModifiers);
    }
    Some(match form? {
        ama::Width::Long => SourceKind::CptLong,
        ama::Width::Medium => SourceKind::CptMedium,
        ama::Width::Short => SourceKind::CptShort,
    })
}
