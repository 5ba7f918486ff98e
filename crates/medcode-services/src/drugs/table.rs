//! Our own tables of drugs under `crosswalk/drugs/`.

use super::given::Class;
use super::when::{self, Condition};
use medcode_model::{Code, CodeSystem};

/// Name and text of each table, in order.
const ALL: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/drug_files.rs"));

/// Tables with columns of their own.
const OTHERS: &[&str] = &["not-drugs", "unparsed"];

/// One code that a name may stand for.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) names: Vec<&'static str>,
    /// Generic name.
    pub(crate) drug: &'static str,
    pub(crate) class: Class,
    /// None where HCPCS has no code for it.
    pub(crate) code: Option<Code>,
    /// What must hold.
    pub(crate) when: Vec<Condition>,
    pub(crate) pack: Pack,
}

/// How a drug is packed and given, in milligrams, units or milliliters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pack {
    /// Strengths of its single-dose containers; empty where it comes in others too.
    pub(crate) single: Vec<f64>,
    /// More than this is not given in one visit.
    pub(crate) max: Option<f64>,
    /// What one administration is where the note says no dose: it comes in this only.
    pub(crate) each: Option<f64>,
    /// Units in a milligram.
    pub(crate) units: Option<f64>,
}

/// Every row: names, drug, class, code, when, pack.
pub(crate) fn rows() -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    for (_, text) in ALL.iter().filter(|(name, _)| !OTHERS.contains(name)) {
        for line in lines(text) {
            let previous = out.last().map(|r| r.names.clone()).unwrap_or_default();
            // A row that cannot be read is left out; a test names it.
            out.extend(row(line, previous));
        }
    }
    out
}

/// The rows of a table with columns of its own.
pub(crate) fn other(name: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let text = ALL.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| text);
    lines(text).map(|l| l.split('\t').map(str::trim).collect())
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    let heading = |l: &&str| l.starts_with("names\t") || l.starts_with("code\t");
    text.lines().filter(move |l| !l.trim().is_empty() && !l.starts_with('#') && !heading(l))
}

fn row(line: &'static str, previous: Vec<&'static str>) -> Result<Row, String> {
    let cells: Vec<&'static str> = line.split('\t').map(str::trim).collect();
    let &[names, drug, class, code, when, pack] = cells.as_slice() else {
        return Err(format!("{} cells instead of 6", cells.len()));
    };
    let names = if names == "^" { previous } else { names.split('|').map(str::trim).collect() };
    let class = Class::parse(class).ok_or(format!("`{class}` is no class"))?;
    let code = match code {
        "-" => None,
        text => Some(Code::new(CodeSystem::Hcpcs, text).map_err(|e| e.to_string())?),
    };
    Ok(Row { names, drug, class, code, when: when::read(when)?, pack: packing(pack)? })
}

/// `single=60|120;max=240`.
fn packing(cell: &str) -> Result<Pack, String> {
    let mut out = Pack::default();
    for part in cell.split(';').map(str::trim).filter(|p| !p.is_empty() && *p != "-") {
        let number = |n: &str| n.parse::<f64>().map_err(|_| format!("`{n}` is no strength"));
        match part.split_once('=') {
            Some(("single", all)) => {
                out.single = all.split('|').map(number).collect::<Result<_, _>>()?;
            }
            Some(("max", n)) => out.max = Some(number(n)?),
            Some(("each", n)) => out.each = Some(number(n)?),
            Some(("units", n)) => out.units = Some(number(n)?),
            _ => return Err(format!("`{part}` is nothing of a pack")),
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read() {
        for (name, text) in ALL.iter().filter(|(name, _)| !OTHERS.contains(name)) {
            for line in lines(text) {
                if let Err(why) = row(line, vec!["x"]) {
                    panic!("crosswalk/drugs/{name}.tsv: {why}: {line}");
                }
            }
        }
    }
}
