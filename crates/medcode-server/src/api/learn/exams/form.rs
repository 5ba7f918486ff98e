//! A form as it is kept: whole, so that it stays what it is whatever is installed later.

use medcode_learn::Choice;
use medcode_learn::exam::{Form, Item, Pass, Spec};
use serde::{Deserialize, Serialize};

/// A form.
#[derive(Serialize, Deserialize)]
pub(super) struct FormDoc {
    pub(super) credential: String,
    pub(super) date: String,
    /// Items of a whole form.
    pub(super) whole: u32,
    pub(super) seconds: u32,
    /// Code books may be used.
    pub(super) books: bool,
    /// The share that passes, in percent, where one was read.
    pub(super) mark: Option<u32>,
    /// The domains, in the order of the exam.
    pub(super) domains: Vec<String>,
    pub(super) items: Vec<ItemDoc>,
}

/// An item.
#[derive(Serialize, Deserialize)]
pub(super) struct ItemDoc {
    pub(super) key: String,
    pub(super) domain: String,
    pub(super) note: Option<String>,
    pub(super) stem: String,
    pub(super) choices: Vec<ChoiceDoc>,
    pub(super) right: usize,
    pub(super) source: String,
}

/// An answer with its reason.
#[derive(Serialize, Deserialize)]
pub(super) struct ChoiceDoc {
    pub(super) text: String,
    pub(super) why: String,
}

impl FormDoc {
    pub(super) fn of(form: Form, spec: &Spec) -> Self {
        Self {
            credential: form.credential.id().to_owned(),
            date: form.date.to_string(),
            whole: form.whole,
            seconds: form.seconds,
            books: spec.books,
            mark: match spec.pass {
                Pass::Percent(mark) => Some(mark),
                Pass::Scaled(_) | Pass::Unread => None,
            },
            domains: spec.domains.iter().map(|d| d.name.clone()).collect(),
            items: form.items.into_iter().map(ItemDoc::of).collect(),
        }
    }
}

impl ItemDoc {
    fn of(item: Item) -> Self {
        let choice = |c: Choice| ChoiceDoc { text: c.text, why: c.why };
        Self {
            key: item.key,
            domain: item.domain,
            note: item.note,
            stem: item.stem,
            choices: item.choices.into_iter().map(choice).collect(),
            right: item.right,
            source: item.source,
        }
    }
}
