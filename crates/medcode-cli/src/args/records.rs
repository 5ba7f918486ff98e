//! Arguments of `backup`, `restore` and `audit`.

use clap::Args as Group;
use std::path::PathBuf;

#[derive(Group)]
pub(crate) struct Backup {
    /// The file to write; it must not be there yet
    pub(crate) out: PathBuf,
    /// Where the records are [default: records.db in the home folder]
    #[arg(long, env = "MEDCODE_DB", value_name = "URL", hide_env_values = true)]
    pub(crate) db: Option<String>,
}

#[derive(Group)]
pub(crate) struct Restore {
    /// The copy
    pub(crate) file: PathBuf,
    /// Where the records go [default: records.db in the home folder]
    #[arg(long, env = "MEDCODE_DB", value_name = "URL", hide_env_values = true)]
    pub(crate) db: Option<String>,
    /// Put it in the place of records that are there and have nothing that the copy lacks
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Put it in their place even where they have later entries, which are lost then
    #[arg(long)]
    pub(crate) discard_later: bool,
}

#[derive(Group)]
pub(crate) struct Audit {
    #[command(subcommand)]
    pub(crate) what: AuditDo,
    /// Where the records are [default: records.db in the home folder]
    #[arg(long, global = true, env = "MEDCODE_DB", value_name = "URL", hide_env_values = true)]
    pub(crate) db: Option<String>,
}

/// What is done with the audit log.
#[derive(clap::Subcommand)]
pub(crate) enum AuditDo {
    /// Walk the whole chain; exit status 1 where it is broken
    Verify,
    /// Write the log as JSON Lines to standard output, the oldest entry first
    Export,
}
