//! Which codes does the user have: lists, records, own rules, practice, the lexicon?

use crate::args::Diff as Args;
use anyhow::{Context, Result, bail};
use medcode::Engine;
use medcode::diff::{Diff, Use, read_mine};
use medcode::release::home::Home;
use std::path::Path;

/// Larger than any superbill.
const LARGEST: u64 = 16 << 20;

/// Everything that is asked for; none where nothing is.
pub(super) fn uses(home: &Home, engine: &Engine, diff: &Diff, args: &Args) -> Result<Option<Vec<Use>>> {
    let mut uses = Vec::new();
    for path in &args.mine {
        uses.extend(list(path)?);
    }
    if let Some(db) = &args.db {
        let read = medcode_server::records::codes_in_use(&address(db));
        uses.extend(read.with_context(|| "the records cannot be read (--db)")?);
    }
    if args.own_rules || args.db.is_some() {
        let policy = super::super::own::policy(home, &args.own)?;
        uses.extend(medcode::own_codes(&policy));
    }
    if args.lexicon {
        uses.extend(medcode::lexicon_codes());
        uses.extend(engine.crosswalk_codes());
    }
    let newest = diff.systems.iter().map(|s| s.after).max();
    if let Some(day) = newest.filter(|_| args.practice) {
        uses.extend(medcode_learn::Library::embedded().codes(day));
    }
    let places = [args.db.is_some(), args.own_rules, args.lexicon, args.practice];
    let asked = !args.mine.is_empty() || places.contains(&true);
    Ok(asked.then_some(uses))
}

/// An address as it is, or that of a file.
fn address(db: &str) -> String {
    let has_scheme = ["sqlite:", "postgres:", "postgresql:"].iter().any(|s| db.starts_with(s));
    if has_scheme { db.to_owned() } else { format!("sqlite:{db}") }
}

/// The codes of one list.
pub(in crate::commands) fn list(path: &Path) -> Result<Vec<Use>> {
    let shown = path.display();
    let cannot = || format!("cannot read {shown}");
    let size = std::fs::metadata(path).with_context(cannot)?.len();
    if size > LARGEST {
        bail!("{shown}: {size} bytes; a list of codes has {LARGEST} at most");
    }
    let bytes = std::fs::read(path).with_context(cannot)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mine = read_mine(&name, &String::from_utf8_lossy(&bytes));
    const SHOWN: usize = 5;
    for (line, why) in mine.problems.iter().take(SHOWN) {
        eprintln!("{shown}:{line}: {why}");
    }
    if mine.problems.len() > SHOWN {
        eprintln!("{shown}: {} more lines without a code", mine.problems.len() - SHOWN);
    }
    if mine.uses.is_empty() {
        bail!("{shown} holds no code: one a line, or CSV with a column headed `code`");
    }
    Ok(mine.uses)
}
