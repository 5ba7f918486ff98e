//! Does the material hold? Structure always; facts against the installed releases.

mod charts;
mod cites;
mod exams;
mod facts;
pub(crate) mod questions;

use crate::{Library, Mistake};
use facts::Facts;
use medcode::Engine;
use medcode_model::Date;
use std::collections::BTreeSet;

/// What the check found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What is wrong.
    pub mistakes: Vec<Mistake>,
    /// What a person should look at.
    pub doubts: Vec<Mistake>,
    /// What could not be told, and what is needed for it.
    pub untold: BTreeSet<String>,
}

impl Checked {
    fn wrong(&mut self, file: &str, line: usize, what: impl Into<String>) {
        self.mistakes.push(Mistake { file: file.to_owned(), line, what: what.into() });
    }

    fn doubt(&mut self, file: &str, line: usize, what: impl Into<String>) {
        self.doubts.push(Mistake { file: file.to_owned(), line, what: what.into() });
    }
}

/// Checks everything. Without an engine, or where its releases do not answer, facts are untold.
#[must_use]
pub fn check(library: &Library, engine: Option<&Engine>, today: Date) -> Checked {
    let mut out = Checked { mistakes: library.mistakes.clone(), ..Checked::default() };
    for chart in &library.charts {
        charts::structure(chart, &mut out);
    }
    exams::structure(library, &mut out);
    match engine.filter(|e| !e.library().is_empty()) {
        Some(engine) => {
            let facts = Facts { engine, today };
            library.charts.iter().for_each(|c| charts::facts(c, &facts, &mut out));
            library.questions.iter().for_each(|q| questions::facts(q, &facts, &mut out));
        }
        None => {
            out.untold.insert("codes and citations: no code set is installed".to_owned());
        }
    }
    out.mistakes.sort();
    out.doubts.sort();
    out
}
