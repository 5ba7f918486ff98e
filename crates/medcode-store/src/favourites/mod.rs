//! Codes that people keep at hand, and what they note on them.

mod sql;

use async_trait::async_trait;

use crate::words::words;
use crate::{Change, FavouriteId, Millis, Result, UserId};

words! {
    /// What is kept.
    FavouriteKind {
        /// A code kept at hand; the text is the group it stands in.
        Star = "star",
        /// A note on a code.
        Note = "note",
    }
}

/// A favourite, or a note on a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Favourite {
    /// Identifier.
    pub id: FavouriteId,
    /// Whose.
    pub owner: UserId,
    /// What it says.
    pub about: NewFavourite,
    /// When it last changed.
    pub updated: Millis,
    /// Counts the changes, to be given back with the next one.
    pub version: i64,
}

/// What a favourite or a note on a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFavourite {
    /// Which of the two.
    pub kind: FavouriteKind,
    /// Whether everyone sees it.
    pub shared: bool,
    /// System of the code.
    pub system: String,
    /// The code.
    pub code: String,
    /// The text.
    pub text: String,
}

/// Favourites and notes on codes.
#[async_trait]
pub trait Favourites: Send + Sync {
    /// Keeps one for a user. `NotFound` for an unknown user; `Taken("code")` for a second star of the
    /// same code.
    async fn create_favourite(
        &self,
        change: &Change,
        owner: &UserId,
        new: NewFavourite,
    ) -> Result<Favourite>;

    /// Changes one. `NotFound`, `Conflict`.
    async fn update_favourite(
        &self,
        change: &Change,
        id: &FavouriteId,
        version: i64,
        to: NewFavourite,
    ) -> Result<Favourite>;

    /// Removes one. `NotFound`.
    async fn delete_favourite(&self, change: &Change, id: &FavouriteId) -> Result<()>;

    /// The one with this identifier. `NotFound`.
    async fn favourite(&self, id: &FavouriteId) -> Result<Favourite>;

    /// A user's own and the shared ones, by system and code.
    async fn favourites(&self, user: &UserId) -> Result<Vec<Favourite>>;

    /// A user's own and the shared ones on one code.
    async fn favourites_of_code(
        &self,
        user: &UserId,
        system: &str,
        code: &str,
    ) -> Result<Vec<Favourite>>;
}
