//! `PUT /api/v1/encounters/{id}/codes`: the next version of the codes, with the decisions behind it.

use super::conflict;
use super::line::{Line, coded};
use super::open::{Names, SetOut, set_out};
use super::place;
use super::set::{Document, Kind, MEDCODE};
use crate::api::given::Given;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::Shared;
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode_store::{DecisionKind, EncounterId, NewCodeSet, NewDecision, Status};
use serde::Deserialize;
use utoipa::ToSchema;

/// Most decisions of one version, and the longest reason.
const MOST: usize = 1000;
const LONGEST: usize = 2000;

/// Codes to be kept.
#[derive(Deserialize, ToSchema)]
#[schema(as = CodesToKeep)]
pub(super) struct Asked {
    /// The version they were made from; 0 for the first.
    base: i64,
    /// All codes of the chart, rejected ones too, in sequence.
    lines: Vec<Line>,
    /// What led from the base to them, in order.
    #[serde(default)]
    decisions: Vec<DecisionIn>,
    /// `coded` signs off; `in_progress` takes the work up (again).
    status: Option<String>,
}

/// A decision.
#[derive(Deserialize, ToSchema)]
#[schema(as = DecisionTaken)]
struct DecisionIn {
    kind: String,
    #[serde(default)]
    system: String,
    #[serde(default)]
    code: String,
    from_code: Option<String>,
    reason: Option<String>,
    rule: Option<String>,
    release: Option<String>,
}

pub(super) async fn save(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<Asked>,
) -> Result<Json<SetOut>, Fault> {
    let id = EncounterId::new(id);
    coded(&asked.lines)?;
    let status = status(asked.status.as_deref())?;
    let mut decisions = read(asked.decisions)?;
    if status == Some(Status::Coded) && !decisions.iter().any(|d| d.kind == DecisionKind::SignedOff) {
        decisions.push(of_set(DecisionKind::SignedOff));
    }
    let base = match asked.base {
        0 => None,
        seq => Some(app.store.code_set(&id, seq).await?),
    };
    let suggested = match &base {
        Some(set) => Document::of(set)?.and_then(|d| d.suggested.or(d.coded.map(|_| set.seq))),
        None => None,
    };
    let note = match &base {
        Some(set) => set.note.clone(),
        None => app.store.latest_note(&id).await?.map(|n| n.info.id),
    };
    let mut lines = asked.lines;
    if let Some(note) = &note {
        place::locate(&mut lines, &place::of(&app, note).await?);
    }
    let document = Document { kind: Kind::Edited, lines, suggested, coded: None };
    let new = NewCodeSet {
        base: asked.base,
        document: document.to_text()?,
        codes: document.coded_lines(),
        note,
        medcode: MEDCODE.to_owned(),
        releases: base.map_or_else(|| "[]".to_owned(), |set| set.releases),
        decisions,
        status,
    };
    match app.store.save_code_set(&who.change(), &id, new).await {
        Ok(set) => {
            let out = set_out(&app, &set, &mut Names::default()).await?;
            out.map(Json).ok_or_else(|| Fault::internal("a set that was saved is not there"))
        }
        Err(e) => Err(conflict::told(&app, &id, e).await),
    }
}

fn status(text: Option<&str>) -> Result<Option<Status>, Fault> {
    match text {
        None => Ok(None),
        Some("coded") => Ok(Some(Status::Coded)),
        Some("in_progress") => Ok(Some(Status::InProgress)),
        Some(_) => Err(Fault::field("status", "use coded or in_progress")),
    }
}

fn read(all: Vec<DecisionIn>) -> Result<Vec<NewDecision>, Fault> {
    if all.len() > MOST {
        return Err(Fault::field("decisions", format!("more than {MOST} decisions")));
    }
    let decision = |(n, d): (usize, DecisionIn)| {
        let kind = DecisionKind::parse(&d.kind);
        let kind = kind.ok_or_else(|| Fault::content(format!("decisions[{n}].kind: not known")))?;
        let reason = d.reason.filter(|r| !r.trim().is_empty());
        let texts = [Some(&d.system), Some(&d.code), d.from_code.as_ref(), reason.as_ref()];
        if texts.into_iter().flatten().any(|t| t.len() > LONGEST) {
            return Err(Fault::content(format!(
                "decisions[{n}]: a text is longer than {LONGEST} bytes"
            )));
        }
        Ok(NewDecision {
            kind,
            system: d.system,
            code: d.code,
            from_code: d.from_code,
            reason,
            rule: d.rule,
            release: d.release,
        })
    };
    all.into_iter().enumerate().map(decision).collect()
}

/// A decision about the whole set.
fn of_set(kind: DecisionKind) -> NewDecision {
    NewDecision {
        kind,
        system: String::new(),
        code: String::new(),
        from_code: None,
        reason: None,
        rule: None,
        release: None,
    }
}
