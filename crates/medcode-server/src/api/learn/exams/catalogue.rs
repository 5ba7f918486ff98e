//! What was read of each exam, and what can be sat of it with the material and releases there are.

use crate::api::learn::library;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::Json;
use axum::extract::State;
use medcode::{AsOf, Engine};
use medcode_learn::Credential;
use medcode_learn::drill::Bench;
use medcode_learn::exam::{Fact, FactKind, Lack, Pass, Spec, Weight, lengths};
use serde::Serialize;
use std::sync::{Arc, Mutex};
use utoipa::ToSchema;

/// An exam.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = MockExam)]
pub(crate) struct WireExam {
    pub(crate) credential: &'static str,
    /// Who gives the credential.
    pub(crate) body: String,
    /// Items of a whole form.
    pub(crate) items: u32,
    /// Its minutes.
    pub(crate) minutes: u32,
    /// The score that passes, as far as it was read.
    pub(crate) pass: String,
    /// Code books may be used: the encoder stands open.
    pub(crate) books: bool,
    /// Items of the longest form that the material makes by the weights without asking one twice.
    pub(crate) longest: u32,
    /// Why a whole form cannot be drawn; empty where it can.
    pub(crate) lacks: Vec<WireLack>,
    pub(crate) domains: Vec<WireDomain>,
    pub(crate) facts: Vec<WireFact>,
}

impl WireExam {
    /// What is offered first.
    pub(crate) fn short(&self) -> u32 {
        self.longest.min(20)
    }

    /// Whether a figure of the exam itself is not from the body's own page.
    pub(crate) fn doubts(&self) -> usize {
        self.facts.iter().filter(|f| !f.verified && !f.value.is_empty()).count()
    }

    /// Whether a figure was read elsewhere than on a page of the body.
    pub(crate) fn doubtful(&self, what: &str) -> bool {
        self.facts.iter().any(|f| f.what == what && !f.verified && !f.value.is_empty())
    }

    /// Figures that no page told.
    pub(crate) fn unread(&self) -> usize {
        self.facts.iter().filter(|f| f.value.is_empty()).count()
    }
}

/// A domain with too little for a whole form.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = MockExamLack)]
pub(crate) struct WireLack {
    pub(crate) domain: String,
    pub(crate) wanted: u32,
    pub(crate) there: u32,
}

impl From<&Lack> for WireLack {
    fn from(l: &Lack) -> Self {
        Self { domain: l.domain.clone(), wanted: l.wanted, there: l.there }
    }
}

/// A domain.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = MockExamDomain)]
pub(crate) struct WireDomain {
    pub(crate) name: String,
    /// What was read: `6 items`, `39 to 41 percent`; empty where nothing was.
    pub(crate) read: String,
    pub(crate) verified: bool,
    /// Percent of a form of ours.
    pub(crate) percent: f64,
}

/// A figure with where and when it was read.
#[derive(Clone, Serialize, ToSchema)]
#[schema(as = MockExamFact)]
pub(crate) struct WireFact {
    /// What it is about, in words.
    pub(crate) what: String,
    /// Empty where none was read.
    pub(crate) value: String,
    pub(crate) unit: String,
    pub(crate) address: String,
    pub(crate) read: String,
    /// Read on a page of the body itself.
    pub(crate) verified: bool,
    pub(crate) remark: String,
}

impl From<&Fact> for WireFact {
    fn from(f: &Fact) -> Self {
        let name = match (f.kind, f.name.as_str()) {
            (FactKind::CeuShare, name) => Some(share(name).to_owned()),
            (_, "" | "*") => None,
            (_, name) => Some(name.to_owned()),
        };
        Self {
            what: name.map_or_else(|| f.kind.says().to_owned(), |n| format!("{}: {n}", f.kind.says())),
            value: f.value.clone(),
            unit: f.unit.clone(),
            address: f.address.clone(),
            read: f.read.to_string(),
            verified: f.verified,
            remark: f.remark.clone(),
        }
    }
}

/// A category of continuing education in words.
pub(crate) fn share(name: &str) -> &'static str {
    match name {
        "own_body" => "from the body or its associations",
        "other_body" => "from others",
        "field" => "on the field of the credential",
        _ => "on other subjects",
    }
}

pub(super) async fn list(State(app): Shared) -> Result<Json<Vec<WireExam>>, Fault> {
    Ok(Json(all(&app).await?.to_vec()))
}

/// What the reckoning rests on: the day and the releases.
type Key = (medcode::model::Date, Vec<String>);
static KNOWN: Mutex<Option<(Key, Arc<[WireExam]>)>> = Mutex::new(None);

/// Every exam. It is reckoned once for a day and the releases that are installed.
pub(crate) async fn all(app: &App) -> Result<Arc<[WireExam]>, Fault> {
    let (engine, as_of) = (app.engine(), app.as_of(None, true)?);
    let releases = engine.library().releases();
    let key: Key = (as_of.date, releases.map(|(_, _, entry)| entry.digest.clone()).collect());
    let known = KNOWN.lock().map_err(Fault::internal)?.clone();
    if let Some((_, all)) = known.filter(|(k, _)| *k == key) {
        return Ok(all);
    }
    let all: Arc<[WireExam]> = crate::api::work(move || reckoned(&engine, as_of)).await?;
    *KNOWN.lock().map_err(Fault::internal)? = Some((key, all.clone()));
    Ok(all)
}

fn reckoned(engine: &Engine, as_of: AsOf) -> Arc<[WireExam]> {
    let bench = Bench::new(engine, as_of).ok();
    let specs = Credential::ALL.into_iter().filter_map(|c| library().exams.spec(c));
    specs.map(|spec| wire(&spec, as_of, bench.as_ref())).collect()
}

fn wire(spec: &Spec, as_of: AsOf, bench: Option<&Bench<'_>>) -> WireExam {
    let (lacks, longest) = lengths(library(), spec, as_of.date, bench);
    let domain = |d: &medcode_learn::exam::Domain| WireDomain {
        name: d.name.clone(),
        read: match d.weight {
            Weight::Items(n) => format!("{n} items"),
            Weight::Percent(from, to) => format!("{from} to {to} percent"),
            Weight::Unread => String::new(),
        },
        verified: d.verified,
        percent: (d.share * 1000.0).round() / 10.0,
    };
    WireExam {
        credential: spec.credential.id(),
        body: spec.body.clone(),
        items: spec.items,
        minutes: spec.minutes,
        pass: match spec.pass {
            Pass::Percent(n) => format!("{n} percent"),
            Pass::Scaled(n) => format!("{n} on a scale"),
            Pass::Unread => "not read".to_owned(),
        },
        books: spec.books,
        longest,
        lacks: lacks.iter().map(WireLack::from).collect(),
        domains: spec.domains.iter().map(domain).collect(),
        facts: library().exams.facts_of(spec.credential).map(WireFact::from).collect(),
    }
}
