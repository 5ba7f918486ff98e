//! What do the quarterly HCPCS Level II files say of each code and modifier?
//!
//! CMS publishes the same records twice: as text of fixed width ([`read_fixed`]) and as a
//! workbook ([`read_xlsx`]). Both give the same [`HcpcsRow`]s.

mod fixed;
mod layout;
mod row;
mod workbook;

pub use fixed::read_fixed;
pub use row::HcpcsRow;
pub use workbook::read_xlsx;

#[cfg(test)]
mod tests;
