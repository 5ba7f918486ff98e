//! `GET /api/v1/encounters/{id}`: a chart as it stands. Opening one is logged.

use super::line::Line;
use super::set::Document;
use super::visit::sex_id;
use super::whom::WhomOut;
use crate::api::given::Given;
use crate::auth::{By, Who};
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode::OutlineSection;
use medcode_store::{CodeSet, Decision, Encounter, EncounterId, Note, UserId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Most decisions that are given with a chart; the rest are in the audit log.
const DECISIONS: i64 = 1000;

/// A chart.
#[derive(Serialize, ToSchema)]
#[schema(as = Chart)]
pub(super) struct Opened {
    encounter: EncounterOut,
    note: Option<NoteOut>,
    /// The codes as they stand.
    codes: Option<SetOut>,
    /// What the engine said last: the answer of `code`.
    suggested: Option<Value>,
    /// Every decision, in order.
    decisions: Vec<DecisionOut>,
}

/// What is known of an encounter.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartEncounter)]
pub(super) struct EncounterOut {
    id: String,
    external_id: Option<String>,
    title: String,
    #[serde(flatten)]
    whom: WhomOut,
    status: &'static str,
    setting: Option<&'static str>,
    billing_context: Option<&'static str>,
    age: Option<i64>,
    sex: Option<&'static str>,
    date_of_service: Option<String>,
    admitted: Option<String>,
    assignee: Option<String>,
    assignee_name: Option<String>,
    hold_reason: Option<String>,
    facts: Value,
    /// To be given back with a change.
    version: i64,
}

/// A note.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartNote)]
pub(super) struct NoteOut {
    id: String,
    /// 1, 2, 3, ... within the encounter.
    version: i64,
    name: Option<String>,
    media_type: String,
    /// Whether the file it was taken out of is kept.
    original: bool,
    /// None once it is erased.
    text: Option<String>,
    sections: Vec<SectionOut>,
}

/// A section of a note, in bytes.
#[derive(Serialize, ToSchema)]
#[schema(as = NoteSection)]
pub(crate) struct SectionOut {
    kind: &'static str,
    /// First byte and one past the last of its header, where it has one.
    header: Option<[u32; 2]>,
    start: u32,
    end: u32,
    /// Where its content begins.
    content: u32,
}

impl From<OutlineSection> for SectionOut {
    fn from(s: OutlineSection) -> Self {
        Self {
            kind: s.kind,
            header: s.header.map(|h| [h.start, h.end]),
            start: s.span.start,
            end: s.span.end,
            content: s.content,
        }
    }
}

/// A code set.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartCodes)]
pub(super) struct SetOut {
    /// To be given back as the base of the next one.
    seq: i64,
    base: i64,
    kind: super::set::Kind,
    lines: Vec<Line>,
    medcode: String,
    at: i64,
    by: String,
    by_name: String,
}

/// A decision.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartDecision)]
pub(super) struct DecisionOut {
    seq: i64,
    code_set: i64,
    kind: &'static str,
    system: String,
    code: String,
    from_code: Option<String>,
    reason: Option<String>,
    rule: Option<String>,
    at: i64,
    by: String,
    by_name: String,
    medcode: String,
}

/// Names of those who act, as they are asked for.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// The name shown for `user:ID`; what it says for others.
    pub(super) async fn of(&mut self, app: &App, by: &str) -> Result<String, Fault> {
        if let Some(known) = self.0.get(by) {
            return Ok(known.clone());
        }
        let name = match by.strip_prefix("user:") {
            Some(id) => match app.store.user(&UserId::new(id)).await {
                Ok(user) => user.name,
                Err(medcode_store::Error::NotFound(_)) => "somebody who is gone".to_owned(),
                Err(e) => return Err(e.into()),
            },
            None if by.starts_with("key:") => "a program".to_owned(),
            None => "medcode".to_owned(),
        };
        self.0.insert(by.to_owned(), name.clone());
        Ok(name)
    }
}

pub(super) async fn open(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Opened>, Fault> {
    let id = EncounterId::new(id);
    let encounter = app.store.encounter(&id).await?;
    log_opening(&app, &who, &id).await?;
    let note = app.store.latest_note(&id).await?;
    let latest = app.store.latest_code_set(&id).await?;
    let mut names = Names::default();
    let mut decisions = Vec::new();
    for d in app.store.decisions(&id, 0, DECISIONS).await? {
        let by_name = names.of(&app, &d.by).await?;
        decisions.push(decision(d, by_name));
    }
    let codes = match &latest {
        Some(set) => set_out(&app, set, &mut names).await?,
        None => None,
    };
    let assignee_name = match &encounter.assignee {
        Some(user) => Some(names.of(&app, &format!("user:{user}")).await?),
        None => None,
    };
    let suggested = match latest {
        Some(set) => said(&app, &id, set).await?,
        None => None,
    };
    let note = match note {
        Some(note) => Some(note_out(note).await?),
        None => None,
    };
    let whom = WhomOut::of(&app, &encounter).await?;
    let encounter = encounter_out(encounter, whom, assignee_name);
    Ok(Json(Opened { encounter, note, codes, suggested, decisions }))
}

/// Logs that a chart is opened; not again while the caller's page has it open. A program has none.
pub(super) async fn log_opening(app: &App, who: &Who, id: &EncounterId) -> Result<(), Fault> {
    let (now, page) = (crate::clock::now(), matches!(who.by, By::Session));
    if page && app.open.is_open(&who.id, id, now) {
        return Ok(());
    }
    app.store.encounter_opened(&who.change(), id).await?;
    if page {
        app.open.opened(&who.id, id, now, now + super::presence::HOLDS);
    }
    Ok(())
}

/// The latest code set alone.
pub(super) async fn codes(State(app): Shared, Path(id): Path<String>) -> Result<Json<SetOut>, Fault> {
    let set = app.store.latest_code_set(&EncounterId::new(id)).await?;
    let set = set.ok_or_else(|| Fault::missing("the chart has no codes yet"))?;
    let found = set_out(&app, &set, &mut Names::default()).await?;
    found.map(Json).ok_or_else(|| Fault::missing("the codes were erased"))
}

/// A code set with the name of who made it; none once it is erased.
pub(super) async fn set_out(
    app: &App,
    set: &CodeSet,
    names: &mut Names,
) -> Result<Option<SetOut>, Fault> {
    let Some(document) = Document::of(set)? else { return Ok(None) };
    Ok(Some(SetOut {
        seq: set.seq,
        base: set.base,
        kind: document.kind,
        lines: document.lines,
        medcode: set.medcode.clone(),
        at: set.at,
        by_name: names.of(app, &set.by).await?,
        by: set.by.clone(),
    }))
}

/// What the engine said before this set.
pub(super) async fn said(app: &App, id: &EncounterId, set: CodeSet) -> Result<Option<Value>, Fault> {
    let Some(document) = Document::of(&set)? else { return Ok(None) };
    match (document.coded, document.suggested) {
        (Some(coded), _) => Ok(Some(coded)),
        (None, Some(seq)) => {
            let set = app.store.code_set(id, seq).await?;
            Ok(Document::of(&set)?.and_then(|d| d.coded))
        }
        _ => Ok(None),
    }
}

fn encounter_out(e: Encounter, whom: WhomOut, assignee_name: Option<String>) -> EncounterOut {
    EncounterOut {
        id: e.id.to_string(),
        external_id: e.external_id,
        title: e.title,
        whom,
        status: e.status.id(),
        setting: e.setting.map(medcode::model::Setting::id),
        billing_context: e.billing.map(medcode::model::BillingContext::id),
        age: e.age,
        sex: e.sex.map(sex_id),
        date_of_service: e.to.or(e.from).map(|d| d.to_string()),
        admitted: e.from.filter(|from| e.to.is_some_and(|to| to != *from)).map(|d| d.to_string()),
        assignee: e.assignee.map(|u| u.to_string()),
        assignee_name,
        hold_reason: e.hold_reason,
        facts: serde_json::from_str(&e.facts).unwrap_or_default(),
        version: e.version,
    }
}

async fn note_out(note: Note) -> Result<NoteOut, Fault> {
    let (info, text) = (note.info, note.text);
    let (text, sections) = crate::api::work(move || {
        let sections = text.as_deref().map(medcode::outline).unwrap_or_default();
        (text, sections)
    })
    .await?;
    Ok(NoteOut {
        id: info.id.to_string(),
        version: info.version,
        name: info.name,
        media_type: info.media_type,
        original: info.original_digest.is_some() && info.erased.is_none(),
        text,
        sections: sections.into_iter().map(Into::into).collect(),
    })
}

fn decision(d: Decision, by_name: String) -> DecisionOut {
    DecisionOut {
        seq: d.seq,
        code_set: d.code_set,
        kind: d.what.kind.id(),
        system: d.what.system,
        code: d.what.code,
        from_code: d.what.from_code,
        reason: d.what.reason,
        rule: d.what.rule,
        at: d.at,
        by: d.by,
        by_name,
        medcode: d.medcode,
    }
}

/// A text to be laid out.
#[derive(Deserialize, ToSchema)]
#[schema(as = NoteText)]
pub(super) struct Text {
    note: String,
}

/// `POST /api/v1/outline`: the sections of a text that is not kept.
pub(super) async fn outline(Given(asked): Given<Text>) -> Result<Json<Vec<SectionOut>>, Fault> {
    let sections = crate::api::work(move || medcode::outline(&asked.note)).await?;
    Ok(Json(sections.into_iter().map(Into::into).collect()))
}
