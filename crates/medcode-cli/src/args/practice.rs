//! Arguments of `practice`.

use super::When;
use clap::{Args as Group, Subcommand};
use std::path::PathBuf;

#[derive(Group)]
pub(crate) struct Practice {
    #[command(subcommand)]
    pub(crate) what: Option<PracticeDo>,
}

#[derive(Subcommand)]
pub(crate) enum PracticeDo {
    /// List the practice charts
    Charts(Charts),
    /// Show a chart, code it, have it graded
    Chart(OneChart),
    /// Answer questions: what is due first, then new ones
    Questions(Questions),
    /// Answer drills made from the installed releases; without a kind, of all kinds
    Drill(Drills),
    /// What changed between two releases: flash cards, or a quiz of 20 questions
    Lesson(LessonOf),
    /// What has been practised
    Progress(ProgressArgs),
    /// Check charts and questions: those of medcode, or a folder of your own
    Check(CheckMaterial),
}

#[derive(Group)]
pub(crate) struct Charts {
    /// office, ed, inpatient, outpatient_procedure, telehealth
    #[arg(long, value_name = "S")]
    pub(crate) setting: Option<String>,
    /// 1 easy, 2, 3 hard
    #[arg(long, value_name = "N")]
    pub(crate) level: Option<u8>,
    /// Words of the specialty
    #[arg(long, value_name = "WORDS")]
    pub(crate) specialty: Option<String>,
    /// A folder with charts of your own, instead of those of medcode
    #[arg(long, value_name = "DIR")]
    pub(crate) from: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct OneChart {
    /// The chart, as `practice charts` names it
    pub(crate) id: String,
    /// Show the first N hints
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) hints: usize,
    /// Grade the codes of a file, one a line (`E11.22 poa=Y`, `99214-25`, `J1885 x4`); `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Ask for codes also where standard input is no terminal
    #[arg(long, short, conflicts_with_all = ["json", "answers"])]
    pub(crate) interactive: bool,
    /// A folder with charts of your own, instead of those of medcode
    #[arg(long, value_name = "DIR")]
    pub(crate) from: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// How questions and drills are asked.
#[derive(Group)]
pub(crate) struct Asking {
    /// How many
    #[arg(short = 'n', long = "items", default_value_t = 10, value_name = "N")]
    pub(crate) items: usize,
    /// The same seed gives the same order or the same drills
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Read the answers (a, b, c, d; one a line) from a file
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) when: When,
    /// Print JSON; without --answers the items with their answers, and nothing is recorded
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Questions {
    /// CPC, CIC, CCS or CCA
    #[arg(long, value_name = "C")]
    pub(crate) credential: Option<String>,
    /// terminology, conventions, guidelines, icd10cm, icd10pcs, cpt, hcpcs, compliance, reimbursement, documentation
    #[arg(long, value_name = "D")]
    pub(crate) domain: Option<String>,
    /// A folder with questions of your own, instead of those of medcode
    #[arg(long, value_name = "DIR")]
    pub(crate) from: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) asking: Asking,
}

#[derive(Group)]
pub(crate) struct Drills {
    /// index, seventh, excludes, additional, sequence, billable, retired, pcs, units, modifier, age
    pub(crate) kind: Option<String>,
    #[command(flatten)]
    pub(crate) asking: Asking,
}

/// The lesson made of two releases.
#[derive(Group)]
pub(crate) struct LessonOf {
    /// The older release: FY2025, 2025-04-01, hcpcs:2026-01
    #[arg(value_name = "RELEASE_A")]
    pub(crate) before: String,
    /// The newer release
    #[arg(value_name = "RELEASE_B")]
    pub(crate) after: String,
    /// ICD10CM, ICD10PCS or HCPCS [default: the first that has both releases]
    #[arg(long, value_name = "SYSTEM")]
    pub(crate) system: Option<String>,
    /// Specialties that come first (may be repeated)
    #[arg(long, value_name = "SPECIALTY", value_delimiter = ',')]
    pub(crate) specialty: Vec<String>,
    /// Codes you use come first, and their specialties where none is given: one a line or CSV
    #[arg(long, value_name = "FILE")]
    pub(crate) mine: Vec<PathBuf>,
    /// Print the flash cards instead of asking
    #[arg(long, conflicts_with = "answers")]
    pub(crate) cards: bool,
    /// How many questions, or cards
    #[arg(short = 'n', long = "items", default_value_t = 20, value_name = "N")]
    pub(crate) items: usize,
    /// The same seed gives the same questions
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Read the answers (a, b, c, d; one a line) from a file
    #[arg(long, value_name = "FILE")]
    pub(crate) answers: Option<PathBuf>,
    /// Print JSON; without --answers the lesson with its answers, and nothing is recorded
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct ProgressArgs {
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct CheckMaterial {
    /// A folder with `charts/` and `questions/` of your own
    pub(crate) folder: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
