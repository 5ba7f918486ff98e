//! What kind of visit was made: its family, new or established, the practitioner's time.

pub(crate) mod aftercare;
mod author;
mod contact;
pub(crate) mod kind;
pub(crate) mod standing;
pub(crate) mod time;
