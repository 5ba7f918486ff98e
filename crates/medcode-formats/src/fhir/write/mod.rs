//! Claims as a FHIR R4 Bundle: Claim, Condition, Procedure, who is on it, and Provenance with the
//! words of the note behind each code.

mod again;
mod claim;
mod coded;
mod parties;

pub use again::write_again;

use crate::json::{Value, list, object, pretty, text};
use medcode_model::{Claim, Code};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What goes along with claims.
#[derive(Default)]
pub struct Along<'a> {
    /// When this is written, as an instant: `2026-05-12T09:30:00Z`.
    pub recorded: String,
    /// What made the codes: name and version.
    pub agent: String,
    /// The note the codes were read from.
    pub note: Option<NoteSource<'a>>,
    /// The titles of codes that may be given away.
    pub titles: BTreeMap<Code, String>,
}

/// The note behind the codes, and where in it each code is found.
#[derive(Clone, Default)]
pub struct NoteSource<'a> {
    /// Its name.
    pub id: &'a str,
    /// Its text, where it is at hand: places are counted in its characters then, in bytes else.
    pub text: Option<&'a str>,
    /// First and last byte of the words behind each code.
    pub evidence: BTreeMap<Code, Vec<(usize, usize)>>,
    /// The document that the text was taken out of, where it is not the document itself.
    pub original: Option<Original<'a>>,
}

/// The document that a note was taken out of, and where in it each code is found.
#[derive(Clone, Default)]
pub struct Original<'a> {
    /// Its name; empty where it has none.
    pub name: &'a str,
    /// Its media type; empty where it is not known.
    pub media_type: &'a str,
    /// Where the words behind each code stand in it: `page 2, line 14`.
    pub places: BTreeMap<Code, Vec<String>>,
}

/// Writes claims as a Bundle.
///
/// # Errors
/// When the destination cannot be written.
pub fn write_claims(claims: &[Claim], along: &Along<'_>, to: &mut dyn Write) -> io::Result<()> {
    let mut bundle = Bundle::default();
    let note = along.note.as_ref().map(|n| coded::documents(n, &mut bundle));
    for (n, claim) in claims.iter().enumerate() {
        bundle.scope = format!("{}/{n}", claim.id);
        bundle.number = n + 1;
        claim::write(claim, along, note.as_ref(), &mut bundle);
    }
    finish(bundle, to)
}

fn finish(bundle: Bundle<'_>, to: &mut dyn Write) -> io::Result<()> {
    let whole = object([
        ("resourceType", Some(text("Bundle"))),
        ("type", Some(text("collection"))),
        ("entry", Some(list(bundle.entries))),
    ]);
    let mut out = String::new();
    pretty(&whole, 0, &mut out);
    out.push('\n');
    to.write_all(out.as_bytes())
}

/// The entries so far.
#[derive(Default)]
pub(super) struct Bundle<'a> {
    entries: Vec<Value<'a>>,
    /// What makes the names of this claim's resources differ from those of others.
    scope: String,
    number: usize,
}

impl<'a> Bundle<'a> {
    /// The address that the resource of a name will have: the same for the same claims.
    pub(super) fn address(&self, name: &str) -> String {
        let hash = |seed: u64| {
            let bytes = self.scope.bytes().chain([0]).chain(name.bytes());
            bytes.fold(seed, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
        };
        let (a, b) = (hash(0xcbf2_9ce4_8422_2325), hash(0x6c62_272e_07bb_0142));
        format!(
            "urn:uuid:{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}",
            a >> 32,
            (a >> 16) & 0xffff,
            a & 0xfff,
            0x8000 | (b >> 48) & 0x3fff,
            b & 0xffff_ffff_ffff
        )
    }

    /// The identifier of the resource of a name.
    pub(super) fn id(&self, name: &str) -> Value<'a> {
        text(if self.number == 0 { name.to_owned() } else { format!("{name}-{}", self.number) })
    }

    /// Adds a resource under the address of its name.
    pub(super) fn add(&mut self, name: &str, resource: Value<'a>) -> String {
        let address = self.address(name);
        self.entries
            .push(object([("fullUrl", Some(text(address.clone()))), ("resource", Some(resource))]));
        address
    }
}

/// A reference to an address.
pub(super) fn reference<'a>(address: impl Into<String>) -> Value<'a> {
    object([("reference", Some(text(address.into())))])
}

/// A concept of one coding.
pub(super) fn concept<'a>(system: &'static str, code: impl Into<String>) -> Value<'a> {
    let coding = object([("system", Some(text(system))), ("code", Some(text(code.into())))]);
    object([("coding", Some(list([coding])))])
}

/// A text that is not blank.
pub(super) fn some(value: &str) -> Option<Value<'_>> {
    (!value.is_empty()).then(|| text(value))
}
