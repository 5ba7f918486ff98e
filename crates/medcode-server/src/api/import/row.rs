//! One row of an import: a note as `code --jsonl` takes it, and what a worklist wants to know.

use crate::api::when::{begins, day};
use crate::fault::Fault;
use crate::state::App;
use medcode::model::Sex;
use medcode_store::{
    Change, NewChart, NewEncounter, NewNote, NewPatient, NewProvider, PatientId, ProviderId, UserId,
};
use medcode_wire::WireNoteIn;
use serde::Deserialize;
use std::collections::HashMap;

/// What stands beside the note.
#[derive(Default, Deserialize)]
struct Beside {
    title: Option<String>,
    priority: Option<i64>,
    due: Option<String>,
    /// Log-in name of who is to code it.
    assignee: Option<String>,
    service_to: Option<String>,
    patient: Option<Patient>,
    provider: Option<Provider>,
    facts: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Patient {
    mrn: String,
    #[serde(default)]
    family: String,
    #[serde(default)]
    given: String,
    birth: Option<String>,
    sex: Option<String>,
}

#[derive(Deserialize)]
struct Provider {
    npi: String,
    #[serde(default)]
    family: String,
    #[serde(default)]
    given: String,
    taxonomy: Option<String>,
    organisation: Option<String>,
}

/// What rows refer to, looked up once.
pub(super) struct Known<'a> {
    pub(super) app: &'a App,
    pub(super) change: Change,
    /// Users by log-in name, lower case.
    users: HashMap<String, UserId>,
    patients: HashMap<String, PatientId>,
    providers: HashMap<String, ProviderId>,
}

impl<'a> Known<'a> {
    pub(super) async fn new(app: &'a App, change: Change) -> Result<Self, Fault> {
        let users = app.store.users().await?.into_iter().filter(|u| u.active);
        let users = users.map(|u| (u.login.to_lowercase(), u.id)).collect();
        Ok(Self { app, change, users, patients: HashMap::new(), providers: HashMap::new() })
    }

    /// Reads a row; what is wrong is told without a word of it.
    pub(super) async fn chart(&mut self, line: &str) -> Result<NewChart, Fault> {
        let note = WireNoteIn::parse(line).and_then(|n| n.note()).map_err(Fault::content)?;
        let beside: Beside = crate::api::given::read(line.as_bytes())?;
        if note.text.trim().is_empty() {
            return Err(Fault::content("\"note\" is empty"));
        }
        let priority = beside.priority.unwrap_or(5);
        if !(1..=9).contains(&priority) {
            return Err(Fault::content("\"priority\" is 1 (most urgent) to 9"));
        }
        let assignee = match beside.assignee.as_deref().filter(|a| !a.is_empty()) {
            None => None,
            Some(login) => Some(self.users.get(&login.to_lowercase()).cloned().ok_or_else(|| {
                Fault::content("\"assignee\" is not the log-in name of an active user")
            })?),
        };
        let patient = match beside.patient {
            Some(p) => Some(self.patient(p).await?),
            None => None,
        };
        let provider = match beside.provider {
            Some(p) => Some(self.provider(p).await?),
            None => None,
        };
        let encounter = NewEncounter {
            external_id: note.id.filter(|id| !id.is_empty()),
            patient,
            provider,
            from: note.date_of_service,
            to: day("service_to", beside.service_to.as_deref())?.or(note.date_of_service),
            setting: note.setting,
            billing: note.billing,
            age: note.age.map(i64::from),
            sex: note.sex,
            title: beside.title.unwrap_or_default(),
            priority,
            due: day("due", beside.due.as_deref())?.map(begins),
            assignee,
            facts: beside.facts.map_or_else(|| "{}".to_owned(), |f| f.to_string()),
        };
        let note = NewNote {
            text: note.text,
            media_type: "text/plain".into(),
            name: None,
            original: None,
            places: None,
        };
        Ok(NewChart { encounter, note: Some(note) })
    }

    async fn patient(&mut self, given: Patient) -> Result<PatientId, Fault> {
        let mrn = given.mrn.trim().to_owned();
        if mrn.is_empty() {
            return Err(Fault::content("the patient's \"mrn\" is empty"));
        }
        if let Some(known) = self.patients.get(&mrn) {
            return Ok(known.clone());
        }
        let sex = given.sex.as_deref().filter(|s| !s.is_empty());
        let sex = sex.map(|s| {
            Sex::parse(s).ok_or_else(|| Fault::content("the patient's \"sex\" is neither F nor M"))
        });
        let new = NewPatient {
            mrn: Some(mrn.clone()),
            family: given.family,
            given: given.given,
            birth: day("birth", given.birth.as_deref())?,
            sex: sex.transpose()?,
            address: "{}".into(),
        };
        let (made, _) = self.app.store.ensure_patient(&self.change, new).await?;
        self.patients.insert(mrn, made.id.clone());
        Ok(made.id)
    }

    async fn provider(&mut self, given: Provider) -> Result<ProviderId, Fault> {
        let npi = given.npi.trim().to_owned();
        if let Some(known) = self.providers.get(&npi) {
            return Ok(known.clone());
        }
        let id = match self.app.store.provider_by_npi(&npi).await? {
            Some(known) => known.id,
            None => {
                let new = NewProvider {
                    npi: Some(npi.clone()),
                    family: given.family,
                    given: given.given,
                    taxonomy: given.taxonomy,
                    organisation: given.organisation,
                    is_organisation: false,
                    detail: "{}".into(),
                    active: true,
                };
                self.app.store.create_provider(&self.change, new).await?.id
            }
        };
        self.providers.insert(npi, id.clone());
        Ok(id)
    }
}
