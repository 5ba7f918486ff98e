//! What everybody who codes must know: an installed release goes out of force. Each person may put an
//! announcement away; the audit log keeps that they did.

use crate::api::{Done, done};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::pages::link::link;
use crate::routes::{Row, get, post};
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode::{Outgoing, OutgoingStanding, outgoing};
use medcode_store::{AuditFilter, NewEntry, Subject, SubjectKind};
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// How many days before its end a release is told of.
const WITHIN: u32 = 30;
/// What the log calls an announcement that was put away.
const DISMISSED: &str = "announcement.dismissed";
/// Entries of a person that are looked at: there are a few a year.
const LOOKED_AT: i64 = 500;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/announcements", Need::Look, list).about(
            About::new("Releases that go out of force, but for what the caller has put away")
                .gives::<Vec<WireAnnouncement>>(),
        ),
        post("/api/v1/announcements/{id}/dismiss", Need::Own, dismiss)
            .about(About::new("Put an announcement away").gives::<Done>()),
    ]
}

/// An announcement.
#[derive(Serialize, ToSchema)]
#[schema(as = Announcement)]
pub(crate) struct WireAnnouncement {
    /// To put it away by.
    id: String,
    /// `ended`, `ends-soon` or `changes-soon`.
    kind: &'static str,
    /// The system.
    system: &'static str,
    /// The last day of the release.
    last: String,
    /// What to know and what to do.
    text: String,
    /// Where there is more to see.
    href: Option<String>,
}

/// All of today, whoever asks.
fn all(app: &App, who: &Who) -> Vec<WireAnnouncement> {
    let installed: Vec<_> = app.engine().library().releases().map(|(id, ..)| id).collect();
    let today = crate::clock::today();
    outgoing(&installed, today, WITHIN).iter().map(|o| told(o, who)).collect()
}

fn told(o: &Outgoing, who: &Who) -> WireAnnouncement {
    let (system, from, last) = (o.release.system, o.release.from, o.last);
    let install = if who.may(Need::Administer) {
        "install the one that follows"
    } else {
        "an administrator installs the one that follows"
    };
    let name = system.name();
    let (kind, text) = match o.standing {
        OutgoingStanding::Ended => (
            "ended",
            format!(
                "The newest installed release of {name}, of {from}, ended on {last}. Services after that \
                 day are not answered by the code set in force: {install}."
            ),
        ),
        OutgoingStanding::EndsSoon => {
            ("ends-soon", format!("The release of {name} of {from} ends on {last}: {install}."))
        }
        OutgoingStanding::ChangesSoon => (
            "changes-soon",
            format!(
                "The release of {name} of {from} ends on {last}; the one that follows is installed."
            ),
        ),
    };
    let changes = o.successor.map(|next| {
        let (before, after) = (from.to_string(), next.from.to_string());
        let values =
            [("system", system.id()), ("before", &before), ("after", &after), ("tab", "impact")];
        link("/changes", &values)
    });
    let admin = || who.may(Need::Administer).then(|| "/admin/releases".to_owned());
    WireAnnouncement {
        id: format!("{kind}:{}:{from}", system.id()),
        kind,
        system: system.id(),
        last: last.to_string(),
        text,
        href: changes.or_else(admin),
    }
}

async fn list(
    State(app): Shared,
    Extension(who): Extension<Who>,
) -> Result<Json<Vec<WireAnnouncement>>, Fault> {
    let mut found = all(&app, &who);
    if !found.is_empty() {
        let away = put_away(&app, &who).await?;
        found.retain(|a| !away.contains(&a.id));
    }
    Ok(Json(found))
}

/// What this person has put away.
async fn put_away(app: &App, who: &Who) -> Result<BTreeSet<String>, Fault> {
    let actor = medcode_store::Actor::User(who.id.clone()).to_string();
    let filter =
        AuditFilter { actor: Some(actor), action: Some(DISMISSED.to_owned()), ..AuditFilter::default() };
    let entries = app.store.entries(&filter, None, LOOKED_AT).await?;
    Ok(entries.into_iter().map(|e| e.subject_id).collect())
}

async fn dismiss(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    // Only what is announced is put away: no other words reach the log.
    if !all(&app, &who).iter().any(|a| a.id == id) {
        return Err(Fault::missing("there is no such announcement today"));
    }
    if !put_away(&app, &who).await?.contains(&id) {
        let subject = Subject::new(SubjectKind::Release, id);
        let entry = NewEntry { action: DISMISSED.to_owned(), subject, detail: "{}".to_owned() };
        app.store.log(&who.change(), entry).await?;
    }
    Ok(done())
}
