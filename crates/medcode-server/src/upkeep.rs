//! What is done every minute: sessions that are over go, and work of a server that died is told as failed.

use crate::state::App;
use medcode_store::{Change, Millis};
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
