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
    /// Strengths of the single-dose containers it comes in, in the measure of its dose; empty
    /// where it comes in others too.
    pub(crate) single: Vec<f64>,
}

/// Every row: names, drug, class, code, when, single-dose containers.
pub(crate) fn rows() -> Vec<Row> {
    let mut out: Vec<Row> = Vec::new();
    for (name, text) in ALL.iter().filter(|(name, _)| !OTHERS.contains(name)) {
        for line in lines(text) {
            let previous = out.last().map(|r| r.names.clone()).unwrap_or_default();
            if let Ok(row) = row(line, previous) {
                out.push(row);
            } else {
                debug_assert!(false, "crosswalk/drugs/{name}.tsv: {line}");
            }
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
    let &[names, drug, class, code, when, single] = cells.as_slice() else {
        return Err(format!("{} cells instead of 6", cells.len()));
    };
    let names = if names == "^" { previous } else { names.split('|').map(str::trim).collect() };
    let class = Class::parse(class).ok_or(format!("`{class}` is no class"))?;
    let code = match code {
        "-" => None,
        text => Some(Code::new(CodeSystem::Hcpcs, text).map_err(|e| e.to_string())?),
    };
    let single = match single {
        "-" => Vec::new(),
        text => text
            .split('|')
            .map(|n| n.parse().map_err(|_| format!("`{n}` is no strength")))
            .collect::<Result<_, _>>()?,
    };
    Ok(Row { names, drug, class, code, when: when::read(when)?, single })
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
