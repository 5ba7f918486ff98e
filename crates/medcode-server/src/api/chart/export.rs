//! `GET /api/v1/encounters/{id}/export`: the codes as they stand, in another form.

use super::billing::{self, Known, Lack};
use super::line::{Line, coded, reported};
use super::open::said;
use super::set::Document;
use crate::api::given::Given;
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use medcode::export::{ExportError, FORMS, Form, Subject as Exporting};
use medcode::formats::fhir::{NoteSource, Original};
use medcode::model::{BillingContext, Claim, ClaimKind, Code, CodeSystem, Date, Setting};
use medcode::{BilledClaim, CodedEncounter, LookupAnswer, Visit, billed, claim_of};
use medcode_store::{Encounter, EncounterId, NewEntry, Note, Status, Subject, SubjectKind};
use medcode_wire::{billing_facts, evidence_of, places_of};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

/// Which form.
#[derive(Deserialize, IntoParams)]
pub(super) struct Asked {
    /// `coded`, `fhir`, `837p`, `837i`, `csv`, `json`, `superbill`, `cms1500` or `ub04`.
    to: String,
    /// Marks an 837 as a test.
    #[serde(default)]
    test: bool,
}

/// A chart to be written.
pub(super) struct Chart {
    pub(super) encounter: Encounter,
    pub(super) lines: Vec<Line>,
    /// What the engine said: the setting and date it took where none is given.
    said: Value,
    note: Option<Note>,
}

pub(super) async fn export(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let id = EncounterId::new(id);
    let chart = read(&app, &id).await?;
    let (file, mut notices) = match asked.to.as_str() {
        "coded" => (coded_file(&chart)?, Vec::new()),
        name => claim_file(&app, &chart, form(name)?, asked.test).await?,
    };
    let detail = json!({"form": asked.to, "test": asked.test}).to_string();
    let subject = Subject::new(SubjectKind::Encounter, &id);
    app.store.log(&who.change(), NewEntry { action: "export.written".into(), subject, detail }).await?;
    let name = format!("attachment; filename=\"chart-{id}-{}.{}\"", asked.to, file.extension);
    let mut response = file.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(Fault::internal)?);
    notices.retain(|n| n.is_ascii());
    let told = serde_json::to_string(&notices).unwrap_or_default();
    if let Ok(told) = HeaderValue::from_str(&told) {
        headers.insert(HeaderName::from_static("medcode-notices"), told);
    }
    Ok(response)
}

/// A file to be sent.
struct File {
    bytes: Vec<u8>,
    media_type: &'static str,
    extension: &'static str,
}

async fn read(app: &App, id: &EncounterId) -> Result<Chart, Fault> {
    let encounter = app.store.encounter(id).await?;
    let set = app.store.latest_code_set(id).await?;
    let set = set.ok_or_else(|| Fault::content("the chart has no codes yet"))?;
    let document = Document::of(&set)?.ok_or_else(|| Fault::missing("the codes were erased"))?;
    let note = match &set.note {
        Some(note) => Some(app.store.note(note).await?),
        None => None,
    };
    let said = said(app, id, set).await?.unwrap_or_default();
    Ok(Chart { encounter, lines: document.lines, said, note })
}

fn form(name: &str) -> Result<&'static Form, Fault> {
    Form::named(name).ok_or_else(|| {
        let names: Vec<&str> = FORMS.iter().map(|f| f.name).chain(["coded"]).collect();
        Fault::field("to", format!("use one of {}", names.join(", ")))
    })
}

impl Chart {
    pub(super) fn setting(&self) -> Setting {
        let said = self.said["setting"].as_str().and_then(Setting::parse);
        self.encounter.setting.or(said).unwrap_or(Setting::Office)
    }

    pub(super) fn date(&self) -> Result<Date, Fault> {
        let said = self.said["as_of"].as_str().and_then(|d| d.parse().ok());
        let date = self.encounter.to.or(self.encounter.from).or(said);
        date.ok_or_else(|| Fault::content("the chart has no date of service"))
    }

    fn coded(&self) -> Result<CodedEncounter, Fault> {
        Ok(CodedEncounter {
            date: self.date()?,
            setting: self.setting(),
            age: self.encounter.age.map(|a| a as f32),
            sex: self.encounter.sex,
            lines: coded(&self.lines)?.into_iter().map(|(_, line)| line).collect(),
        })
    }

    /// The text of the note; none once it is erased.
    fn text(&self) -> Option<&str> {
        self.note.as_ref()?.text.as_deref()
    }

    /// The codes in the shape of the answer of `code`.
    fn answer(&self) -> Result<Value, Fault> {
        let text = self.text().unwrap_or_default();
        let reported = self.lines.iter().filter(|l| l.is_reported()).zip(1..);
        let suggestion = |(l, rank): (&Line, usize)| {
            let words = l.evidence.iter().map(|w| {
                let of = text.get(w.start as usize..w.end as usize).unwrap_or_default();
                let mut words = json!({"start": w.start, "end": w.end, "text": of});
                if let Some(locator) = &w.locator {
                    words["locator"] = locator.clone();
                }
                words
            });
            let words: Vec<Value> = words.collect();
            let mut out = serde_json::to_value(l).map_err(Fault::internal)?;
            out["rank"] = rank.into();
            out["evidence"] = words.into();
            Ok(out)
        };
        let suggestions: Vec<Value> = reported.map(suggestion).collect::<Result<_, Fault>>()?;
        Ok(json!({
            "id": self.encounter.external_id.clone().unwrap_or_else(|| self.encounter.id.to_string()),
            "as_of": self.date()?.to_string(), "setting": self.setting().id(),
            "status": self.encounter.status.id(),
            "releases": self.said["releases"], "suggestions": suggestions,
        }))
    }
}

fn coded_file(chart: &Chart) -> Result<File, Fault> {
    let bytes = serde_json::to_vec_pretty(&chart.answer()?).map_err(Fault::internal)?;
    Ok(File { bytes, media_type: "application/json", extension: "json" })
}

async fn claim_file(
    app: &App,
    chart: &Chart,
    form: &Form,
    test: bool,
) -> Result<(File, Vec<String>), Fault> {
    let (claim, mut notices) = claim(app, chart, form).await?;
    let (engine, answer) = (app.engine(), chart.answer()?);
    let (day, time) = crate::clock::day_and_time();
    let claims = [claim];
    let subject = Exporting {
        engine: Some(&engine),
        note: Some(NoteSource {
            id: answer["id"].as_str().unwrap_or_default(),
            text: chart.text(),
            evidence: evidence_of(&answer),
            original: original(chart.note.as_ref(), &answer),
        }),
        test,
        ..Exporting::new(&claims, day, &time)
    };
    let written = form.write(&subject).map_err(|e| match e {
        ExportError::Io(e) => Fault::internal(e),
        ExportError::Lacks(fields) => lacks(&fields),
        kind @ ExportError::Kind { .. } => Fault::content(kind.to_string()),
    })?;
    notices.extend(written.messages);
    notices.extend(medcode::export::notice(&claims).map(ToOwned::to_owned));
    let file = File { bytes: written.bytes, media_type: form.media_type, extension: form.extension };
    Ok((file, notices))
}

/// The document that the note was taken out of, where places in it are known.
fn original<'a>(note: Option<&'a Note>, answer: &Value) -> Option<Original<'a>> {
    let (info, places) = (&note?.info, places_of(answer));
    let name = info.name.as_deref().unwrap_or_default();
    (!places.is_empty()).then_some(Original { name, media_type: &info.media_type, places })
}

/// The claim: with what the records and the chart know of the bill, else of codes and visit alone.
async fn claim(app: &App, chart: &Chart, form: &Form) -> Result<(Claim, Vec<String>), Fault> {
    let encounter = chart.coded()?;
    let billing = chart.encounter.billing.unwrap_or(BillingContext::of(encounter.setting));
    let kind = kind_of(form, billing);
    let whole = matches!(form.name, "837p" | "837i" | "cms1500" | "ub04");
    let known = billing::known(app, chart, kind).await?;
    match bill(&encounter, &known, kind) {
        Ok(mut billed) => {
            if kind == ClaimKind::Institutional && encounter.setting.is_inpatient() {
                billed.notices.extend(without_poa(app, &encounter));
            }
            return Ok((billed.claim, billed.notices));
        }
        // Facts that somebody gave are not passed over in silence.
        Err(all) if whole || known.own => {
            let lines: Vec<String> = all.iter().map(Lack::line).collect();
            return Err(lacks(&lines));
        }
        Err(_) => {}
    }
    let visit = Visit {
        setting: encounter.setting,
        billing,
        age: encounter.age,
        sex: encounter.sex,
        date: encounter.date,
    };
    let mut claim = claim_of(&visit, encounter.lines.iter().map(reported));
    let id = chart.encounter.external_id.clone();
    claim.id = id.unwrap_or_else(|| chart.encounter.id.to_string()).into();
    Ok((claim, vec!["without charges, providers and coverage: the records lack some".to_owned()]))
}

fn kind_of(form: &Form, billing: BillingContext) -> ClaimKind {
    match form.name {
        "837i" | "ub04" => ClaimKind::Institutional,
        "837p" | "cms1500" => ClaimKind::Professional,
        _ if billing == BillingContext::Facility => ClaimKind::Institutional,
        _ => ClaimKind::Professional,
    }
}

/// The claim, or all that is lacking: what the records lack as a whole hides its parts.
fn bill(encounter: &CodedEncounter, known: &Known, kind: ClaimKind) -> Result<BilledClaim, Vec<Lack>> {
    let told = |all: Vec<String>| {
        let records = known.lacks.iter().cloned();
        let parts = all.iter().map(|said| known.lack(said));
        let mut out: Vec<Lack> = records.chain(parts).collect();
        out.dedup_by(|a, b| a.what == b.what);
        out
    };
    let facts = billing_facts(&known.facts.to_string()).map_err(told)?;
    billed(encounter, &facts, kind, crate::clock::today()).map_err(told)
}

/// The diagnoses of a stay that say nothing of the admission, though they are not exempt from it. Not
/// every hospital must report it, so it stops no claim.
fn without_poa(app: &App, encounter: &CodedEncounter) -> Option<String> {
    let (engine, today) = (app.engine(), crate::clock::today());
    let as_of = engine.as_of(Some(encounter.date), None, today, true);
    let exempt = |code: &Code| {
        let found = engine.lookup(code.compact(), Some(CodeSystem::Icd10Cm), as_of).unwrap_or_default();
        matches!(&found[..], [LookupAnswer::Code(c)] if c.poa_exempt == Some(true))
    };
    let silent = |l: &&medcode::CodedLine| {
        l.code.system() == CodeSystem::Icd10Cm && l.poa.is_none() && !exempt(&l.code)
    };
    let all: Vec<String> = encounter.lines.iter().filter(silent).map(|l| l.code.to_string()).collect();
    (!all.is_empty())
        .then(|| format!("without an indicator of present on admission: {} (Edit, e)", all.join(", ")))
}

/// What only billing knows of a chart.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartBilling)]
pub(super) struct Billing {
    /// In the shape of the file of billing facts (`docs/writing-claims.md`).
    facts: Value,
    /// What the form still lacks; none where it can be written.
    lacks: Vec<Lack>,
}

/// `GET /api/v1/encounters/{id}/billing`: the facts of the bill, and what they lack for a form.
pub(super) async fn billing(
    State(app): Shared,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Json<Billing>, Fault> {
    let chart = read(&app, &EncounterId::new(id)).await?;
    let encounter = chart.coded()?;
    let billing = chart.encounter.billing.unwrap_or(BillingContext::of(encounter.setting));
    let kind = kind_of(form(&asked.to)?, billing);
    let known = billing::known(&app, &chart, kind).await?;
    let lacks = bill(&encounter, &known, kind).err().unwrap_or_default();
    Ok(Json(Billing { facts: known.facts, lacks }))
}

/// Whether billing facts can be kept with a chart (`docs/writing-claims.md`): parts may be missing, which
/// the records or later facts will tell.
pub(super) fn good_facts(value: &Value) -> Result<(), Fault> {
    let mut all = billing_facts(&value.to_string()).err().unwrap_or_default();
    all.retain(|fault| !fault.ends_with(": missing"));
    if all.is_empty() {
        return Ok(());
    }
    Err(Fault::content(format!("the billing facts cannot be used:\n{}", all.join("\n"))))
}

fn lacks(fields: &[String]) -> Fault {
    Fault::content(format!("the claim lacks:\n{}", fields.join("\n")))
}

/// The version that was read.
#[derive(Deserialize, ToSchema)]
#[schema(as = ChartVersion)]
pub(super) struct Sent {
    version: i64,
}

/// A chart whose codes were sent on.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartExported)]
pub(super) struct Exported {
    status: &'static str,
    version: i64,
}

/// `POST /api/v1/encounters/{id}/exported`: a signed-off chart was sent on.
pub(super) async fn exported(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Path(id): Path<String>,
    Given(asked): Given<Sent>,
) -> Result<Json<Exported>, Fault> {
    let id = EncounterId::new(id);
    let now = app.store.set_status(&who.change(), &id, asked.version, Status::Exported).await?;
    Ok(Json(Exported { status: now.status.id(), version: now.version }))
}
