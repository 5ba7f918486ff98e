//! The lists of charges, and the items of one.

use crate::api::records::charges::{Item, Opened, WireList, all, opened};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/records/charges", Need::ReadCharts, list),
        get("/records/charges/{id}", Need::ReadCharts, one),
    ]
}

#[derive(Template)]
#[template(path = "records/charges.html")]
struct List {
    shell: Shell,
    all: Vec<WireList>,
    manages: bool,
}

async fn list(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let (all, manages) = (all(&app).await?, who.may(Need::Manage));
    page(&List { shell: Shell::new("Charges", "/records", who), all, manages })
}

#[derive(Template)]
#[template(path = "records/charge_list.html")]
struct One {
    shell: Shell,
    list: WireList,
    charges: Vec<Item>,
    manages: bool,
}

impl One {
    /// The items as lines that can be typed: code, modifier, from, to, amount, revenue code.
    fn typed(&self) -> String {
        let line = |i: &Item| {
            let to = i.to.as_deref().unwrap_or_default();
            let revenue = if i.revenue.is_empty() { String::new() } else { format!(",{}", i.revenue) };
            format!("{},{},{},{to},{}{revenue}\n", i.code, i.modifier, i.from, amount(i.cents))
        };
        self.charges.iter().map(line).collect()
    }
}

/// Cents as an amount with two places.
fn amount(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

async fn one(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let Opened { list, charges } = opened(&app, &id).await?;
    let manages = who.may(Need::Manage);
    page(&One { shell: Shell::new("Charges", "/records", who), list, charges, manages })
}
