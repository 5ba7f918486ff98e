//! Who changes what, and when: given with every change.

use std::fmt;

use crate::{ApiKeyId, UserId};

/// Milliseconds since 1970-01-01 UTC. The crate has no clock: the caller says what time it is.
pub type Millis = i64;

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person.
    User(UserId),
    /// A program, by its key.
    Key(ApiKeyId),
    /// medcode itself, or the person at the machine: `serve`, `command`, `retention`, ...
    System(&'static str),
}

impl fmt::Display for Actor {
    /// As it stands in the audit log: `user:ID`, `key:ID`, `system:NAME`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => write!(f, "user:{id}"),
            Self::Key(id) => write!(f, "key:{id}"),
            Self::System(name) => write!(f, "system:{name}"),
        }
    }
}

/// The circumstances of one change; its audit entry has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Millis,
    /// By which request, where there was one.
    pub from: Option<String>,
}

impl Change {
    /// A change by a person.
    #[must_use]
    pub fn by(user: &UserId, at: Millis) -> Self {
        Self { actor: Actor::User(user.clone()), at, from: None }
    }

    /// A change by medcode itself.
    #[must_use]
    pub fn system(name: &'static str, at: Millis) -> Self {
        Self { actor: Actor::System(name), at, from: None }
    }

    /// The same, with the request it came by.
    #[must_use]
    pub fn from(mut self, request: impl Into<String>) -> Self {
        self.from = Some(request.into());
        self
    }
}
