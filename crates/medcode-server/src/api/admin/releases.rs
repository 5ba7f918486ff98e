//! What is installed, and the installing of more from files that are sent.

use crate::api::jobs::{End, WireJob, Work};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post};
use crate::state::Shared;
use axum::extract::multipart::Field;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode::release::fetch::{Settings, update};
use medcode::release::home::Home;
use medcode::release::install::{self, Given, InstallError, Report, Request};
use medcode::release::progress::Progress;
use medcode_store::{NewEntry, Subject, SubjectKind};
use medcode_wire::{WireInstall, WireStatus, WireUpdate};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::AsyncWriteExt;

/// Most bytes of one upload of official files: the largest of them are some hundred megabytes.
const LARGEST: usize = 2 << 30;
/// How often the job is told how far it is.
const TOLD: Duration = Duration::from_millis(400);

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/releases", Need::Look, installed)
            .about(About::new("What is installed").gives::<WireStatus>()),
        post("/api/v1/releases/check", Need::Administer, check).about(
            About::new("Ask the publishers what is newer than what is installed; nothing is downloaded")
                .gives::<WireUpdate>(),
        ),
        post("/api/v1/releases", Need::Administer, install).up_to(LARGEST).about(
            About::new("Install the publisher's files of a form; a job tells how far it is")
                .takes_bytes("multipart/form-data")
                .gives::<WireJob>()
                .status(202),
        ),
    ]
}

async fn installed(State(app): Shared) -> Result<Json<WireStatus>, Fault> {
    let engine = app.engine();
    let status = crate::api::work(move || engine.status(crate::clock::today())).await?;
    Ok(Json(WireStatus::from(&status.map_err(Fault::internal)?)))
}

/// Asks the publishers. It is done only here and now, because somebody asked.
async fn check(State(app): Shared) -> Result<Json<WireUpdate>, Fault> {
    let _turn = app.batch()?;
    let engine = app.engine();
    let found = crate::api::work(move || {
        let installed: Vec<_> = engine.library().releases().map(|(id, ..)| id).collect();
        WireUpdate::from(&update(&installed, crate::clock::today(), &Settings::default()))
    });
    Ok(Json(found.await?))
}

/// Takes files of a form (`file`, and where the name does not tell: `release`) and installs them.
async fn install(
    State(app): Shared,
    Extension(who): Extension<Who>,
    form: Multipart,
) -> Result<(StatusCode, Json<WireJob>), Fault> {
    let home = app.config.home.clone();
    let folder = Home::at(&home).downloads().join(format!("upload-{}", crate::auth::token::fresh()?));
    tokio::fs::create_dir_all(&folder).await.map_err(Fault::internal)?;
    let folder = Folder(folder);
    let release = keep(form, &folder.0).await?;
    let work = |work: Work| async move {
        let done = run(&work, home, &folder, release).await;
        drop(folder);
        done
    };
    let job = Work::begin(&app, &who, "install", 0, work).await?;
    Ok((StatusCode::ACCEPTED, Json(job)))
}

/// A folder that goes when its use is over.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays is only in the way, not wrong: the next installation does not read it.
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// Writes the files of a form into a folder as they come; the release that was named.
async fn keep(mut form: Multipart, folder: &Path) -> Result<Option<String>, Fault> {
    let (mut release, mut files) = (None, 0);
    let broken = |_| Fault::bad("the upload broke off, or is larger than the server takes");
    while let Some(part) = form.next_field().await.map_err(broken)? {
        match part.file_name().map(plain) {
            Some(name) => {
                files += 1;
                write(part, &folder.join(name)).await?;
            }
            None if part.name() == Some("release") => {
                let text = part.text().await.map_err(broken)?;
                release = Some(text.trim().to_owned()).filter(|t| !t.is_empty());
            }
            None => {}
        }
    }
    if files == 0 {
        return Err(Fault::field("file", "choose one or more of the publisher's files"));
    }
    Ok(release)
}

async fn write(mut part: Field<'_>, to: &Path) -> Result<(), Fault> {
    let mut file = tokio::fs::File::create(to).await.map_err(Fault::internal)?;
    while let Some(chunk) = part.chunk().await.map_err(|_| Fault::bad("the upload broke off"))? {
        file.write_all(&chunk).await.map_err(Fault::internal)?;
    }
    file.flush().await.map_err(Fault::internal)
}

/// A file's own name without anything that leads to another folder.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String =
        last.chars().filter(|c| c.is_ascii_alphanumeric() || " ._-()".contains(*c)).collect();
    match kept.trim_start_matches('.').trim() {
        "" => "file".to_owned(),
        name => name.to_owned(),
    }
}

/// How far an installation is, as its own thread says it.
#[derive(Clone, Default)]
struct Far(Arc<Mutex<(String, u64, u64)>>);

impl Progress for Far {
    fn begin(&self, what: &str, total: Option<u64>) {
        if let Ok(mut far) = self.0.lock() {
            *far = (what.to_owned(), 0, total.unwrap_or_default());
        }
    }

    fn advance(&self, units: u64) {
        if let Ok(mut far) = self.0.lock() {
            far.1 += units;
        }
    }

    fn end(&self) {}
}

async fn run(
    work: &Work,
    home: PathBuf,
    folder: &Folder,
    release: Option<String>,
) -> Result<End, Fault> {
    let far = Far::default();
    let (told, path) = (far.clone(), folder.0.clone());
    let mut installing = tokio::task::spawn_blocking(move || {
        let request = Request { given: vec![Given { path, release }], only: Vec::new() };
        install::install(&Home::at(home), &request, &told)
    });
    let report = loop {
        tokio::select! {
            ended = &mut installing => break ended.map_err(Fault::internal)?,
            () = tokio::time::sleep(TOLD) => {
                let (what, done, total) = far.0.lock().map(|f| f.clone()).unwrap_or_default();
                let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
                work.say(number(done), number(total), &what).await?;
            }
        }
    };
    match report {
        Ok(report) => taken_up(work, &report).await,
        Err(InstallError::Nothing(report)) => {
            Ok(End { result: wire(&report)?, ..End::failed(InstallError::Nothing(report).to_string()) })
        }
        Err(error) => Ok(End::failed(error.to_string())),
    }
}

fn wire(report: &Report) -> Result<serde_json::Value, Fault> {
    serde_json::to_value(WireInstall::from(report)).map_err(Fault::internal)
}

/// The server answers from what was installed, from the next request on.
async fn taken_up(work: &Work, report: &Report) -> Result<End, Fault> {
    let app = work.app.clone();
    crate::api::work(move || app.reopen()).await?.map_err(Fault::internal)?;
    for built in &report.built {
        let entry = NewEntry {
            action: "release.installed".into(),
            subject: Subject::new(SubjectKind::Release, built.id),
            detail: "{}".into(),
        };
        work.app.store.log(&work.who.change(), entry).await?;
    }
    let names: Vec<String> = report.built.iter().map(|b| b.id.to_string()).collect();
    let message = match names.is_empty() {
        true => "the files were kept; no release was made of them yet".to_owned(),
        false => format!("installed: {}", names.join(", ")),
    };
    Ok(End::done(message, wire(report)?))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn the_name_of_an_upload_never_leads_out_of_its_folder() {
        for (given, kept) in [
            ("icd10cm_tabular_2026.xml", "icd10cm_tabular_2026.xml"),
            ("../../etc/passwd", "passwd"),
            ("C:\\data\\x.zip", "x.zip"),
            ("..", "file"),
            (".hidden", "hidden"),
            ("a\u{0}b\n.txt", "ab.txt"),
        ] {
            assert_eq!(plain(given), kept);
        }
    }
}
