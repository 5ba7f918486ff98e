//! The providers, and one to be changed.

use super::{Address, part};
use crate::api::records::providers::{WireProvider, all};
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::pages::{Shell, page};
use crate::routes::{Row, get};
use crate::state::Shared;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use medcode_store::ProviderId;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/records/providers", Need::ReadCharts, list),
        get("/records/providers/new", Need::Manage, new),
        get("/records/providers/{id}", Need::ReadCharts, one),
    ]
}

#[derive(Template)]
#[template(path = "records/providers.html")]
struct List {
    shell: Shell,
    all: Vec<WireProvider>,
    manages: bool,
}

async fn list(State(app): Shared, Extension(who): Extension<Who>) -> Result<Response, Fault> {
    let (all, manages) = (all(&app).await?, who.may(Need::Manage));
    page(&List { shell: Shell::new("Providers", "/records", who), all, manages })
}

#[derive(Template)]
#[template(path = "records/provider.html")]
struct One {
    shell: Shell,
    provider: WireProvider,
    address: Address,
    tax: String,
    claims: Claims,
    manages: bool,
}

/// What a record says of all claims of who bills.
struct Claims {
    submitter: String,
    contact: String,
    assignment: String,
    signatures: String,
}

impl Claims {
    fn of(detail: &serde_json::Value) -> Self {
        let of = |name| part(detail, name);
        Self {
            submitter: of("submitter"),
            contact: of("contact"),
            assignment: of("assignment"),
            signatures: of("signatures"),
        }
    }
}

async fn new(Extension(who): Extension<Who>) -> Result<Response, Fault> {
    shown(who, WireProvider { active: true, ..WireProvider::default() })
}

async fn one(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    shown(who, app.store.provider(&ProviderId::new(id)).await?.into())
}

fn shown(who: Who, provider: WireProvider) -> Result<Response, Fault> {
    let (address, manages) = (Address::of(&provider.detail), who.may(Need::Manage));
    let tax = part(&provider.detail, "tax");
    let claims = Claims::of(&provider.detail);
    page(&One {
        shell: Shell::new("Provider", "/records", who),
        provider,
        address,
        tax,
        claims,
        manages,
    })
}
