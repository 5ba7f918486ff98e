//! The command line, one definition for parsing, help and completions.

mod diff;
mod practice;
mod records;
mod remit;
mod serve;

use clap::{Args as Group, Parser, Subcommand};
pub(crate) use diff::Diff;
pub(crate) use practice::{
    Asking, Charts, CheckMaterial, Drills, LessonOf, OneChart, Practice, PracticeDo, Questions,
};
pub(crate) use records::{Audit, AuditDo, Backup, Restore};
pub(crate) use remit::{Export, Remit};
pub(crate) use serve::Serve;
use std::path::PathBuf;

/// Medical coding: official code sets as of any date, and codes with evidence from a note.
#[derive(Parser)]
#[command(
    name = "medcode",
    version,
    about,
    disable_help_subcommand = true,
    after_help = "CPT is a trademark of the American Medical Association; medcode ships no CPT text.\n\
                  Results go to standard output, messages to standard error.\n\
                  Exit status: 0 done, 1 done with findings that block or codes not valid, 2 could not do it."
)]
pub(crate) struct Args {
    /// Folder of the knowledge base [default: the user's data folder, or $MEDCODE_HOME]
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(crate) home: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Read official files into the knowledge base; without arguments the default set
    Install(Install),
    /// What is installed, in force when, from which file
    Status(Json),
    /// Ask the publishers what is newer than what is installed; nothing is downloaded
    Update(Update),
    /// Read every byte of the knowledge base and compare its digests
    Verify(Json),
    /// Everything the release in force says of a code
    Lookup(Lookup),
    /// Find codes by words: any order, beginnings of words, misspellings, abbreviations
    Search(Search),
    /// Walk the Alphabetic Index and its tables: main term, then subterms
    Index(Index),
    /// Walk the hierarchy: chapters, blocks, categories, codes
    Browse(Browse),
    /// The HCPCS code and units of a drug and dose: `ceftriaxone 1 g IM`
    Drugs(Drugs),
    /// Build an ICD-10-PCS code: characters or words, then value by value
    Pcs(Pcs),
    /// Read a note, print the codes a coder would report, with the words behind each
    Code(Code),
    /// Score `code` on labelled sets
    Eval(Eval),
    /// Explain a code or a section of the Official Guidelines (`OCG-I.A.15`)
    Explain(Explain),
    /// Check claims or encounters against the official conventions and edits
    Check(Check),
    /// What payers said (X12 835, 277CA, 999), joined to the claims that were sent
    Remit(Remit),
    /// Write a claim or a coded encounter in another form
    Export(Export),
    /// What changed between two releases, and what that means for your own codes
    Diff(Diff),
    /// Learn: practice charts that are graded, questions, drills
    Practice(Practice),
    /// The workbench and the HTTP API, on this machine or for a team
    Serve(Serve),
    /// Copy the records to a new file while they are in use, and check the copy
    Backup(Backup),
    /// Put a copy in the place of the records; no server may run on them
    Restore(Restore),
    /// The audit log: is it whole, and the log as JSON Lines
    Audit(Audit),
    /// Reads one document for the server (bytes in, JSON out)
    #[command(hide = true)]
    ReadDocument(ReadDocument),
    /// The MCP server (not in this version)
    #[command(hide = true)]
    Mcp(Later),
}

#[derive(Group)]
pub(crate) struct Check {
    /// Files of claims or encounters: X12 837, FHIR R4, CSV, medcode JSON; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// auto, 837p, 837i, 837d, fhir, json or csv
    #[arg(long, default_value = "auto", value_name = "FORMAT")]
    pub(crate) format: String,
    /// Names of columns of a CSV file, a line each: `charge = Amount billed`
    #[arg(long, value_name = "FILE")]
    pub(crate) columns: Option<PathBuf>,
    /// Where no installed release is in force on the date of service, use the nearest
    #[arg(long)]
    pub(crate) nearest: bool,
    #[command(flatten)]
    pub(crate) own: Own,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Rules, exceptions and limits of the user's own.
#[derive(Group)]
pub(crate) struct Own {
    /// A file of rules of your own (may be repeated)
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
    /// Overrides and limits, instead of `check.rules` in the home folder
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Group)]
pub(crate) struct ReadDocument {
    /// Memory that it may take
    #[arg(long, default_value_t = 1536, value_name = "MB")]
    pub(crate) memory_mb: u64,
    /// Seconds of the processor that it may take
    #[arg(long, default_value_t = 20, value_name = "S")]
    pub(crate) seconds: u64,
}

/// Arguments of a command that this version does not have.
#[derive(Group)]
pub(crate) struct Later {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, hide = true)]
    _rest: Vec<String>,
}

#[derive(Group)]
pub(crate) struct Json {
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which day the answer holds for.
#[derive(Group)]
pub(crate) struct When {
    /// Answer from the release in force on this day (YYYY-MM-DD)
    #[arg(long, visible_alias = "dos", value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Where no installed release is in force on the day, use the nearest and say so
    #[arg(long)]
    pub(crate) nearest: bool,
}

#[derive(Group)]
pub(crate) struct Install {
    /// A code set (icd10cm, icd10pcs, hcpcs, cpt), or a publisher's file, folder or zip
    #[arg(value_name = "SOURCE")]
    pub(crate) sources: Vec<String>,
    /// A publisher's file, folder or zip to read (may be repeated)
    #[arg(long, value_name = "PATH")]
    pub(crate) from: Vec<PathBuf>,
    /// The release to fetch, or that of files which do not state it: 2026-04-01, 2026-04, FY2026
    #[arg(long, value_name = "ID")]
    pub(crate) release: Option<String>,
    /// Do not ask the publishers; take the ICD-10-CM tabular from the Python package instead
    #[arg(long)]
    pub(crate) offline: bool,
    /// List every file and every problem
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Update {
    /// Ask now; without it nothing is ever asked
    #[arg(long)]
    pub(crate) check: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Lookup {
    /// Codes, with or without the dot
    #[arg(required = true)]
    pub(crate) codes: Vec<String>,
    /// Only this system: ICD10CM, ICD10PCS, HCPCS, CPT
    #[arg(long, value_name = "SYSTEM")]
    pub(crate) system: Option<String>,
    #[command(flatten)]
    pub(crate) when: When,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Search {
    /// Words to look for
    #[arg(required = true)]
    pub(crate) text: Vec<String>,
    /// Only this system: ICD10CM, ICD10PCS, HCPCS, CPT
    #[arg(long, value_name = "SYSTEM")]
    pub(crate) system: Option<String>,
    #[command(flatten)]
    pub(crate) when: When,
    /// How many hits
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) limit: usize,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Index {
    /// The main term, then subterms; beginnings of words will do
    #[arg(required = true)]
    pub(crate) terms: Vec<String>,
    /// ICD10CM or ICD10PCS
    #[arg(long, default_value = "ICD10CM", value_name = "SYSTEM")]
    pub(crate) system: String,
    #[command(flatten)]
    pub(crate) when: When,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Browse {
    /// A chapter number, a block (E08-E13), a code, or the first characters of a PCS code
    pub(crate) code: Option<String>,
    /// ICD10CM, ICD10PCS or HCPCS
    #[arg(long, value_name = "SYSTEM")]
    pub(crate) system: Option<String>,
    #[command(flatten)]
    pub(crate) when: When,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Drugs {
    /// Name, dose and route as a note has them
    #[arg(required = true, value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) when: When,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Pcs {
    /// The first characters of a code, or words: an operation, a term of the Index
    #[arg(value_name = "CHARACTERS|TERM")]
    pub(crate) asked: Vec<String>,
    #[command(flatten)]
    pub(crate) when: When,
    /// Ask for each value also where standard input is no terminal
    #[arg(long, short, conflicts_with = "json")]
    pub(crate) interactive: bool,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Code {
    /// The note; `-` or nothing reads standard input
    pub(crate) file: Option<PathBuf>,
    /// One JSON object a line: `{"id", "note", "setting", "age", "sex", "date_of_service", "billing_context", "quality"}`
    #[arg(long, value_name = "IN", conflicts_with = "file")]
    pub(crate) jsonl: Option<PathBuf>,
    /// Where to write JSON Lines [default: standard output]
    #[arg(long, value_name = "OUT", requires = "jsonl")]
    pub(crate) out: Option<PathBuf>,
    /// Date of service (YYYY-MM-DD)
    #[arg(long, visible_alias = "as-of", value_name = "DATE")]
    pub(crate) dos: Option<String>,
    /// Where no installed release is in force on the day, use the nearest and say so
    #[arg(long)]
    pub(crate) nearest: bool,
    /// office, telehealth, ed, outpatient_procedure, inpatient, observation, nursing_facility, home
    #[arg(long, value_name = "S")]
    pub(crate) setting: Option<String>,
    /// Who sends the bill: professional, facility or dme; by default an inpatient stay is the
    /// facility's and every other visit the professional's
    #[arg(long, value_name = "WHO")]
    pub(crate) billing: Option<String>,
    /// Age in years
    #[arg(long, value_name = "N")]
    pub(crate) age: Option<u16>,
    /// F or M
    #[arg(long, value_name = "SEX")]
    pub(crate) sex: Option<String>,
    /// report: what a coder reports; mentions: everything the text mentions
    #[arg(long, default_value = "report", value_name = "MODE")]
    pub(crate) mode: String,
    /// Suggest only codes with at least this confidence (0 to 1)
    #[arg(long, value_name = "P")]
    pub(crate) threshold: Option<f32>,
    /// Add the codes of quality measures that the note supports: CPT category II, Medicare's G codes
    #[arg(long)]
    pub(crate) quality: bool,
    /// Write a claim instead: 837p or 837i
    #[arg(long, value_name = "FORM", requires = "facts", conflicts_with_all = ["jsonl", "json"])]
    pub(crate) claim: Option<String>,
    /// Billing facts for --claim: charges, providers, coverage (JSON)
    #[arg(long, value_name = "FILE", requires = "claim")]
    pub(crate) facts: Option<PathBuf>,
    /// How many threads to use with --jsonl [default: one a core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Eval {
    /// Labelled sets, JSON Lines
    #[arg(required_unless_present = "diff")]
    pub(crate) sets: Vec<PathBuf>,
    /// Compare two runs saved with --json
    #[arg(long, num_args = 2, value_names = ["BEFORE", "AFTER"], conflicts_with_all = ["sets", "against"])]
    pub(crate) diff: Option<Vec<PathBuf>>,
    /// Compare this run with one saved with --json
    #[arg(long, value_name = "FILE")]
    pub(crate) against: Option<PathBuf>,
    /// report or mentions
    #[arg(long, default_value = "report", value_name = "MODE")]
    pub(crate) mode: String,
    /// List each wrong, missing and trapped code with its cause
    #[arg(long)]
    pub(crate) errors: bool,
    /// Ask the rule book of the labels themselves, as if they were claims; nothing is coded
    #[arg(long, conflicts_with_all = ["errors", "against", "diff"])]
    pub(crate) check: bool,
    /// Suggest only codes with at least this confidence (0 to 1)
    #[arg(long, value_name = "P")]
    pub(crate) threshold: Option<f32>,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Group)]
pub(crate) struct Explain {
    /// A code, a guideline section such as OCG-I.A.15, a rule, or `rules` for a list of all rules
    pub(crate) what: String,
    #[command(flatten)]
    pub(crate) when: When,
    #[command(flatten)]
    pub(crate) own: Own,
    /// Print JSON
    #[arg(long)]
    pub(crate) json: bool,
}
