//! What does the workspace check about itself, and how are measuring sets prepared?
#![forbid(unsafe_code)]

mod codiesp;
mod confidence;
mod licences;
mod packages;
mod tidy;
mod variants;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const USAGE: &str = "\
cargo xtask tidy                                     check the house rules
cargo xtask licences                                 check licences and sources of dependencies
cargo xtask rules-docs                               write docs/rules anew from the heads of the rules
cargo xtask codiesp --zip ZIP --part dev --out FILE  CodiEsp as labelled notes, one JSON object a line
                    [--order ZIP] [--conversion XLSX]  and its codes brought to a later release
cargo xtask search-recall [SET]                      how many queries find their code in $MEDCODE_HOME
cargo xtask mention-weights SET [OUT]                fit the weights of mentions to a training set
cargo xtask confidence-weights RUN... [--out FILE]    fit how sure suggestions are to runs of `eval --json`
cargo xtask background --zip ZIP --out FILE          unlabelled notes, one JSON object a line
cargo xtask variants --set JSONL --style STYLE --out FILE  the same notes typed otherwise: typos, capitals, small";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let task = args.next().unwrap_or_default();
    let rest = Options { args: args.collect() };
    match task.as_str() {
        "tidy" => report("tidy", &tidy::check(&root())?),
        "licences" => licences::check(&root()),
        "codiesp" => codiesp::labelled(
            &rest.path("--zip")?,
            &rest.value("--part").unwrap_or_else(|| "dev".into()),
            &rest.path("--out")?,
            rest.path("--order").ok().as_deref(),
            rest.path("--conversion").ok().as_deref(),
        ),
        "rules-docs" => cargo(&["run", "--quiet", "-p", "medcode-rules", "--example", "rules_docs"]),
        "search-recall" => example("medcode", "search_recall", &rest.args),
        "mention-weights" => example("medcode-cli", "mention_weights", &rest.args),
        "confidence-weights" => {
            let out = rest.path("--out").ok();
            let runs = rest.args.iter().take_while(|a| *a != "--out").map(PathBuf::from);
            confidence::fit(&runs.collect::<Vec<_>>(), out.as_deref())
        }
        "background" => codiesp::background(&rest.path("--zip")?, &rest.path("--out")?),
        "variants" => {
            let style = rest.value("--style").unwrap_or_default();
            variants::write(&rest.path("--set")?, &style, &rest.path("--out")?)
        }
        _ => bail!("{USAGE}"),
    }
}

/// Runs an example of the engine: the tasks themselves know nothing of it.
fn example(package: &str, name: &str, args: &[String]) -> Result<()> {
    let run = ["run", "--quiet", "--release", "--package", package, "--example", name, "--"];
    let args = args.iter().map(String::as_str);
    cargo(&run.into_iter().chain(args).collect::<Vec<_>>())
}

/// Runs cargo.
fn cargo(args: &[&str]) -> Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = std::process::Command::new(cargo).args(args).status();
    if status.context("cannot run cargo")?.success() {
        Ok(())
    } else {
        bail!("{} failed", args.join(" "))
    }
}

/// Prints findings and fails when there is one.
fn report(what: &str, findings: &[String]) -> Result<()> {
    for finding in findings {
        eprintln!("{finding}");
    }
    if findings.is_empty() {
        println!("{what}: nothing to report");
        return Ok(());
    }
    bail!("{what}: {} to put right", findings.len())
}

/// The workspace root, known from where this crate lies.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(PathBuf::from).unwrap_or(here)
}

/// `--name value` pairs.
struct Options {
    args: Vec<String>,
}

impl Options {
    fn value(&self, name: &str) -> Option<String> {
        self.args.windows(2).find(|pair| pair[0] == name).map(|pair| pair[1].clone())
    }

    fn path(&self, name: &str) -> Result<PathBuf> {
        self.value(name).map(PathBuf::from).with_context(|| format!("{name} is missing\n{USAGE}"))
    }
}
