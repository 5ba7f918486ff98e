//! `medcode read-document`: the server's reader of uploads, in a process of its own that may fail.
//!
//! Documents come from anywhere. What crashes, runs away or eats memory here is ended by the limits
//! below or by the server, and takes nothing else along. Bytes on standard input, JSON out.

use crate::args::ReadDocument as Args;
use crate::out;
use anyhow::{Context, Result};
use medcode::formats::document;
use medcode_wire::{WireDocument, WireDocuments};
use std::io::Read;
use std::process::ExitCode;

/// Reads one document under the limits.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    limit(args)?;
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
    let found = match document::read(bytes) {
        Ok(documents) => WireDocuments {
            documents: documents.iter().map(WireDocument::from).collect(),
            unreadable: None,
        },
        Err(why) => WireDocuments { documents: Vec::new(), unreadable: Some(why.0) },
    };
    out::json(&found)?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(unix)]
fn limit(args: &Args) -> Result<()> {
    use rlimit::{Resource, setrlimit};
    let memory = args.memory_mb.saturating_mul(1 << 20);
    setrlimit(Resource::AS, memory, memory).context("cannot limit the memory")?;
    let seconds = args.seconds.max(1);
    setrlimit(Resource::CPU, seconds, seconds).context("cannot limit the time")?;
    // No dump of what was read is left behind.
    setrlimit(Resource::CORE, 0, 0).context("cannot limit dumps")
}

#[cfg(not(unix))]
fn limit(_: &Args) -> Result<()> {
    Ok(())
}
