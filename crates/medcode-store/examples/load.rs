//! How fast is the store? Fills a database, then lets many coders work at once, and prints how long
//! each kind of question took: `cargo run --release -p medcode-store --example load -- sqlite:PATH`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use medcode_store::{
    Change, CodedLine, Digest, Imported, NewChart, NewCodeSet, NewEncounter, NewNote, NewUser, Role,
    Status, Store, UserId, WorklistFilter, WorklistQuery, open,
};

/// Charts in the database before anyone works.
const CHARTS: i64 = 20_000;
/// Coders at work.
const CODERS: usize = 50;
/// How long they work.
const WORK: Duration = Duration::from_secs(60);
/// How long a coder thinks between two of the three times a chart is saved: fifty of them then code
/// two hundred charts a minute.
const THOUGHT: Duration = Duration::from_secs(5);

type Times = Arc<Mutex<BTreeMap<&'static str, Vec<Duration>>>>;

fn note(n: i64) -> NewNote {
    let text = format!("Visit {n}. Assessment: hypertension, stable. Plan: continue. ").repeat(40);
    NewNote { text, media_type: "text/plain".to_owned(), name: None, original: None }
}

fn code_set(base: i64, last: bool) -> NewCodeSet {
    NewCodeSet {
        base,
        document: "{\"suggestions\":[]}".repeat(200),
        codes: vec![CodedLine {
            system: "ICD10CM".to_owned(),
            code: "I10".to_owned(),
            modifiers: String::new(),
            units: None,
        }],
        note: None,
        medcode: "0".to_owned(),
        releases: "[]".to_owned(),
        decisions: Vec::new(),
        status: last.then_some(Status::Coded),
    }
}

async fn fill(store: &Arc<dyn Store>) -> medcode_store::Result<()> {
    let begun = Instant::now();
    for from in (0..CHARTS).step_by(500) {
        let chart = |n: i64| NewChart {
            encounter: NewEncounter { priority: 1 + n % 9, due: Some(n), ..NewEncounter::default() },
            note: Some(note(n)),
        };
        let charts = (from..from + 500).map(chart).collect();
        for made in store.import_charts(&Change::system("load", from), charts).await? {
            assert!(matches!(made, Imported::Created(_)));
        }
    }
    println!("{CHARTS} charts imported in {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}

/// Notes how long this took.
async fn timed<T>(times: &Times, what: &'static str, work: impl Future<Output = T>) -> T {
    let begun = Instant::now();
    let done = work.await;
    if let Ok(mut times) = times.lock() {
        times.entry(what).or_default().push(begun.elapsed());
    }
    done
}

/// One coder: takes a chart, opens it, changes its codes, signs it off, thinks.
async fn code(store: &dyn Store, user: &UserId, times: &Times) -> medcode_store::Result<()> {
    let begun = Instant::now();
    let cookie = Digest::of(user.as_str().as_bytes());
    while begun.elapsed() < WORK {
        let change = Change::by(user, 1_000);
        timed(times, "session", store.session(cookie, 5)).await?;
        let filter =
            WorklistFilter { statuses: vec![Status::New, Status::Assigned], ..Default::default() };
        let query = WorklistQuery { filter, ..WorklistQuery::default() };
        timed(times, "worklist", store.worklist(&query)).await?;
        timed(times, "counts by status", store.count_by_status(&WorklistFilter::default())).await?;
        let Some(chart) = timed(times, "next chart", store.next_chart(&change, user, None)).await?
        else {
            break;
        };
        timed(times, "opened (logged)", store.encounter_opened(&change, &chart.id)).await?;
        timed(times, "note", store.latest_note(&chart.id)).await?;
        for base in 0..3 {
            let set = code_set(base, base == 2);
            timed(times, "save code set", store.save_code_set(&change, &chart.id, set)).await?;
            tokio::time::sleep(THOUGHT).await;
        }
        timed(times, "search", store.search("hypertension stab", 20)).await?;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> medcode_store::Result<()> {
    let url = std::env::args().nth(1).unwrap_or_else(|| "sqlite:load.db".to_owned());
    let store = open(&url).await?;
    fill(&store).await?;
    let times = Times::default();
    let mut coders = Vec::new();
    for n in 0..CODERS {
        let new = NewUser {
            login: format!("coder{n}"),
            name: format!("Coder {n}"),
            role: Role::Coder,
            password_hash: String::new(),
            must_change: false,
        };
        let change = Change::system("load", 1);
        let user = store.create_user(&change, new).await?.id;
        let cookie = Digest::of(user.as_str().as_bytes());
        store.create_session(&change, &user, cookie, cookie, i64::MAX).await?;
        let (store, times) = (Arc::clone(&store), Arc::clone(&times));
        // They do not all begin in the same moment.
        let late = THOUGHT / 50 * u32::try_from(n).unwrap_or_default();
        coders.push(tokio::spawn(async move {
            tokio::time::sleep(late).await;
            code(&*store, &user, &times).await
        }));
    }
    for coder in coders {
        coder.await.expect("a coder stopped")?;
    }
    if let Ok(mut times) = times.lock() {
        for (what, times) in times.iter_mut() {
            times.sort();
            let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
            println!(
                "{what:16} {:6} times  median {:7.2} ms  p99 {:7.2} ms",
                times.len(),
                at(50),
                at(99)
            );
        }
    }
    let begun = Instant::now();
    let verdict = store.verify_audit().await?;
    println!(
        "audit log of {} entries verified in {:.2} s",
        verdict.entries,
        begun.elapsed().as_secs_f64()
    );
    store.close().await;
    Ok(())
}
