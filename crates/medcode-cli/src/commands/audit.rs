//! `medcode audit`: is the log whole, and the log as JSON Lines.

use crate::args::{Audit, AuditDo};
use crate::commands::serve::db_of;
use crate::out;
use anyhow::Result;
use medcode::release::home::Home;
use medcode_server::records;
use std::io::Write;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Audit) -> Result<ExitCode> {
    let db = db_of(home, args.db.as_deref());
    match args.what {
        AuditDo::Verify => verify(&db),
        AuditDo::Export => {
            let mut to = out::stdout();
            let count = records::export_audit(&db, &mut to)?;
            to.flush()?;
            eprintln!("{count} entries");
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Says where the chain is broken; exit status 1 then.
fn verify(db: &str) -> Result<ExitCode> {
    let verdict = records::verify_audit(db)?;
    let mut to = out::stdout();
    let code = match &verdict.fault {
        None => {
            writeln!(to, "{} entries, the chain is whole; head {}", verdict.entries, verdict.head)?;
            ExitCode::SUCCESS
        }
        Some(fault) => {
            writeln!(to, "broken at entry {}: {}", fault.seq, fault.why)?;
            writeln!(to, "{} entries before it are good; head {}", verdict.entries, verdict.head)?;
            ExitCode::from(1)
        }
    };
    to.flush()?;
    Ok(code)
}
