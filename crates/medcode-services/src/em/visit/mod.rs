//! What kind of visit was made: its family, new or established, the practitioner's time.

mod author;
pub(crate) mod kind;
pub(crate) mod standing;
pub(crate) mod time;
