//! `install`: official files into the knowledge base; without arguments the default set.

mod asked;
mod fetched;
mod print;

use crate::args::Install;
use crate::progress::Shown;
use crate::{out, today};
use anyhow::Result;
use asked::{Asked, What};
use medcode::model::Date;
use medcode::release::home::Home;
use medcode::release::install::{self, Given, InstallError, Report, Request};
use medcode_wire::WireInstall;
use std::path::PathBuf;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run(home: &Home, args: &Install) -> Result<ExitCode> {
    let Asked { systems, what } = asked::read(args)?;
    let given = match what {
        What::Files(given) => given,
        What::Release(releases) => fetched::releases(home, &releases, args.offline)?,
        What::Default => fetched::default_set(home, today::today()?, &systems, args.offline)?,
    };
    let (report, failed) = take(home, given, systems)?;
    if args.json {
        out::json(&WireInstall::from(&report))?;
    } else {
        print::report(&report, args.verbose)?;
    }
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// Installs the default set because a command found nothing installed; results of that
/// command alone go to standard output.
pub(crate) fn on_first_use(home: &Home, today: Date) -> Result<()> {
    let given = fetched::default_set(home, today, &[], false)?;
    let (report, failed) = take(home, given, Vec::new())?;
    for line in print::in_short(&report) {
        eprintln!("{line}");
    }
    failed.map_or(Ok(()), |error| Err(error.into()))
}

/// Installs in one go; an installation that came to nothing has a report too.
fn take(
    home: &Home,
    given: Vec<Given>,
    only: Vec<medcode::model::CodeSystem>,
) -> Result<(Report, Option<InstallError>)> {
    let fetched: Vec<PathBuf> =
        given.iter().map(|g| g.path.clone()).filter(|p| p.starts_with(home.downloads())).collect();
    match install::install(home, &Request { given, only }, &Shown::new()) {
        Ok(report) => {
            // The knowledge base keeps its own copies; one that stays only takes up room.
            fetched.iter().for_each(|path| drop(std::fs::remove_file(path)));
            Ok((report, None))
        }
        Err(InstallError::Nothing(report)) => {
            Ok(((*report).clone(), Some(InstallError::Nothing(report))))
        }
        Err(error) => Err(error.into()),
    }
}
