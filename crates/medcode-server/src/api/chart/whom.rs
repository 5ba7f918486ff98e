//! Whom a chart is about and who treated them, as fields of a request: the numbers that people know
//! them by. Absent stays, null takes away.

use super::visit::told;
use crate::fault::Fault;
use crate::state::App;
use medcode_store::{Encounter, PatientId, ProviderId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Patient and provider of a chart.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[schema(as = WhomFields)]
pub(super) struct WhomIn {
    /// The patient's number (MRN).
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>)]
    mrn: Option<Option<String>>,
    /// The NPI of who treated the patient.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<String>)]
    npi: Option<Option<String>>,
}

/// The same, found in the records.
#[derive(Default)]
pub(super) struct Whom {
    pub(super) patient: Option<Option<PatientId>>,
    pub(super) provider: Option<Option<ProviderId>>,
}

impl WhomIn {
    /// Finds them; one that the records do not have is told by its field.
    pub(super) async fn find(&self, app: &App) -> Result<Whom, Fault> {
        let mut out = Whom::default();
        if let Some(given) = &self.mrn {
            out.patient = Some(match filled(given.as_deref()) {
                None => None,
                Some(mrn) => {
                    let found = app.store.patient_by_mrn(mrn).await?;
                    let none =
                        || Fault::field("mrn", "no patient has this number: enter one under Records");
                    Some(found.ok_or_else(none)?.id)
                }
            });
        }
        if let Some(given) = &self.npi {
            out.provider = Some(match filled(given.as_deref()) {
                None => None,
                Some(npi) => {
                    let found = app.store.provider_by_npi(npi).await?;
                    let none =
                        || Fault::field("npi", "no provider has this NPI: enter one under Records");
                    Some(found.ok_or_else(none)?.id)
                }
            });
        }
        Ok(out)
    }
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|t| !t.is_empty())
}

/// Patient and provider as a chart shows them.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ChartWhom)]
pub(super) struct WhomOut {
    patient: Option<String>,
    patient_name: Option<String>,
    mrn: Option<String>,
    provider: Option<String>,
    provider_name: Option<String>,
    npi: Option<String>,
}

impl WhomOut {
    pub(super) async fn of(app: &App, chart: &Encounter) -> Result<Self, Fault> {
        let mut out = Self::default();
        if let Some(id) = &chart.patient {
            let found = app.store.patient(id).await?;
            let about = found.about;
            let name = [about.family, about.given].into_iter().filter(|n| !n.is_empty());
            out.patient_name = Some(name.collect::<Vec<_>>().join(", "));
            (out.patient, out.mrn) = (Some(id.to_string()), about.mrn);
        }
        if let Some(id) = &chart.provider {
            let about = app.store.provider(id).await?.about;
            out.provider_name = Some(crate::api::records::providers::name(&about));
            (out.provider, out.npi) = (Some(id.to_string()), about.npi);
        }
        Ok(out)
    }
}
