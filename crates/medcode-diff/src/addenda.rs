//! The changes as the publisher prints them in its addenda.
//!
//! A code that stays and turns from complete to header (or back) is printed as deleted with its
//! old flag and added with its new one. The codes file knows complete codes and long titles only.

use crate::changes::{CodeWhat, Comparison, Titles};
use medcode_kb::text::normal::unaccented;
use medcode_model::Code;
use std::fmt;

/// What an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// The code is gone.
    Delete,
    /// The code is new.
    Add,
    /// The title it had.
    ReviseFrom,
    /// The title it has.
    ReviseTo,
}

impl Action {
    /// As the publisher prints it.
    #[must_use]
    pub const fn printed(self) -> &'static str {
        match self {
            Self::Delete => "Delete:",
            Self::Add => "Add:",
            Self::ReviseFrom => "Revise from:",
            Self::ReviseTo => "Revise to:",
        }
    }
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addendum {
    /// What it says.
    pub action: Action,
    /// The code.
    pub code: Code,
    /// Whether it is complete; none in the codes addenda.
    pub billable: Option<bool>,
    /// Short title; none in the codes addenda.
    pub short: Option<String>,
    /// Long title.
    pub long: String,
}

impl fmt::Display for Addendum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<13}", self.action.printed())?;
        if let Some(billable) = self.billable {
            write!(f, "{} ", u8::from(billable))?;
        }
        write!(f, "{:<8}", self.code.compact())?;
        if let Some(short) = &self.short {
            write!(f, "{short:<60} ")?;
        }
        f.write_str(&self.long)
    }
}

/// The entries of the order addenda: headers and codes, both titles.
#[must_use]
pub fn order_addenda(of: &Comparison) -> Vec<Addendum> {
    let entry = |action, code, t: &Titles| Addendum {
        action,
        code,
        billable: Some(t.billable),
        short: Some(unaccented(&t.short)),
        long: unaccented(&t.long),
    };
    let mut out = Vec::new();
    for change in &of.codes {
        let (was, is) = actions(change.what);
        out.extend(change.before.as_ref().map(|t| entry(was, change.code, t)));
        out.extend(change.after.as_ref().map(|t| entry(is, change.code, t)));
    }
    out
}

/// The entries of the codes addenda: complete codes and long titles.
#[must_use]
pub fn codes_addenda(of: &Comparison) -> Vec<Addendum> {
    let entry = |action, code, t: &Titles| Addendum {
        action,
        code,
        billable: None,
        short: None,
        long: unaccented(&t.long),
    };
    let mut out = Vec::new();
    for change in &of.codes {
        let (was, is) = actions(change.what);
        let before = change.before.as_ref().filter(|t| t.billable);
        let after = change.after.as_ref().filter(|t| t.billable);
        // A short title is not in the codes file.
        if before.zip(after).is_some_and(|(b, a)| b.long == a.long) {
            continue;
        }
        out.extend(before.map(|t| entry(was, change.code, t)));
        out.extend(after.map(|t| entry(is, change.code, t)));
    }
    out
}

/// The codes added to and deleted from the list of those exempt from POA reporting.
#[must_use]
pub fn poa_addenda(of: &Comparison) -> Vec<Addendum> {
    of.poa
        .iter()
        .map(|change| Addendum {
            action: if change.exempt { Action::Add } else { Action::Delete },
            code: change.code,
            billable: None,
            short: None,
            long: change.title.clone(),
        })
        .collect()
}

/// How the old and the new state of a code are printed.
fn actions(what: CodeWhat) -> (Action, Action) {
    match what {
        CodeWhat::Revised => (Action::ReviseFrom, Action::ReviseTo),
        _ => (Action::Delete, Action::Add),
    }
}
