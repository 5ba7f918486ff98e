//! Patients and their coverages.

use super::{filled, json, kept, needed};
use crate::api::given::Given;
use crate::api::when::day;
use crate::auth::{Need, Who};
use crate::fault::Fault;
use crate::openapi::About;
use crate::routes::{Row, get, post, put};
use crate::state::{App, Shared};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::{Extension, Json};
use medcode::model::Sex;
use medcode_store::{
    Coverage, NewCoverage, NewEntry, NewPatient, Patient, PatientId, PayerId, Subject, SubjectKind,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn routes() -> Vec<Row> {
    vec![
        get("/api/v1/patients", Need::ReadCharts, find)
            .about(About::new("Patients by name or number").query::<Asked>().gives::<FoundPatients>()),
        post("/api/v1/patients", Need::Manage, make)
            .about(About::new("Make a patient").takes::<PatientIn>().gives::<WirePatient>().status(201)),
        get("/api/v1/patients/{id}", Need::ReadCharts, open).about(
            About::new("The record of a patient; that it was opened is logged").gives::<Opened>(),
        ),
        put("/api/v1/patients/{id}", Need::Manage, change)
            .about(About::new("Change a patient").takes::<PatientIn>().gives::<WirePatient>()),
        put("/api/v1/patients/{id}/coverages", Need::Manage, cover)
            .about(About::new("Set all coverages of a patient").takes::<Covers>().gives::<Opened>()),
        post("/api/v1/patients/{id}/erase", Need::Administer, erase)
            .about(About::new("Erase a patient with all charts; the log stays").gives::<WireErased>()),
    ]
}

/// A patient as callers see one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Patient)]
pub(crate) struct WirePatient {
    pub(crate) id: String,
    pub(crate) mrn: Option<String>,
    pub(crate) family: String,
    pub(crate) given: String,
    pub(crate) birth: Option<String>,
    pub(crate) sex: Option<&'static str>,
    pub(crate) address: serde_json::Value,
    pub(crate) erased: bool,
    /// To be given back with a change.
    pub(crate) version: i64,
}

impl From<Patient> for WirePatient {
    fn from(p: Patient) -> Self {
        Self {
            id: p.id.to_string(),
            mrn: p.about.mrn,
            family: p.about.family,
            given: p.about.given,
            birth: p.about.birth.map(|d| d.to_string()),
            sex: p.about.sex.map(sex_id),
            address: kept(&p.about.address),
            erased: p.erased.is_some(),
            version: p.version,
        }
    }
}

/// `F` or `M`.
pub(crate) const fn sex_id(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "F",
        Sex::Male => "M",
    }
}

/// A patient with what covers them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PatientRecord)]
pub(crate) struct Opened {
    #[serde(flatten)]
    pub(crate) patient: WirePatient,
    pub(crate) coverages: Vec<WireCoverage>,
}

/// A coverage as callers see one, in the order they pay.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Coverage)]
pub(crate) struct WireCoverage {
    pub(crate) payer: String,
    pub(crate) payer_name: String,
    pub(crate) member: String,
    pub(crate) group: Option<String>,
    pub(crate) relation: String,
    pub(crate) subscriber: serde_json::Value,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
}

/// What is looked for.
#[derive(Default, Deserialize, IntoParams)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(crate) q: String,
    /// `next` of the page before.
    #[serde(default)]
    pub(crate) after: String,
    pub(crate) limit: Option<i64>,
}

/// A page of patients by name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundPatients {
    pub(crate) rows: Vec<WirePatient>,
    /// Give it back as `after` for the next page.
    pub(crate) next: Option<String>,
}

async fn find(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<Asked>,
) -> Result<Json<FoundPatients>, Fault> {
    Ok(Json(found(&app, &who, &asked).await?))
}

/// Patients by name or number. That a list was seen is logged, whom it was looked for is not.
pub(crate) async fn found(app: &App, who: &Who, asked: &Asked) -> Result<FoundPatients, Fault> {
    let limit = asked.limit.unwrap_or(50).clamp(1, 200);
    let after = Some(asked.after.trim()).filter(|a| !a.is_empty()).map(PatientId::new);
    let mut found = app.store.find_patients(asked.q.trim(), after.as_ref(), limit + 1).await?;
    let next = crate::api::cut(&mut found, limit, |patient| patient.id.to_string());
    let entry = NewEntry {
        action: "patients.listed".into(),
        subject: Subject::new(SubjectKind::System, "patients"),
        detail: format!("{{\"shown\":{}}}", found.len()),
    };
    app.store.log(&who.change(), entry).await?;
    Ok(FoundPatients { rows: found.into_iter().map(WirePatient::from).collect(), next })
}

/// What is known of a patient, as a caller gives it.
#[derive(Deserialize, ToSchema)]
struct PatientIn {
    #[serde(default)]
    version: i64,
    mrn: Option<String>,
    #[serde(default)]
    family: String,
    #[serde(default)]
    given: String,
    birth: Option<String>,
    sex: Option<String>,
    address: Option<serde_json::Value>,
}

impl PatientIn {
    fn read(self) -> Result<NewPatient, Fault> {
        let sex =
            filled(self.sex).map(|s| Sex::parse(&s).ok_or_else(|| Fault::field("sex", "use F or M")));
        Ok(NewPatient {
            mrn: filled(self.mrn),
            family: needed("family", &self.family)?,
            given: self.given.trim().to_owned(),
            birth: day("birth", self.birth.as_deref())?,
            sex: sex.transpose()?,
            address: json(self.address),
        })
    }
}

async fn make(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Given(about): Given<PatientIn>,
) -> Result<(StatusCode, Json<WirePatient>), Fault> {
    let made = app.store.create_patient(&who.change(), about.read()?).await?;
    Ok((StatusCode::CREATED, Json(made.into())))
}

async fn open(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<Opened>, Fault> {
    Ok(Json(opened(&app, &who, &PatientId::new(id)).await?))
}

/// The record of a patient; that it was opened is logged before it is shown.
pub(crate) async fn opened(app: &App, who: &Who, id: &PatientId) -> Result<Opened, Fault> {
    let patient = app.store.patient(id).await?;
    app.store.patient_opened(&who.change(), id).await?;
    let coverages = named(app, app.store.coverages(id).await?).await?;
    Ok(Opened { patient: patient.into(), coverages })
}

async fn named(app: &App, coverages: Vec<Coverage>) -> Result<Vec<WireCoverage>, Fault> {
    let payers = app.store.payers().await?;
    let name = |id: &PayerId| {
        payers.iter().find(|p| p.id == *id).map_or_else(String::new, |p| p.about.name.clone())
    };
    let wire = |c: Coverage| WireCoverage {
        payer_name: name(&c.about.payer),
        payer: c.about.payer.to_string(),
        member: c.about.member,
        group: c.about.group,
        relation: c.about.relation,
        subscriber: kept(&c.about.subscriber),
        from: c.about.from.map(|d| d.to_string()),
        to: c.about.to.map(|d| d.to_string()),
    };
    Ok(coverages.into_iter().map(wire).collect())
}

async fn change(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(about): Given<PatientIn>,
) -> Result<Json<WirePatient>, Fault> {
    let (id, version) = (PatientId::new(id), about.version);
    Ok(Json(app.store.update_patient(&who.change(), &id, version, about.read()?).await?.into()))
}

/// All coverages of a patient, in the order they pay.
#[derive(Deserialize, ToSchema)]
#[schema(as = CoveragesIn)]
struct Covers {
    version: i64,
    coverages: Vec<Cover>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = CoverageIn)]
struct Cover {
    payer: String,
    member: String,
    group: Option<String>,
    relation: Option<String>,
    subscriber: Option<serde_json::Value>,
    from: Option<String>,
    to: Option<String>,
}

impl Cover {
    fn read(self) -> Result<NewCoverage, Fault> {
        let relation = filled(self.relation).unwrap_or_else(|| "self".to_owned());
        if !["self", "spouse", "child", "other"].contains(&relation.as_str()) {
            return Err(Fault::field("relation", "use self, spouse, child or other"));
        }
        Ok(NewCoverage {
            payer: PayerId::new(self.payer),
            member: needed("member", &self.member)?,
            group: filled(self.group),
            relation,
            subscriber: json(self.subscriber),
            from: day("from", self.from.as_deref())?,
            to: day("to", self.to.as_deref())?,
        })
    }
}

async fn cover(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<Covers>,
) -> Result<Json<Opened>, Fault> {
    let id = PatientId::new(id);
    let coverages = asked.coverages.into_iter().map(Cover::read).collect::<Result<Vec<_>, _>>()?;
    app.store.set_coverages(&who.change(), &id, asked.version, coverages).await?;
    let patient = app.store.patient(&id).await?;
    let coverages = named(&app, app.store.coverages(&id).await?).await?;
    Ok(Json(Opened { patient: patient.into(), coverages }))
}

/// What was erased.
#[derive(Serialize, ToSchema)]
#[schema(as = ErasedPatient)]
struct WireErased {
    patients: i64,
    encounters: i64,
    notes: i64,
    code_sets: i64,
}

async fn erase(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
) -> Result<Json<WireErased>, Fault> {
    let gone = app.store.erase_patient(&who.change(), &PatientId::new(id)).await?;
    let (patients, encounters) = (gone.patients, gone.encounters);
    Ok(Json(WireErased { patients, encounters, notes: gone.notes, code_sets: gone.code_sets }))
}
