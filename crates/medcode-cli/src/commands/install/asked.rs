//! What do the arguments of `install` ask for?

use crate::args::Install;
use anyhow::{Result, bail};
use medcode::model::{CodeSystem, ReleaseId};
use medcode::release::catalogue;
use medcode::release::install::Given;
use std::path::PathBuf;

/// What is to be installed.
#[derive(Debug)]
pub(super) struct Asked {
    /// Only of these systems; of all where it is empty.
    pub(super) systems: Vec<CodeSystem>,
    /// From where.
    pub(super) what: What,
}

/// Where it comes from.
#[derive(Debug)]
pub(super) enum What {
    /// Files at hand.
    Files(Vec<Given>),
    /// Releases to fetch.
    Release(Vec<ReleaseId>),
    /// What is in force today, to fetch.
    Default,
}

const NAMES: &str = "icd10cm, icd10pcs, hcpcs or cpt";

/// Reads the arguments. The name of a code set is never taken as a path: `./hcpcs` is one.
pub(super) fn read(args: &Install) -> Result<Asked> {
    let (mut systems, mut paths) = (Vec::new(), Vec::new());
    for source in &args.sources {
        match CodeSystem::parse(source) {
            Some(system) => systems.push(system),
            None if PathBuf::from(source).exists() => paths.push(PathBuf::from(source)),
            None => bail!("`{source}` is neither a code set ({NAMES}) nor a file or folder here"),
        }
    }
    paths.extend(args.from.iter().cloned());
    if let Some(missing) = paths.iter().find(|p| !p.exists()) {
        bail!("there is no file or folder {}", missing.display());
    }
    if paths.is_empty() && systems.contains(&CodeSystem::Cpt) {
        bail!(
            "CPT is the AMA's and nobody may fetch it for you: give your own licensed files, or the Medicare fee schedule and NCCI edits, with `medcode install cpt --from FILE`"
        );
    }
    let what = match &args.release {
        _ if !paths.is_empty() => {
            let given = |path| Given { path, release: args.release.clone() };
            What::Files(paths.into_iter().map(given).collect())
        }
        Some(_) if systems.is_empty() => {
            bail!("say of which code set: medcode install icd10cm --release ID")
        }
        Some(release) => What::Release(releases(&systems, release)?),
        None => What::Default,
    };
    Ok(Asked { systems, what })
}

/// The releases of that name that the catalogue knows.
fn releases(systems: &[CodeSystem], text: &str) -> Result<Vec<ReleaseId>> {
    let mut found = Vec::new();
    for system in systems {
        let known = catalogue::releases(*system);
        match ReleaseId::parse(*system, text) {
            None => bail!("`{text}` is no release: write 2026-04-01, 2026-04 or FY2026"),
            Some(id) if known.contains(&id) => found.push(id),
            Some(id) => {
                let known: Vec<String> = known.iter().map(|r| r.from.to_string()).collect();
                bail!(
                    "no address is known of {id}, only of {}; fetch its files from the publisher and give them with --from",
                    known.join(", ")
                )
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Args, Command};
    use clap::Parser;

    fn asked(line: &str) -> Result<Asked> {
        let args = Args::parse_from(["medcode", "install"].into_iter().chain(line.split_whitespace()));
        let Command::Install(install) = args.command else { panic!("not install") };
        read(&install)
    }

    #[test]
    fn names_paths_and_releases_are_told_apart() {
        let told = |line: &str| match asked(line) {
            Err(error) => error.to_string(),
            Ok(asked) => {
                let what = match asked.what {
                    What::Default => "default".to_owned(),
                    What::Release(ids) => {
                        format!("{ids:?}").chars().filter(|c| c.is_ascii_digit()).collect()
                    }
                    What::Files(given) => format!("{} {:?}", given.len(), given[0].release),
                };
                format!("{:?} {what}", asked.systems)
            }
        };
        assert_eq!(told(""), "[] default");
        assert_eq!(told("ICD-10-CM hcpcs"), "[Icd10Cm, Hcpcs] default");
        assert_eq!(told("icd10cm --from src --release FY2026"), "[Icd10Cm] 1 Some(\"FY2026\")");
        assert_eq!(told("src Cargo.toml"), "[] 2 None");
        assert!(told("cpt").starts_with("CPT is the AMA's"));
        assert_eq!(told("cpt --from src"), "[Cpt] 1 None");
        assert!(told("nowhere").starts_with("`nowhere` is neither"));
        assert!(told("--from nowhere").starts_with("there is no file"));
        assert!(told("--release FY2026").starts_with("say of which"));
        assert!(told("icd10cm --release soon").starts_with("`soon` is no release"));
        assert!(told("icd10cm --release FY1999").starts_with("no address is known of ICD-10-CM 1998"));
        assert!(!told("icd10cm --release 2026-04").contains("address"));
    }
}
