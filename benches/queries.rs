//! The query set: what coders type and which codes must come among the first.

use medcode::model::{Code, CodeSystem};
use medcode::{AsOf, Engine, SearchHit};

/// A query of a set.
pub(crate) struct Query {
    /// The code must stand among this many.
    pub(crate) rank: usize,
    /// The one system asked for.
    pub(crate) system: Option<CodeSystem>,
    /// Any of these answers; a dash at the end takes what is under it too.
    pub(crate) codes: Vec<String>,
    /// What is typed.
    pub(crate) text: String,
}

/// Reads a set.
///
/// # Panics
/// When a line has another shape: a set is part of the project.
pub(crate) fn read(table: &str) -> Vec<Query> {
    let lines = table.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#'));
    lines.map(|line| query(line).unwrap_or_else(|| panic!("not a query: {line}"))).collect()
}

fn query(line: &str) -> Option<Query> {
    let [rank, system, codes, text] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
    let system = match system {
        "all" => None,
        named => Some(CodeSystem::parse(named)?),
    };
    let codes = codes.split_whitespace().map(str::to_owned).collect();
    Some(Query { rank: rank.parse().ok()?, system, codes, text: text.to_owned() })
}

impl Query {
    /// The place of the first hit that answers, from 1, among the first ten.
    ///
    /// # Panics
    /// When nothing is installed.
    pub(crate) fn place(&self, engine: &Engine, as_of: AsOf) -> (Option<usize>, Vec<SearchHit>) {
        let answer = engine.search(&self.text, self.system, as_of, 10).expect("a release answers");
        let place = answer.hits.iter().position(|hit| self.is_right(&hit.code));
        (place.map(|n| n + 1), answer.hits)
    }

    fn is_right(&self, code: &Code) -> bool {
        let printed = code.to_string();
        self.codes.iter().any(|right| match right.strip_suffix('-') {
            Some(above) => printed.starts_with(above),
            None => printed == *right,
        })
    }
}
