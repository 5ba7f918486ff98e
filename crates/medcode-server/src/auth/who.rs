//! Who asks: a user by session cookie or by API key.

use super::roles::{May, Need};
use medcode_store::{Actor, ApiKeyId, Change, Role, UserId};

/// How the caller showed who they are.
#[derive(Clone, Debug)]
pub(crate) enum By {
    /// The cookie of a session.
    Session,
    /// An API key with these scopes.
    Key {
        /// The key.
        id: ApiKeyId,
        /// What the key may be used for.
        scopes: Vec<String>,
    },
}

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    /// The user.
    pub(crate) id: UserId,
    /// The name that is shown.
    pub(crate) name: String,
    /// What the user is.
    pub(crate) role: Role,
    /// How they showed it.
    pub(crate) by: By,
    /// The token that requests of this session must carry; empty with a key.
    pub(crate) csrf: String,
    /// The password must be changed before anything else.
    pub(crate) must_change: bool,
    /// The request by which they ask, as log and audit log name it.
    pub(crate) request: Option<String>,
}

impl Who {
    /// A change that this caller makes now.
    pub(crate) fn change(&self) -> Change {
        let actor = match &self.by {
            By::Session => Actor::User(self.id.clone()),
            By::Key { id, .. } => Actor::Key(id.clone()),
        };
        Change { actor, at: crate::clock::now(), from: self.request.clone() }
    }

    /// Whether this caller may do it: by role, and with a key by its scopes too.
    pub(crate) fn may(&self, need: Need) -> bool {
        let scoped = match &self.by {
            By::Session => true,
            By::Key { scopes, .. } => scopes.iter().any(|s| s == need.scope()),
        };
        scoped && self.role.may(need)
    }
}
