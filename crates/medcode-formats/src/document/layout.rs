//! Markup as lines: which elements begin a line, an item or a cell, and the path of each.

use super::{Builder, Place};
use std::collections::BTreeMap;

/// Elements nested deeper than this are read, and take the path of the deepest one that is not.
const DEEPEST: usize = 64;

/// What an element does to the lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing.
    Inline,
    /// Begins and ends a line.
    Block,
    /// The same, with a blank line before and after.
    Paragraph,
    /// A list; numbered or not.
    List { ordered: bool },
    /// An item of a list.
    Item,
    /// A cell of a row.
    Cell,
    /// Text whose blanks and lines stand.
    Preformatted,
    /// Nothing of it is read.
    Hidden,
}

struct Open {
    name: Box<str>,
    role: Role,
    seen: BTreeMap<Box<str>, u32>,
    item: u32,
    path: usize,
}

/// Writes elements and their text to a document.
pub(super) struct Layout<'a> {
    out: &'a mut Builder,
    stack: Vec<Open>,
    path: String,
    roots: BTreeMap<Box<str>, u32>,
    beyond: usize,
    placed: bool,
}

impl<'a> Layout<'a> {
    /// A layout whose paths begin with `path`.
    pub(super) fn new(out: &'a mut Builder, path: &str) -> Self {
        let (stack, roots) = (Vec::new(), BTreeMap::new());
        Self { out, stack, path: path.to_owned(), roots, beyond: 0, placed: false }
    }

    /// Names of the open elements, the innermost first.
    pub(super) fn open_names(&self) -> impl Iterator<Item = &str> {
        self.stack.iter().rev().map(|o| &*o.name)
    }

    /// An element begins.
    pub(super) fn open(&mut self, name: &str, role: Role) {
        self.begin(role);
        if self.stack.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        let siblings = self.stack.last_mut().map_or(&mut self.roots, |o| &mut o.seen);
        let number = siblings.entry(name.into()).or_insert(0);
        *number += 1;
        let path = self.path.len();
        self.path.push('/');
        self.path.push_str(name);
        if *number > 1 {
            self.path.push_str(&format!("[{number}]"));
        }
        self.placed = false;
        self.stack.push(Open { name: name.into(), role, seen: BTreeMap::new(), item: 0, path });
        if role == Role::Item && !self.hidden() {
            self.item();
        }
    }

    /// An element ends; one that never began is passed over, one that was not closed is.
    pub(super) fn close(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(depth) = self.stack.iter().rposition(|o| &*o.name == name) else { return };
        while self.stack.len() > depth {
            let Some(open) = self.stack.pop() else { return };
            self.path.truncate(open.path);
            self.placed = false;
            self.end(open.role);
        }
    }

    /// A line ends.
    pub(super) fn line_break(&mut self) {
        if !self.hidden() {
            self.out.line();
        }
    }

    /// Text within the innermost element.
    pub(super) fn text(&mut self, text: &str) {
        if self.hidden() || text.is_empty() {
            return;
        }
        let preformatted = self.stack.iter().any(|o| o.role == Role::Preformatted);
        // Blanks between elements belong to neither.
        if !self.placed && (preformatted || !text.trim().is_empty()) {
            self.out.at(Place::Element(self.path.as_str().into()));
            self.placed = true;
        }
        if preformatted {
            self.out.push(text);
        } else {
            self.out.flow(text);
        }
    }

    fn hidden(&self) -> bool {
        self.stack.iter().any(|o| o.role == Role::Hidden)
    }

    fn begin(&mut self, role: Role) {
        if self.hidden() {
            return;
        }
        match role {
            Role::Inline | Role::Hidden => {}
            Role::Cell => self.out.cell(),
            Role::Paragraph => self.out.paragraph(),
            Role::Block | Role::List { .. } | Role::Preformatted | Role::Item => self.out.line(),
        }
    }

    /// The number or bullet of the item that has just begun.
    fn item(&mut self) {
        self.out.at(Place::Element(self.path.as_str().into()));
        self.placed = true;
        let list = self.stack.iter_mut().rev().find(|o| matches!(o.role, Role::List { .. }));
        match list {
            Some(Open { role: Role::List { ordered: true }, item, .. }) => {
                *item += 1;
                self.out.push(&format!("{item}. "));
            }
            _ => self.out.push("- "),
        }
    }

    fn end(&mut self, role: Role) {
        if self.hidden() {
            return;
        }
        match role {
            Role::Inline | Role::Hidden | Role::Cell => {}
            Role::Paragraph => self.out.paragraph(),
            Role::Block | Role::List { .. } | Role::Preformatted | Role::Item => self.out.line(),
        }
    }
}
