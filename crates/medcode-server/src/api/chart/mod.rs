//! A chart: an encounter with its note, the codes as they stand, and every decision that led there.

mod bill_part;
mod billing;
mod change;
mod check;
mod conflict;
mod create;
mod export;
mod line;
mod open;
mod original;
mod past;
mod place;
mod presence;
mod replay;
mod save;
mod set;
mod suggest;
mod visit;
mod whom;

pub(crate) use check::{Checked, under};
pub(crate) use line::{Line, Words, coded};
pub(crate) use open::SectionOut;

use crate::auth::Need;
use crate::openapi::About;
use crate::routes::{Row, delete, get, post, put};

pub(super) fn routes() -> Vec<Row> {
    [tried(), records(), codes(), goes_out()].concat()
}

/// What keeps nothing.
fn tried() -> Vec<Row> {
    let check = About::new("The rule book over the codes of a visit; nothing is kept");
    let outline = About::new("The sections of a text; nothing is kept");
    vec![
        post("/api/v1/check-codes", Need::Try, check::check)
            .about(check.takes::<check::Asked>().gives::<check::Checked>()),
        post("/api/v1/outline", Need::Try, open::outline)
            .about(outline.takes::<open::Text>().gives::<Vec<open::SectionOut>>()),
    ]
}

/// The chart itself.
fn records() -> Vec<Row> {
    let create = About::new("Make a chart of a note and what is known of the visit");
    let open = About::new("A chart: note, codes, what the engine said, decisions; opening it is logged");
    let change = About::new("Change what is known of the visit; null takes away");
    let original = About::new("The file that the note was taken out of; reading it is logged");
    let enter = About::new("Say that the chart is open; who else has it open");
    vec![
        post("/api/v1/encounters", Need::WriteCharts, create::create)
            .about(create.takes::<create::New>().gives::<create::Made>().status(201)),
        get("/api/v1/encounters/{id}", Need::ReadCharts, open::open).about(open.gives::<open::Opened>()),
        put("/api/v1/encounters/{id}", Need::WriteCharts, change::change)
            .about(change.takes::<change::Change>().gives::<change::Changed>()),
        get("/api/v1/encounters/{id}/original", Need::ReadCharts, original::original)
            .about(original.gives_bytes("application/octet-stream")),
        post("/api/v1/encounters/{id}/presence", Need::ReadCharts, presence::enter)
            .about(enter.gives::<Vec<presence::Other>>()),
        delete("/api/v1/encounters/{id}/presence", Need::ReadCharts, presence::leave)
            .about(About::new("Say that the chart is closed").gives::<crate::api::Done>()),
    ]
}

/// Its codes.
fn codes() -> Vec<Row> {
    let save = About::new("Keep the next version of the codes, with the decisions behind it");
    let suggest = About::new("Code the kept note; what was decided stays");
    let check =
        About::new("The rule book over codes of the chart, with the patient's earlier encounters");
    let replay = About::new("What the engine said then, and would say now");
    vec![
        get("/api/v1/encounters/{id}/codes", Need::ReadCharts, open::codes)
            .about(About::new("The codes as they stand").gives::<open::SetOut>()),
        put("/api/v1/encounters/{id}/codes", Need::WriteCharts, save::save)
            .about(save.takes::<save::Asked>().gives::<open::SetOut>()),
        post("/api/v1/encounters/{id}/suggest", Need::WriteCharts, suggest::suggest)
            .about(suggest.gives::<suggest::Suggested>()),
        post("/api/v1/encounters/{id}/check", Need::ReadCharts, check::of_chart)
            .about(check.takes::<check::Asked>().gives::<check::Checked>()),
        get("/api/v1/encounters/{id}/replay", Need::ReadCharts, replay::replay)
            .about(replay.gives::<replay::Replay>()),
    ]
}

/// What leaves the house.
fn goes_out() -> Vec<Row> {
    let export = About::new("The codes as they stand, in another form");
    let billing = About::new("What only billing knows, from the records, and what is lacking there");
    let exported = About::new("Say that a signed-off chart was sent on");
    vec![
        get("/api/v1/encounters/{id}/export", Need::Export, export::export)
            .about(export.query::<export::Asked>().gives_bytes("application/octet-stream")),
        get("/api/v1/encounters/{id}/billing", Need::Export, export::billing)
            .about(billing.query::<export::Asked>().gives::<export::Billing>()),
        post("/api/v1/encounters/{id}/exported", Need::Export, export::exported)
            .about(exported.takes::<export::Sent>().gives::<export::Exported>()),
    ]
}
