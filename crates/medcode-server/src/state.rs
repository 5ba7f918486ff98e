//! What every request sees.

use crate::auth::Sessions;
use crate::compared::Compared;
use crate::config::Config;
use crate::fault::Fault;
use crate::metrics::Metrics;
use crate::opened::OpenCharts;
use crate::rate::Rates;
use arc_swap::ArcSwap;
use medcode::model::Date;
use medcode::{AsOf, Engine};
use medcode_store::Store;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The first code sets are being installed: an answer that needs them says so.
pub(crate) static INSTALLING: AtomicBool = AtomicBool::new(false);

/// The last day for which diagnoses can be answered: pages show it where no date is chosen.
static LAST_DAY: Mutex<Option<Date>> = Mutex::new(None);

/// The day that is answered for where none is given.
pub(crate) fn usual_day() -> Date {
    let today = crate::clock::today();
    let last = LAST_DAY.lock().map(|day| *day).unwrap_or_default();
    last.map_or(today, |last| last.min(today))
}

fn note_last_day(engine: &Engine) {
    if let Ok(mut day) = LAST_DAY.lock() {
        *day = Some(engine.library().default_date(Date::MAX));
    }
}

/// What every request sees.
pub struct App {
    engine: ArcSwap<Engine>,
    /// The records.
    pub store: Arc<dyn Store>,
    /// Sessions seen a moment ago.
    pub(crate) sessions: Sessions,
    /// What was done since the start.
    pub(crate) metrics: Metrics,
    /// How often callers ask.
    pub(crate) rates: Rates,
    /// Who has which chart open.
    pub(crate) open: OpenCharts,
    /// The file of the house's own rules, as it was when the engine took it up.
    pub(crate) rules: std::sync::Mutex<Option<medcode_store::Digest>>,
    /// Releases compared a moment ago.
    pub(crate) compared: Compared,
    batches: Arc<Semaphore>,
    /// The set-up.
    pub config: Config,
}

impl App {
    /// Over an engine, the records and a set-up.
    #[must_use]
    pub fn new(engine: Engine, store: Arc<dyn Store>, config: Config) -> Self {
        note_last_day(&engine);
        Self {
            engine: ArcSwap::from_pointee(engine),
            store,
            sessions: Sessions::default(),
            metrics: Metrics::default(),
            rates: Rates::new(config.rate),
            open: OpenCharts::default(),
            rules: std::sync::Mutex::default(),
            compared: Compared::default(),
            batches: Arc::new(Semaphore::new(config.batches)),
            config,
        }
    }

    /// The turn of a batch, held while it runs; when all are taken the caller is to come again.
    pub(crate) fn batch(&self) -> Result<OwnedSemaphorePermit, Fault> {
        self.batches.clone().try_acquire_owned().map_err(|_| Fault::batches_run())
    }

    /// The code sets as installed now.
    #[must_use]
    pub fn engine(&self) -> Arc<Engine> {
        self.engine.load_full()
    }

    /// How many releases are installed.
    pub(crate) fn releases(&self) -> usize {
        self.engine().library().releases().count()
    }

    /// Takes up what was installed since; requests that run keep what they began with.
    ///
    /// # Errors
    /// When the knowledge base or the user's own rules cannot be used; the old ones stay.
    pub fn reopen(&self) -> Result<(), medcode::EngineError> {
        let engine = Engine::of_home(&self.config.home)?;
        note_last_day(&engine);
        self.engine.store(Arc::new(engine));
        self.compared.forget();
        Ok(())
    }

    /// The date to answer for, as a query parameter gives it.
    pub(crate) fn as_of(&self, given: Option<&str>, nearest: bool) -> Result<AsOf, Fault> {
        let given = given.map(str::trim).filter(|g| !g.is_empty());
        let date = given.map(|g| g.parse().map_err(|_| Fault::field("as_of", "write YYYY-MM-DD")));
        Ok(self.engine().as_of(date.transpose()?, None, crate::clock::today(), nearest))
    }
}

/// The state as handlers take it.
pub(crate) type Shared = axum::extract::State<Arc<App>>;
