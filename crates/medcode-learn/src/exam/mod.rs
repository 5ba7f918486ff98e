//! How is a credential's exam built, and what does a mock exam of it show?
//!
//! Facts come from `learning/exams.tsv`, each with the address and the day it was read; which items suit
//! which domain stands in `learning/exam-topics.tsv`. A form is drawn by a seed, so that it can be drawn
//! again. No clock: the caller says what time it is.

mod cases;
pub mod chance;
mod clock;
mod draw;
mod facts;
pub mod items;
mod matching;
mod pool;
mod share;
mod spec;
mod tally;
mod topics;

pub use cases::with_services;
pub use clock::{Clock, Stands};
pub use draw::{Drawn, Form, Item, Lack, Order, draw, lengths};
pub use facts::{Fact, FactKind, read_facts};
pub use pool::Asks;
pub use spec::{Domain, Pass, Spec, Weight};
pub use tally::{DomainResult, by_domain};
pub use topics::{Part, Takes, Topic, read_topics};

use crate::Mistake;

/// What is known of exams, and what they are drawn from.
#[derive(Clone, Debug, Default)]
pub struct Exams {
    /// The facts, in the order of their file.
    pub facts: Vec<Fact>,
    /// Which items suit which domain.
    pub topics: Vec<Topic>,
}

/// Whether a file is one of the tables, whatever folder it stands in.
pub(crate) fn is_table(name: &str) -> bool {
    matches!(name.rsplit('/').next(), Some(facts::FILE | topics::FILE))
}

impl Exams {
    /// Takes in a table; none where the file is none. What is wrong in it is told.
    pub(crate) fn take(&mut self, name: &str, text: &str) -> Option<Vec<Mistake>> {
        let mistakes = match name.rsplit('/').next()? {
            facts::FILE => {
                let (found, mistakes) = read_facts(name, text);
                self.facts.extend(found);
                mistakes
            }
            topics::FILE => {
                let (found, mistakes) = read_topics(name, text);
                self.topics.extend(found);
                mistakes
            }
            _ => return None,
        };
        Some(mistakes)
    }
}
