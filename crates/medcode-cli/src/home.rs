//! Which folder holds the knowledge base, and what happens when it is empty.

use crate::{commands::install, today};
use anyhow::{Context, Result};
use medcode::Engine;
use medcode::release::home::Home;
use std::path::PathBuf;

/// The folder: `--home`, else `MEDCODE_HOME`, else the user's data folder.
pub(crate) fn home(given: Option<PathBuf>) -> Result<Home> {
    let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let folder = given
        .or_else(|| var("MEDCODE_HOME"))
        .or_else(|| var("XDG_DATA_HOME").map(|d| d.join("medcode")))
        .or_else(|| var("LOCALAPPDATA").map(|d| d.join("medcode")))
        .or_else(|| var("HOME").map(|d| d.join(".local/share/medcode")));
    folder.map(Home::at).context(
        "cannot tell where to keep the knowledge base: set MEDCODE_HOME to a folder, or use --home FOLDER",
    )
}

/// The engine over what is installed, whatever that is.
pub(crate) fn open(home: &Home) -> Result<Engine> {
    Ok(Engine::open(home.root())?)
}

/// The engine; where nothing is installed the default set is, after saying so.
pub(crate) fn open_or_install(home: &Home) -> Result<Engine> {
    let engine = open(home)?;
    if !engine.library().is_empty() {
        return Ok(engine);
    }
    eprintln!(
        "No code set is installed yet; installing the default set into {}.",
        home.root().display()
    );
    install::on_first_use(home, today::today()?)?;
    open(home)
}
