//! The work of an import: row after row, some hundred at a time; a bad row never stops the rest.

use super::row::Known;
use super::source::{Content, File, Piece, read};
use crate::api::jobs::{End, Work};
use crate::fault::Fault;
use crate::state::App;
use medcode_store::{Imported, JobState, NewChart, NewEncounter, NewNote};
use serde::Serialize;

/// Charts of one transaction.
const BATCH: usize = 100;
/// Most failures that are listed; all are counted.
const LISTED: usize = 1_000;

/// What could not be brought in, and why.
#[derive(Serialize)]
struct Failure {
    file: String,
    /// Line of the file; 0 for a document.
    line: usize,
    why: String,
}

/// What came of an import.
#[derive(Default, Serialize)]
struct Came {
    created: usize,
    /// Charts whose number is there already; nothing was changed.
    exists: usize,
    failed: usize,
    failures: Vec<Failure>,
}

/// A chart with the place it came from.
struct Placed {
    file: String,
    line: usize,
    chart: NewChart,
}

impl Came {
    fn fail(&mut self, file: &str, line: usize, why: impl Into<String>) {
        self.failed += 1;
        if self.failures.len() < LISTED {
            self.failures.push(Failure { file: file.to_owned(), line, why: why.into() });
        }
    }

    fn take(&mut self, made: &Imported) {
        match made {
            Imported::Created(_) => self.created += 1,
            Imported::Exists(_) => self.exists += 1,
        }
    }

    fn end(self, stopped: bool) -> Result<End, Fault> {
        let message =
            format!("{} new, {} there already, {} failed", self.created, self.exists, self.failed);
        let result = serde_json::to_value(&self).map_err(Fault::internal)?;
        let state = if stopped { JobState::Stopped } else { JobState::Done };
        Ok(End { state, message, result })
    }
}

/// Brings all of it in.
pub(super) async fn run(work: Work, files: Vec<File>) -> Result<End, Fault> {
    let pieces: Vec<Piece> = files.into_iter().flat_map(File::pieces).collect();
    let (app, total) = (work.app.clone(), pieces.len());
    let mut known = Known::new(&app, work.who.change()).await?;
    let mut came = Came::default();
    let mut batch = Vec::with_capacity(BATCH);
    for (n, piece) in pieces.into_iter().enumerate() {
        take(&mut known, piece, &mut batch, &mut came).await;
        if batch.len() >= BATCH {
            keep(&known, std::mem::take(&mut batch), &mut came).await?;
        }
        if n % BATCH == BATCH - 1 && !work.say(n + 1, total, "bringing charts in").await? {
            keep(&known, std::mem::take(&mut batch), &mut came).await?;
            return came.end(true);
        }
    }
    keep(&known, batch, &mut came).await?;
    work.say(total, total, "all rows were read").await?;
    came.end(false)
}

/// Reads one piece into the batch.
async fn take(known: &mut Known<'_>, piece: Piece, batch: &mut Vec<Placed>, came: &mut Came) {
    let Piece { file, line, content } = piece;
    match content {
        Content::Bad(why) => came.fail(&file, line, why),
        Content::Json(text) => match known.chart(&text).await {
            Ok(chart) => batch.push(Placed { file, line, chart }),
            Err(fault) => came.fail(&file, line, fault.detail()),
        },
        Content::Document(bytes) => match document(known.app, &file, bytes).await {
            Ok(charts) => {
                batch.extend(charts.into_iter().map(|chart| Placed { file: file.clone(), line, chart }))
            }
            Err(why) => came.fail(&file, line, why),
        },
    }
}

/// The charts of a document: one for each note in it, titled by its file.
async fn document(app: &App, file: &str, bytes: Vec<u8>) -> Result<Vec<NewChart>, String> {
    let notes = read(app, &bytes).await?;
    let several = notes.len() > 1;
    Ok(notes
        .into_iter()
        .enumerate()
        .map(|(n, note)| NewChart {
            encounter: NewEncounter {
                title: if several { format!("{file} ({})", n + 1) } else { file.to_owned() },
                ..NewEncounter::default()
            },
            note: Some(NewNote {
                // What is text already is its own original.
                original: (note.text.as_bytes() != bytes.as_slice()).then(|| bytes.clone()),
                text: note.text,
                media_type: note.media_type.to_owned(),
                name: Some(file.to_owned()),
                places: note.places,
            }),
        })
        .collect())
}

/// Keeps a batch; where the records refuse it as a whole, one by one.
async fn keep(known: &Known<'_>, batch: Vec<Placed>, came: &mut Came) -> Result<(), Fault> {
    if batch.is_empty() {
        return Ok(());
    }
    let store = &known.app.store;
    let charts = batch.iter().map(|p| p.chart.clone()).collect();
    if let Ok(made) = store.import_charts(&known.change, charts).await {
        made.iter().for_each(|m| came.take(m));
        return Ok(());
    }
    for placed in batch {
        match store.import_charts(&known.change, vec![placed.chart]).await {
            Ok(made) => made.iter().for_each(|m| came.take(m)),
            Err(error @ medcode_store::Error::Database(_)) => return Err(error.into()),
            Err(error) => came.fail(&placed.file, placed.line, Fault::from(error).detail()),
        }
    }
    Ok(())
}
