//! Jobs and requests that may come twice.

use std::collections::HashSet;
use std::sync::Arc;

use medcode_store::{Digest, Error, Idempotency, JobId, JobState};

use crate::place::{Opened, at};

pub(crate) async fn a_job_goes_from_the_queue_to_its_end(store: &Opened) {
    let made = store.create_job(&at(1), "import", r#"{"file":1}"#, 10).await.unwrap();
    assert_eq!((made.state, made.total, made.by.as_str()), (JobState::Queued, 10, "system:test"));
    assert!(store.take_job(&at(2), &["install"]).await.unwrap().is_none());
    assert!(store.take_job(&at(2), &[]).await.unwrap().is_none());
    let early = store.progress(&made.id, 2, 1, 10, "").await;
    assert!(matches!(early, Err(Error::Refused(_))), "{early:?}");
    let taken = store.take_job(&at(2), &["install", "import"]).await.unwrap().unwrap();
    assert_eq!((&taken.id, taken.state, taken.heartbeat), (&made.id, JobState::Running, 2));
    let on = store.progress(&made.id, 5, 4, 12, "chart 4").await.unwrap();
    assert_eq!((on.done, on.total, on.heartbeat, on.stop_asked), (4, 12, 5, false));
    let asked = store.stop_job(&at(6), &made.id).await.unwrap();
    assert_eq!((asked.state, asked.stop_asked), (JobState::Running, true));
    let odd = store.end_job(&at(7), &made.id, JobState::Queued, "", None).await;
    assert!(matches!(odd, Err(Error::Refused(_))), "{odd:?}");
    let end = store.end_job(&at(7), &made.id, JobState::Stopped, "as asked", Some("{}")).await.unwrap();
    assert_eq!(
        (end.state, end.message.as_str(), end.result.as_deref()),
        (JobState::Stopped, "as asked", Some("{}"))
    );
    assert!(store.job(&made.id).await.unwrap() == end);
    for late in [
        store.end_job(&at(8), &made.id, JobState::Done, "", None).await,
        store.stop_job(&at(8), &made.id).await,
        store.progress(&made.id, 8, 1, 1, "").await,
    ] {
        assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
    }
    assert!(matches!(store.job(&JobId::new("none")).await, Err(Error::NotFound("job"))));
    let waiting = store.create_job(&at(9), "import", "{}", 0).await.unwrap();
    assert_eq!(store.stop_job(&at(10), &waiting.id).await.unwrap().state, JobState::Stopped);
    let ids: Vec<JobId> = store.jobs(10).await.unwrap().into_iter().map(|j| j.id).collect();
    assert_eq!(ids, [waiting.id, made.id]);
}

pub(crate) async fn a_job_whose_server_died_is_failed(store: &Opened) {
    for n in 0..3 {
        store.create_job(&at(n), "code", "{}", 0).await.unwrap();
    }
    let dead = store.take_job(&at(10), &["code"]).await.unwrap().unwrap();
    let alive = store.take_job(&at(10), &["code"]).await.unwrap().unwrap();
    store.progress(&alive.id, 90, 1, 2, "").await.unwrap();
    assert_eq!(store.fail_stale_jobs(&at(100), 50).await.unwrap(), 1);
    assert_eq!(store.fail_stale_jobs(&at(101), 50).await.unwrap(), 0);
    assert_eq!(store.job(&dead.id).await.unwrap().state, JobState::Failed);
    assert_eq!(store.job(&alive.id).await.unwrap().state, JobState::Running);
    let jobs = store.counts(0).await.unwrap().jobs;
    assert_eq!(jobs, [(JobState::Failed, 1), (JobState::Queued, 1), (JobState::Running, 1)]);
}

pub(crate) async fn many_servers_never_take_the_same_job(store: &Opened) {
    for n in 0..20 {
        store.create_job(&at(n), "code", "{}", 0).await.unwrap();
    }
    let mut tasks = Vec::new();
    for _ in 0..5 {
        let store = Arc::clone(store);
        tasks.push(tokio::spawn(async move {
            let mut taken = Vec::new();
            while let Some(job) = store.take_job(&at(50), &["code"]).await.unwrap() {
                taken.push(job.id);
            }
            taken
        }));
    }
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await.unwrap());
    }
    assert_eq!((all.len(), all.iter().collect::<HashSet<_>>().len()), (20, 20));
}

pub(crate) async fn a_request_that_comes_twice_acts_once(store: &Opened) {
    let (one, two) = (Digest::of(b"one"), Digest::of(b"two"));
    let claim =
        async |actor: &str, digest, now| store.claim(actor, "k", digest, now, now + 10).await.unwrap();
    assert_eq!(claim("key:a", one, 0).await, Idempotency::New);
    assert_eq!(claim("key:a", one, 1).await, Idempotency::Running);
    assert_eq!(claim("key:b", one, 1).await, Idempotency::New, "keys are each one's own");
    assert_eq!(claim("key:a", two, 1).await, Idempotency::Mismatch);
    store.finish("key:a", "k", 201, b"\0made", 100).await.unwrap();
    let done = Idempotency::Done { status: 201, body: b"\0made".to_vec() };
    assert!(claim("key:a", one, 99).await == done);
    assert_eq!(claim("key:a", two, 100).await, Idempotency::New, "what expired does not count");
    store.release("key:a", "k").await.unwrap();
    assert_eq!(claim("key:a", one, 101).await, Idempotency::New);
    assert!(matches!(store.finish("key:c", "k", 200, b"", 9).await, Err(Error::NotFound(_))));
    assert_eq!(store.sweep_requests(111).await.unwrap(), 2);
}

pub(crate) async fn of_the_same_request_at_once_one_is_new(store: &Opened) {
    for round in 0..5 {
        let mut tasks = Vec::new();
        for _ in 0..6 {
            let (store, key) = (Arc::clone(store), format!("k{round}"));
            tasks.push(tokio::spawn(async move {
                store.claim("user:a", &key, Digest::of(b"x"), 1, 10).await.unwrap()
            }));
        }
        let mut new = 0;
        for task in tasks {
            new += usize::from(task.await.unwrap() == Idempotency::New);
        }
        assert_eq!(new, 1, "round {round}");
    }
}
