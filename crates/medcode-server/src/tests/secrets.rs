//! Nothing of a patient and no secret reaches the log or a fault.

use super::world::{As, PASSWORD, World};
use crate::auth::Role;
use serde_json::json;

#[tokio::test]
async fn marked_words_that_go_through_the_server_are_not_in_its_log() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    let admin = world.person(Role::Administrator).await;
    let mark = "Xylophonist";
    let row = json!({
        "id": format!("{mark}-1"), "note": format!("{mark} has a cough."), "title": mark,
        "patient": {"mrn": mark, "family": mark, "given": mark},
    });
    let bad = format!("{{\"note\": \"{mark}\", \"priority\": \"{mark}\"}}\n{{\"note\": {mark}}}");
    let lines = format!("{row}\n{bad}");
    let job = world.ask(&who, "POST", "/api/v1/import", &[], lines).await;
    let job = world.ended(&who, &job.json()).await;
    assert_eq!(job["result"]["created"], 1, "{job}");
    assert_eq!(job["result"]["failed"], 2, "{job}");
    assert!(!job.to_string().contains(mark), "{job}");
    for path in [
        format!("/worklist?text={mark}"),
        format!("/find?q={mark}"),
        format!("/records/patients?q={mark}"),
        format!("/records/patients/{mark}"),
        format!("/{mark}"),
        format!("/api/v1/find?q={mark}"),
    ] {
        world.get(&who, &path).await;
    }
    for body in
        [json!({"family": mark, "birth": mark}), json!({"family": mark, "mrn": mark}), json!(mark)]
    {
        let fault = world.post(&who, "/api/v1/patients", &body).await;
        assert!(fault.status.is_client_error(), "{body}");
        assert!(!fault.text.contains(mark), "{}", fault.text);
    }
    world.log_in(mark, &format!("{mark} {PASSWORD}"), &As::Nobody).await;
    let key =
        world.post(&admin, "/api/v1/keys", &json!({"name": "k", "scopes": ["lookup"]})).await.json();
    let key = key["key"].as_str().unwrap().to_owned();
    world.get(&As::Key(key.clone()), "/api/v1/releases").await;
    let As::Session { cookie, csrf } = &who else { unreachable!() };
    let log = crate::log::seen();
    assert!(log.contains("\"route\":\"/records/patients/{id}\""), "the log is looked at");
    for secret in [mark, PASSWORD, key.as_str(), cookie, csrf] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
    let audit = world.get(&admin, "/api/v1/audit?limit=1000").await.text;
    assert!(audit.contains("charts.searched"));
    for secret in [mark, PASSWORD, key.as_str(), cookie] {
        assert!(!audit.contains(secret), "{secret} is in the audit log");
    }
}

#[tokio::test]
async fn what_was_opened_is_in_the_audit_log_with_the_number_of_the_request() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    let auditor = world.person(Role::Auditor).await;
    let made = world.post(&who, "/api/v1/patients", &json!({"family": "Doe", "mrn": "7"})).await.json();
    let id = made["id"].as_str().unwrap();
    let opened = world.get(&who, &format!("/api/v1/patients/{id}")).await;
    let page = world.get(&who, &format!("/records/patients/{id}")).await;
    let log = world.get(&auditor, &format!("/api/v1/audit?kind=patient&subject={id}")).await.json();
    let requests: Vec<&str> =
        log["entries"].as_array().unwrap().iter().filter_map(|e| e["request"].as_str()).collect();
    for answer in [&opened, &page] {
        assert_eq!(answer.status, 200);
        assert!(requests.contains(&answer.header("x-request-id")), "{log}");
    }
    let walked = world.post(&auditor, "/api/v1/audit/verify", &json!({})).await.json();
    assert_eq!(walked["good"], true, "{walked}");
    let sheet = world.get(&auditor, "/api/v1/audit.csv").await;
    assert!(sheet.text.starts_with("seq,at,actor,"), "{}", sheet.text);
    assert!(sheet.text.lines().count() > 5);
    // As a browser asks for it: the body that is compressed comes to its end too.
    let gzip = [("accept-encoding", "gzip")];
    let packed = world.ask(&auditor, "GET", "/api/v1/audit.csv", &gzip, "").await;
    assert_eq!((packed.status.as_u16(), packed.header("content-encoding")), (200, "gzip"));
}

#[tokio::test]
async fn metrics_count_requests_and_hold_nothing_of_a_patient() {
    let world = World::new().await;
    let user = world.user("root", Role::Administrator).await;
    let manager = world.person(Role::Manager).await;
    let lines = "{\"id\": \"Xylophonist\", \"note\": \"Xylophonist has a cough.\"}";
    let job = world.ask(&manager, "POST", "/api/v1/import", &[], lines).await.json();
    world.ended(&manager, &job).await;
    world.get(&manager, "/records/patients/Xylophonist").await;
    let scraper = world.key(&user.id, &["metrics"]).await;
    let page = world.get(&scraper, "/metrics").await;
    assert_eq!(page.status, 200);
    for line in [
        "medcode_requests_total{method=\"GET\",route=\"/records/patients/{id}\",status=\"404\"} 1",
        "medcode_encounters{status=\"new\"} 1",
        "medcode_notes 1",
        "medcode_store_up 1",
    ] {
        assert!(page.text.lines().any(|l| l == line), "{line}\n{}", page.text);
    }
    assert!(!page.text.contains("Xylophonist"));
    assert_eq!(world.get(&As::Nobody, "/metrics").await.status, 401);
    assert_eq!(world.get(&manager, "/metrics").await.status, 403);
    assert_eq!(world.get(&As::Nobody, "/health").await.status, 200);
    let ready = world.get(&As::Nobody, "/ready").await;
    assert_eq!((ready.status.as_u16(), ready.json()["store"].clone()), (503, json!(true)), "no release");
}
