//! Claims against the official conventions and edits: a file, several, or one a line.

pub(super) mod batch;
pub(super) mod lines;
pub(super) mod spool;

use crate::auth::Need;
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, post};
use crate::state::{App, Shared};
use axum::Json;
use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Query, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use lines::Out;
use medcode::Engine;
use medcode::formats::{Format, Reading};
use medcode::model::ClaimKind;
use medcode_wire::{CheckAsk, CheckError, Listener, WireChecked, WireClaimFinding};
use serde::{Deserialize, Serialize};
use serde_json::json;
use spool::{Spool, SpoolReader};
use std::time::{Duration, Instant};
use utoipa::IntoParams;

pub(super) fn routes() -> Vec<Row> {
    vec![
        post("/api/v1/check", Need::Check, check).about(
            About::new("Checks a file of claims: 837, FHIR, JSON, CSV; nothing is kept")
                .query::<Asked>()
                .takes_bytes("application/octet-stream")
                .gives::<WireChecked>(),
        ),
        post("/api/v1/check/batch", Need::Check, each_line).about(
            About::new("Checks a claim a line, in order")
                .query::<Asked>()
                .takes_bytes("application/x-ndjson")
                .gives_bytes("application/x-ndjson"),
        ),
    ]
}

/// How it is to be checked.
#[derive(Deserialize, IntoParams)]
struct Asked {
    /// `auto`, `837p`, `837i`, `837d`, `fhir`, `json`, `csv`.
    #[serde(default)]
    format: String,
    /// Look codes up in the nearest release where none is in force.
    #[serde(default)]
    nearest: bool,
    /// Tell how far it is, in lines among the answers (batch).
    #[serde(default)]
    progress: bool,
}

impl Asked {
    fn ask(&self) -> Result<CheckAsk, Fault> {
        let named = medcode_wire::check_format(&self.format).map_err(|e| Fault::field("format", e))?;
        Ok(ask(named, self.nearest))
    }
}

pub(crate) fn ask((format, kind): (Option<Format>, Option<ClaimKind>), nearest: bool) -> CheckAsk {
    CheckAsk { format, kind, reading: Reading::default(), today: crate::clock::today(), nearest }
}

/// One file as the body, or several as a form. Who accepts `application/x-ndjson` hears progress
/// and findings as they are made.
async fn check(
    State(app): Shared,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    request: Request,
) -> Result<Response, Fault> {
    let ask = asked.ask()?;
    let kind = |name| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let engine = app.engine();
    if kind(header::CONTENT_TYPE).starts_with("multipart/form-data") {
        return files(&app, request, ask).await;
    }
    if kind(header::ACCEPT).contains("application/x-ndjson") {
        let turn = app.batch()?;
        let reader = Spool::take(request.into_body()).map_err(Fault::internal)?.reader();
        return Ok(lines::answer(move |out| {
            app.metrics.checked(tell(&engine, reader, &ask, &out));
            drop(turn);
        }));
    }
    let body = axum::body::Bytes::from_request(request, &()).await;
    let body = body.map_err(|_| too_large(app.config.upload))?;
    let checked = super::work(move || whole(&engine, &body, &ask)).await?;
    let checked = checked.map_err(|e| Fault::content(e.to_string()))?;
    app.metrics.checked(checked.claims);
    Ok(Json(checked).into_response())
}

fn too_large(most: usize) -> Fault {
    Fault::too_large(format!(
        "the body cannot be read, or is larger than {} MiB: accept application/x-ndjson for a stream without that limit",
        most >> 20
    ))
}

pub(crate) fn whole(engine: &Engine, body: &[u8], ask: &CheckAsk) -> Result<WireChecked, CheckError> {
    let mut findings = Vec::new();
    let told = medcode_wire::check_file(engine, body, ask, &mut findings)?;
    Ok(WireChecked { findings, ..told })
}

/// The answer for one of several files.
#[derive(Serialize)]
#[serde(untagged)]
enum OfFile {
    Checked(Box<WireChecked>),
    Failed { file: String, error: String },
}

async fn files(app: &App, request: Request, ask: CheckAsk) -> Result<Response, Fault> {
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|e| Fault::bad(e.to_string()))?;
    let mut out = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|e| Fault::bad(e.to_string()))? {
        let Some(file) = field.file_name().map(str::to_owned) else { continue };
        let bytes = field.bytes().await.map_err(|e| Fault::too_large(e.to_string()))?;
        let (engine, ask) = (app.engine(), ask.clone());
        let checked = super::work(move || whole(&engine, &bytes, &ask)).await?;
        out.push(match checked {
            Ok(checked) => {
                app.metrics.checked(checked.claims);
                OfFile::Checked(Box::new(WireChecked { file, ..checked }))
            }
            Err(e) => OfFile::Failed { file, error: e.to_string() },
        });
    }
    if out.is_empty() {
        return Err(Fault::field("file", "the form has no file"));
    }
    Ok(Json(out).into_response())
}

/// How often a listener hears how far it is.
const EVERY: Duration = Duration::from_millis(200);

/// Tells a stream what is found.
struct Telling<'a> {
    out: &'a Out,
    gone: bool,
    /// Bytes read so far, as the reader tells them.
    read: std::sync::Arc<std::sync::atomic::AtomicU64>,
    told: Instant,
    findings: u64,
}

impl Listener for Telling<'_> {
    fn finding(&mut self, finding: WireClaimFinding) -> std::io::Result<()> {
        self.findings += 1;
        self.gone = self.gone || self.out.line(&json!({ "finding": finding })).is_err();
        Ok(())
    }

    fn claims(&mut self, so_far: u64) {
        if self.told.elapsed() >= EVERY {
            self.told = Instant::now();
            let bytes = self.read.load(std::sync::atomic::Ordering::Relaxed);
            let far = json!({"progress": {"claims": so_far, "findings": self.findings, "bytes": bytes}});
            self.gone = self.gone || self.out.line(&far).is_err();
        }
    }

    fn goes_on(&self) -> bool {
        !self.gone
    }
}

/// Counts what is read.
struct Counted {
    of: SpoolReader,
    read: std::sync::Arc<std::sync::atomic::AtomicU64>,
}

impl std::io::Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.of.read(into)?;
        self.read.fetch_add(read as u64, std::sync::atomic::Ordering::Relaxed);
        Ok(read)
    }
}

/// `{"progress": …}` and `{"finding": …}` as they come, at the end `{"done": …}` or `{"error": …}`.
/// How many claims there were.
fn tell(engine: &Engine, body: SpoolReader, ask: &CheckAsk, out: &Out) -> u64 {
    let read = std::sync::Arc::default();
    let input = Counted { of: body, read: std::sync::Arc::clone(&read) };
    let mut telling = Telling { out, gone: false, read, told: Instant::now(), findings: 0 };
    let checked = medcode_wire::check_file(engine, input, ask, &mut telling);
    let claims = checked.as_ref().map_or(0, |done| done.claims);
    let last = match checked {
        Ok(done) => json!({ "done": done }),
        Err(e) => json!({ "error": e.to_string() }),
    };
    // Who is gone does not hear the end.
    let _ = out.line(&last);
    claims
}

/// One claim a line, as FHIR or as medcode's JSON, or a file in a line: `{"id": …, "text": "ISA*…"}`.
async fn each_line(
    State(app): Shared,
    Query(asked): Query<Asked>,
    body: Body,
) -> Result<Response, Fault> {
    let ask = asked.ask()?;
    let (engine, turn) = (app.engine(), app.batch()?);
    let reader = Spool::take(body).map_err(Fault::internal)?.reader();
    Ok(lines::answer(move |out| {
        let of = |line: &str| {
            let (claims, answer) = of_line(&engine, line, &ask)?;
            app.metrics.checked(claims);
            Ok(answer)
        };
        let _ = batch::run(reader, &out, asked.progress, of);
        drop(turn);
    }))
}

/// A file of claims in a line.
#[derive(Deserialize)]
struct InLine {
    text: String,
}

/// A line's answer.
#[derive(Serialize)]
struct OfLine {
    id: Option<String>,
    #[serde(flatten)]
    checked: WireChecked,
}

/// How many claims the line has, and its answer.
fn of_line(engine: &Engine, line: &str, ask: &CheckAsk) -> Result<(u64, Vec<u8>), String> {
    let in_line = serde_json::from_str::<InLine>(line).ok();
    let (text, ask) = match &in_line {
        Some(file) => (file.text.as_str(), ask.clone()),
        None => (line, CheckAsk { format: None, ..ask.clone() }),
    };
    let checked = whole(engine, text.as_bytes(), &ask).map_err(|e| e.to_string())?;
    let id = medcode_wire::WireNoteIn::id_of(line);
    let claims = checked.claims;
    let answer = serde_json::to_vec(&OfLine { id, checked }).map_err(|e| e.to_string())?;
    Ok((claims, answer))
}
