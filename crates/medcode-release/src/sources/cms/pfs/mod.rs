//! What does the Medicare physician fee schedule say of each code and component?
//!
//! CMS publishes the relative value file (PPRRVU) each quarter as CSV and as a workbook, with
//! a record layout beside it: some rows of title and copyright, then heads split over several
//! rows, the last of which begins `HCPCS,MOD,DESCRIPTION`. [`read`] takes it; the short
//! descriptions are the AMA's and are passed over. [`read_indicators`] and [`read_amounts`]
//! take the two tables of a re-export, tab-separated, whose heads stand in one row.

mod columns;
mod row;

use super::super::grid::{self, Grid};
use columns::Columns;
use medcode_kb::tables::pfs::PfsRow;
use medcode_model::{Date, Position, Problem, Read};
use std::collections::BTreeSet;

/// Which of the three tables the heads belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The publisher's relative value file.
    Publisher,
    /// The re-export's indicators.
    Indicators,
    /// The re-export's relative values.
    Amounts,
}

/// The form of a table, by its heads.
pub(crate) fn form(grid: &Grid) -> Option<Form> {
    let has = |heads: &[&str]| grid::find_heads(grid, heads).is_some();
    if columns::publishers_heads(grid).is_some() {
        Some(Form::Publisher)
    } else if has(&["HCPCS CODE", "MOD", "PCTC", "GLOB"]) {
        Some(Form::Indicators)
    } else if has(&["HCPCS CODE", "MOD", "RVU WORK", "CF"]) {
        Some(Form::Amounts)
    } else {
        None
    }
}

/// The quarter that the publisher's title names: `2024 National Physician Fee Schedule
/// Relative Value File July Release`.
pub(crate) fn stated(grid: &Grid) -> Option<Date> {
    let title =
        grid.iter().take(10).flat_map(|r| &r.cells).find(|c| c.contains("Relative Value File"))?;
    let year: u16 = title.split_whitespace().find_map(|w| w.parse().ok())?;
    let months = [("JANUARY", 1), ("APRIL", 4), ("JULY", 7), ("OCTOBER", 10)];
    let upper = title.to_ascii_uppercase();
    let month = months.iter().find(|(name, _)| upper.contains(name))?.1;
    (2009..=2099).contains(&year).then(|| Date::new(year, month, 1)).flatten()
}

/// Reads the publisher's relative value file.
#[must_use]
pub fn read(bytes: &[u8]) -> Read<Vec<PfsRow>> {
    of_form(bytes, Form::Publisher)
}

/// Reads the indicators of a re-export.
#[must_use]
pub fn read_indicators(bytes: &[u8]) -> Read<Vec<PfsRow>> {
    of_form(bytes, Form::Indicators)
}

/// Reads the relative values of a re-export.
#[must_use]
pub fn read_amounts(bytes: &[u8]) -> Read<Vec<PfsRow>> {
    of_form(bytes, Form::Amounts)
}

fn of_form(bytes: &[u8], form: Form) -> Read<Vec<PfsRow>> {
    let Read { value: grid, mut problems } = grid::read(bytes);
    let columns = match form {
        Form::Publisher => columns::publishers(&grid, &mut problems),
        Form::Indicators => columns::named(&grid, &["HCPCS CODE", "PCTC"]),
        Form::Amounts => columns::named(&grid, &["HCPCS CODE", "RVU WORK"]),
    };
    let Some((after, columns)) = columns else {
        if !problems.iter().any(|p| p.severity == medcode_model::Severity::Error) {
            let message = "no row has the heads of a physician fee schedule";
            problems.push(Problem::error(Position::default(), message));
        }
        return Read { value: Vec::new(), problems };
    };
    let rows = rows(&grid[after..], &columns, &mut problems);
    if rows.is_empty() {
        let message = "the fee schedule has no row with a code";
        problems.push(Problem::error(Position::default(), message));
    }
    Read { value: rows, problems }
}

fn rows(grid: &[grid::GridRow], columns: &Columns, problems: &mut Vec<Problem>) -> Vec<PfsRow> {
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for line in grid {
        let Some(row) = row::read(line, columns, problems) else { continue };
        if seen.insert((row.code, row.modifier)) {
            rows.push(row);
        } else {
            let code = String::from_utf8_lossy(&row.code);
            let message = format!("{code} {} is listed twice; the first row was kept", row.modifier());
            problems.push(Problem::warning(line.position, message.replace("  ", " ")));
        }
    }
    rows
}

/// Joins the relative values to the indicators; values without indicators are told.
pub(crate) fn join(indicators: &mut [PfsRow], amounts: &[PfsRow]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let place = |r: &PfsRow| (r.code, r.modifier);
    indicators.sort_by_key(place);
    for amount in amounts {
        match indicators.binary_search_by_key(&place(amount), place) {
            Ok(at) => {
                indicators[at].rvu = amount.rvu;
                indicators[at].factor = amount.factor;
            }
            Err(_) => {
                let code = String::from_utf8_lossy(&amount.code);
                let message = format!("{code} has relative values but no indicators; left out");
                problems.push(Problem::warning(Position::default(), message));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests;
