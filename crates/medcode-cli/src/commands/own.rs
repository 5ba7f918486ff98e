//! Rules, exceptions and limits of the user's own, as asked for on the command line.

use crate::args::Own;
use anyhow::Result;
use medcode::release::home::Home;
use medcode::rules::own::Policy;

/// What the files say together.
pub(super) fn policy(home: &Home, own: &Own) -> Result<Policy> {
    Ok(medcode::own_policy(home.root(), own.config.as_deref(), &own.rules)?)
}
