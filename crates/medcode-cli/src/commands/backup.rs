//! `medcode backup` and `medcode restore`: the records as one file, and back.

use crate::args::{Backup, Restore};
use crate::commands::serve::db_of;
use anyhow::{Context, Result};
use medcode::release::home::Home;
use medcode_server::records;
use std::process::ExitCode;

/// Copies the records while they are in use; the copy is opened and checked.
pub(crate) fn backup(home: &Home, args: &Backup) -> Result<ExitCode> {
    records::backup(&db_of(home, args.db.as_deref()), &args.out)
        .with_context(|| format!("no copy was written to {}", args.out.display()))?;
    eprintln!("The records were copied to {} and the copy was checked.", args.out.display());
    Ok(ExitCode::SUCCESS)
}

/// Puts a copy in the place of the records.
pub(crate) fn restore(home: &Home, args: &Restore) -> Result<ExitCode> {
    records::restore(&args.file, &db_of(home, args.db.as_deref()), args.overwrite).context(
        "nothing was restored (--overwrite puts the copy in the place of records that are there)",
    )?;
    eprintln!("The records were restored from {}.", args.file.display());
    Ok(ExitCode::SUCCESS)
}
