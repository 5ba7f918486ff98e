//! `GET /api/v1/encounters/{id}/replay`: what the engine said then, and would say now.

use super::open::said;
use super::set::MEDCODE;
use super::suggest::code;
use crate::fault::Fault;
use crate::state::Shared;
use axum::Json;
use axum::extract::{Path, State};
use medcode_store::EncounterId;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What differs.
#[derive(Serialize, ToSchema)]
pub(super) struct Replay {
    then: Side,
    now: Side,
    /// Codes that are said alike.
    same: usize,
    changes: Vec<Change>,
}

/// The engine of one side.
#[derive(Serialize, ToSchema)]
#[schema(as = ReplaySide)]
struct Side {
    medcode: String,
    releases: Value,
}

/// One difference.
#[derive(Serialize, ToSchema)]
#[schema(as = ReplayChange)]
struct Change {
    /// `gone`, `new`, `changed`.
    change: &'static str,
    system: String,
    code: String,
    title: String,
    /// Fields that differ, with what they were and would be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Field>,
}

/// A field that differs.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = ReplayField)]
struct Field {
    field: &'static str,
    then: Value,
    now: Value,
}

/// What of a suggestion is compared: its confidence may drift without meaning anything.
const COMPARED: [&str; 5] = ["rank", "modifiers", "units", "poa", "pointers"];

pub(super) async fn replay(State(app): Shared, Path(id): Path<String>) -> Result<Json<Replay>, Fault> {
    let id = EncounterId::new(id);
    let encounter = app.store.encounter(&id).await?;
    let latest = app.store.latest_code_set(&id).await?;
    let latest = latest.ok_or_else(|| Fault::missing("nothing was suggested for this chart yet"))?;
    let (medcode, note) = (latest.medcode.clone(), latest.note.clone());
    let then = said(&app, &id, latest).await?;
    let then = then.ok_or_else(|| Fault::missing("what was suggested was erased, or never was"))?;
    let note = match note {
        Some(note) => app.store.note(&note).await?.text,
        None => None,
    };
    let text = note.ok_or_else(|| Fault::missing("the note was erased"))?;
    let now = code(&app, &encounter, text).await?;
    let now = serde_json::to_value(&now).map_err(Fault::internal)?;
    let (same, changes) = compare(&then, &now);
    let side = |medcode: String, of: &Value| Side { medcode, releases: of["releases"].clone() };
    Ok(Json(Replay { then: side(medcode, &then), now: side(MEDCODE.into(), &now), same, changes }))
}

fn compare(then: &Value, now: &Value) -> (usize, Vec<Change>) {
    let list = |v: &Value| v["suggestions"].as_array().cloned().unwrap_or_default();
    let (then, mut left) = (list(then), list(now));
    let mut changes = Vec::new();
    let mut same = 0;
    for old in &then {
        let is_it = |new: &Value| new["system"] == old["system"] && new["code"] == old["code"];
        match left.iter().position(is_it) {
            None => changes.push(change("gone", old, Vec::new())),
            Some(n) => match differing(old, &left.remove(n)) {
                fields if fields.is_empty() => same += 1,
                fields => changes.push(change("changed", old, fields)),
            },
        }
    }
    changes.extend(left.iter().map(|new| change("new", new, Vec::new())));
    (same, changes)
}

fn differing(old: &Value, new: &Value) -> Vec<Field> {
    let differ = COMPARED.into_iter().filter(|f| old[f] != new[f]);
    differ.map(|field| Field { field, then: old[field].clone(), now: new[field].clone() }).collect()
}

fn change(change: &'static str, of: &Value, fields: Vec<Field>) -> Change {
    let text = |name: &str| of[name].as_str().unwrap_or_default().to_owned();
    Change { change, system: text("system"), code: text("code"), title: text("title"), fields }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use serde_json::json;

    #[test]
    fn a_replay_tells_what_is_gone_new_and_changed() {
        let one = |code: &str, rank: u32| json!({"system": "ICD10CM", "code": code, "rank": rank});
        let then = json!({"suggestions": [one("I10", 1), one("E11.9", 2), one("Z23", 3)]});
        let now = json!({"suggestions": [one("I10", 1), one("Z23", 2), one("E11.22", 3)]});
        let (same, changes) = compare(&then, &now);
        assert_eq!(same, 1);
        let told: Vec<_> = changes.iter().map(|c| (c.change, c.code.as_str(), c.fields.len())).collect();
        assert_eq!(told, [("gone", "E11.9", 0), ("changed", "Z23", 1), ("new", "E11.22", 0)]);
    }
}
