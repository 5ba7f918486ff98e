//! What the payer says: 835, 277CA, 999 (and 997, TA1), and the claims it is about, from any mix
//! of files.

mod acknowledged;
mod balance;
mod payment;
mod status;

pub use balance::{Imbalance, Sum, of_claim as imbalances};

use super::{Claims, Envelope, Sink, each, versions::Versions};
use medcode_model::{Acknowledged, ClaimStatus, PaidClaim, Payment, ProviderAdjustment};
use std::io::{self, Read};

/// What takes in what payers say.
pub trait Remit: Sink {
    /// A claim as the payer decided it.
    fn paid(&mut self, payment: &Payment, claim: PaidClaim);
    /// A payment is at its end: what it holds beside claims, and how it does not balance.
    fn payment(&mut self, payment: &Payment, others: &[ProviderAdjustment], wrong: Option<Imbalance>);
    /// What became of a claim before it was decided.
    fn status(&mut self, status: ClaimStatus);
    /// What became of a file.
    fn acknowledged(&mut self, said: Acknowledged);
}

/// Reads a file of 835, 277CA, 999 and 837 transactions to its end.
///
/// # Errors
/// When the file cannot be read; what it holds is never an error.
pub fn read_remittances(input: impl Read, sink: &mut dyn Remit) -> io::Result<()> {
    let mut envelope = Envelope::default();
    let mut versions = Versions::default();
    let mut claims = Claims::whole();
    let mut payments = payment::Payments::default();
    let mut statuses = status::Statuses::default();
    let mut acknowledged = acknowledged::Acknowledgements::default();
    each(input, |segment| {
        envelope.take(segment, sink);
        versions.take(segment, sink);
        claims.take(segment, sink);
        payments.take(segment, sink);
        statuses.take(segment, sink);
        acknowledged.take(segment, sink);
    })?;
    claims.end(sink);
    payments.end(sink);
    statuses.end(sink);
    acknowledged.end(sink);
    envelope.end(sink);
    Ok(())
}
