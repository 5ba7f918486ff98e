//! How often and how much a caller may send.

use super::world::{As, World};
use crate::auth::Role;

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let world = World::with(|config| config.rate = 5).await;
    let (one, other) = (world.person(Role::Coder).await, world.person(Role::Coder).await);
    for _ in 0..5 {
        assert_eq!(world.get(&one, "/api/v1/worklist").await.status, 200);
    }
    let answer = world.get(&one, "/api/v1/worklist").await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("content-type")),
        (429, "application/problem+json")
    );
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=13).contains(&seconds), "a fifth of a minute: {seconds}");
    assert_eq!(world.get(&other, "/api/v1/worklist").await.status, 200);
    // Nobody is counted by address, apart from those who are known.
    for _ in 0..5 {
        assert_eq!(world.get(&As::Nobody, "/api/v1/worklist").await.status, 401);
    }
    assert_eq!(world.get(&As::Nobody, "/api/v1/worklist").await.status, 429);
}

#[tokio::test]
async fn one_address_cannot_try_log_ins_for_ever() {
    let world = World::new().await;
    let mut last = 0;
    for _ in 0..125 {
        last = world.ask(&As::Nobody, "POST", "/api/v1/login", &[], "{").await.status.as_u16();
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn what_is_too_large_is_refused_and_said() {
    let world = World::with(|config| config.upload = 10_000).await;
    let who = world.person(Role::Manager).await;
    let large = "x".repeat(10_001);
    for path in ["/api/v1/import", "/api/v1/payers"] {
        let answer = world.ask(&who, "POST", path, &[], large.clone()).await;
        assert_eq!(answer.status, 413, "{path} {}", answer.text);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
    }
}
