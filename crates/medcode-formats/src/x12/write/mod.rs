//! Writing claims: 837P (005010X222A1) and 837I (005010X223A2).
//!
//! Claims that share a submitter and a receiver stand in one transaction, those of one provider
//! below one level. What a claim does not have is not written: [`lacks`] says beforehand what the
//! standard asks for.

mod claim;
mod coverage;
mod envelope;
mod hi;
mod lacks;
mod levels;
mod line;
mod out;
mod parties;

pub use lacks::lacks;

use crate::x12::Separators;
use levels::Levels;
use medcode_model::{Bill, Claim, ClaimKind, Date};
use out::Out;
use std::io::{self, Write};

/// What an interchange says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interchange {
    /// The day it is made.
    pub on: Date,
    /// Hour and minute: `1432`.
    pub at: Box<str>,
    /// Its number, up to nine digits.
    pub control: u32,
    /// For a test only (`T`), not to be paid (`P`).
    pub test: bool,
    /// The characters that part things.
    pub separators: Separators,
}

impl Interchange {
    /// An interchange with the usual separators.
    #[must_use]
    pub fn new(on: Date, at: &str, control: u32) -> Self {
        let separators = Separators { element: b'*', repetition: b'^', component: b':', segment: b'~' };
        Self { on, at: at.into(), control: control % 1_000_000_000, test: false, separators }
    }
}

/// Writes claims of one kind as an interchange. Dental claims are not written.
///
/// # Errors
/// When the output cannot be written.
pub fn write_claims(
    claims: &[Claim],
    kind: ClaimKind,
    interchange: &Interchange,
    to: &mut dyn Write,
) -> io::Result<()> {
    let none = Bill::default();
    let mut out = Out::new(interchange.separators);
    let first = claims.first().map_or(&none, |c| bill(c, &none));
    envelope::open(first, kind, interchange, &mut out);
    let mut transactions = 0;
    let mut rest = claims;
    while let Some(claim) = rest.first() {
        let same = |other: &&Claim| envelope::shares(bill(claim, &none), bill(other, &none));
        let n = rest.iter().take_while(|c| same(c) && c.made == claim.made).count().max(1);
        transactions += 1;
        let control =
            envelope::start(claim, bill(claim, &none), kind, transactions, interchange, &mut out);
        let mut levels = Levels::default();
        for claim in &rest[..n] {
            levels.claim(claim, bill(claim, &none), kind, &mut out);
            to.write_all(&out.bytes)?;
            out.bytes.clear();
        }
        envelope::finish(&control, &mut out);
        rest = &rest[n..];
    }
    envelope::close(transactions, interchange, &mut out);
    to.write_all(&out.bytes)
}

fn bill<'a>(claim: &'a Claim, none: &'a Bill) -> &'a Bill {
    claim.bill.as_deref().unwrap_or(none)
}
