//! The records from the command line: copied, put back, their log verified and taken out, the codes
//! they use.

use medcode::diff::Use;
use medcode::model::CodeSystem;
use medcode_store::{CodeInUse, Entry, StarredCode, Verdict};
pub use medcode_store::{Error as StoreError, Replace};
use std::io::Write;
use std::path::Path;

/// Why the records could not be handled.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// The records said so.
    #[error(transparent)]
    Store(#[from] medcode_store::Error),
    /// What was read could not be written, or the system gave no runtime.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

type Done<T> = Result<T, RecordsError>;

fn block<T>(work: impl Future<Output = Done<T>>) -> Done<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}

/// Copies the records to a new file while they are in use.
///
/// # Errors
/// When the file is there already, or the records are in PostgreSQL.
pub fn backup(db: &str, to: &Path) -> Done<()> {
    block(async {
        let store = medcode_store::open(db).await?;
        store.backup(to).await?;
        store.close().await;
        Ok(())
    })
}

/// Puts a copy in the place of the records.
///
/// # Errors
/// When there are records that may not be replaced, a server works on them, or the copy is not sound.
pub fn restore(copy: &Path, db: &str, replace: Replace) -> Done<()> {
    block(async { Ok(medcode_store::restore(copy, db, replace).await?) })
}

/// Walks the whole chain of the audit log.
///
/// # Errors
/// When the records cannot be read.
pub fn verify_audit(db: &str) -> Done<Verdict> {
    block(async { Ok(medcode_store::open(db).await?.verify_audit().await?) })
}

/// Writes the audit log as JSON Lines, the oldest entry first; how many entries.
///
/// # Errors
/// When the records cannot be read, or what was read cannot be written.
pub fn export_audit(db: &str, to: &mut dyn Write) -> Done<u64> {
    const PAGE: i64 = 1_000;
    block(async {
        let store = medcode_store::open(db).await?;
        let (mut next, mut count) = (1, 0);
        loop {
            let entries = store.entries_from(next, PAGE).await?;
            let Some(last) = entries.last() else { break };
            next = last.seq + 1;
            for entry in &entries {
                writeln!(to, "{}", line(entry))?;
                count += 1;
            }
        }
        Ok(count)
    })
}

/// The codes of charts and favourites: counts, days and identifiers of charts, nothing of a patient.
/// The records are opened for reading only.
///
/// # Errors
/// When there are no records, or they cannot be read.
pub fn codes_in_use(db: &str) -> Done<Vec<Use>> {
    block(async {
        let records = medcode_store::open_to_read(db).await?;
        let mut uses: Vec<Use> = records.codes_in_use().await?.iter().map(of_charts).collect();
        uses.extend(records.starred_codes().await?.iter().map(of_stars));
        Ok(uses)
    })
}

/// A code of charts, as a comparison of releases asks about it.
pub(crate) fn of_charts(code: &CodeInUse) -> Use {
    let mut places: Vec<String> = code.latest.iter().map(|id| format!("chart {id}")).collect();
    let more = usize::try_from(code.charts).unwrap_or_default().saturating_sub(places.len());
    if more > 0 {
        places.push(format!("{more} more charts"));
    }
    Use {
        code: code.code.clone(),
        system: CodeSystem::parse(&code.system),
        count: u64::try_from(code.charts).unwrap_or_default(),
        last: code.last,
        places,
        stem: false,
    }
}

fn of_stars(code: &StarredCode) -> Use {
    let people =
        if code.people == 1 { "1 person".to_owned() } else { format!("{} people", code.people) };
    Use {
        code: code.code.clone(),
        system: CodeSystem::parse(&code.system),
        count: 0,
        last: None,
        places: vec![format!("favourite of {people}")],
        stem: false,
    }
}

fn line(e: &Entry) -> serde_json::Value {
    serde_json::json!({
        "seq": e.seq, "at": e.at, "actor": e.actor, "request": e.request, "action": e.action,
        "kind": e.subject_kind, "subject": e.subject_id, "detail": e.detail,
        "prev": e.prev.to_string(), "digest": e.digest.to_string(),
    })
}
