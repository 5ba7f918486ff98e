//! Requests that come twice with one idempotency key.

use super::world::{Answer, As, World};
use crate::auth::Role;
use medcode_store::Digest;
use serde_json::{Value, json};

const MADE: &str = "/api/v1/encounters";

async fn keyed(world: &World, who: &As, key: &str, path: &str, body: &Value) -> Answer {
    let headers = [("content-type", "application/json"), ("idempotency-key", key)];
    world.ask(who, "POST", path, &headers, body.to_string()).await
}

async fn charts(world: &World, who: &As) -> usize {
    world.get(who, "/api/v1/worklist").await.json()["rows"].as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn what_comes_twice_with_one_key_is_done_once_and_answered_alike() {
    let world = World::new().await;
    let who = world.person(Role::Coder).await;
    let note = json!({"note": "Cough."});
    let first = keyed(&world, &who, "k-1", MADE, &note).await;
    assert_eq!(
        (first.status.as_u16(), first.header("idempotency-replayed")),
        (201, ""),
        "{}",
        first.text
    );
    let again = keyed(&world, &who, "k-1", MADE, &note).await;
    assert_eq!((again.status, &again.text), (first.status, &first.text));
    assert_eq!(again.header("idempotency-replayed"), "true");
    for name in ["location", "content-type"] {
        assert_eq!(again.header(name), first.header(name), "{name}");
    }
    assert_eq!(charts(&world, &who).await, 1);
    // Another key, no key, and another caller with the same one.
    keyed(&world, &who, "k-2", MADE, &note).await;
    world.post(&who, MADE, &note).await;
    let other = world.person(Role::Coder).await;
    keyed(&world, &other, "k-1", MADE, &note).await;
    assert_eq!(charts(&world, &who).await, 4);
}

#[tokio::test]
async fn a_key_is_for_one_request_and_a_refusal_is_an_answer_too() {
    let world = World::new().await;
    let who = world.person(Role::Coder).await;
    keyed(&world, &who, "k", MADE, &json!({"note": "Cough."})).await;
    let other = keyed(&world, &who, "k", MADE, &json!({"note": "Fever."})).await;
    assert_eq!((other.status.as_u16(), &other.json()["type"]), (422, &json!("/problems/content")));
    let empty = keyed(&world, &who, "e", MADE, &json!({"note": " "})).await;
    let again = keyed(&world, &who, "e", MADE, &json!({"note": " "})).await;
    assert_eq!((again.status.as_u16(), &again.text), (400, &empty.text));
    assert_eq!(again.header("content-type"), "application/problem+json");
    assert_eq!(again.header("idempotency-replayed"), "true");
    for key in ["", &"k".repeat(256), "caf\u{e9}"] {
        let refused = keyed(&world, &who, key, MADE, &json!({"note": "Cough."})).await;
        assert_eq!(refused.status.as_u16(), 400, "{key}");
    }
    assert_eq!(charts(&world, &who).await, 1);
}

#[tokio::test]
async fn while_the_first_runs_the_second_is_told_to_wait() {
    let world = World::new().await;
    let user = world.user("coder", Role::Coder).await;
    let who = world.session(&user).await;
    let note = json!({"note": "Cough."});
    let text = note.to_string();
    // Claimed, as by a request that still runs.
    let mut all = Vec::new();
    for part in [b"POST".as_slice(), MADE.as_bytes(), text.as_bytes()] {
        all.extend(part.len().to_le_bytes());
        all.extend(part);
    }
    let (actor, now) = (format!("user:{}", user.id), crate::clock::now());
    world.app.store.claim(&actor, "k", Digest::of(&all), now, now + 60_000).await.unwrap();
    let told = keyed(&world, &who, "k", MADE, &note).await;
    assert_eq!((told.status.as_u16(), told.header("retry-after")), (409, "1"), "{}", told.text);
    assert_eq!(told.json()["type"], "/problems/running");
    world.app.store.release(&actor, "k").await.unwrap();
    assert_eq!(keyed(&world, &who, "k", MADE, &note).await.status.as_u16(), 201);
}

#[tokio::test]
async fn an_answer_that_is_shown_once_is_not_kept() {
    let world = World::new().await;
    let admin = world.person(Role::Administrator).await;
    let invited = json!({"role": "coder"});
    let refused = keyed(&world, &admin, "k", "/api/v1/invitations", &invited).await;
    assert_eq!(refused.status.as_u16(), 400, "{}", refused.text);
    assert!(refused.text.contains("shown once"), "{}", refused.text);
    let key = json!({"name": "batch", "scopes": ["lookup"]});
    assert_eq!(keyed(&world, &admin, "k", "/api/v1/keys", &key).await.status.as_u16(), 400);
}

#[test]
fn the_description_names_the_requests_that_take_a_key() {
    let document = serde_json::to_value(crate::openapi()).unwrap();
    let takes = |path: &str, method: &str| {
        let asked = document["paths"][path][method]["parameters"].as_array();
        asked.is_some_and(|all| all.iter().any(|p| p["name"] == "Idempotency-Key"))
    };
    for (path, method, wanted) in [
        (MADE, "post", true),
        ("/api/v1/import", "post", true),
        ("/api/v1/encounters/{id}/codes", "put", true),
        ("/api/v1/favourites/{id}", "delete", true),
        ("/api/v1/invitations", "post", false),
        ("/api/v1/keys", "post", false),
        ("/api/v1/releases", "post", false),
        ("/api/v1/code", "post", false),
        ("/api/v1/worklist", "get", false),
    ] {
        assert_eq!(takes(path, method), wanted, "{method} {path}");
    }
}
