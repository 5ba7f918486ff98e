//! ASC X12 5010: segments with their places, the envelope, claims.

mod claim;
mod envelope;
mod remit;
mod segment;
mod stream;
mod versions;
mod write;

pub use claim::Claims;
pub use envelope::Envelope;
pub use remit::{Imbalance, Remit, Sum, imbalances, read_remittances};
pub use segment::{Segment, Separators};
pub use stream::{Tokens, each};
pub use write::{Interchange, lacks, write_claims};

use medcode_model::{Claim, Problem};
use std::io::{self, Read};

/// What takes in what a document holds.
pub trait Sink {
    /// A claim, whole.
    fn claim(&mut self, claim: Claim);
    /// Trouble, and where.
    fn problem(&mut self, problem: Problem);
}

/// Reads a file of 837 transactions to its end, claim by claim.
///
/// # Errors
/// When the file cannot be read; what it holds is never an error.
pub fn read_claims(input: impl Read, sink: &mut dyn Sink) -> io::Result<()> {
    read(input, Claims::default(), sink)
}

/// Reads claims with their bills: who sends them, to whom, under which coverage.
///
/// # Errors
/// As [`read_claims`].
pub fn read_whole_claims(input: impl Read, sink: &mut dyn Sink) -> io::Result<()> {
    read(input, Claims::whole(), sink)
}

fn read(input: impl Read, mut claims: Claims, sink: &mut dyn Sink) -> io::Result<()> {
    let mut envelope = Envelope::default();
    let mut versions = versions::Versions::default();
    each(input, |segment| {
        envelope.take(segment, sink);
        versions.take(segment, sink);
        claims.take(segment, sink);
    })?;
    claims.end(sink);
    envelope.end(sink);
    Ok(())
}
