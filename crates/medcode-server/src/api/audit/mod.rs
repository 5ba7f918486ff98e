//! The audit log: who did what, to what, when; whether the chain is whole; the log as a file.

mod sheet;

use crate::api::when::{DAY, begins, day};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post};
use crate::state::{App, Shared};
use axum::extract::{Query, State};
use axum::{Extension, Json};
use medcode_store::{AuditFilter, Entry, NewEntry, Subject, SubjectKind};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/audit", Need::ReadAudit, list).about(
            About::new("The audit log, the newest entry first").query::<Asked>().gives::<Listed>(),
        ),
        get("/api/v1/audit.csv", Need::ReadAudit, sheet::csv)
            .about(About::new("The audit log as CSV").query::<Asked>().gives_bytes("text/csv")),
        post("/api/v1/audit/verify", Need::ReadAudit, verify)
            .about(About::new("Walk the whole chain").gives::<Walked>()),
    ]
}

/// Which entries are wanted. What is empty does not matter.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
pub(crate) struct Asked {
    /// `user:ID`, `key:ID`, `system:NAME`, or the log-in name of a user.
    #[serde(default)]
    pub(crate) actor: String,
    /// What was done, or its beginning up to a dot.
    #[serde(default)]
    pub(crate) action: String,
    #[serde(default)]
    pub(crate) kind: String,
    /// The identifier of what it was done to.
    #[serde(default)]
    pub(crate) subject: String,
    /// From this day.
    #[serde(default)]
    pub(crate) from: String,
    /// To the end of this day.
    #[serde(default)]
    pub(crate) to: String,
    /// `next` of the page before.
    pub(crate) before: Option<i64>,
    pub(crate) limit: Option<i64>,
}

/// An entry as people see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub(crate) struct WireEntry {
    pub(crate) seq: i64,
    /// Milliseconds since 1970.
    pub(crate) at: i64,
    pub(crate) actor: String,
    /// The name of who acted, as it is now.
    pub(crate) actor_name: String,
    pub(crate) request: Option<String>,
    pub(crate) action: String,
    pub(crate) kind: String,
    pub(crate) subject: String,
    pub(crate) detail: String,
    pub(crate) digest: String,
}

/// A page of the log, the newest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditPage)]
pub(crate) struct Listed {
    pub(crate) entries: Vec<WireEntry>,
    /// Give it back as `before` for the next page.
    pub(crate) next: Option<i64>,
}

async fn list(State(app): Shared, Query(asked): Query<Asked>) -> Result<Json<Listed>, Fault> {
    Ok(Json(listed(&app, &asked).await?))
}

/// The page that is asked for.
pub(crate) async fn listed(app: &App, asked: &Asked) -> Result<Listed, Fault> {
    let limit = asked.limit.unwrap_or(100).clamp(1, 1000);
    let filter = filter(app, asked).await?;
    let entries = app.store.entries(&filter, asked.before, limit).await?;
    let full = i64::try_from(entries.len()).is_ok_and(|n| n == limit);
    let next = entries.last().filter(|_| full).map(|e| e.seq);
    Ok(Listed { entries: named(app, entries).await?, next })
}

async fn filter(app: &App, asked: &Asked) -> Result<AuditFilter, Fault> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
    let kind = given(&asked.kind).map(|k| {
        SubjectKind::parse(&k).ok_or_else(|| Fault::field("kind", "there is no such kind of subject"))
    });
    let actor = match given(&asked.actor) {
        Some(login) if !login.contains(':') => Some(actor_of(app, &login).await?),
        other => other,
    };
    Ok(AuditFilter {
        actor,
        action: given(&asked.action),
        subject_kind: kind.transpose()?,
        subject_id: given(&asked.subject),
        from: day("from", Some(&asked.from))?.map(begins),
        until: day("to", Some(&asked.to))?.map(|d| begins(d) + DAY),
    })
}

/// The actor with a log-in name, as the log writes it.
async fn actor_of(app: &App, login: &str) -> Result<String, Fault> {
    let known = app.store.credentials(login).await?;
    known
        .map(|k| format!("user:{}", k.user.id))
        .ok_or_else(|| Fault::field("actor", "there is no such user"))
}

/// Entries with the names of who acted.
pub(crate) async fn named(app: &App, entries: Vec<Entry>) -> Result<Vec<WireEntry>, Fault> {
    let names = names(app).await?;
    Ok(entries.into_iter().map(|e| wire(e, &names)).collect())
}

/// Names by actor.
async fn names(app: &App) -> Result<HashMap<String, String>, Fault> {
    let users = app.store.users().await?;
    let mut names: HashMap<String, String> = HashMap::new();
    for key in app.store.keys(None).await? {
        let owner = users.iter().find(|u| u.id == key.owner).map_or("", |u| u.name.as_str());
        names.insert(format!("key:{}", key.id), format!("{} ({owner})", key.name));
    }
    names.extend(users.into_iter().map(|u| (format!("user:{}", u.id), u.name)));
    Ok(names)
}

fn wire(e: Entry, names: &HashMap<String, String>) -> WireEntry {
    let plain = || e.actor.strip_prefix("system:").unwrap_or(&e.actor).to_owned();
    WireEntry {
        seq: e.seq,
        at: e.at,
        actor_name: names.get(&e.actor).cloned().unwrap_or_else(plain),
        actor: e.actor,
        request: e.request,
        action: e.action,
        kind: e.subject_kind,
        subject: e.subject_id,
        detail: e.detail,
        digest: e.digest.to_string(),
    }
}

/// What a walk through the chain found.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditVerdict)]
struct Walked {
    /// Whether the whole chain is good.
    good: bool,
    entries: i64,
    /// The digest of the last good entry: note it elsewhere, and a later log must hold it.
    head: String,
    /// The first entry that is wrong, and how.
    broken_at: Option<i64>,
    why: Option<&'static str>,
}

async fn verify(State(app): Shared, Extension(who): Extension<Who>) -> Result<Json<Walked>, Fault> {
    let verdict = app.store.verify_audit().await?;
    let walked = Walked {
        good: verdict.fault.is_none(),
        entries: verdict.entries,
        head: verdict.head.to_string(),
        broken_at: verdict.fault.as_ref().map(|f| f.seq),
        why: verdict.fault.as_ref().map(|f| f.why),
    };
    let detail = serde_json::json!({ "good": walked.good, "entries": walked.entries }).to_string();
    let subject = Subject::new(SubjectKind::System, "audit");
    app.store.log(&who.change(), NewEntry { action: "audit.verified".into(), subject, detail }).await?;
    Ok(Json(walked))
}
