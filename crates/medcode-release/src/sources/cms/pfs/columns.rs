//! Which column of a fee schedule holds what?

use crate::sources::grid::{self, Grid, GridRow};
use medcode_model::Problem;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Status,
    NotUsed,
    Work,
    NonFacilityExpense,
    NonFacilityNa,
    FacilityExpense,
    FacilityNa,
    Malpractice,
    NonFacilityTotal,
    FacilityTotal,
    PcTc,
    Global,
    Before,
    During,
    After,
    Multiple,
    Bilateral,
    Assistant,
    CoSurgeon,
    Team,
    EndoscopicBase,
    Factor,
    Supervision,
    Imaging,
}

/// The publisher's columns in their order, which the record layout fixes: each with the words
/// that end its head, however the head is split over rows, and the head in full.
const PUBLISHER: [(Field, &str, &str); 24] = [
    (Field::Status, "CODE", "STATUS CODE"),
    (Field::NotUsed, "PAYMENT", "NOT USED FOR MEDICARE PAYMENT"),
    (Field::Work, "RVU", "WORK RVU"),
    (Field::NonFacilityExpense, "PE RVU", "NON-FAC PE RVU"),
    (Field::NonFacilityNa, "INDICATOR", "NON-FAC NA INDICATOR"),
    (Field::FacilityExpense, "PE RVU", "FACILITY PE RVU"),
    (Field::FacilityNa, "INDICATOR", "FACILITY NA INDICATOR"),
    (Field::Malpractice, "RVU", "MP RVU"),
    (Field::NonFacilityTotal, "TOTAL", "NON-FACILITY TOTAL"),
    (Field::FacilityTotal, "TOTAL", "FACILITY TOTAL"),
    (Field::PcTc, "IND", "PCTC IND"),
    (Field::Global, "DAYS", "GLOB DAYS"),
    (Field::Before, "OP", "PRE OP"),
    (Field::During, "OP", "INTRA OP"),
    (Field::After, "OP", "POST OP"),
    (Field::Multiple, "PROC", "MULT PROC"),
    (Field::Bilateral, "SURG", "BILAT SURG"),
    (Field::Assistant, "SURG", "ASST SURG"),
    (Field::CoSurgeon, "SURG", "CO-SURG"),
    (Field::Team, "SURG", "TEAM SURG"),
    (Field::EndoscopicBase, "BASE", "ENDO BASE"),
    (Field::Factor, "FACTOR", "CONV FACTOR"),
    (Field::Supervision, "PROCEDURES", "PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES"),
    (Field::Imaging, "INDICATOR", "DIAGNOSTIC IMAGING FAMILY INDICATOR"),
];

/// Columns without which the file is not the fee schedule.
const NEEDED: [Field; 4] = [Field::Status, Field::Work, Field::PcTc, Field::Global];

/// The re-export's columns by their heads.
const NAMED: [(Field, &str); 22] = [
    (Field::Status, "STATUS"),
    (Field::NotUsed, "NOT USED MCR"),
    (Field::Work, "RVU WORK"),
    (Field::NonFacilityExpense, "RVU NON PE"),
    (Field::NonFacilityNa, "NON NA"),
    (Field::FacilityExpense, "RVU FAC PE"),
    (Field::FacilityNa, "FAC NA"),
    (Field::Malpractice, "RVU MP"),
    (Field::PcTc, "PCTC"),
    (Field::Global, "GLOB"),
    (Field::Before, "PRE OP"),
    (Field::During, "INTRA OP"),
    (Field::After, "POST OP"),
    (Field::Multiple, "MULT PROC"),
    (Field::Bilateral, "BILAT SURG"),
    (Field::Assistant, "ASST SURG"),
    (Field::CoSurgeon, "CO SURG"),
    (Field::Team, "TEAM SURG"),
    (Field::EndoscopicBase, "ENDO BASE"),
    (Field::Factor, "CF"),
    (Field::Supervision, "PHYS DIAG PRO"),
    (Field::Imaging, "DIAG IMG FAM"),
];

/// Where each field stands.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) code: usize,
    pub(super) modifier: usize,
    fields: Vec<(Field, usize)>,
}

impl Columns {
    /// The column of a field.
    pub(super) fn of(&self, field: Field) -> Option<usize> {
        self.fields.iter().find(|(f, _)| *f == field).map(|(_, column)| *column)
    }
}

/// The last row of the publisher's heads: it begins `HCPCS`, `MOD`.
pub(super) fn publishers_heads(grid: &Grid) -> Option<usize> {
    let begins = |row: &GridRow| grid::head(row.cell(0)) == "HCPCS" && grid::head(row.cell(1)) == "MOD";
    grid.iter().take(60).position(begins)
}

/// The publisher's columns, and the row after the heads.
pub(super) fn publishers(grid: &Grid, problems: &mut Vec<Problem>) -> Option<(usize, Columns)> {
    let at = publishers_heads(grid)?;
    let heads = joined_heads(grid, at);
    let mut columns = Columns { code: 0, modifier: 1, fields: Vec::new() };
    let mut from = 2;
    for (field, ending, name) in PUBLISHER {
        let fits = |head: &String| head == ending || head.ends_with(&format!(" {ending}"));
        match heads.iter().skip(from).position(fits) {
            Some(skipped) => {
                columns.fields.push((field, from + skipped));
                from += skipped + 1;
            }
            None if NEEDED.contains(&field) => return None,
            None => {
                let message = format!("there is no column {name}; it is left empty");
                problems.push(Problem::warning(grid[at].position, message));
            }
        }
    }
    Some((at + 1, columns))
}

/// The heads of each column, joined over the rows that they are split over: those above
/// whose first two cells are empty.
fn joined_heads(grid: &Grid, at: usize) -> Vec<String> {
    let split = |row: &&GridRow| row.cell(0).is_empty() && row.cell(1).is_empty();
    let above = grid[..at].iter().rev().take_while(split).count();
    let rows = &grid[at - above..=at];
    (0..grid[at].cells.len())
        .map(|column| grid::head(&rows.iter().map(|r| r.cell(column)).collect::<Vec<_>>().join(" ")))
        .collect()
}

/// The re-export's columns, and the row after the heads.
pub(super) fn named(grid: &Grid, wanted: &[&str]) -> Option<(usize, Columns)> {
    let at = grid::find_heads(grid, wanted)?;
    let column = |name: &str| grid::column(&grid[at], &[name]);
    let fields = NAMED.iter().filter_map(|(field, name)| Some((*field, column(name)?))).collect();
    Some((at + 1, Columns { code: column("HCPCS CODE")?, modifier: column("MOD")?, fields }))
}
