//! Arguments of `diff`.

use super::Own;
use clap::Args as Group;
use std::path::PathBuf;

#[derive(Group)]
pub(crate) struct Diff {
    /// The older release: FY2025, 2025, 2025-04, 2025-04-01, hcpcs:2026-01
    #[arg(value_name = "RELEASE_A")]
    pub(crate) before: String,
    /// The newer release
    #[arg(value_name = "RELEASE_B")]
    pub(crate) after: String,
    /// Only this system: ICD10CM, ICD10PCS, HCPCS, CPT (NCCI edits, fee schedule) [default: every
    /// one that has both releases]
    #[arg(long, value_name = "SYSTEM")]
    pub(crate) system: Option<String>,
    /// Only changes of these chapters: 4, 9, J (may be repeated)
    #[arg(long, value_name = "CHAPTER", value_delimiter = ',')]
    pub(crate) chapter: Vec<String>,
    /// Only changes of these specialties: cardiology (may be repeated)
    #[arg(long, value_name = "SPECIALTY", value_delimiter = ',')]
    pub(crate) specialty: Vec<String>,
    /// List every change, not the first of each kind
    #[arg(long)]
    pub(crate) all: bool,
    /// Codes you use: one a line or CSV, with a count of uses where you have one (may be repeated)
    #[arg(long, value_name = "FILE")]
    pub(crate) mine: Vec<PathBuf>,
    /// Look through your records: codes of charts with their counts, favourites, and your own rules;
    /// they are only read, and nothing of a patient is printed (sqlite:PATH, postgres://..., or the path
    /// of the file)
    #[arg(long, value_name = "FILE|URL")]
    pub(crate) db: Option<String>,
    /// Look through practice charts and questions
    #[arg(long)]
    pub(crate) practice: bool,
    /// Look through the rules of your own: check.rules of the home folder, --rules, --config
    #[arg(long)]
    pub(crate) own_rules: bool,
    /// Look through medcode's own lexicon and crosswalk
    #[arg(long)]
    pub(crate) lexicon: bool,
    #[command(flatten)]
    pub(crate) own: Own,
    /// Write a page with charts to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Write every change to this file, a row each
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// Print in the layout of the publisher's addenda: `order` or `codes`
    #[arg(long, value_name = "FILE", conflicts_with = "json", value_parser = ["order", "codes"])]
    pub(crate) addenda: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
