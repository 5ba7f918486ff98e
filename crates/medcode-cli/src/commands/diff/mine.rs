//! Which codes does the user have: lists, own rules, the lexicon?

use crate::args::Diff as Args;
use anyhow::{Context, Result, bail};
use medcode::diff::{Use, read_mine};
use medcode::release::home::Home;
use std::path::Path;

/// Larger than any superbill.
const LARGEST: u64 = 16 << 20;

/// Everything that is asked for; none where nothing is.
pub(super) fn uses(home: &Home, args: &Args) -> Result<Option<Vec<Use>>> {
    let mut uses = Vec::new();
    for path in &args.mine {
        uses.extend(list(path)?);
    }
    if args.own_rules {
        let policy = super::super::own::policy(home, &args.own)?;
        uses.extend(medcode::own_codes(&policy));
    }
    if args.lexicon {
        uses.extend(medcode::lexicon_codes());
    }
    let asked = !args.mine.is_empty() || args.own_rules || args.lexicon;
    Ok(asked.then_some(uses))
}

fn list(path: &Path) -> Result<Vec<Use>> {
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
