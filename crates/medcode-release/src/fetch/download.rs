//! How does one file come over HTTPS, whole or not at all?
//!
//! Bytes go to `NAME.part`; beside it, `NAME.part.of` keeps the address and the server's
//! validator, so that a later attempt, or a later run, goes on where this one stopped and
//! only with the same file (`If-Range`). The name itself appears by one rename, when the
//! length and the digest are right.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::thread;

use sha2::{Digest, Sha256};
use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body};

use super::error::FetchError;
use super::plan::Wanted;
use super::settings::Settings;
use super::{Fetched, Origin};
use crate::catalogue::Entry;
use crate::progress::Progress;

/// The first address of a piece that gives it.
pub(super) fn any_of(
    wanted: &Wanted,
    dest: &Path,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Fetched, FetchError> {
    let mut last = None;
    for entry in &wanted.sources {
        match fetch_file(entry, dest, settings, progress) {
            Ok(fetched) => return Ok(fetched),
            Err(error) => last = Some(error),
        }
    }
    let none = || FetchError::Network { url: String::new(), what: "no address is known".into() };
    Err(last.unwrap_or_else(none))
}

/// Fetches one file into `dest/SYSTEM/RELEASE/`, from where its release can be recognised.
///
/// # Errors
/// When it cannot be had whole, or is not the file that the catalogue knows.
pub fn fetch_file(
    entry: &Entry,
    dest: &Path,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Fetched, FetchError> {
    let url = &entry.url;
    if !settings.allows(url) {
        return Err(FetchError::NotHttps { url: url.clone() });
    }
    let folder =
        dest.join(entry.release.system.id().to_ascii_lowercase()).join(entry.release.from.to_string());
    fs::create_dir_all(&folder).map_err(|source| FetchError::Io { path: folder.clone(), source })?;
    let path = folder.join(entry.file_name());
    if let Some(done) = already_there(entry, &path) {
        return Ok(done);
    }
    let mut part = Part::open(&path, url, settings)?;
    progress.begin(&entry.file_name(), entry.bytes);
    let got = part.complete(&settings.agent(None), progress);
    progress.end();
    got?;
    let (bytes, sha256) = digest(&part.path)?;
    if let Some(expected) = entry.sha256.as_ref().filter(|e| **e != sha256) {
        part.discard();
        let expected = expected.clone();
        return Err(FetchError::Digest { url: url.clone(), expected, found: sha256 });
    }
    fs::rename(&part.path, &path).map_err(|source| FetchError::Io { path: path.clone(), source })?;
    let _ = fs::remove_file(&part.note);
    Ok(fetched(entry, path, bytes, sha256))
}

fn fetched(entry: &Entry, path: PathBuf, bytes: u64, sha256: String) -> Fetched {
    Fetched {
        path,
        publisher: entry.publisher(),
        origin: Origin::Url(entry.url.clone()),
        sha256,
        bytes,
        release: entry.release,
        holds: entry.holds.clone(),
    }
}

/// A file of an earlier run, if it is the one the catalogue knows.
fn already_there(entry: &Entry, path: &Path) -> Option<Fetched> {
    let expected = entry.sha256.as_ref()?;
    let (bytes, sha256) = digest(path).ok()?;
    (sha256 == *expected).then(|| fetched(entry, path.to_owned(), bytes, sha256))
}

/// A file that is not complete yet.
struct Part<'a> {
    url: &'a str,
    settings: &'a Settings,
    path: PathBuf,
    note: PathBuf,
    /// Bytes that are there.
    have: u64,
    /// What says that the server still has the same file.
    validator: Option<String>,
}

/// What one attempt came to.
enum Attempt {
    Whole,
    Broken(String),
}

impl<'a> Part<'a> {
    /// Takes up what an earlier run left, if it is of the same address.
    fn open(path: &Path, url: &'a str, settings: &'a Settings) -> Result<Self, FetchError> {
        let beside = |ending: &str| {
            let mut name = path.file_name().unwrap_or_default().to_os_string();
            name.push(ending);
            path.with_file_name(name)
        };
        let (path, note) = (beside(".part"), beside(".part.of"));
        let mut part = Self { url, settings, path, note, have: 0, validator: None };
        let noted = fs::read_to_string(&part.note).unwrap_or_default();
        if let Some((_, validator)) = noted.split_once('\n').filter(|(of, _)| *of == url) {
            part.have = fs::metadata(&part.path).map_or(0, |m| m.len());
            part.validator = Some(validator.to_owned()).filter(|v| !v.is_empty());
        }
        if part.validator.is_none() {
            part.restart()?;
        }
        Ok(part)
    }

    /// Attempts until the file is whole or several in a row brought nothing.
    fn complete(&mut self, agent: &Agent, progress: &dyn Progress) -> Result<(), FetchError> {
        let mut fruitless = 0;
        progress.advance(self.have);
        loop {
            let before = self.have;
            let what = match self.attempt(agent, progress)? {
                Attempt::Whole => return Ok(()),
                Attempt::Broken(what) => what,
            };
            fruitless = if self.have > before { 1 } else { fruitless + 1 };
            if fruitless >= self.settings.attempts {
                return Err(FetchError::Network { url: self.url.to_owned(), what });
            }
            thread::sleep(self.settings.pause * (1 << (fruitless - 1).min(5)));
        }
    }

    /// Asks for what is missing and writes what comes.
    fn attempt(&mut self, agent: &Agent, progress: &dyn Progress) -> Result<Attempt, FetchError> {
        if self.validator.is_none() {
            // Without a validator nobody knows whether the rest is of the same file.
            self.restart()?;
        }
        let mut request = agent.get(self.url);
        if let Some(validator) = self.validator.as_ref().filter(|_| self.have > 0) {
            request =
                request.header("Range", format!("bytes={}-", self.have)).header("If-Range", validator);
        }
        let answer = match request.call() {
            Ok(answer) => answer,
            Err(ureq::Error::RequireHttpsOnly(_)) => {
                return Err(FetchError::NotHttps { url: self.url.to_owned() });
            }
            Err(error) => return Ok(Attempt::Broken(said(&error))),
        };
        match answer.status().as_u16() {
            206 if continues_at(answer.headers(), self.have) => {}
            200 => self.restart()?,
            // The part is longer than the file, or the server counts differently.
            206 | 416 => {
                self.restart()?;
                return Ok(Attempt::Broken("the server gave another part than asked for".into()));
            }
            status @ (408 | 429 | 500 | 502..=504) => {
                return Ok(Attempt::Broken(format!("the server answered {status}")));
            }
            status => return Err(FetchError::Status { url: self.url.to_owned(), status }),
        }
        self.receive(answer, progress)
    }

    /// Writes the body of an answer behind what is there.
    fn receive(
        &mut self,
        answer: Response<Body>,
        progress: &dyn Progress,
    ) -> Result<Attempt, FetchError> {
        self.validator = validator(answer.headers());
        self.write_note()?;
        let length = header(answer.headers(), "content-length").and_then(|l| l.parse::<u64>().ok());
        let whole = length.map(|l| self.have + l);
        if whole.is_some_and(|w| w > self.settings.largest) {
            return Err(self.too_large());
        }
        let mut file = OpenOptions::new().append(true).create(true).open(&self.path);
        let file = file.as_mut().map_err(|e| io_error(&self.path, e))?;
        let mut body = answer.into_body().into_reader();
        let mut buffer = vec![0; 64 << 10];
        loop {
            let n = match body.read(&mut buffer) {
                Ok(0) => break,
                Ok(n) => n,
                Err(error) => return Ok(Attempt::Broken(error.to_string())),
            };
            file.write_all(&buffer[..n]).map_err(|e| io_error(&self.path, &e))?;
            self.have += n as u64;
            progress.advance(n as u64);
            if self.have > self.settings.largest {
                return Err(self.too_large());
            }
        }
        file.sync_all().map_err(|e| io_error(&self.path, &e))?;
        match whole.filter(|w| *w != self.have) {
            Some(whole) => Ok(Attempt::Broken(format!("{} of {whole} bytes came", self.have))),
            None => Ok(Attempt::Whole),
        }
    }

    /// Begins again from nothing.
    fn restart(&mut self) -> Result<(), FetchError> {
        File::create(&self.path).map_err(|e| io_error(&self.path, &e))?;
        self.have = 0;
        self.validator = None;
        Ok(())
    }

    fn write_note(&self) -> Result<(), FetchError> {
        let validator = self.validator.as_deref().unwrap_or_default();
        fs::write(&self.note, format!("{}\n{validator}", self.url)).map_err(|e| io_error(&self.note, &e))
    }

    /// Leaves nothing behind.
    fn discard(&self) {
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(&self.note);
    }

    fn too_large(&self) -> FetchError {
        self.discard();
        FetchError::TooLarge { url: self.url.to_owned(), limit: self.settings.largest }
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).and_then(|v| v.to_str().ok())
}

/// A strong entity tag, or else the date of the last change.
fn validator(headers: &HeaderMap) -> Option<String> {
    let tag = header(headers, "etag").filter(|t| !t.starts_with("W/"));
    tag.or_else(|| header(headers, "last-modified")).map(str::to_owned)
}

/// Whether a partial answer begins where we stopped: `Content-Range: bytes 100-199/200`.
fn continues_at(headers: &HeaderMap, at: u64) -> bool {
    let range = header(headers, "content-range").and_then(|r| r.trim().strip_prefix("bytes "));
    range.and_then(|r| r.split('-').next()).and_then(|from| from.trim().parse().ok()) == Some(at)
}

/// What the client says, in short.
fn said(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "no answer in time".into(),
        ureq::Error::HostNotFound => "the host is not found".into(),
        other => other.to_string().chars().take(200).collect(),
    }
}

fn io_error(path: &Path, error: &std::io::Error) -> FetchError {
    FetchError::Io {
        path: path.to_owned(),
        source: std::io::Error::new(error.kind(), error.to_string()),
    }
}

/// Length and sha256 of a file.
pub(super) fn digest(path: &Path) -> Result<(u64, String), FetchError> {
    let mut file = File::open(path).map_err(|e| io_error(path, &e))?;
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 64 << 10];
    loop {
        let n = file.read(&mut buffer).map_err(|e| io_error(path, &e))?;
        if n == 0 {
            return Ok((bytes, crate::hex(&hash.finalize())));
        }
        hash.update(&buffer[..n]);
        bytes += n as u64;
    }
}
