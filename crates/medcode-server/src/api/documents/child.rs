//! A document is read in a process of its own: what runs away there is ended, and nothing else is.

use crate::config::Config;
use crate::fault::Fault;
use axum::body::Bytes;
use medcode_wire::WireDocuments;
use std::process::{ExitStatus, Stdio};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

/// How many documents are read at a time: more would only take turns.
static READERS: Semaphore = Semaphore::const_new(2);

/// Memory that one reading may take, and the most it may answer.
const MEMORY_MB: u64 = 1536;
const LONGEST_ANSWER: u64 = 96 << 20;

/// What a document holds.
pub(super) async fn read(bytes: Bytes, config: &Config) -> Result<WireDocuments, Fault> {
    let limit = config.reading;
    let _turn = READERS.acquire().await.map_err(Fault::internal)?;
    let mut child = start(config)?;
    let answered = tokio::time::timeout(limit, exchange(&mut child, bytes)).await;
    let (answer, ended) = match answered {
        Ok(answer) => answer.map_err(Fault::internal)?,
        Err(_) => {
            let _ = child.kill().await;
            let seconds = limit.as_secs();
            return Err(Fault::content(format!(
                "the document was not read within {seconds} s, and reading it was ended: save it in \
                 another format, or paste its text"
            )));
        }
    };
    if answer.len() as u64 > LONGEST_ANSWER {
        return Err(Fault::content(
            "the document holds more text than a note has; paste the part to code",
        ));
    }
    let found = serde_json::from_slice(&answer).ok().filter(|_| ended.success());
    found.ok_or_else(|| {
        Fault::content(
            "reading the document failed: it is damaged, or takes more memory than one reading may; \
             save it in another format, or paste its text",
        )
    })
}

fn start(config: &Config) -> Result<Child, Fault> {
    let program = match &config.reader {
        Some(program) => program.clone(),
        None => std::env::current_exe().map_err(Fault::internal)?,
    };
    Command::new(program)
        .args(["read-document", "--memory-mb"])
        .arg(MEMORY_MB.to_string())
        .arg("--seconds")
        .arg(config.reading.as_secs().max(1).to_string())
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(Fault::internal)
}

/// Gives the document and takes the answer at the same time: either side may block else.
async fn exchange(child: &mut Child, bytes: Bytes) -> std::io::Result<(Vec<u8>, ExitStatus)> {
    let (to, from) = (child.stdin.take(), child.stdout.take());
    let give = async {
        if let Some(mut to) = to {
            // A reader that ended early has closed its end: what it said tells why.
            let _ = to.write_all(&bytes).await;
            let _ = to.shutdown().await;
        }
    };
    let take = async {
        let mut answer = Vec::new();
        if let Some(from) = from {
            from.take(LONGEST_ANSWER + 1).read_to_end(&mut answer).await?;
        }
        std::io::Result::Ok(answer)
    };
    let ((), answer) = tokio::join!(give, take);
    Ok((answer?, child.wait().await?))
}
