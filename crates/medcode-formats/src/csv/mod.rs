//! Claims as a table: a row a service line, the rows of a claim together, columns named by the
//! first row. Spreadsheets and practice systems export this.

mod columns;
mod read;
mod row;
mod write;

pub use columns::Columns;
pub use read::read_claims;
pub use write::write_claims;
