//! Somebody else saved first: who, and when.

use super::open::Names;
use crate::api::when::minute;
use crate::fault::Fault;
use crate::state::App;
use medcode_store::{EncounterId, Error};

/// A fault of the store; of a conflict it says who saved and when.
pub(super) async fn told(app: &App, id: &EncounterId, e: Error) -> Fault {
    if !matches!(e, Error::Conflict { .. }) {
        return e.into();
    }
    let Ok(Some(set)) = app.store.latest_code_set(id).await else { return e.into() };
    let Ok(name) = Names::default().of(app, &set.by).await else { return e.into() };
    Fault::conflict(format!(
        "{name} saved the codes of this chart at {} UTC (version {}), after you opened them. Yours are \
         not saved over theirs: look at what changed, then do yours again",
        minute(set.at),
        set.seq
    ))
}
