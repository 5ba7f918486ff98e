//! `POST /api/v1/encounters/{id}/suggest`: the engine codes the kept note; what it says is kept.

use super::conflict;
use super::line::{Line, State as Decided};
use super::open::{Names, SetOut, set_out};
use super::past;
use super::place;
use super::set::{Document, MEDCODE};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode::Ask;
use medcode::model::Note;
use medcode_store::{DecisionKind, Encounter, EncounterId, NewCodeSet, NewDecision, Status};
use medcode_wire::WireCoded;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What the engine said, and the codes that come of it.
#[derive(Serialize, ToSchema)]
#[schema(as = CodesSuggested)]
pub(super) struct Suggested {
    codes: SetOut,
    /// The answer of `code`.
    suggested: Option<Value>,
}

pub(super) async fn suggest(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Suggested>, Fault> {
    let id = EncounterId::new(id);
    let encounter = app.store.encounter(&id).await?;
    if encounter.status.is_closed() {
        return Err(Fault::refused("the chart is signed off: open it again first"));
    }
    let note = app.store.latest_note(&id).await?;
    let note = note.ok_or_else(|| Fault::content("the chart has no note"))?;
    let text = note.text.ok_or_else(|| Fault::content("the note was erased"))?;
    let mut coded = code(&app, &encounter, text).await?;
    coded.locate_in(&place::of(&app, &note.info.id).await?);
    let before = app.store.latest_code_set(&id).await?;
    let kept = before.as_ref().map(Document::of).transpose()?.flatten();
    let lines = joined(kept.map(|d| d.lines).unwrap_or_default(), &coded);
    let document = Document::suggested(&coded, lines)?;
    let new = NewCodeSet {
        base: before.map_or(0, |set| set.seq),
        document: document.to_text()?,
        codes: document.coded_lines(),
        note: Some(note.info.id),
        medcode: MEDCODE.to_owned(),
        releases: serde_json::to_string(&coded.releases).map_err(Fault::internal)?,
        decisions: decisions(&coded),
        // A chart that is held stays so until somebody takes it up.
        status: matches!(encounter.status, Status::New | Status::Assigned).then_some(Status::InProgress),
    };
    match app.store.save_code_set(&who.change(), &id, new).await {
        Ok(set) => {
            let codes = set_out(&app, &set, &mut Names::default()).await?;
            let codes = codes.ok_or_else(|| Fault::internal("a set that was saved is not there"))?;
            Ok(Json(Suggested { codes, suggested: document.coded }))
        }
        Err(e) => Err(conflict::told(&app, &id, e).await),
    }
}

/// The engine's answer for a note, with what is known of its encounter.
pub(super) async fn code(app: &App, encounter: &Encounter, text: String) -> Result<WireCoded, Fault> {
    let history = past::of(app, encounter).await?.map(Box::new);
    let note = Note {
        history,
        setting: encounter.setting,
        billing: encounter.billing,
        age: encounter.age.and_then(|a| u16::try_from(a).ok()),
        sex: encounter.sex,
        date_of_service: encounter.to.or(encounter.from),
        id: Some(encounter.id.to_string()),
        ..Note::of_text(text)
    };
    let (engine, ask) = (app.engine(), Ask::on(crate::clock::today()));
    let coded = crate::api::work(move || {
        let coded = engine.code(&note, ask)?;
        Ok::<_, medcode::kb::query::NoRelease>(medcode_wire::coded(note.id.clone(), &note.text, &coded))
    });
    let coded = coded.await??;
    app.metrics.coded(1);
    Ok(coded)
}

/// New suggestions beside what was decided: a decision stays, an old suggestion goes.
fn joined(before: Vec<Line>, coded: &WireCoded) -> Vec<Line> {
    let fresh: Vec<Line> = coded.suggestions.iter().map(Line::from).collect();
    if before.iter().all(|l| l.state == Decided::Suggested) {
        return fresh;
    }
    let decided = before.into_iter().filter(|l| l.state != Decided::Suggested);
    let mut lines: Vec<Line> = decided.collect();
    let is_there = |l: &Line, lines: &[Line]| lines.iter().any(|d| d.name() == l.name());
    for line in fresh {
        if !is_there(&line, &lines) {
            // Its pointers count the engine's sequence, which this no longer is.
            lines.push(Line { pointers: Vec::new(), ..line });
        }
    }
    lines
}

fn decisions(coded: &WireCoded) -> Vec<NewDecision> {
    let release = |system: &str| coded.releases.iter().find(|r| r.system == system);
    let one = |s: &medcode_wire::WireSuggestion| NewDecision {
        kind: DecisionKind::Suggested,
        system: s.system.to_owned(),
        code: s.code.clone(),
        from_code: None,
        reason: s.reasons.first().cloned(),
        rule: s.authority.first().cloned(),
        release: release(s.system).map(|r| r.release.clone()),
    };
    coded.suggestions.iter().map(one).collect()
}
