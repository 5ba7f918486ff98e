//! How long work tells the shell what it is doing; the core prints nothing.

/// Receives what a long piece of work is doing.
pub trait Progress: Sync {
    /// A step begins; `total` is in the unit of [`Progress::advance`], where known.
    fn begin(&self, what: &str, total: Option<u64>);
    /// So many more units are done.
    fn advance(&self, units: u64);
    /// The step is over.
    fn end(&self);
}

/// Nobody is watching.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: Option<u64>) {}
    fn advance(&self, _: u64) {}
    fn end(&self) {}
}
