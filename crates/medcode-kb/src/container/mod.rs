//! The file format: a header, a table of contents with digests, aligned sections.
//!
//! Opening reads the header and the table of contents only, so it costs the same for a
//! small file and a large one; [`Container::verify`] reads everything.

mod format;
mod map;
mod open;
mod write;

pub use format::{FORMAT_VERSION, LICENSED, MAGIC};
pub use open::Container;
pub use write::Writer;
