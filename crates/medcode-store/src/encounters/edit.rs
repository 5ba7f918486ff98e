//! Changes of one encounter: read, checked, written at the version it was read at.

use serde_json::{Value, json};

use super::{Encounter, EncounterUpdate, Status, row};
use crate::audit::SubjectKind;
use crate::db::{Database, Write};
use crate::{Actor, Change, EncounterId, Error, Result};

/// Applies a change to the version given; the change says what to log.
pub(super) async fn edit(
    database: &Database,
    change: &Change,
    id: &EncounterId,
    version: i64,
    apply: impl FnOnce(&mut Encounter) -> Result<(&'static str, Value)> + Send,
) -> Result<Encounter> {
    let mut write = database.change(change).await?;
    let mut encounter = row::by_id(write.on(), id).await?;
    if encounter.erased.is_some() {
        return Err(row::ERASED);
    }
    if encounter.version != version {
        return Err(Error::Conflict { current: encounter.version });
    }
    let (action, detail) = apply(&mut encounter)?;
    let mut encounter = row::checked(encounter)?;
    row::update(&mut write, &encounter).await?;
    write.log(action, SubjectKind::Encounter, id, detail);
    write.commit().await?;
    encounter.version += 1;
    encounter.updated = change.at;
    Ok(encounter)
}

/// Fields as asked; what to log is their names.
pub(super) fn apply(encounter: &mut Encounter, to: EncounterUpdate) -> Result<(&'static str, Value)> {
    if encounter.status == Status::Deleted {
        return Err(Error::Refused("the encounter was deleted"));
    }
    let mut fields: Vec<&str> = Vec::new();
    macro_rules! set {
        ($($field:ident)+) => {$(
            if let Some(value) = to.$field {
                encounter.$field = value;
                fields.push(stringify!($field));
            }
        )+};
    }
    set!(patient provider from to setting billing age sex title priority due facts);
    Ok(("encounter.changed", json!({ "fields": fields })))
}

/// Another status, with what follows from it.
pub(super) fn become_status(
    encounter: &mut Encounter,
    to: Status,
    actor: &Actor,
) -> Result<(&'static str, Value)> {
    let from = encounter.status;
    if !from.may_become(to) {
        return Err(Error::Refused("the status of the encounter does not allow it"));
    }
    match to {
        Status::Held => return Err(Error::Invalid("an encounter is held for a reason")),
        Status::New => encounter.assignee = None,
        Status::Assigned if encounter.assignee.is_none() => {
            return Err(Error::Refused("the encounter is assigned to nobody"));
        }
        Status::InProgress => {
            if let (None, Actor::User(user)) = (&encounter.assignee, actor) {
                encounter.assignee = Some(user.clone());
            }
        }
        _ => {}
    }
    encounter.status = to;
    encounter.hold_reason = None;
    Ok(("encounter.status", json!({ "from": from.id(), "to": to.id() })))
}

/// Held for a reason.
pub(super) fn hold(encounter: &mut Encounter, reason: &str) -> Result<(&'static str, Value)> {
    if reason.trim().is_empty() {
        return Err(Error::Invalid("an encounter is held for a reason"));
    }
    let from = encounter.status;
    if !from.may_become(Status::Held) {
        return Err(Error::Refused("the status of the encounter does not allow it"));
    }
    encounter.status = Status::Held;
    encounter.hold_reason = Some(reason.to_owned());
    Ok(("encounter.status", json!({ "from": from.id(), "to": Status::Held.id() })))
}

/// The status that a saved code set brings with it, in the same transaction.
pub(crate) async fn follow(write: &mut Write<'_>, id: &EncounterId, to: Status) -> Result<()> {
    let mut encounter = row::by_id(write.on(), id).await?;
    if encounter.status == to {
        return Ok(());
    }
    let actor = write.actor().clone();
    let (action, detail) = become_status(&mut encounter, to, &actor)?;
    row::update(write, &encounter).await?;
    write.log(action, SubjectKind::Encounter, id, detail);
    Ok(())
}
