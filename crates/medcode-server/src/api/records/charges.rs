//! Lists of charges: what a code costs from one day to another.

use super::needed;
use crate::api::given::Given;
use crate::api::when::day;
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post, put};
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode_store::{Charge, ChargeList, ChargeListId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most items of a list.
const MOST: usize = 100_000;

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/charge-lists", Need::ReadCharts, list)
            .about(About::new("All lists of charges").gives::<Vec<WireList>>()),
        post("/api/v1/charge-lists", Need::Manage, make)
            .about(About::new("Make a list of charges").takes::<New>().gives::<WireList>().status(201)),
        get("/api/v1/charge-lists/{id}", Need::ReadCharts, one)
            .about(About::new("A list of charges with its items").gives::<Opened>()),
        put("/api/v1/charge-lists/{id}/items", Need::Manage, fill)
            .about(About::new("Set all items of a list").takes::<Items>().gives::<WireList>()),
    ]
}

/// A list as callers see one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChargeList)]
pub(crate) struct WireList {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) items: i64,
    pub(crate) version: i64,
}

impl From<ChargeList> for WireList {
    fn from(l: ChargeList) -> Self {
        Self { id: l.id.to_string(), name: l.name, items: l.items, version: l.version }
    }
}

/// An item of a list.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[schema(as = Charge)]
pub(crate) struct Item {
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) modifier: String,
    pub(crate) from: String,
    pub(crate) to: Option<String>,
    /// The amount in cents.
    pub(crate) cents: i64,
    /// The revenue code a facility bills it under, four digits.
    #[serde(default)]
    pub(crate) revenue: String,
}

/// A list with its items.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChargesOfList)]
pub(crate) struct Opened {
    #[serde(flatten)]
    pub(crate) list: WireList,
    pub(crate) charges: Vec<Item>,
}

/// All lists, as callers see them.
pub(crate) async fn all(app: &App) -> Result<Vec<WireList>, Fault> {
    Ok(app.store.charge_lists().await?.into_iter().map(WireList::from).collect())
}

/// A list with its items.
pub(crate) async fn opened(app: &App, id: &str) -> Result<Opened, Fault> {
    let list = app.store.charge_lists().await?.into_iter().find(|l| l.id.as_str() == id);
    let list = list.ok_or_else(|| Fault::missing("there is no such list of charges"))?;
    let charges = app.store.charges(&list.id).await?;
    let item = |c: Charge| Item {
        code: c.code,
        modifier: c.modifier,
        from: c.from.to_string(),
        to: c.to.map(|d| d.to_string()),
        cents: c.cents,
        revenue: c.revenue,
    };
    Ok(Opened { list: list.into(), charges: charges.into_iter().map(item).collect() })
}

async fn list(State(app): Shared) -> Result<Json<Vec<WireList>>, Fault> {
    Ok(Json(all(&app).await?))
}

async fn one(State(app): Shared, Path(id): Path<String>) -> Result<Json<Opened>, Fault> {
    Ok(Json(opened(&app, &id).await?))
}

/// A list to be made.
#[derive(Deserialize, ToSchema)]
#[schema(as = ChargeListIn)]
struct New {
    #[serde(default)]
    name: String,
}

async fn make(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(new): Given<New>,
) -> Result<(StatusCode, Json<WireList>), Fault> {
    let made = app.store.create_charge_list(&who.change(), &needed("name", &new.name)?).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

/// All items of a list.
#[derive(Deserialize, ToSchema)]
#[schema(as = ChargesIn)]
struct Items {
    version: i64,
    charges: Vec<Item>,
}

async fn fill(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<Items>,
) -> Result<Json<WireList>, Fault> {
    if asked.charges.len() > MOST {
        return Err(Fault::field("charges", format!("a list has at most {MOST} items")));
    }
    let items = asked.charges.into_iter().enumerate().map(|(n, item)| read(n, item));
    let items = items.collect::<Result<Vec<_>, _>>()?;
    let id = ChargeListId::new(id);
    Ok(Json(app.store.set_charges(&who.change(), &id, asked.version, items).await?.into()))
}

fn read(n: usize, item: Item) -> Result<Charge, Fault> {
    let wrong = |what: &str| Fault::field("charges", format!("item {}: {what}", n + 1));
    let dated =
        |text: Option<&str>| day("charges", text).map_err(|_| wrong("write dates as YYYY-MM-DD"));
    let code = item.code.trim().to_ascii_uppercase();
    if code.is_empty() || !code.chars().all(|c| c.is_ascii_alphanumeric() || c == '.') {
        return Err(wrong("this is no code"));
    }
    if item.cents < 0 {
        return Err(wrong("an amount is not negative"));
    }
    let revenue = item.revenue.trim();
    if !revenue.is_empty() && (revenue.len() > 4 || !revenue.bytes().all(|b| b.is_ascii_digit())) {
        return Err(wrong("a revenue code has four digits"));
    }
    Ok(Charge {
        // 450 and 0450 are the same.
        revenue: if revenue.is_empty() { String::new() } else { format!("{revenue:0>4}") },
        code,
        modifier: item.modifier.trim().to_ascii_uppercase(),
        from: dated(Some(&item.from))?.ok_or_else(|| wrong("the first day is missing"))?,
        to: dated(item.to.as_deref())?,
        cents: item.cents,
    })
}
