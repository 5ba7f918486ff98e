//! `medcode serve`: the workbench and the HTTP API.

use crate::args::Serve as Args;
use crate::commands::install;
use crate::home;
use anyhow::{Context, Result};
use medcode::release::home::Home;
use medcode_server::{Config, Installing, Serving, Tls};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// The settings of a file.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<String>,
    db: Option<String>,
    tls_certificate: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    #[serde(default)]
    behind_proxy: Vec<String>,
    idle_minutes: Option<u64>,
    session_hours: Option<u64>,
    upload_mb: Option<usize>,
    rate: Option<u32>,
    import_folder: Option<PathBuf>,
    backup_folder: Option<PathBuf>,
}

/// Serves until it is told to stop.
pub(crate) fn run(home: &Home, args: &Args) -> Result<ExitCode> {
    let config = config(home, args)?;
    let engine = home::open(home)?.under(medcode::own_policy(home.root(), None, &[])?);
    let empty = engine.library().is_empty();
    let serving = Serving::start(engine, config)?;
    eprintln!("medcode answers at {}", serving.url());
    if let Some(link) = serving.first_link()? {
        eprintln!("There is no administrator yet. This link makes the first one, once, within a day:");
        eprintln!("  {link}");
    }
    if empty {
        install_meanwhile(home, serving.installing())?;
    }
    serving.run()?;
    eprintln!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Installs the default set while the server answers: the link of the first start is not waited for.
fn install_meanwhile(home: &Home, installing: Installing) -> Result<()> {
    eprintln!(
        "No code set is installed yet. The default set is installed now, beside the server; until then it finds no codes."
    );
    let (home, today) = (Home::at(home.root().to_owned()), crate::today::today()?);
    std::thread::spawn(move || {
        let done = install::on_first_use(&home, today).and_then(|()| Ok(installing.done()?));
        match done {
            Ok(()) => eprintln!("The code sets are installed, and the server answers from them."),
            Err(e) => eprintln!(
                "The default set is not installed: {e:#}\nGive the publishers' files with `medcode install --from FILE` or under Administration, Releases."
            ),
        }
    });
    Ok(())
}

/// Where the records are: as given, else where a server without settings keeps them.
pub(crate) fn db_of(home: &Home, given: Option<&str>) -> String {
    given.map_or_else(|| Config::new(home.root().to_owned()).db, str::to_owned)
}

/// Flags and environment first, then the file, then what is usual.
fn config(home: &Home, args: &Args) -> Result<Config> {
    let file = args.config.as_deref().map(read).transpose()?.unwrap_or_default();
    let mut config = Config::new(home.root().to_owned());
    if let Some(listen) = args.listen.as_ref().or(file.listen.as_ref()) {
        let what = || format!("listen: `{listen}` is no address and port, such as 127.0.0.1:7878");
        config.listen = listen.parse().with_context(what)?;
    }
    if let Some(db) = args.db.as_ref().or(file.db.as_ref()) {
        config.db.clone_from(db);
    }
    let certificate = args.tls_certificate.clone().or(file.tls_certificate);
    let key = args.tls_key.clone().or(file.tls_key);
    config.tls = match (certificate, key) {
        (Some(certificate), Some(key)) => Some(Tls { certificate, key }),
        (None, None) => None,
        _ => anyhow::bail!("tls_certificate and tls_key go together"),
    };
    let proxies = if args.behind_proxy.is_empty() { &file.behind_proxy } else { &args.behind_proxy };
    for proxy in proxies {
        let what = || format!("behind_proxy: `{proxy}` is no address, such as 10.0.0.7");
        config.trusted_proxies.push(proxy.parse().with_context(what)?);
    }
    config.secure = config.tls.is_some() || !config.trusted_proxies.is_empty();
    if let Some(minutes) = args.idle_minutes.or(file.idle_minutes) {
        config.idle = Duration::from_secs(minutes.max(1) * 60);
    }
    if let Some(hours) = args.session_hours.or(file.session_hours) {
        config.absolute = Duration::from_secs(hours.max(1) * 3600);
    }
    if let Some(mb) = args.upload_mb.or(file.upload_mb) {
        config.upload = mb.clamp(1, 4096) << 20;
    }
    if let Some(rate) = args.rate.or(file.rate) {
        config.rate = rate;
    }
    config.import_folder = args.import_folder.clone().or(file.import_folder);
    if let Some(folder) = args.backup_folder.clone().or(file.backup_folder) {
        config.backups = folder;
    }
    Ok(config)
}

fn read(path: &Path) -> Result<File> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    toml::from_str(&text).map_err(|e| anyhow::anyhow!("{name}: {e}"))
}
