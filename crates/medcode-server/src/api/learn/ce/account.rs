//! What is held, what was earned, and how the cycle of each body stands.

use crate::api::learn::exams::catalogue::{WireFact, share};
use crate::api::learn::library;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::State;
use axum::{Extension, Json};
use medcode::model::Date;
use medcode_learn::Credential;
use medcode_learn::ce::{self, Account, Cycle, Earned, Required};
use medcode_store::{Evidence, HeldCredential, Units};
use serde::Serialize;
use utoipa::ToSchema;

/// A renewal is spoken of this many days before.
const SOON: i64 = 90;

/// Everything of one person.
#[derive(Serialize, ToSchema)]
#[schema(as = ContinuingEducation)]
pub(crate) struct Overview {
    pub(crate) credentials: Vec<WireHeld>,
    pub(crate) accounts: Vec<WireAccount>,
    pub(crate) units: Vec<WireUnits>,
}

/// A credential that is held.
#[derive(Serialize, ToSchema)]
#[schema(as = HeldCredential)]
pub(crate) struct WireHeld {
    pub(crate) id: String,
    pub(crate) credential: String,
    pub(crate) body: String,
    pub(crate) since: Option<String>,
    pub(crate) renewal: String,
    /// Days to the renewal; below 0 when it is past.
    pub(crate) days: i64,
    pub(crate) version: i64,
}

/// The cycle of a body.
#[derive(Serialize, ToSchema)]
#[schema(as = ContinuingEducationAccount)]
pub(crate) struct WireAccount {
    pub(crate) body: String,
    pub(crate) credentials: Vec<String>,
    pub(crate) from: String,
    /// The day of renewal.
    pub(crate) to: String,
    pub(crate) days: i64,
    /// Units; hundredths are kept.
    pub(crate) required: f64,
    pub(crate) earned: f64,
    pub(crate) counts: f64,
    pub(crate) lacking: f64,
    pub(crate) lines: Vec<WireLine>,
    /// What the sum rests on, with where and when it was read.
    pub(crate) facts: Vec<WireFact>,
}

impl WireAccount {
    /// Renewal is near or past, and units are lacking.
    pub(crate) fn urgent(&self) -> bool {
        self.days <= SOON && self.lacking > 0.0
    }
}

/// A category.
#[derive(Serialize, ToSchema)]
#[schema(as = ContinuingEducationCategory)]
pub(crate) struct WireLine {
    pub(crate) name: &'static str,
    pub(crate) units: f64,
    pub(crate) least: Option<f64>,
    pub(crate) most: Option<f64>,
}

/// Units that were earned.
#[derive(Serialize, ToSchema)]
#[schema(as = EarnedUnits)]
pub(crate) struct WireUnits {
    pub(crate) id: String,
    pub(crate) body: String,
    pub(crate) earned: String,
    pub(crate) units: f64,
    pub(crate) title: String,
    pub(crate) provider: String,
    pub(crate) own_body: bool,
    pub(crate) field: bool,
    pub(crate) version: i64,
    pub(crate) papers: Vec<WirePaper>,
}

/// A paper.
#[derive(Serialize, ToSchema)]
#[schema(as = EvidencePaper)]
pub(crate) struct WirePaper {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) bytes: i64,
}

/// A renewal that needs something done.
#[derive(Serialize, ToSchema)]
#[schema(as = RenewalReminder)]
pub(crate) struct Reminder {
    pub(crate) body: String,
    pub(crate) renewal: String,
    pub(crate) days: i64,
    pub(crate) lacking: f64,
    /// As it is shown.
    pub(crate) text: String,
}

/// Units as people write them.
fn units(hundredths: i64) -> f64 {
    hundredths as f64 / 100.0
}

fn days(from: Date, to: Date) -> i64 {
    i64::from(to.days()) - i64::from(from.days())
}

/// The bodies whose exams are in the data, in their order.
pub(crate) fn bodies() -> Vec<&'static str> {
    let mut out: Vec<&str> = Vec::new();
    for fact in &library().exams.facts {
        if !out.contains(&fact.body.as_str()) {
            out.push(&fact.body);
        }
    }
    out
}

/// Who gives a credential.
pub(super) fn body_of(credential: &str) -> Option<&'static str> {
    let credential = Credential::parse(credential)?;
    library().exams.facts_of(credential).next().map(|f| f.body.as_str())
}

/// Everything of the caller.
pub(crate) async fn overview(app: &App, who: &Who) -> Result<Overview, Fault> {
    let today = crate::clock::today();
    let held = app.store.held_credentials(&who.id).await?;
    let earned = app.store.units_of(&who.id).await?;
    let papers = app.store.evidence_of(&who.id).await?;
    let accounts = bodies().into_iter().filter_map(|body| account(body, &held, &earned, today));
    Ok(Overview {
        accounts: accounts.collect(),
        credentials: held.iter().map(|h| wire_held(h, today)).collect(),
        units: earned.into_iter().map(|u| wire_units(u, &papers)).collect(),
    })
}

fn wire_held(held: &HeldCredential, today: Date) -> WireHeld {
    WireHeld {
        id: held.id.to_string(),
        body: body_of(&held.about.credential).unwrap_or_default().to_owned(),
        credential: held.about.credential.clone(),
        since: held.about.since.map(|d| d.to_string()),
        renewal: held.about.renewal.to_string(),
        days: days(today, held.about.renewal),
        version: held.version,
    }
}

fn wire_units(one: Units, papers: &[Evidence]) -> WireUnits {
    let paper = |p: &Evidence| WirePaper {
        id: p.id.to_string(),
        name: p.name.clone(),
        media_type: p.media_type.clone(),
        bytes: p.bytes,
    };
    WireUnits {
        papers: papers.iter().filter(|p| p.units == one.id).map(paper).collect(),
        id: one.id.to_string(),
        body: one.about.body,
        earned: one.about.earned.to_string(),
        units: units(one.about.hundredths),
        title: one.about.title,
        provider: one.about.provider,
        own_body: one.about.own_body,
        field: one.about.field,
        version: one.version,
    }
}

/// The cycle of a body that ends with the next renewal of what is held of it.
fn account(body: &str, held: &[HeldCredential], earned: &[Units], today: Date) -> Option<WireAccount> {
    let of_body: Vec<&HeldCredential> =
        held.iter().filter(|h| body_of(&h.about.credential) == Some(body)).collect();
    let renewal = of_body.iter().map(|h| h.about.renewal).min()?;
    let credentials: Vec<Credential> =
        of_body.iter().filter_map(|h| Credential::parse(&h.about.credential)).collect();
    let required = ce::required(&library().exams, &credentials)?;
    let cycle = ce::cycle(renewal, required.years);
    let all: Vec<Earned> = earned.iter().filter(|u| u.about.body == body).map(as_earned).collect();
    let account = ce::account(&required, cycle, &all);
    Some(wire(body, &credentials, &required, cycle, &account, today))
}

fn as_earned(units: &Units) -> Earned {
    Earned {
        day: units.about.earned,
        units: u32::try_from(units.about.hundredths).unwrap_or(0),
        own_body: units.about.own_body,
        field: units.about.field,
    }
}

fn wire(
    body: &str,
    credentials: &[Credential],
    required: &Required<'_>,
    cycle: Cycle,
    account: &Account,
    today: Date,
) -> WireAccount {
    let of = |hundredths: u32| units(i64::from(hundredths));
    let line = |l: &ce::Line| WireLine {
        name: share(&l.name),
        units: of(l.units),
        least: l.least.map(of),
        most: l.most.map(of),
    };
    WireAccount {
        body: body.to_owned(),
        credentials: credentials.iter().map(|c| c.id().to_owned()).collect(),
        from: cycle.from.to_string(),
        to: cycle.to.to_string(),
        days: days(today, cycle.to),
        required: of(account.required),
        earned: of(account.earned),
        counts: of(account.counts),
        lacking: of(account.lacking()),
        lines: account.lines.iter().map(line).collect(),
        facts: required.facts.iter().chain(&required.shares).map(|f| WireFact::from(*f)).collect(),
    }
}

pub(super) async fn reminders(
    State(app): Shared,
    Extension(who): Extension<Who>,
) -> Result<Json<Vec<Reminder>>, Fault> {
    let all = overview(&app, &who).await?;
    let urgent = all.accounts.into_iter().filter(WireAccount::urgent);
    Ok(Json(urgent.map(reminder).collect()))
}

fn reminder(a: WireAccount) -> Reminder {
    let when = match a.days {
        0 => "is today".to_owned(),
        1 => "is tomorrow".to_owned(),
        d if d < 0 => format!("was on {}", a.to),
        d => format!("is in {d} days, on {}", a.to),
    };
    let text = format!(
        "{} ({}): renewal {when}; {} CEUs are lacking.",
        a.body,
        a.credentials.join(", "),
        a.lacking
    );
    Reminder { text, body: a.body, renewal: a.to, days: a.days, lacking: a.lacking }
}
