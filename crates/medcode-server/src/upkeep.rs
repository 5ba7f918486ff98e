//! What is done every minute: sessions that are over go, work of a server that died is told as failed, and
//! rules that were changed beside this server are taken up.

use crate::state::App;
use medcode_store::{Change, Digest, Millis};
use std::sync::Arc;
use std::time::Duration;

const PAUSE: Duration = Duration::from_secs(60);
/// Work that said nothing for so long has nobody who does it.
const SILENT: Millis = 3 * 60_000;

/// Goes on until the server stops.
pub(crate) async fn run(app: Arc<App>) {
    loop {
        if let Err(error) = once(&app).await {
            crate::log::error("upkeep", &error.to_string());
        }
        rules(&app);
        tokio::time::sleep(PAUSE).await;
    }
}

pub(crate) async fn once(app: &App) -> Result<(), medcode_store::Error> {
    let now = crate::clock::now();
    let idle = Millis::try_from(app.config.idle.as_millis()).unwrap_or(Millis::MAX);
    app.store.sweep_sessions(now, now.saturating_sub(idle)).await?;
    app.store.sweep_requests(now).await?;
    app.store.fail_stale_jobs(&Change::system("upkeep", now), now - SILENT).await?;
    Ok(())
}

/// Takes up rules of the home folder that another server, or somebody by hand, has changed. Rules that
/// cannot be followed are told in the log, once, and those of before stay.
fn rules(app: &App) {
    let text = std::fs::read(medcode::standing_rules(&app.config.home)).unwrap_or_default();
    let now = Digest::of(&text);
    let Ok(mut seen) = app.rules.lock() else { return };
    let before = seen.replace(now);
    drop(seen);
    // The engine has just been opened with them when they are looked at for the first time.
    if before.is_some_and(|before| before != now)
        && let Err(error) = app.reopen()
    {
        crate::log::error("rules", &error.to_string());
    }
}
