//! Charts: what is logged, what is counted, what may run at a time, who may share.

use super::world::World;
use crate::auth::Role;
use serde_json::json;

#[tokio::test]
async fn opening_a_chart_is_logged_and_reading_an_open_one_again_is_not() {
    let world = World::new().await;
    let who = world.person(Role::Coder).await;
    let made = world.post(&who, "/api/v1/encounters", &json!({"note": "Cough."})).await.json();
    let path = format!("/api/v1/encounters/{}", made["id"].as_str().unwrap());
    let auditor = world.person(Role::Auditor).await;
    let openings = async || {
        let log = world.get(&auditor, "/api/v1/audit?limit=500").await;
        log.text.matches("record.opened").count()
    };
    let before = openings().await;
    // That a page says it has it open, without having opened it, saves no entry.
    world.post(&who, &format!("{path}/presence"), &json!({})).await;
    for _ in 0..3 {
        assert_eq!(world.get(&who, &path).await.status, 200);
        world.post(&who, &format!("{path}/presence"), &json!({})).await;
    }
    assert_eq!(openings().await, before + 1);
    // Another person, a program, and the same person after closing it.
    let other = world.person(Role::Coder).await;
    world.get(&other, &path).await;
    assert_eq!(openings().await, before + 2);
    world.send(&who, "DELETE", &format!("{path}/presence"), &json!({})).await;
    world.get(&who, &path).await;
    assert_eq!(openings().await, before + 3);
    let owner = world.user("owner", Role::Coder).await;
    let key = world.key(&owner.id, &["records:read"]).await;
    world.get(&key, &path).await;
    world.get(&key, &path).await;
    assert_eq!(openings().await, before + 5);
}

#[tokio::test]
async fn only_so_many_batches_run_at_a_time() {
    let world = World::with(|config| config.batches = 1).await;
    let who = world.person(Role::Coder).await;
    let turn = world.app.batch().unwrap();
    for path in ["/api/v1/code/batch", "/api/v1/check/batch"] {
        let answer = world.ask(&who, "POST", path, &[], "{}\n").await;
        assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (429, "10"), "{path}");
    }
    drop(turn);
    let answer = world.ask(&who, "POST", "/api/v1/check/batch", &[], "{}\n").await;
    assert_eq!(answer.status, 200);
    // Its turn is given back when it has ended.
    assert!(world.app.batch().is_ok());
}

#[tokio::test]
async fn every_way_of_checking_is_counted() {
    let world = World::new().await;
    let who = world.person(Role::Coder).await;
    let count = || {
        let page = world.app.metrics.page(0, None);
        let line = page.lines().find(|l| l.starts_with("medcode_claims_checked_total ")).unwrap();
        line.rsplit(' ').next().unwrap().parse::<u64>().unwrap()
    };
    let claim = json!({"id": "1", "kind": "professional", "diagnoses": [{"code": "I10"}]}).to_string();
    let codes = json!({"codes": [{"system": "CPT", "code": "99213"}]});
    assert_eq!(world.post(&who, "/api/v1/check-codes", &codes).await.status, 200);
    assert_eq!(count(), 1);
    let line = format!("{}\n", json!({"text": claim}));
    let answer = world.ask(&who, "POST", "/api/v1/check/batch", &[], line).await;
    assert!(!answer.text.contains("\"error\""), "{}", answer.text);
    assert_eq!(count(), 2, "{}", answer.text);
    let stream = [("accept", "application/x-ndjson")];
    let answer = world.ask(&who, "POST", "/api/v1/check", &stream, claim).await;
    assert_eq!(count(), 3, "{}", answer.text);
}

#[tokio::test]
async fn a_student_reads_shared_notes_and_shares_none() {
    let world = World::new().await;
    let (student, coder) = (world.person(Role::Student).await, world.person(Role::Coder).await);
    let note = |shared: bool| json!({"kind": "note", "system": "CPT", "code": "99213", "text": "ours", "shared": shared});
    assert_eq!(world.post(&coder, "/api/v1/favourites", &note(true)).await.status, 201);
    let seen = world.get(&student, "/api/v1/favourites").await.json();
    assert_eq!(seen.as_array().unwrap().len(), 1, "{seen}");
    assert_eq!(world.post(&student, "/api/v1/favourites", &note(true)).await.status, 403);
    let own = world.post(&student, "/api/v1/favourites", &note(false)).await;
    assert_eq!(own.status, 201, "{}", own.text);
    let path = format!("/api/v1/favourites/{}", own.json()["id"].as_str().unwrap());
    let change = json!({"version": own.json()["version"], "text": "mine", "shared": true});
    assert_eq!(world.send(&student, "PUT", &path, &change).await.status, 403);
}
