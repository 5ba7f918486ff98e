//! Continuing education: credentials held, units earned with their papers, what a cycle still lacks.

mod account;
mod papers;
mod sheet;
mod write;

pub(crate) use account::{Overview, Reminder, WireAccount, bodies, overview};

use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, delete, get, post, put};
use crate::state::Shared;
use axum::extract::State;
use axum::{Extension, Json};

pub(crate) fn routes() -> Vec<Row> {
    [of_account(), of_records(), of_papers()].concat()
}

fn of_account() -> Vec<Row> {
    let all = About::new("Credentials held, units earned, and what each cycle asks for and has");
    let reminders = About::new("Renewals within ninety days for which units are lacking");
    vec![
        get("/api/v1/learn/ce", Need::Learn, mine).about(all.gives::<Overview>()),
        get("/api/v1/learn/ce/reminders", Need::Learn, account::reminders)
            .about(reminders.gives::<Vec<Reminder>>()),
        get("/api/v1/learn/ce.csv", Need::Learn, sheet::csv)
            .about(About::new("The units as CSV").gives_bytes("text/csv")),
    ]
}

fn of_records() -> Vec<Row> {
    let hold = About::new("Keeps a credential with the day of its renewal");
    let earn = About::new("Keeps units that were earned");
    vec![
        post("/api/v1/learn/ce/credentials", Need::Learn, write::hold)
            .about(hold.takes::<write::Held>().gives::<write::Kept>().status(201)),
        put("/api/v1/learn/ce/credentials/{id}", Need::Learn, write::renew).about(
            About::new("Changes a credential").takes::<write::HeldAgain>().gives::<write::Kept>(),
        ),
        delete("/api/v1/learn/ce/credentials/{id}", Need::Learn, write::let_go)
            .about(About::new("Takes a credential away; units stay").gives::<crate::api::Done>()),
        post("/api/v1/learn/ce/units", Need::Learn, write::earn)
            .about(earn.takes::<write::Earned>().gives::<write::Kept>().status(201)),
        put("/api/v1/learn/ce/units/{id}", Need::Learn, write::correct)
            .about(About::new("Changes units").takes::<write::EarnedAgain>().gives::<write::Kept>()),
        delete("/api/v1/learn/ce/units/{id}", Need::Learn, write::strike)
            .about(About::new("Takes units away with their papers").gives::<crate::api::Done>()),
    ]
}

fn of_papers() -> Vec<Row> {
    let add = About::new("Keeps a paper that shows units: PDF, PNG or JPEG, 5 MB at most");
    vec![
        post("/api/v1/learn/ce/units/{id}/papers", Need::Learn, papers::add)
            .about(
                add.query::<papers::Named>()
                    .takes_bytes("application/octet-stream")
                    .gives::<write::Kept>()
                    .status(201),
            )
            .up_to(papers::LARGEST + 1),
        get("/api/v1/learn/ce/papers/{id}", Need::Learn, papers::one)
            .about(About::new("A paper, as it was kept").gives_bytes("application/octet-stream")),
        delete("/api/v1/learn/ce/papers/{id}", Need::Learn, papers::remove)
            .about(About::new("Takes a paper away").gives::<crate::api::Done>()),
    ]
}

async fn mine(State(app): Shared, Extension(who): Extension<Who>) -> Result<Json<Overview>, Fault> {
    Ok(Json(overview(&app, &who).await?))
}
