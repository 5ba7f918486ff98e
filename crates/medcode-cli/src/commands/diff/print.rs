//! The report in the terminal.

use crate::{commands, style};
use anyhow::Result;
use medcode::diff::{
    Chapter, CodeWhat, Comparison, Counts, Diff, Row, by_chapter, by_specialty, rows, total,
};
use medcode::model::CodeSystem;
use std::io::Write;

/// Changes that are shown of each part and chapter without `--all`.
const FIRST: usize = 5;
/// Specialties that are shown without `--all`.
const SPECIALTIES: usize = 12;

pub(super) fn print(diff: &Diff, all: bool, to: &mut impl Write) -> Result<()> {
    for (n, of) in diff.systems.iter().enumerate() {
        if n > 0 {
            writeln!(to)?;
        }
        system(of, all, to)?;
    }
    for (system, why) in &diff.absent {
        let line = format!("{}: not compared. {why}", system.name());
        writeln!(to, "\n{}", style::dim(&style::wrap(&line, 2)))?;
    }
    let numbers = diff.systems.iter().flat_map(|s| &s.edits).map(|e| e.code.system());
    commands::notice(to, numbers)?;
    Ok(())
}

fn system(of: &Comparison, all: bool, to: &mut impl Write) -> Result<()> {
    writeln!(to, "{}  {} to {}", style::heading(of.system.name()), of.before, of.after)?;
    let [a, b] = of.totals;
    if of.system != CodeSystem::Cpt {
        let headers = match (a.headers, b.headers) {
            (0, 0) => String::new(),
            (old, new) => format!(" · headers {old} -> {new}"),
        };
        writeln!(to, "  billable codes {} -> {}{headers}", a.billable, b.billable)?;
    }
    let counts = total(of);
    writeln!(to, "  {}", style::wrap(&said(&counts), 2))?;
    for n in &of.no_data {
        let line = format!("no data, {}: {}", n.part.name(), n.why);
        writeln!(to, "  {}", style::dim(&style::wrap(&line, 4)))?;
    }
    for remark in &of.remarks {
        writeln!(to, "  {}", style::dim(&style::wrap(remark, 4)))?;
    }
    if counts.all() == 0 {
        return Ok(());
    }
    let chapters = by_chapter(of);
    let named = chapters.iter().map(|(c, n)| (format!("{} {}", c.key, c.name), *n));
    table("By chapter", named.collect(), all, usize::MAX, to)?;
    let specialties = by_specialty(of).into_iter().map(|(name, n)| (name.to_owned(), n));
    table("By specialty", specialties.collect(), all, SPECIALTIES, to)?;
    changes(of, &chapters, all, to)
}

/// All counts that are not nothing, in words.
fn said(c: &Counts) -> String {
    let codes = CodeWhat::ALL.map(|what| (what.name().to_lowercase(), c.of(what)));
    let rest = [
        ("notes", c.notes),
        ("seventh characters", c.seventh),
        ("Index entries", c.index),
        ("POA exemptions", c.poa),
        ("fields", c.fields),
        ("edits", c.edits),
    ];
    let rest = rest.map(|(name, n)| (name.to_owned(), n));
    let told: Vec<String> = codes
        .into_iter()
        .chain(rest)
        .filter(|(_, n)| *n > 0)
        .map(|(name, n)| format!("{name} {n}"))
        .collect();
    if told.is_empty() { "nothing changed".to_owned() } else { told.join(" · ") }
}

type Column = (&'static str, fn(&Counts) -> usize);

const COLUMNS: [Column; 12] = [
    ("new", |c| c.of(CodeWhat::New)),
    ("back", |c| c.of(CodeWhat::Reinstated)),
    ("deleted", |c| c.of(CodeWhat::Deleted)),
    ("header", |c| c.of(CodeWhat::ToHeader)),
    ("billable", |c| c.of(CodeWhat::ToBillable)),
    ("revised", |c| c.of(CodeWhat::Revised)),
    ("notes", |c| c.notes),
    ("7th", |c| c.seventh),
    ("index", |c| c.index),
    ("poa", |c| c.poa),
    ("fields", |c| c.fields),
    ("edits", |c| c.edits),
];

fn table(
    title: &str,
    groups: Vec<(String, Counts)>,
    all: bool,
    first: usize,
    to: &mut impl Write,
) -> Result<()> {
    let used: Vec<&Column> =
        COLUMNS.iter().filter(|(_, of)| groups.iter().any(|(_, c)| of(c) > 0)).collect();
    let heads: String = used.iter().map(|(name, _)| format!("{name:>9}")).collect();
    writeln!(to, "\n  {}", style::heading(&format!("{title:<42}{heads}")))?;
    let most = groups.iter().map(|(_, c)| c.all()).max().unwrap_or_default();
    let shown = if all { groups.len() } else { first };
    for (name, counts) in groups.iter().take(shown) {
        let name: String = name.chars().take(41).collect();
        let cell = |of: fn(&Counts) -> usize| match of(counts) {
            0 => format!("{:>9}", "."),
            n => format!("{n:>9}"),
        };
        let cells: String = used.iter().map(|(_, of)| cell(*of)).collect();
        writeln!(to, "  {name:<42}{cells}  {}", style::dim(&bar(counts.all(), most)))?;
    }
    if groups.len() > shown {
        writeln!(to, "  {}", style::dim(&format!("{} more (--all)", groups.len() - shown)))?;
    }
    Ok(())
}

/// Eighths of a block that make the longest bar.
const LONGEST: usize = 12 * 8;

/// All changes of a group, drawn beside those of the largest one.
fn bar(n: usize, most: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    // What there is is never drawn as nothing.
    let eighths = (n * LONGEST).checked_div(most).unwrap_or_default().max(usize::from(n > 0));
    format!("{}{}", "█".repeat(eighths / 8), PARTS[eighths % 8])
}

/// The changes themselves: chapter by chapter, part by part.
fn changes(
    of: &Comparison,
    chapters: &[(Chapter, Counts)],
    all: bool,
    to: &mut impl Write,
) -> Result<()> {
    let mut found: Vec<Row> = rows(of).collect();
    // Stable: within a chapter the parts keep their order.
    found.sort_by_key(|r| r.chapter);
    let mut rest = &found[..];
    for (chapter, _) in chapters {
        let here = rest.partition_point(|r| r.chapter <= *chapter);
        let (mine, behind) = rest.split_at(here);
        rest = behind;
        let name = format!("{} {}", chapter.key, chapter.name);
        writeln!(to, "\n{} {}", style::dim(of.system.name()), style::heading(&name))?;
        for part in mine.chunk_by(|a, b| (a.part, kind(a)) == (b.part, kind(b))) {
            let shown = if all { part.len() } else { FIRST };
            for row in part.iter().take(shown) {
                one(row, to)?;
            }
            if part.len() > shown {
                let more = format!("{} more of {} (--all)", part.len() - shown, part[0].part);
                writeln!(to, "    {}", style::dim(&more))?;
            }
        }
    }
    Ok(())
}

/// Codes are listed together, whatever became of them.
fn kind(row: &Row) -> &'static str {
    if row.part == "codes" { "" } else { row.change }
}

fn one(row: &Row, to: &mut impl Write) -> Result<()> {
    let code = row.code.map_or_else(String::new, |c| c.to_string());
    let word = match row.change {
        "new" | "reinstated" | "to-billable" => style::good(&format!("{:<11}", row.change)),
        _ => style::warn(&format!("{:<11}", row.change)),
    };
    let line = match row.part {
        "codes" => of_code(row),
        _ => match before_after(row) {
            text if text.is_empty() => row.what.clone(),
            text => format!("{} · {text}", row.what),
        },
    };
    writeln!(to, "  {word} {}  {}", style::code(&format!("{code:<8}")), style::wrap(&line, 24))?;
    Ok(())
}

fn of_code(row: &Row) -> String {
    let title = if row.after.is_empty() { &row.before } else { &row.after };
    let mut out = title.clone();
    if row.what == "header" {
        out.push_str(" (header)");
    }
    if !row.before.is_empty() && !row.after.is_empty() && row.before != row.after {
        out.push_str(&format!(" · was: {}", row.before));
    }
    if !row.related.is_empty() {
        let word = if matches!(row.change, "deleted" | "to-header") { "now" } else { "from" };
        out.push_str(&format!(" · {word} {}", row.related));
    }
    out
}

fn before_after(row: &Row) -> String {
    match (row.before.is_empty(), row.after.is_empty()) {
        (true, _) => row.after.clone(),
        (_, true) => row.before.clone(),
        _ => format!("{} -> {}", row.before, row.after),
    }
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_nothing() {
        assert_eq!(bar(7, 7), "█".repeat(12));
        assert_eq!(bar(1, 12), "█");
        assert_eq!((bar(1, 100_000).as_str(), bar(0, 7).as_str(), bar(0, 0).as_str()), ("▏", "", ""));
    }
}
