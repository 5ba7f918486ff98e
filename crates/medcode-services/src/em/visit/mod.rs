//! What kind of visit was made: its family, new or established, the practitioner's time.

mod aftercare;
mod author;
mod contact;
pub(crate) mod kind;
pub(crate) mod standing;
pub(crate) mod time;
