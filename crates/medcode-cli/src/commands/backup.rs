//! `medcode backup` and `medcode restore`: the records as one file, and back.

use crate::args::{Backup, Restore};
use crate::commands::serve::db_of;
use anyhow::{Context, Result};
use medcode::release::home::Home;
use medcode_server::records::{self, RecordsError, Replace, StoreError};
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
    let replace = match (args.overwrite, args.discard_later) {
        (_, true) => Replace::Anything,
        (true, _) => Replace::Earlier,
        _ => Replace::Nothing,
    };
    records::restore(&args.file, &db_of(home, args.db.as_deref()), replace).map_err(|e| {
        let way = match &e {
            RecordsError::Store(StoreError::Exists(_)) => {
                "nothing was restored (--overwrite puts the copy in the place of records that are there)"
            }
            RecordsError::Store(StoreError::Later { .. }) => {
                "nothing was restored (--discard-later gives up what the copy does not have)"
            }
            _ => "nothing was restored",
        };
        anyhow::Error::new(e).context(way)
    })?;
    eprintln!("The records were restored from {}.", args.file.display());
    Ok(ExitCode::SUCCESS)
}
