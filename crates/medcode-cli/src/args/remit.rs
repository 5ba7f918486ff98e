//! Arguments of `remit` and `export`.

use clap::Args as Group;
use std::path::PathBuf;

#[derive(Group)]
pub(crate) struct Remit {
    /// Files of remittances, statuses, acknowledgements; claims may stand among them
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Claims that were sent (X12 837, FHIR, CSV, medcode JSON; may be repeated)
    #[arg(long, value_name = "FILE")]
    pub(crate) claims: Vec<PathBuf>,
    /// Names of your own for the columns of CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) columns: Option<PathBuf>,
    /// Your own list of reason and remark codes: CSV of code and text, or list, code and text
    #[arg(long, value_name = "CSV")]
    pub(crate) codes: Option<PathBuf>,
    /// Check claims by the nearest release where none is in force on the date of service
    #[arg(long)]
    pub(crate) nearest: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Print the denial worksheet as CSV
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
}

#[derive(Group)]
pub(crate) struct Export {
    /// A file of claims, or the output of `medcode code --json`
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// 837p, 837i, fhir, csv, json; as PDF: cms1500, ub04, superbill
    #[arg(long, value_name = "FORM")]
    pub(crate) to: String,
    /// Billing facts for a coded note
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: Option<PathBuf>,
    /// Names of your own for the columns of CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) columns: Option<PathBuf>,
    /// Where to write [default: standard output]
    #[arg(long, value_name = "OUT")]
    pub(crate) out: Option<PathBuf>,
    /// The note as text, so that its words are told by characters and go along (FHIR)
    #[arg(long, value_name = "FILE")]
    pub(crate) note: Option<PathBuf>,
    /// Number of the interchange (X12)
    #[arg(long, value_name = "N")]
    pub(crate) control: Option<u32>,
    /// Mark the interchange as a test (X12)
    #[arg(long)]
    pub(crate) test: bool,
}
