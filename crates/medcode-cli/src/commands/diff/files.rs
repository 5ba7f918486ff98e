//! The files that `diff` writes.

use crate::out::csv_cell;
use anyhow::{Context, Result};
use medcode::diff::{COLUMNS, Diff, Impact, ImpactReport, rows};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes a file and says so.
pub(super) fn write(
    path: &Path,
    content: impl FnOnce(&mut BufWriter<File>) -> Result<()>,
) -> Result<()> {
    let shown = path.display();
    let cannot = || format!("cannot write {shown}");
    let mut to = BufWriter::new(File::create(path).with_context(cannot)?);
    content(&mut to).with_context(cannot)?;
    to.flush().with_context(cannot)?;
    eprintln!("written: {shown}");
    Ok(())
}

/// Every change as one row; what it means for one's own codes first.
pub(super) fn csv(diff: &Diff, impact: Option<&ImpactReport>, to: &mut impl Write) -> Result<()> {
    writeln!(to, "{}", COLUMNS.join(","))?;
    for item in impact.iter().flat_map(|i| &i.items) {
        line(to, &mine(item))?;
    }
    for of in &diff.systems {
        for row in rows(of) {
            line(to, &row.cells())?;
        }
    }
    Ok(())
}

/// A code of one's own in the same columns: `what` has its uses, `before` its title, `after` why,
/// `related` what to code instead.
fn mine(item: &Impact) -> [String; 10] {
    let instead: Vec<String> = item.instead.iter().map(|(c, _)| c.to_string()).collect();
    [
        item.code.system().id().to_owned(),
        "mine".to_owned(),
        item.effect.id().to_owned(),
        item.code.to_string(),
        item.count.to_string(),
        item.title.clone(),
        item.reasons.join("; "),
        instead.join("; "),
        medcode::diff::chapter_of(&item.code).key.to_owned(),
        medcode::diff::specialties_of(&item.code).join("; "),
    ]
}

fn line(to: &mut impl Write, cells: &[String]) -> Result<()> {
    let cells: Vec<String> = cells.iter().map(|c| csv_cell(c)).collect();
    writeln!(to, "{}", cells.join(","))?;
    Ok(())
}
