//! Comparisons of releases: each made once, beside the threads that answer, and kept while it is looked
//! at.

use crate::fault::Fault;
use crate::state::App;
use medcode::Engine;
use medcode::diff::{NameError, Sheet, compare_telling};
use medcode::model::{CodeSystem, Date, ReleaseId};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};

/// Comparisons that are kept.
const KEPT: usize = 4;
/// Comparisons that may be waited for at the same time; more are asked to come again.
const WAITED_FOR: usize = 4;

/// Two releases of one system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) system: CodeSystem,
    pub(crate) before: Date,
    pub(crate) after: Date,
}

/// Nothing while it is made; then what came of it.
type Made = Option<Result<Arc<Sheet>, String>>;

/// Parts that are done, of so many.
#[derive(Default)]
struct Far {
    done: AtomicUsize,
    of: AtomicUsize,
}

/// One of them, by its releases and their digests: an installation may replace a release.
struct Kept {
    pair: Pair,
    digests: [String; 2],
    made: watch::Receiver<Made>,
    far: Arc<Far>,
}

/// The comparisons of this server.
pub(crate) struct Compared {
    kept: Mutex<Vec<Kept>>,
    /// One is made at a time: it takes a core for itself.
    turn: Arc<Semaphore>,
}

impl Default for Compared {
    fn default() -> Self {
        Self { kept: Mutex::default(), turn: Arc::new(Semaphore::new(1)) }
    }
}

impl Compared {
    fn all(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was installed since may change any of them.
    pub(crate) fn forget(&self) {
        self.all().clear();
    }

    /// How many parts of a comparison are done, of so many; none where it is not being made.
    pub(crate) fn far(&self, pair: &Pair) -> Option<(usize, usize)> {
        let all = self.all();
        let own = all.iter().rev().find(|k| k.pair == *pair && k.made.borrow().is_none())?;
        Some((own.far.done.load(Ordering::Relaxed), own.far.of.load(Ordering::Relaxed)))
    }

    /// Waits for a comparison for so long; none where it is not made yet, and is made on.
    pub(crate) async fn get(
        &self,
        app: &Arc<App>,
        pair: &Pair,
        patience: Duration,
    ) -> Result<Option<Arc<Sheet>>, Fault> {
        let mut made = self.begin(app, pair)?;
        let waited = tokio::time::timeout(patience, made.wait_for(Option::is_some)).await;
        let made = match waited {
            Err(_) => return Ok(None),
            Ok(Err(_)) => return Err(Fault::internal("a comparison was given up")),
            Ok(Ok(made)) => made.clone(),
        };
        made.transpose().map_err(Fault::no_data)
    }

    /// The comparison that is kept, or one that is begun now.
    fn begin(&self, app: &Arc<App>, pair: &Pair) -> Result<watch::Receiver<Made>, Fault> {
        let engine = app.engine();
        let digests = [pair.before, pair.after].map(|from| digest(&engine, pair.system, from));
        let mut all = self.all();
        if let Some(at) = all.iter().position(|k| k.pair == *pair && k.digests == digests) {
            let found = all.remove(at);
            let made = found.made.clone();
            all.push(found);
            return Ok(made);
        }
        if all.iter().filter(|k| k.made.borrow().is_none()).count() >= WAITED_FOR {
            return Err(Fault::slow_down(5));
        }
        let (say, made) = watch::channel(None);
        let far = Arc::<Far>::default();
        all.push(Kept { pair: pair.clone(), digests, made: made.clone(), far: far.clone() });
        // The one that was not looked at for longest goes first; one that is being made stays.
        if all.len() > KEPT
            && let Some(at) = all.iter().position(|k| k.made.borrow().is_some())
        {
            all.remove(at);
        }
        let (turn, pair, app) = (self.turn.clone(), pair.clone(), app.clone());
        tokio::spawn(async move {
            let permit = turn.acquire_owned().await;
            let asked = pair.clone();
            let made = crate::api::work(move || sheet(&engine, &asked, &far)).await;
            drop(permit);
            let made = made.unwrap_or_else(|fault| Err(fault.detail().to_owned()));
            if made.is_err() {
                app.compared.all().retain(|k| k.pair != pair);
            }
            // Nobody may be waiting any more.
            drop(say.send(Some(made)));
        });
        Ok(made)
    }
}

fn sheet(engine: &Engine, pair: &Pair, far: &Far) -> Result<Arc<Sheet>, String> {
    let days = (pair.before.to_string(), pair.after.to_string());
    let told = |e: NameError| e.to_string();
    // One part more is counted: the sheet that is made of all of them.
    let tell = |done: usize, of: usize| {
        far.of.store(of + 1, Ordering::Relaxed);
        far.done.store(done, Ordering::Relaxed);
    };
    let mut diff =
        compare_telling(engine.library(), Some(pair.system), &days.0, &days.1, &tell).map_err(told)?;
    let of = diff.systems.pop().ok_or("nothing was compared")?;
    Ok(Arc::new(Sheet::new(of)))
}

/// The digest of a release file; empty where it cannot be read, which the comparison will tell.
fn digest(engine: &Engine, system: CodeSystem, from: Date) -> String {
    let release = engine.library().get(ReleaseId { system, from });
    release.map_or_else(|_| String::new(), |r| medcode::release::hex(r.file().digest()))
}

/// The days of the releases of a system, the oldest first.
pub(crate) fn days(engine: &Engine, system: CodeSystem) -> Vec<Date> {
    let all = engine.library().releases().map(|(id, ..)| id);
    all.filter(|id| id.system == system).map(|id| id.from).collect()
}
