//! A writer is killed at random moments: everything it was told is kept must be there, and the audit
//! chain must hold. The writer is this program again, with the ignored test below.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use medcode_store::{
    Change, CodedLine, DecisionKind, EncounterId, NewCodeSet, NewDecision, NewEncounter, NewNote,
    NoteId, Store, open,
};

#[path = "contract/place.rs"]
#[allow(dead_code, reason = "the contracts use more of it")]
mod place;

/// Where the writer writes.
const VARIABLE: &str = "MEDCODE_STORE_KILL";
/// How often it is killed.
const ROUNDS: u32 = 20;

/// Tells what is kept. The pipe is read by the one who kills.
fn acknowledge(what: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nkept {what}").unwrap();
    out.flush().unwrap();
}

async fn write_one(store: &Arc<dyn Store>, n: i64) {
    let change = Change::system("kill", n);
    let chart = store.create_encounter(&change, NewEncounter::default()).await.unwrap().id;
    acknowledge(&format!("chart {chart}"));
    let text = format!("note {n} of {chart}");
    let note =
        NewNote { text, media_type: "text/plain".to_owned(), name: None, original: None, places: None };
    let note = store.add_note(&change, &chart, note).await.unwrap().id;
    acknowledge(&format!("note {note}"));
    for base in 0..3 {
        store.save_code_set(&change, &chart, code_set(base)).await.unwrap();
        acknowledge(&format!("set {chart} {}", base + 1));
    }
}

fn code_set(base: i64) -> NewCodeSet {
    let line = |code: &str| CodedLine {
        system: "ICD10CM".to_owned(),
        code: code.to_owned(),
        modifiers: String::new(),
        units: None,
    };
    let decision = NewDecision {
        kind: DecisionKind::Accepted,
        system: "ICD10CM".to_owned(),
        code: "I10".to_owned(),
        from_code: None,
        reason: None,
        rule: None,
        release: None,
    };
    NewCodeSet {
        base,
        document: "{}".repeat(500),
        codes: vec![line("I10"), line("E11.9")],
        note: None,
        medcode: "0".to_owned(),
        releases: "[]".to_owned(),
        decisions: vec![decision; 2],
        status: None,
    }
}

/// The writer: runs only for the test below, until it is killed.
#[tokio::test]
#[ignore = "it is the other process of the test below"]
async fn writes_until_it_is_killed() {
    let Ok(url) = std::env::var(VARIABLE) else { return };
    let store = open(&url).await.unwrap();
    for n in 0.. {
        write_one(&store, n).await;
    }
}

fn start(url: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["writes_until_it_is_killed", "--exact", "--ignored", "--nocapture"]);
    command.env(VARIABLE, url).stdout(Stdio::piped()).spawn().unwrap()
}

/// Lets a writer write for a moment after its first record, kills it; what it said is kept.
fn killed_after(mut child: Child, moment: Duration) -> Vec<String> {
    let out = BufReader::new(child.stdout.take().unwrap());
    let mut kept = Vec::new();
    let mut killer = None;
    let child = Arc::new(std::sync::Mutex::new(child));
    for line in out.lines() {
        let Ok(line) = line else { break };
        if let Some(what) = line.strip_prefix("kept ") {
            kept.push(what.to_owned());
            let child = Arc::clone(&child);
            killer.get_or_insert_with(|| {
                std::thread::spawn(move || {
                    std::thread::sleep(moment);
                    child.lock().unwrap().kill().unwrap();
                })
            });
        }
    }
    killer.expect("the writer wrote nothing").join().unwrap();
    child.lock().unwrap().wait().unwrap();
    kept
}

async fn assert_kept(store: &Arc<dyn Store>, what: &str) {
    let words: Vec<&str> = what.split(' ').collect();
    match words[..] {
        ["chart", id] => drop(store.encounter(&EncounterId::new(id)).await.expect(what)),
        ["note", id] => assert!(store.note(&NoteId::new(id)).await.expect(what).text.is_some()),
        ["set", id, seq] => {
            let (id, seq) = (EncounterId::new(id), seq.parse().unwrap());
            assert!(store.code_set(&id, seq).await.expect(what).document.is_some());
            assert_eq!(store.coded_lines(&id, seq).await.unwrap().len(), 2, "{what}");
            let decided = store.decisions(&id, 0, 100).await.unwrap();
            assert_eq!(decided.iter().filter(|d| d.code_set == seq).count(), 2, "{what}");
        }
        // The last line may be cut short: it was not acknowledged whole.
        _ => {}
    }
}

/// A moment between nothing and a fifth of a second, another each time.
fn moment(seed: u32) -> Duration {
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    Duration::from_micros(u64::from(
        nanos.wrapping_mul(2_654_435_761).wrapping_add(seed * 7919) % 200_000,
    ))
}

async fn kill_and_look(url: &str, rounds: u32) {
    let mut all = 0;
    for round in 0..rounds {
        // Two at once: what one is killed over must not stop the other.
        let writers = [start(url), start(url)];
        let threads = writers.map(|w| std::thread::spawn(move || killed_after(w, moment(round))));
        let kept: Vec<String> = threads.into_iter().flat_map(|t| t.join().unwrap()).collect();
        let store = open(url).await.unwrap();
        for what in &kept {
            assert_kept(&store, what).await;
        }
        let verdict = store.verify_audit().await.unwrap();
        assert_eq!(verdict.fault, None, "round {round}");
        assert_eq!(verdict.entries, store.counts(0).await.unwrap().audit_entries);
        store.close().await;
        all += kept.len();
    }
    assert!(all > usize::try_from(rounds).unwrap(), "{all} records in {rounds} rounds prove little");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_kill() {
    let place = place::Place::sqlite();
    kill_and_look(&place.url, ROUNDS).await;
    place.remove().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_kill_on_postgres() {
    if let Some(place) = place::Place::postgres().await {
        kill_and_look(&place.url, ROUNDS / 4).await;
        place.remove().await;
    }
}
