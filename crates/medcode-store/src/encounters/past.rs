//! What was coded for a patient before.

use std::collections::HashMap;

use medcode_model::Date;

use super::{CodedLine, PastEncounter};
use crate::db::{Database, Filter, Record, Row, sql};
use crate::{EncounterId, PatientId, Result};

impl Record for PastEncounter {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.word("id")?,
            from: row.maybe_word("service_from")?,
            to: row.maybe_word("service_to")?,
            setting: row.maybe_word("setting")?,
            billing: row.maybe_word("billing")?,
            provider: row.maybe_word("provider_id")?,
            status: row.word("status")?,
            codes: Vec::new(),
        })
    }
}

/// A line and the encounter it is of.
struct LineOf(EncounterId, CodedLine);

impl Record for LineOf {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self(row.word("encounter_id")?, CodedLine::read(row)?))
    }
}

pub(super) async fn history(
    database: &Database,
    patient: &PatientId,
    until: Option<Date>,
    but: Option<&EncounterId>,
    limit: i64,
) -> Result<Vec<PastEncounter>> {
    let mut wanted = Filter::default();
    wanted.and_with("patient_id = ?", patient.as_str());
    wanted.and("status <> 'deleted'");
    wanted.and_if("service_from <= ?", until.map(|d| d.to_string()));
    wanted.and_if("id <> ?", but.map(EncounterId::as_str));
    let most = wanted.place(limit.clamp(1, 1000));
    let text = format!(
        "SELECT id, service_from, service_to, setting, billing, provider_id, status FROM encounters \
         WHERE {} ORDER BY COALESCE(service_from, '') DESC, id DESC LIMIT {most}",
        wanted.text()
    );
    let mut on = database.reader().await?;
    let mut past: Vec<PastEncounter> = wanted.statement(text).all(&mut on).await?;
    let lines = sql("SELECT l.encounter_id, l.system, l.code, l.modifiers, l.units FROM coded_lines l \
                     JOIN encounters e ON e.id = l.encounter_id AND e.code_set = l.seq \
                     WHERE e.patient_id = $1 ORDER BY l.encounter_id, l.position");
    let mut by_encounter: HashMap<EncounterId, Vec<CodedLine>> = HashMap::new();
    for LineOf(encounter, line) in lines.bind(patient).all(&mut on).await? {
        by_encounter.entry(encounter).or_default().push(line);
    }
    for encounter in &mut past {
        encounter.codes = by_encounter.remove(&encounter.id).unwrap_or_default();
    }
    Ok(past)
}

/// A day that stands alone.
struct Day(Option<Date>);

impl Record for Day {
    fn read(row: &Row) -> Result<Self> {
        Ok(Self(row.maybe_word("day")?))
    }
}

pub(super) async fn first_service(database: &Database) -> Result<Option<Date>> {
    let first = sql("SELECT MIN(service_from) AS day FROM encounters WHERE status <> 'deleted'");
    let day: Option<Day> = first.first(&mut *database.reader().await?).await?;
    Ok(day.and_then(|d| d.0))
}
