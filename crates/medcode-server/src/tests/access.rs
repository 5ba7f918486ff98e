//! Every route, every role, in a session and by a key of every scope: against a table written by hand.

use super::world::{As, World, ask};
use crate::auth::{Role, SCOPES};
use std::collections::BTreeMap;

/// Method and path; who in a session; the scope that a key needs. See the head of the file.
const TABLE: &str = include_str!("access.tsv");

struct Expected {
    sessions: Vec<Role>,
    scope: &'static str,
    open: bool,
}

/// The table by method and path.
fn table() -> BTreeMap<(&'static str, &'static str), Expected> {
    let lines = TABLE.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let mut table = BTreeMap::new();
    for line in lines {
        let columns: Vec<&str> = line.split('\t').collect();
        let [method, path, sessions, scope] = columns[..] else { panic!("four columns: {line}") };
        let role = |c| match c {
            'c' => Role::Coder,
            'a' => Role::Auditor,
            'm' => Role::Manager,
            'o' => Role::Compliance,
            's' => Role::Student,
            'A' => Role::Administrator,
            other => panic!("no role is {other}: {line}"),
        };
        let open = sessions == "open";
        let sessions = if open { "camosA" } else { sessions };
        let expected = Expected { sessions: sessions.chars().map(role).collect(), scope, open };
        assert!(table.insert((method, path), expected).is_none(), "twice: {line}");
    }
    table
}

#[test]
fn the_table_has_every_route_and_no_other() {
    let rows = crate::routes::all();
    let (mut table, mut lacks) = (table(), Vec::new());
    for row in &rows {
        if table.remove(&(row.method.as_str(), row.path)).is_none() {
            lacks.push(format!("{}\t{}\t? ({:?})", row.method, row.path, row.need));
        }
    }
    assert!(lacks.is_empty(), "routes that the table lacks:\n{}", lacks.join("\n"));
    assert!(table.is_empty(), "not served: {:?}", table.keys().collect::<Vec<_>>());
}

#[tokio::test]
async fn every_route_lets_in_whom_it_should_and_nobody_else() {
    // Each caller has an address of its own: log-ins of one address are counted.
    let world = World::with(|config| {
        config.rate = 0;
        config.trusted_proxies = vec![std::net::Ipv4Addr::LOCALHOST.into()];
    });
    let (world, table) = (world.await, table());
    // The gate is the true one; behind it nothing is done.
    let rows: Vec<_> = crate::routes::all().into_iter().map(crate::routes::Row::only_gate).collect();
    let router = crate::routes::guarded(&world.app, rows);
    let mut callers = vec![(As::Nobody, None, None)];
    for role in Role::ALL {
        let user = world.user(role.id(), *role).await;
        callers.push((world.session(&user).await, Some(*role), None));
        for scope in SCOPES {
            callers.push((world.key(&user.id, &[scope]).await, Some(*role), Some(scope)));
        }
    }
    let mut wrong = Vec::new();
    for ((method, path), expected) in &table {
        for (n, (who, role, scope)) in callers.iter().enumerate() {
            let address = format!("10.0.0.{n}");
            let from = [("x-forwarded-for", address.as_str())];
            let role_may = role.is_some_and(|r| expected.sessions.contains(&r));
            let may = expected.open || (role_may && scope.is_none_or(|s| s == expected.scope));
            let answer = ask(&router, who, method, path, &from, "").await;
            if (answer.text == "let in") != may {
                wrong.push(format!("{method} {path}: {role:?} {scope:?} got {}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
