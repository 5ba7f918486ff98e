//! Which publisher's file layouts can be read? One folder a publisher, one module a file.

pub mod cdc;
mod markup;
pub mod cms;
mod text;
#[cfg(test)]
mod shared_files;
