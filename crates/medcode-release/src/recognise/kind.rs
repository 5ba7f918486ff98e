//! Which kind of official file do these bytes look like?

use super::{procedures, text, unneeded};
use crate::input::{Cells, Place, xlsx_rows};
use crate::sources::cms::{coverage, mce, ncci};
use crate::sources::grid;
use medcode_kb::tables::ptp::PtpSetting;
use medcode_model::SourceKind;

/// How much of a file is looked at.
const HEAD: usize = 16 << 10;
/// Rows of a workbook looked at; the 2019 HCPCS file has seven rows of disclaimers.
const ROWS: usize = 30;

/// What the content shows.
pub(crate) enum Found {
    /// A source, and the text of its head for whatever the release is stated in.
    Kind(SourceKind, String),
    /// Nothing that is read, and why.
    LeftAlone(String),
}

/// The kind by content; the name only tells apart parts of one list.
pub(crate) fn kind_of(place: &Place, bytes: &[u8]) -> Found {
    let name = place.name.as_str();
    if bytes.starts_with(b"%PDF") {
        return pdf(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook(place, bytes);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Found::LeftAlone("encoded as UTF-16: save it as UTF-8 and give it again".to_owned());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head: String = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).into_owned();
    let found = if head.trim_start().starts_with('<') {
        xml(&head)
    } else if let Some(why) = unneeded::unneeded_text(&head) {
        return Found::LeftAlone(why.to_owned());
    } else if head.contains("POAexemptCode") {
        match unneeded::unneeded_poa(head.lines().next().unwrap_or_default(), name) {
            Some(why) => return Found::LeftAlone(why.to_owned()),
            None => Some(SourceKind::CmPoaExempt),
        }
    } else if let Some(kind) = coverage::kind(&head) {
        Some(kind)
    } else if mce::is_lists(&head) {
        Some(SourceKind::MceLists)
    } else if is_guidelines(&head) {
        Some(SourceKind::CmGuidelines)
    } else if procedures::is_ptp_text(&head) {
        return ptp(place, head);
    } else {
        procedures::of_text(&head)
            .or_else(|| procedures::of_ama(&head, name))
            .or_else(|| text::fixed_width(&head, name))
    };
    match found {
        Some(kind) => Found::Kind(kind, head),
        None => not_used(),
    }
}

/// Procedure-to-procedure edits: whose they are only the names tell.
fn ptp(place: &Place, head: String) -> Found {
    let outer = place.origin.iter().rev().map(String::as_str);
    match ncci::ptp::setting(std::iter::once(place.name.as_str()).chain(outer)) {
        Some(PtpSetting::Practitioner) => Found::Kind(SourceKind::PtpPractitioner, head),
        Some(PtpSetting::Hospital) => Found::Kind(SourceKind::PtpHospital, head),
        None => Found::LeftAlone(
            "procedure-to-procedure edits whose name does not say whose: keep the publisher's name \
             (ccipra, ccioph), or give the file in a folder called practitioner or hospital"
                .to_owned(),
        ),
    }
}

fn not_used() -> Found {
    Found::LeftAlone("it has the layout of no file that medcode reads".to_owned())
}

/// XML by its root element and, for the four CM indexes, by title or column heads.
fn xml(head: &str) -> Option<SourceKind> {
    let upper = head.to_ascii_uppercase();
    let holds = |text: &str| upper.contains(text);
    if holds("<ICD10CM.TABULAR") {
        Some(SourceKind::CmTabular)
    } else if holds("<ICD10PCS.TABULAR") {
        Some(SourceKind::PcsTables)
    } else if holds("<ICD10PCS.INDEX") {
        Some(SourceKind::PcsIndex)
    } else if holds("<ICD10PCS.DEFINITIONS") {
        Some(SourceKind::PcsDefinitions)
    } else if !holds("<ICD10CM.INDEX") {
        None
    } else if holds(">SUBSTANCE<") || holds(">ADVERSE EFFECT<") {
        Some(SourceKind::CmDrug)
    } else if holds(">MALIGNANT PRIMARY<") || holds(">MALIGNANT, PRIMARY<") {
        Some(SourceKind::CmNeoplasm)
    } else if title(&upper).is_some_and(|t| t.contains("EXTERNAL CAUSE")) {
        Some(SourceKind::CmExternalCause)
    } else {
        Some(SourceKind::CmIndex)
    }
}

/// The first title: that of the whole document.
fn title(upper: &str) -> Option<&str> {
    let rest = &upper[upper.find("<TITLE>")? + 7..];
    rest.find('<').map(|end| &rest[..end])
}

/// Text of the Official Guidelines names itself on its first lines.
fn is_guidelines(head: &str) -> bool {
    let begin: String = head.chars().take(600).collect();
    let flat = begin.split_whitespace().collect::<Vec<_>>().join(" ");
    flat.contains("ICD-10-CM Official Guidelines for Coding and Reporting")
}

/// A PDF is the Official Guidelines or nothing that is read.
fn pdf(bytes: &[u8]) -> Found {
    match crate::sources::cdc::guidelines::first_page(bytes) {
        Some(page) if is_guidelines(&page) => Found::Kind(SourceKind::CmGuidelines, page),
        _ => Found::LeftAlone("a PDF other than the ICD-10-CM Official Guidelines".to_owned()),
    }
}

/// A workbook by the column heads in its first rows.
fn workbook(place: &Place, bytes: &[u8]) -> Found {
    let name = place.name.as_str();
    let rows = match xlsx_rows(bytes, ROWS) {
        Ok(rows) => rows,
        Err(e) => return Found::LeftAlone(e.to_string()),
    };
    let has = |cells: &Cells, head: &str| cells.values().any(|c| c.trim().eq_ignore_ascii_case(head));
    for (_, cells) in &rows {
        let line = || cells.values().map(String::as_str).collect::<Vec<_>>().join("\t");
        if has(cells, "SEQNUM") && has(cells, "RECID") {
            return Found::Kind(SourceKind::HcpcsXlsx, line());
        }
        if cells.values().any(|c| c.to_ascii_lowercase().contains("current code assignment")) {
            return Found::Kind(SourceKind::CmConversion, line());
        }
        if has(cells, "POAexemptCode") {
            return match unneeded::unneeded_poa(&line(), name) {
                Some(why) => Found::LeftAlone(why.to_owned()),
                None => Found::Kind(SourceKind::CmPoaExempt, line()),
            };
        }
        if has(cells, "HCPCS/MOD Code") || has(cells, "TYPE OF CHANGE") {
            let why = "list of changes, not needed: the quarterly file holds the result";
            return Found::LeftAlone(why.to_owned());
        }
    }
    let grid = grid::of_rows(rows);
    if ncci::ptp::is_table(&grid) {
        return ptp(place, String::new());
    }
    match procedures::of_grid(&grid) {
        Some(kind) => {
            let line = |row: &grid::GridRow| row.cells.join("\t");
            Found::Kind(kind, grid.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        None => not_used(),
    }
}
