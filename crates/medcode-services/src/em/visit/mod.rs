//! What kind of visit was made: its family, new or established, the practitioner's time.

pub(crate) mod aftercare;
mod author;
mod contact;
pub(crate) mod kind;
mod left;
pub(crate) mod standing;
pub(crate) mod time;
