//! Logging in, sessions and their ends, passwords, keys.

use super::world::{As, PASSWORD, World};
use crate::auth::Role;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn a_log_in_always_begins_a_new_session_and_ends_the_one_before() {
    let world = World::new().await;
    world.user("martha", Role::Coder).await;
    let (first, one) = world.log_in("MARTHA", PASSWORD, &As::Nobody).await;
    assert_eq!(first.status, 200, "{}", first.text);
    let cookie = first.header("set-cookie");
    assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), "{cookie}");
    assert!(!cookie.contains("Secure"));
    assert_eq!(world.get(&one, "/api/v1/worklist").await.status, 200);
    let (second, two) = world.log_in("martha", PASSWORD, &one).await;
    assert_ne!(second.header("set-cookie"), cookie);
    assert_eq!(world.get(&two, "/api/v1/worklist").await.status, 200);
    assert_eq!(world.get(&one, "/api/v1/worklist").await.status, 401);
    // A cookie that somebody else put into the browser is not taken over.
    let planted = As::Session { cookie: "planted".into(), csrf: String::new() };
    let (third, _) = world.log_in("martha", PASSWORD, &planted).await;
    assert!(!third.header("set-cookie").contains("planted"));
    assert_eq!(world.get(&planted, "/api/v1/worklist").await.status, 401);
}

#[tokio::test]
async fn behind_tls_the_cookie_is_bound_to_this_host() {
    let world = World::with(|config| config.secure = true).await;
    world.user("martha", Role::Coder).await;
    let (answer, _) = world.log_in("martha", PASSWORD, &As::Nobody).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-medcode=") && cookie.ends_with("; Secure"), "{cookie}");
    assert!(cookie.contains("; Path=/;") && !cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn after_wrong_passwords_even_the_right_one_waits() {
    let world = World::new().await;
    world.user("martha", Role::Coder).await;
    for _ in 0..5 {
        let (answer, _) = world.log_in("martha", "not it, not it, not it", &As::Nobody).await;
        assert_eq!(answer.status, 403);
    }
    let (answer, _) = world.log_in("martha", PASSWORD, &As::Nobody).await;
    assert_eq!(answer.status, 429);
    assert!(answer.header("retry-after").parse::<u64>().is_ok_and(|s| s >= 1));
    // Somebody else is not kept out by it.
    world.user("george", Role::Coder).await;
    assert_eq!(world.log_in("george", PASSWORD, &As::Nobody).await.0.status, 200);
}

#[tokio::test]
async fn the_same_is_said_of_a_wrong_password_and_of_nobody() {
    let world = World::new().await;
    let user = world.user("martha", Role::Coder).await;
    let (wrong, _) = world.log_in("martha", "not it, not it, not it", &As::Nobody).await;
    let (nobody, _) = world.log_in("nobody", "not it, not it, not it", &As::Nobody).await;
    let gone = medcode_store::UserUpdate { active: Some(false), ..Default::default() };
    world.user("root", Role::Administrator).await;
    world.app.store.update_user(&world.change(), &user.id, user.version, gone).await.unwrap();
    let (inactive, _) = world.log_in("martha", PASSWORD, &As::Nobody).await;
    assert_eq!((wrong.status, &wrong.text), (nobody.status, &nobody.text));
    assert_eq!((wrong.status, &wrong.text), (inactive.status, &inactive.text));
}

#[tokio::test]
async fn an_unused_session_ends_and_so_does_an_old_one() {
    let idle = World::with(|config| config.idle = Duration::ZERO).await;
    let user = idle.user("martha", Role::Coder).await;
    let who = idle.session(&user).await;
    tokio::time::sleep(Duration::from_millis(5)).await;
    assert_eq!(idle.get(&who, "/api/v1/worklist").await.status, 401);

    let old = World::with(|config| config.absolute = Duration::from_millis(1500)).await;
    let user = old.user("martha", Role::Coder).await;
    let who = old.session(&user).await;
    assert_eq!(old.get(&who, "/api/v1/worklist").await.status, 200);
    // Longer than the session lasts and than an answer of the records is believed.
    tokio::time::sleep(Duration::from_millis(2100)).await;
    assert_eq!(old.get(&who, "/api/v1/worklist").await.status, 401);
}

#[tokio::test]
async fn who_must_change_the_password_can_do_nothing_else() {
    let world = World::new().await;
    let user = world.user("martha", Role::Coder).await;
    let hash = world.app.store.credentials("martha").await.unwrap().unwrap().password_hash;
    world.app.store.set_password(&world.change(), &user.id, &hash, true).await.unwrap();
    let (_, who) = world.log_in("martha", PASSWORD, &As::Nobody).await;
    let page = world.get(&who, "/worklist").await;
    assert_eq!((page.status.as_u16(), page.header("location")), (303, "/account"));
    assert_eq!(world.get(&who, "/api/v1/worklist").await.status, 403);
    assert_eq!(world.get(&who, "/account").await.status, 200);
    let key = world.key(&user.id, &["records:read"]).await;
    assert_eq!(world.get(&key, "/api/v1/worklist").await.status, 403);
    let body = json!({"old": PASSWORD, "new": "another sentence, easy to keep"});
    let changed = world.post(&who, "/api/v1/password", &body).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    let who = super::world::as_cookie(changed.header("set-cookie"));
    assert_eq!(world.get(&who, "/api/v1/worklist").await.status, 200);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let world = World::new().await;
    world.user("martha", Role::Coder).await;
    let (_, here) = world.log_in("martha", PASSWORD, &As::Nobody).await;
    let (_, there) = world.log_in("martha", PASSWORD, &As::Nobody).await;
    let body = json!({"old": PASSWORD, "new": "another sentence, easy to keep"});
    let changed = world.post(&here, "/api/v1/password", &body).await;
    assert_eq!(changed.status, 200);
    for old in [&here, &there] {
        assert_eq!(world.get(old, "/api/v1/worklist").await.status, 401);
    }
}

#[tokio::test]
async fn a_key_has_no_more_than_its_scopes_and_never_changes_an_account() {
    let world = World::new().await;
    let user = world.user("root", Role::Administrator).await;
    let all = world.key(&user.id, &crate::auth::SCOPES).await;
    assert_eq!(world.get(&all, "/api/v1/users").await.status, 200);
    let make = json!({"name": "more", "scopes": ["admin"]});
    assert_eq!(world.post(&all, "/api/v1/keys", &make).await.status, 403);
    let body = json!({"old": PASSWORD, "new": "another sentence, easy to keep"});
    assert_eq!(world.post(&all, "/api/v1/password", &body).await.status, 403);
    // A person cannot give a key what the role does not have.
    let coder = world.person(Role::Coder).await;
    let refused = world.post(&coder, "/api/v1/keys", &make).await;
    assert_eq!(refused.status, 400, "{}", refused.text);
    let made = world.post(&coder, "/api/v1/keys", &json!({"name": "batch", "scopes": ["code"]})).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let key = As::Key(made.json()["key"].as_str().unwrap().to_owned());
    assert_eq!(world.get(&key, "/api/v1/worklist").await.status, 403);
    let path = format!("/api/v1/keys/{}", made.json()["id"].as_str().unwrap());
    assert_eq!(world.send(&coder, "DELETE", &path, &json!(null)).await.status, 200);
    assert_eq!(world.get(&key, "/api/v1/worklist").await.status, 401);
}

#[tokio::test]
async fn an_invitation_makes_one_user_of_its_role_once() {
    let world = World::new().await;
    let admin = world.person(Role::Administrator).await;
    let made = world.post(&admin, "/api/v1/invitations", &json!({"role": "auditor", "days": 1})).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let token = made.json()["link"].as_str().unwrap().rsplit('=').next().unwrap().to_owned();
    let body = |login: &str| json!({"token": token, "login": login, "name": "N", "password": PASSWORD});
    assert_eq!(world.post(&As::Nobody, "/api/v1/setup", &body("one")).await.status, 200);
    assert_eq!(world.post(&As::Nobody, "/api/v1/setup", &body("two")).await.status, 409);
    let users = world.get(&admin, "/api/v1/users").await.json();
    let one = users.as_array().unwrap().iter().find(|u| u["login"] == "one").unwrap();
    assert_eq!(one["role"], "auditor");
    let listed = world.get(&admin, "/api/v1/invitations").await;
    assert!(!listed.text.contains(&token), "a link is shown once");
}

#[tokio::test]
async fn rights_that_are_taken_away_are_gone_at_once() {
    let world = World::new().await;
    let admin = world.person(Role::Administrator).await;
    let user = world.user("martha", Role::Manager).await;
    let who = world.session(&user).await;
    assert_eq!(world.get(&who, "/api/v1/import/folder").await.status, 200);
    let path = format!("/api/v1/users/{}", user.id);
    let changed =
        world.send(&admin, "PUT", &path, &json!({"version": user.version, "role": "coder"})).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    assert_eq!(world.get(&who, "/api/v1/import/folder").await.status, 403);
    let version = changed.json()["version"].clone();
    let stale = json!({"version": user.version, "active": false});
    assert_eq!(world.send(&admin, "PUT", &path, &stale).await.status, 409);
    let gone = json!({"version": version, "active": false});
    assert_eq!(world.send(&admin, "PUT", &path, &gone).await.status, 200);
    assert_eq!(world.get(&who, "/api/v1/worklist").await.status, 401);
}
