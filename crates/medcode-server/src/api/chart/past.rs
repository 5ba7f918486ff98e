//! What was done before for the patient of a chart, as the rule book takes it: the services of the
//! charts that are signed off.

use crate::fault::Fault;
use crate::state::App;
use medcode::model::{BillingContext, Clinician, Code, CodeSystem, Date, History, PastService, Seen};
use medcode_store::{CodedLine, Encounter, PastEncounter, Provider, ProviderId, Status};

/// Most earlier encounters that are looked at.
const MOST: i64 = 1000;

/// The history of a chart; none for one without a patient: there nobody knows.
pub(super) async fn of(app: &App, chart: &Encounter) -> Result<Option<History>, Fault> {
    let Some(patient) = &chart.patient else { return Ok(None) };
    let until = chart.to.or(chart.from);
    let past = app.store.history(patient, until, Some(&chart.id), MOST).await?;
    let providers = app.store.providers().await?;
    let signed = past.iter().filter(|p| matches!(p.status, Status::Coded | Status::Exported));
    let services = signed.flat_map(|p| services(p, &providers));
    Ok(Some(History {
        by: clinician(chart.provider.as_ref(), &providers),
        services: services.collect(),
        since: app.store.first_service().await?,
    }))
}

/// The services of an encounter; they carry its last day, or that of a visit.
fn services(past: &PastEncounter, providers: &[Provider]) -> Vec<PastService> {
    let Some(date) = past.to.or(past.from) else { return Vec::new() };
    let by = clinician(past.provider.as_ref(), providers);
    let of_facility = match past.billing {
        Some(billing) => billing == BillingContext::Facility,
        None => past.setting.is_some_and(|s| BillingContext::of(s) == BillingContext::Facility),
    };
    let service = |line: &CodedLine| {
        let system = CodeSystem::parse(&line.system)?;
        matches!(system, CodeSystem::Cpt | CodeSystem::Hcpcs).then_some(())?;
        Some(PastService {
            date,
            code: Code::new(system, &line.code).ok()?,
            modifiers: line.modifiers.split_whitespace().map(Into::into).collect(),
            by: by.clone(),
            of_facility,
        })
    };
    past.codes.iter().filter_map(service).collect()
}

fn clinician(id: Option<&ProviderId>, providers: &[Provider]) -> Clinician {
    let Some(found) = id.and_then(|id| providers.iter().find(|p| p.id == *id)) else {
        return Clinician::default();
    };
    let about = &found.about;
    let text = |t: &Option<String>| t.as_deref().filter(|t| !t.trim().is_empty()).map(Into::into);
    Clinician {
        npi: text(&about.npi),
        specialty: text(&about.taxonomy),
        group: text(&about.organisation),
    }
}

/// New or established, in a line for a person.
pub(super) fn told(history: &History, day: Date) -> String {
    match history.seen_before(day) {
        Seen::On(last) => format!("established: seen {last}"),
        Seen::Not => "new: not seen within three years".to_owned(),
        Seen::Untold(needs) => format!("new or established: needs {needs}"),
    }
}
