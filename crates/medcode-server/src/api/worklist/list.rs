//! `GET /api/v1/worklist`: one page of charts with how many stand where.

use crate::api::when::{DAY, begins, day, day_of};
use crate::auth::{May, Need, Who};
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Query, State};
use axum::{Extension, Json};
use medcode::model::Setting;
use medcode_store::{
    Cursor, Order, PatientId, Presence, Status, UserId, WorklistFilter, WorklistQuery, WorklistRow,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// What is asked of the worklist. What is empty does not matter.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
pub(crate) struct Asked {
    /// Statuses, divided by commas.
    #[serde(default)]
    pub(crate) status: String,
    /// The user who has it: an identifier, `me`, or `nobody`.
    #[serde(default)]
    pub(crate) assignee: String,
    /// Due on or before this day.
    #[serde(default)]
    pub(crate) due_by: String,
    #[serde(default)]
    pub(crate) setting: String,
    /// Words in the title, the number, or the patient's name.
    #[serde(default)]
    pub(crate) text: String,
    /// A patient's identifier.
    #[serde(default)]
    pub(crate) patient: String,
    /// Date of service from this day.
    #[serde(default)]
    pub(crate) service_from: String,
    /// Date of service to this day.
    #[serde(default)]
    pub(crate) service_to: String,
    /// `urgency` or `newest`.
    #[serde(default)]
    pub(crate) order: String,
    /// `next` of the page before.
    #[serde(default)]
    pub(crate) after: String,
    pub(crate) limit: Option<i64>,
}

/// A chart of the worklist.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WorklistLine)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) external_id: Option<String>,
    pub(crate) title: String,
    pub(crate) patient: Option<String>,
    pub(crate) patient_name: Option<String>,
    pub(crate) mrn: Option<String>,
    pub(crate) service_from: Option<String>,
    pub(crate) service_to: Option<String>,
    pub(crate) setting: Option<&'static str>,
    pub(crate) billing_context: Option<&'static str>,
    pub(crate) status: &'static str,
    /// 1 is the most urgent, 9 the least.
    pub(crate) priority: i64,
    /// The day it is due.
    pub(crate) due: Option<String>,
    /// It is due today or earlier, and not done.
    pub(crate) late: bool,
    pub(crate) assignee: Option<String>,
    pub(crate) assignee_name: Option<String>,
    pub(crate) hold_reason: Option<String>,
    /// Milliseconds since 1970.
    pub(crate) created: i64,
    /// To be given back with a change.
    pub(crate) version: i64,
    /// Who else has it open.
    pub(crate) open_by: Vec<String>,
}

impl Line {
    /// What it is called where nobody named it.
    pub(crate) fn name(&self) -> String {
        let named = Some(&self.title).filter(|t| !t.is_empty()).or(self.external_id.as_ref());
        named.cloned().unwrap_or_else(|| match &self.service_from {
            Some(day) => format!("chart of {day}"),
            None => "untitled chart".to_owned(),
        })
    }

    /// The look of its status.
    pub(crate) fn tone(&self) -> &'static str {
        match self.status {
            "held" => "warn",
            "coded" | "exported" => "good",
            "deleted" => "bad",
            "new" => "",
            _ => "info",
        }
    }
}

/// A page of the worklist.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Worklist)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<Line>,
    /// Give it back as `after` for the next page.
    pub(crate) next: Option<String>,
    /// How many stand where, whatever status was asked for.
    pub(crate) counts: BTreeMap<&'static str, i64>,
}

pub(super) async fn worklist(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Json<Listed>, Fault> {
    Ok(Json(listed(&app, &who, &asked).await?))
}

/// The page that is asked for.
pub(crate) async fn listed(app: &App, who: &Who, asked: &Asked) -> Result<Listed, Fault> {
    let query = query(who, asked)?;
    let counts = app.store.count_by_status(&query.filter).await?;
    let page = app.store.worklist(&query).await?;
    let now = crate::clock::now();
    let mut rows = Vec::with_capacity(page.rows.len());
    for row in page.rows {
        let present = match row.status.is_closed() {
            true => Vec::new(),
            false => app.store.present(&row.id, now).await?,
        };
        rows.push(line(row, present, who, now));
    }
    let counts = counts.into_iter().map(|c| (c.status.id(), c.count)).collect();
    Ok(Listed { rows, next: page.next.map(|c| c.to_string()), counts })
}

fn given(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|t| !t.is_empty())
}

fn query(who: &Who, asked: &Asked) -> Result<WorklistQuery, Fault> {
    let statuses = asked.status.split(',').filter_map(given);
    let statuses =
        statuses.map(|s| Status::parse(s).ok_or_else(|| Fault::field("status", every_status())));
    let order = given(&asked.order)
        .map(|o| Order::parse(o).ok_or_else(|| Fault::field("order", "use urgency or newest")));
    let after = given(&asked.after)
        .map(|a| Cursor::parse(a).ok_or_else(|| Fault::field("after", "give back `next` as it came")));
    let due = day("due_by", Some(&asked.due_by))?;
    let filter = WorklistFilter {
        statuses: statuses.collect::<Result<_, _>>()?,
        assignee: match asked.assignee.trim() {
            "" | "nobody" => None,
            "me" => Some(who.id.clone()),
            id => Some(UserId::new(id)),
        },
        unassigned: asked.assignee.trim() == "nobody",
        due_before: due.map(|d| begins(d) + DAY),
        setting: given(&asked.setting).map(setting).transpose()?,
        patient: given(&asked.patient).map(PatientId::new),
        service_from: day("service_from", Some(&asked.service_from))?,
        service_to: day("service_to", Some(&asked.service_to))?,
        text: given(&asked.text).map(str::to_owned),
    };
    Ok(WorklistQuery {
        filter,
        order: order.transpose()?.unwrap_or(Order::Urgency),
        after: after.transpose()?,
        limit: asked.limit.unwrap_or(50).clamp(1, 500),
    })
}

fn every_status() -> String {
    let all: Vec<&str> = Status::ALL.iter().map(|s| s.id()).collect();
    format!("use {}", all.join(", "))
}

/// A setting as a field names it.
pub(crate) fn setting(text: &str) -> Result<Setting, Fault> {
    Setting::parse(text).ok_or_else(|| {
        let all: Vec<&str> = Setting::ALL.iter().map(|s| s.id()).collect();
        Fault::field("setting", format!("use {}", all.join(", ")))
    })
}

fn line(row: WorklistRow, present: Vec<Presence>, who: &Who, now: i64) -> Line {
    let open = !row.status.is_closed();
    Line {
        id: row.id.to_string(),
        external_id: row.external_id,
        title: row.title,
        patient: row.patient.map(|p| p.to_string()),
        patient_name: row.patient_name,
        mrn: row.mrn,
        service_from: row.from.map(|d| d.to_string()),
        service_to: row.to.map(|d| d.to_string()),
        setting: row.setting.map(|s| s.id()),
        billing_context: row.billing.map(|b| b.id()),
        status: row.status.id(),
        priority: row.priority,
        due: row.due.map(|d| day_of(d).to_string()),
        late: open && row.due.is_some_and(|d| d <= now),
        assignee: row.assignee.map(|a| a.to_string()),
        assignee_name: row.assignee_name,
        hold_reason: row.hold_reason,
        created: row.created,
        version: row.version,
        open_by: present.into_iter().filter(|p| p.user != who.id).map(|p| p.name).collect(),
    }
}

/// Somebody who can be given charts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Assignee {
    pub(crate) id: String,
    pub(crate) name: String,
}

pub(super) async fn assignees(State(app): Shared) -> Result<Json<Vec<Assignee>>, Fault> {
    Ok(Json(who_codes(&app).await?))
}

/// Everybody who can be given charts, by name.
pub(crate) async fn who_codes(app: &App) -> Result<Vec<Assignee>, Fault> {
    let users = app.store.users().await?;
    let able = users.into_iter().filter(|u| u.active && u.role.may(Need::WriteCharts));
    let mut able: Vec<Assignee> =
        able.map(|u| Assignee { id: u.id.to_string(), name: u.name }).collect();
    able.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(able)
}
