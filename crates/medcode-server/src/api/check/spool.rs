//! A request's body on its way to a reader: taken from the network as fast as it comes, read as
//! fast as the work goes, held in a file without a name.
//!
//! Many clients send all of a request before they read any of its answer. An answer that streams
//! must then not wait for the reader of the body, or both sides wait for each other for ever; and
//! a body held in memory has no bound.

use axum::body::Body;
use http_body_util::BodyExt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Most bytes of a body that is streamed.
const LARGEST: u64 = 4 << 30;

struct Held {
    file: File,
    written: u64,
    /// All of it is there; or why no more comes.
    ended: Option<Result<(), &'static str>>,
}

/// What is between the network and the reader.
pub(in crate::api) struct Spool {
    held: Mutex<Held>,
    grown: Condvar,
}

impl Spool {
    /// Begins to take a body in.
    pub(in crate::api) fn take(body: Body) -> io::Result<Arc<Self>> {
        let held = Held { file: tempfile::tempfile()?, written: 0, ended: None };
        let spool = Arc::new(Self { held: Mutex::new(held), grown: Condvar::new() });
        tokio::spawn(fill(spool.clone(), body));
        Ok(spool)
    }

    /// Reads it from the beginning.
    pub(in crate::api) fn reader(self: &Arc<Self>) -> SpoolReader {
        SpoolReader { spool: self.clone(), at: 0 }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn append(&self, bytes: &[u8]) -> Result<(), &'static str> {
        let mut held = self.held();
        if held.ended.is_some() {
            return Err("nobody reads on");
        }
        if held.written + bytes.len() as u64 > LARGEST {
            return Err("the body is larger than 4 GiB");
        }
        let end = held.written;
        let kept = held.file.seek(SeekFrom::Start(end)).and_then(|_| held.file.write_all(bytes));
        kept.map_err(|_| "the server has no room to hold the body")?;
        held.written += bytes.len() as u64;
        self.grown.notify_all();
        Ok(())
    }

    fn end(&self, how: Result<(), &'static str>) {
        self.held().ended.get_or_insert(how);
        self.grown.notify_all();
    }
}

async fn fill(spool: Arc<Spool>, mut body: Body) {
    loop {
        let Some(frame) = body.frame().await else { return spool.end(Ok(())) };
        let Ok(frame) = frame else { return spool.end(Err("the connection was lost")) };
        let Some(bytes) = frame.data_ref() else { continue };
        if let Err(why) = spool.append(bytes) {
            return spool.end(Err(why));
        }
    }
}

/// Reads what has come, and waits for more.
pub(in crate::api) struct SpoolReader {
    spool: Arc<Spool>,
    at: u64,
}

impl SpoolReader {
    /// How many bytes were read, and how many have come.
    pub(in crate::api) fn progress(&self) -> (u64, u64) {
        (self.at, self.spool.held().written)
    }
}

impl Read for SpoolReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut held = self.spool.held();
        while held.written == self.at {
            match held.ended {
                Some(Ok(())) => return Ok(0),
                Some(Err(why)) => return Err(io::Error::other(why)),
                None => {
                    let waited = self.spool.grown.wait(held);
                    held = waited.unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
        let most = usize::try_from(held.written - self.at).unwrap_or(usize::MAX).min(into.len());
        held.file.seek(SeekFrom::Start(self.at))?;
        let read = held.file.read(&mut into[..most])?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Drop for SpoolReader {
    /// The rest of the body is not taken in.
    fn drop(&mut self) {
        self.spool.end(Err("nobody reads on"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_sent_is_read() {
        let text: Vec<u8> = (0..300_000u32).flat_map(u32::to_le_bytes).collect();
        let mut reader = Spool::take(Body::from(text.clone())).unwrap().reader();
        let read = tokio::task::spawn_blocking(move || {
            let mut read = Vec::new();
            reader.read_to_end(&mut read).map(|_| (read, reader.progress()))
        });
        let (read, progress) = read.await.unwrap().unwrap();
        assert_eq!(progress, (text.len() as u64, text.len() as u64));
        assert_eq!(read, text);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_lost_connection_is_an_error_of_the_reader() {
        let broken = axum::body::Body::from_stream(futures_util::stream::iter([
            Ok("abc"),
            Err(io::Error::other("gone")),
        ]));
        let mut reader = Spool::take(broken).unwrap().reader();
        let read = move || reader.read_to_string(&mut String::new());
        let failed = tokio::task::spawn_blocking(read).await.unwrap().unwrap_err();
        assert!(failed.to_string().contains("connection"));
    }
}
