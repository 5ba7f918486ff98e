//! Keeping, changing and taking away credentials and units: one's own only.

use super::account::{bodies, body_of};
use crate::api::given::Given;
use crate::api::when::day;
use crate::api::{Done, done};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode_store::{HeldCredential, HeldCredentialId, NewHeldCredential, NewUnits, UnitId, Units};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Most bytes of a title and of a provider.
const LONGEST: usize = 300;
/// Most units of one entry.
const MOST: f64 = 100.0;

/// What was kept.
#[derive(Serialize, ToSchema)]
#[schema(as = ContinuingEducationKept)]
pub(super) struct Kept {
    pub(super) id: String,
    /// To be given back with a change.
    pub(super) version: i64,
}

/// A credential.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewHeldCredential)]
pub(super) struct Held {
    /// CPC, CIC, CCS or CCA.
    credential: String,
    /// Held since (YYYY-MM-DD).
    #[serde(default)]
    since: Option<String>,
    /// The day of the next renewal (YYYY-MM-DD).
    renewal: String,
}

/// A credential as it is to be.
#[derive(Deserialize, ToSchema)]
#[schema(as = ChangedHeldCredential)]
pub(super) struct HeldAgain {
    /// The version that was seen.
    version: i64,
    #[serde(flatten)]
    held: Held,
}

impl Held {
    fn read(self) -> Result<NewHeldCredential, Fault> {
        let credential = medcode_learn::Credential::parse(&self.credential)
            .filter(|c| body_of(c.id()).is_some())
            .ok_or_else(|| Fault::field("credential", "use CPC, CIC, CCS or CCA"))?;
        let renewal = day("renewal", Some(&self.renewal))?;
        let renewal = renewal.ok_or_else(|| Fault::field("renewal", "say when it is renewed"))?;
        let since = day("since", self.since.as_deref())?;
        if since.is_some_and(|since| since > renewal) {
            return Err(Fault::field("renewal", "the renewal comes after the beginning"));
        }
        Ok(NewHeldCredential { credential: credential.id().to_owned(), since, renewal })
    }
}

/// The caller's own credential; of another's nobody learns that it exists.
async fn own_credential(app: &App, who: &Who, id: String) -> Result<HeldCredential, Fault> {
    let held = app.store.held_credential(&HeldCredentialId::new(id)).await?;
    let mine = held.user == who.id;
    mine.then_some(held).ok_or_else(|| Fault::missing("there is no such credential"))
}

/// The caller's own units.
pub(super) async fn own_units(app: &App, who: &Who, id: String) -> Result<Units, Fault> {
    let units = app.store.units(&UnitId::new(id)).await?;
    let mine = units.user == who.id;
    mine.then_some(units).ok_or_else(|| Fault::missing("there are no such units"))
}

pub(super) async fn hold(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<Held>,
) -> Result<(StatusCode, Json<Kept>), Fault> {
    let held = app.store.hold_credential(&who.change(), &who.id, asked.read()?).await?;
    Ok((StatusCode::CREATED, Json(Kept { id: held.id.to_string(), version: held.version })))
}

pub(super) async fn renew(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<HeldAgain>,
) -> Result<Json<Kept>, Fault> {
    let held = own_credential(&app, &who, id).await?;
    let to = asked.held.read()?;
    let held = app.store.change_credential(&who.change(), &held.id, asked.version, to).await?;
    Ok(Json(Kept { id: held.id.to_string(), version: held.version }))
}

pub(super) async fn let_go(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    let held = own_credential(&app, &who, id).await?;
    app.store.drop_credential(&who.change(), &held.id).await?;
    Ok(done())
}

/// Units.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewEarnedUnits)]
pub(super) struct Earned {
    /// The body they count for: AAPC or AHIMA.
    body: String,
    /// When they were earned (YYYY-MM-DD).
    earned: String,
    /// How many, to a hundredth.
    units: f64,
    title: String,
    #[serde(default)]
    provider: String,
    /// From the body itself or one of its associations.
    #[serde(default)]
    own_body: bool,
    /// On the field of the credential.
    #[serde(default)]
    field: bool,
}

/// Units as they are to be.
#[derive(Deserialize, ToSchema)]
#[schema(as = ChangedEarnedUnits)]
pub(super) struct EarnedAgain {
    /// The version that was seen.
    version: i64,
    #[serde(flatten)]
    units: Earned,
}

impl Earned {
    fn read(self) -> Result<NewUnits, Fault> {
        let known = bodies();
        let body = known.iter().find(|b| b.eq_ignore_ascii_case(self.body.trim()));
        let body = body.ok_or_else(|| Fault::field("body", format!("use {}", known.join(" or "))))?;
        let earned = day("earned", Some(&self.earned))?;
        let earned = earned.ok_or_else(|| Fault::field("earned", "say when they were earned"))?;
        if !(self.units > 0.0 && self.units <= MOST) {
            return Err(Fault::field("units", format!("above 0 and at most {MOST}")));
        }
        let title = short("title", &self.title)?;
        if title.is_empty() {
            return Err(Fault::field("title", "say what was attended"));
        }
        Ok(NewUnits {
            body: (*body).to_owned(),
            earned,
            hundredths: ((self.units * 100.0).round() as i64).max(1),
            title,
            provider: short("provider", &self.provider)?,
            own_body: self.own_body,
            field: self.field,
        })
    }
}

fn short(field: &'static str, text: &str) -> Result<String, Fault> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(Fault::field(field, format!("{LONGEST} bytes at most")));
    }
    Ok(text.to_owned())
}

pub(super) async fn earn(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(asked): Given<Earned>,
) -> Result<(StatusCode, Json<Kept>), Fault> {
    let units = app.store.earn_units(&who.change(), &who.id, asked.read()?).await?;
    Ok((StatusCode::CREATED, Json(Kept { id: units.id.to_string(), version: units.version })))
}

pub(super) async fn correct(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<EarnedAgain>,
) -> Result<Json<Kept>, Fault> {
    let units = own_units(&app, &who, id).await?;
    let to = asked.units.read()?;
    let units = app.store.change_units(&who.change(), &units.id, asked.version, to).await?;
    Ok(Json(Kept { id: units.id.to_string(), version: units.version }))
}

pub(super) async fn strike(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Done>, Fault> {
    let units = own_units(&app, &who, id).await?;
    app.store.drop_units(&who.change(), &units.id).await?;
    Ok(done())
}
