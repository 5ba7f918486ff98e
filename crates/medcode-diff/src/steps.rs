//! How far is a comparison? Told part by part to who waits for it.

use std::cell::Cell;

/// Who is told how many parts are done, of how many.
pub(crate) struct Steps<'a> {
    tell: &'a dyn Fn(usize, usize),
    done: Cell<usize>,
    of: Cell<usize>,
}

impl<'a> Steps<'a> {
    pub(crate) fn new(tell: &'a dyn Fn(usize, usize)) -> Self {
        Self { tell, done: Cell::new(0), of: Cell::new(0) }
    }

    /// So many parts are still to come.
    pub(crate) fn expect(&self, parts: usize) {
        self.of.set(self.done.get() + parts);
        (self.tell)(self.done.get(), self.of.get());
    }

    /// A part is done.
    pub(crate) fn done(&self) {
        self.done.set(self.done.get() + 1);
        (self.tell)(self.done.get(), self.of.get().max(self.done.get()));
    }
}
