//! From official files to one release file: read, join, write.
//!
//! A release is compiled from its own files and, where one is missing, from a file of
//! another release that may stand in for it ([`crate::install`] decides which). The same
//! files give the same bytes.

mod cm;
mod codes;
mod cpt;
mod cpt_list;
mod guidelines;
mod hcpcs;
mod index;
mod pcs;
mod search;
mod sources;

use crate::home::Kept;
use medcode_kb::tables::ReleaseWriter;
use medcode_kb::tables::meta::Meta;
use medcode_model::{CodeSystem, Problem, ReleaseId};
use std::io;

/// An official file to compile from.
#[derive(Clone, Debug)]
pub struct Input {
    /// What is known of it.
    pub kept: Kept,
    /// It belongs to another release and stands in for one that is not installed.
    pub borrowed: bool,
}

/// A compiled release.
pub struct Compiled {
    /// The bytes of the release file.
    pub bytes: Vec<u8>,
    /// Their digest.
    pub digest: [u8; 32],
    /// What the file says of itself.
    pub meta: Meta,
    /// Problems met, each with the name of its file.
    pub problems: Vec<(String, Problem)>,
    /// Files that cannot be used, and why; the release was made from what they gave.
    pub unusable: Vec<(Kept, String)>,
}

/// Compiles one release. `load` gives the bytes of a file.
///
/// # Errors
/// When a file cannot be loaded.
pub fn compile(
    id: ReleaseId,
    inputs: &[Input],
    load: &dyn Fn(&Kept) -> io::Result<Vec<u8>>,
) -> io::Result<Compiled> {
    let mut files = sources::Files::new(inputs, load);
    let mut out = ReleaseWriter::default();
    let counts = match id.system {
        CodeSystem::Icd10Cm => cm::write(&mut files, &mut out)?,
        CodeSystem::Icd10Pcs => pcs::write(&mut files, &mut out)?,
        CodeSystem::Hcpcs => hcpcs::write(&mut files, &mut out)?,
        CodeSystem::Cpt => cpt::write(&mut files, &mut out)?,
    };
    let sources::Accounts { sources, problems, unusable } = files.finish();
    let meta = Meta { system: id.system.id().to_owned(), from: id.from.to_string(), sources, counts };
    meta.write(&mut out);
    let (bytes, _) = out.finish();
    let (bytes, digest) = medcode_kb::terms::attach(bytes).map_err(io::Error::other)?;
    Ok(Compiled { bytes, digest, meta, problems, unusable })
}

/// Named counts of a release, for `status`.
type Counts = Vec<(String, u64)>;

/// A named count.
fn count(name: &str, n: usize) -> (String, u64) {
    (name.to_owned(), n as u64)
}
