//! Which publisher's file layouts can be read? One folder a publisher, one module a file.

pub mod ama;
pub mod cdc;
pub mod cms;
pub(crate) mod grid;
mod markup;
#[cfg(test)]
pub(crate) mod shared_files;
mod text;
