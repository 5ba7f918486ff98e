//! What the gate asks besides the role: that a request comes from our own page, and its headers.

use super::world::{As, World};
use crate::auth::Role;
use serde_json::json;

#[tokio::test]
async fn a_change_needs_the_token_of_its_session() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    let body = json!({"name": "Payer"}).to_string();
    for (headers, status) in
        [(&[("x-csrf-token", "")][..], 403), (&[("x-csrf-token", "wrong")], 403), (&[], 201)]
    {
        let answer = world.ask(&who, "POST", "/api/v1/payers", headers, body.clone()).await;
        assert_eq!(answer.status, status, "{headers:?} {}", answer.text);
    }
}

#[tokio::test]
async fn another_site_cannot_make_a_browser_change_anything() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    for (headers, status) in [
        (&[("sec-fetch-site", "cross-site")][..], 403),
        (&[("sec-fetch-site", "same-site")], 403),
        (&[("host", "here.example"), ("origin", "https://there.example")], 403),
        (&[("host", "here.example"), ("origin", "null")], 403),
        (&[("host", "here.example"), ("origin", "https://here.example")], 201),
        (&[("sec-fetch-site", "same-origin")], 201),
    ] {
        let body = json!({"name": "Payer"}).to_string();
        let answer = world.ask(&who, "POST", "/api/v1/payers", headers, body).await;
        assert_eq!(answer.status, status, "{headers:?}");
        // Logging somebody in as somebody else is a change too.
        let login = world.ask(&As::Nobody, "POST", "/api/v1/login", headers, "{}").await;
        assert_eq!(login.status == 403, status == 403, "{headers:?}");
    }
}

#[tokio::test]
async fn every_answer_tells_browsers_what_they_must_not_do() {
    let world = World::new().await;
    let who = world.person(Role::Coder).await;
    for path in ["/login", "/worklist", "/api/v1/worklist", "/api/v1/users", "/nowhere", "/health"] {
        let answer = world.get(&who, path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{path} {name}");
        }
        assert_eq!(answer.header("x-request-id").len(), 16, "{path}");
        assert!(answer.header("strict-transport-security").is_empty(), "{path}");
    }
    let secure = World::with(|config| config.secure = true).await;
    let answer = secure.get(&As::Nobody, "/login").await;
    assert!(answer.header("strict-transport-security").starts_with("max-age=31536000"));
}

#[tokio::test]
async fn what_may_not_be_opened_leads_to_the_log_in_and_an_api_says_so() {
    let world = World::new().await;
    let page = world.get(&As::Nobody, "/worklist?text=a%20b").await;
    assert_eq!(page.status, 303);
    assert_eq!(page.header("location"), "/login?next=/worklist%3Ftext%3Da%2520b");
    let api = world.get(&As::Nobody, "/api/v1/worklist").await;
    assert_eq!((api.status.as_u16(), api.header("content-type")), (401, "application/problem+json"));
    let browser = [("accept", "text/html,*/*")];
    let nowhere = world.ask(&As::Nobody, "GET", "/nowhere/%3Cb%3E", &browser, "").await;
    assert_eq!(
        (nowhere.status.as_u16(), nowhere.header("content-type")),
        (404, "text/html; charset=utf-8")
    );
    assert!(nowhere.text.contains("<h1>Not found</h1>") && !nowhere.text.contains("<b>"));
    let key = As::Key("mc_unknown".into());
    assert_eq!(world.get(&key, "/api/v1/worklist").await.status, 401);
}
