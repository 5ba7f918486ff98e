//! Fee schedule, edits and our own words of a procedure code.

use crate::{commands::source, style};
use anyhow::Result;
use medcode::kb::query::AddOn;
use medcode::kb::tables::pfs::{FACILITY_NA, NON_FACILITY_NA, NOT_USED, PfsRow};
use medcode::{Answered, CodeAnswer, ProcedureFacts};
use std::io::Write;

/// Primary codes that are listed.
const PRIMARIES: usize = 12;

pub(super) fn show(to: &mut impl Write, a: &CodeAnswer, facts: &ProcedureFacts) -> Result<()> {
    if let Some(label) = facts.label.filter(|label| *label != a.title) {
        writeln!(to, "  in our own words: {}", style::wrap(label, 20))?;
    }
    if facts.licensed {
        writeln!(to, "  {}", style::dim("title and descriptors: the AMA's, under your own licence"))?;
    }
    if let Some(from) = &facts.fees_from {
        writeln!(to, "  {}", style::heading("Medicare physician fee schedule"))?;
        for row in &facts.fees {
            fee(to, row)?;
        }
        origin(to, a, from)?;
    }
    for (setting, edit, from) in &facts.units {
        let indicator = match edit.indicator {
            0 => String::new(),
            n => format!(" · adjudication indicator {n}"),
        };
        let most = format!("at most {} units a day{indicator} · {}", edit.value, edit.rationale);
        writeln!(to, "  {} ({}): {most}", style::heading("MUE"), setting.id())?;
        origin(to, a, from)?;
    }
    if let Some((found, from)) = &facts.add_on {
        add_on(to, found)?;
        origin(to, a, from)?;
    }
    Ok(())
}

/// Where a table comes from, unless the answer says so itself.
fn origin(to: &mut impl Write, a: &CodeAnswer, from: &Answered) -> Result<()> {
    if *from == a.answered {
        return Ok(());
    }
    write!(to, "    ")?;
    source(to, from)
}

fn fee(to: &mut impl Write, row: &PfsRow) -> Result<()> {
    let units = |n: u32| f64::from(n) / 100.0;
    let dollars = |facility| row.national_cents(facility) as f64 / 100.0;
    let name = if row.modifier().is_empty() { "--" } else { row.modifier() };
    let letter = |b: u8| char::from(b);
    writeln!(
        to,
        "    {name}  status {} · global {} · PC/TC {} · multiple {} · bilateral {} · assistant {} · co-surgeon {} · team {} · supervision {}",
        row.status(),
        row.global(),
        letter(row.pc_tc),
        letter(row.multiple),
        letter(row.bilateral),
        letter(row.assistant),
        letter(row.co_surgeon),
        letter(row.team),
        row.supervision(),
    )?;
    let [work, non_facility, facility, malpractice] = row.rvu.map(|v| units(v.get()));
    let mut marks = String::new();
    for (flag, words) in [
        (NON_FACILITY_NA, " · not outside of a facility"),
        (FACILITY_NA, " · not in a facility"),
        (NOT_USED, " · not used for Medicare payment"),
    ] {
        marks.push_str(if row.has(flag) { words } else { "" });
    }
    writeln!(
        to,
        "        RVU work {work:.2} · PE {non_facility:.2} / facility {facility:.2} · malpractice {malpractice:.2} · national amount {:.2} / facility {:.2}{marks}",
        dollars(false),
        dollars(true)
    )?;
    Ok(())
}

fn add_on(to: &mut impl Write, found: &AddOn) -> Result<()> {
    let mut codes: Vec<String> =
        found.primaries.iter().take(PRIMARIES).map(ToString::to_string).collect();
    if found.primaries.len() > PRIMARIES {
        codes.push(format!("and {} more", found.primaries.len() - PRIMARIES));
    }
    if found.contractor_defined {
        codes.push("others as the contractor decides".to_owned());
    }
    let text = format!("type {}, reported only beside {}", found.kind, codes.join(", "));
    writeln!(to, "  {}: {}", style::heading("Add-on code"), style::wrap(&text, 15))?;
    for note in &found.notes {
        writeln!(to, "    {}", style::dim(&style::wrap(note, 4)))?;
    }
    Ok(())
}
