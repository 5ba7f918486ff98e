//! The worklist: who gets what, and that nobody overwrites anybody.

use super::world::{As, World};
use crate::auth::Role;
use serde_json::{Value, json};

async fn charts(world: &World, manager: &As, rows: &[Value]) {
    let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
    let job = world.ask(manager, "POST", "/api/v1/import", &[], lines.join("\n")).await.json();
    let job = world.ended(manager, &job).await;
    assert_eq!(job["result"]["created"], rows.len(), "{job}");
}

fn names(list: &Value) -> Vec<&str> {
    list["rows"].as_array().unwrap().iter().map(|r| r["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_list_is_filtered_and_goes_on_where_the_page_before_ended() {
    let world = World::new().await;
    let manager = world.person(Role::Manager).await;
    let chart = |title: &str, priority: i64, due: &str, setting: &str| json!({"title": title, "note": "Cough.", "priority": priority, "due": due, "setting": setting});
    let rows = [
        chart("low", 7, "", "office"),
        chart("late", 5, "2026-01-01", "office"),
        chart("urgent", 1, "", "ed"),
        chart("later", 5, "2030-01-01", "inpatient"),
    ];
    charts(&world, &manager, &rows).await;
    for (query, expected) in [
        ("", &["urgent", "late", "later", "low"][..]),
        ("setting=office", &["late", "low"]),
        ("due_by=2026-06-01", &["late"]),
        ("due_by=2026-01-01", &["late"]),
        ("due_by=2025-12-31", &[]),
        ("text=LAT", &["late", "later"]),
        ("status=held", &[]),
        ("status=new,held&assignee=nobody", &["urgent", "late", "later", "low"]),
        ("assignee=me", &[]),
    ] {
        let list = world.get(&manager, &format!("/api/v1/worklist?{query}")).await.json();
        assert_eq!(names(&list), expected, "{query}");
    }
    let first = world.get(&manager, "/api/v1/worklist?limit=3").await.json();
    let after = first["next"].as_str().unwrap();
    let second = world.get(&manager, &format!("/api/v1/worklist?limit=3&after={after}")).await.json();
    assert_eq!((names(&second), &second["next"]), (vec!["low"], &Value::Null));
    assert_eq!(first["rows"][1]["late"], true);
    for wrong in ["status=lost", "setting=moon", "due_by=soon", "after=x", "order=up"] {
        let answer = world.get(&manager, &format!("/api/v1/worklist?{wrong}")).await;
        assert_eq!(answer.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn the_next_chart_is_nobody_elses() {
    let world = World::new().await;
    let manager = world.person(Role::Manager).await;
    let rows: Vec<Value> =
        (0..20).map(|n| json!({"title": format!("c{n}"), "note": "Cough."})).collect();
    charts(&world, &manager, &rows).await;
    let (one, other) = (world.person(Role::Coder).await, world.person(Role::Coder).await);
    let mut got = Vec::new();
    for n in 0..20 {
        let who = if n % 2 == 0 { &one } else { &other };
        let answer = world.post(who, "/api/v1/worklist/next", &json!({})).await.json();
        got.push(answer["chart"]["id"].as_str().unwrap().to_owned());
    }
    got.sort();
    got.dedup();
    assert_eq!(got.len(), 20);
    let none = world.post(&one, "/api/v1/worklist/next", &json!({})).await.json();
    assert_eq!(none["chart"], Value::Null);
    let mine = world.get(&one, "/api/v1/worklist?assignee=me").await.json();
    assert_eq!(mine["rows"].as_array().unwrap().len(), 10);
}

#[tokio::test]
async fn two_people_cannot_overwrite_each_other() {
    let world = World::new().await;
    let manager = world.person(Role::Manager).await;
    charts(&world, &manager, &[json!({"title": "c", "note": "Cough."})]).await;
    let row = world.get(&manager, "/api/v1/worklist").await.json()["rows"][0].clone();
    let (id, version) = (row["id"].as_str().unwrap(), row["version"].as_i64().unwrap());
    let path = |what: &str| format!("/api/v1/encounters/{id}/{what}");
    let plan = |priority: i64| json!({"version": version, "priority": priority, "due": "2026-06-01"});
    let first = world.send(&manager, "PUT", &path("plan"), &plan(2)).await;
    assert_eq!(first.status, 200, "{}", first.text);
    let second = world.send(&manager, "PUT", &path("plan"), &plan(9)).await;
    assert_eq!((second.status.as_u16(), &second.json()["title"]), (409, &json!("Changed meanwhile")));
    let row = world.get(&manager, "/api/v1/worklist").await.json()["rows"][0].clone();
    assert_eq!((&row["priority"], &row["due"]), (&json!(2), &json!("2026-06-01")));
    let version = row["version"].clone();
    let away = json!({"version": version, "due": null});
    assert_eq!(world.send(&manager, "PUT", &path("plan"), &away).await.status, 200);
    let row = world.get(&manager, "/api/v1/worklist").await.json()["rows"][0].clone();
    assert_eq!((&row["priority"], &row["due"]), (&json!(2), &Value::Null));
}

#[tokio::test]
async fn holding_needs_a_reason_and_signing_off_is_not_done_from_the_list() {
    let world = World::new().await;
    let manager = world.person(Role::Manager).await;
    let coder = world.person(Role::Coder).await;
    charts(&world, &manager, &[json!({"title": "c", "note": "Cough."})]).await;
    let row = world.get(&coder, "/api/v1/worklist").await.json()["rows"][0].clone();
    let (id, version) = (row["id"].as_str().unwrap(), row["version"].clone());
    let hold = |reason: &str| json!({"version": version, "reason": reason});
    let path = format!("/api/v1/encounters/{id}/hold");
    assert_eq!(world.post(&coder, &path, &hold(" ")).await.status, 400);
    assert_eq!(world.post(&coder, &path, &hold("pathology report")).await.status, 200);
    let row = world.get(&coder, "/api/v1/worklist?status=held").await.json()["rows"][0].clone();
    assert_eq!(row["hold_reason"], "pathology report");
    let to = |status: &str| json!({"version": row["version"], "status": status});
    let path = format!("/api/v1/encounters/{id}/status");
    for status in ["coded", "exported", "held", "lost"] {
        assert_eq!(world.post(&coder, &path, &to(status)).await.status, 400, "{status}");
    }
    assert_eq!(world.post(&coder, &path, &to("deleted")).await.status, 403);
    assert_eq!(world.post(&coder, &path, &to("in_progress")).await.status, 200);
}

#[tokio::test]
async fn charts_are_given_only_to_people_who_code() {
    let world = World::new().await;
    let manager = world.person(Role::Manager).await;
    charts(
        &world,
        &manager,
        &[json!({"title": "a", "note": "Cough."}), json!({"title": "b", "note": "Fever."})],
    )
    .await;
    let list = world.get(&manager, "/api/v1/worklist").await.json();
    let ids: Vec<&Value> = list["rows"].as_array().unwrap().iter().map(|r| &r["id"]).collect();
    let student = world.user("student", Role::Student).await;
    let coder = world.user("coder", Role::Coder).await;
    let to = |user: &str| json!({"ids": ids, "to": user});
    assert_eq!(
        world.post(&manager, "/api/v1/worklist/assign", &to(student.id.as_str())).await.status,
        400
    );
    let done = world.post(&manager, "/api/v1/worklist/assign", &to(coder.id.as_str())).await.json();
    assert_eq!(done["assigned"], 2);
    let who = world.session(&coder).await;
    let mine = world.get(&who, "/api/v1/worklist?assignee=me&status=assigned").await.json();
    assert_eq!(mine["rows"].as_array().unwrap().len(), 2);
    assert_eq!(mine["rows"][0]["assignee_name"], "The coder");
}

#[tokio::test]
async fn words_and_codes_are_found_in_charts() {
    let world = World::new().await;
    let manager = world.person(Role::Manager).await;
    charts(
        &world,
        &manager,
        &[
            json!({"title": "a", "note": "She plays the marimba."}),
            json!({"title": "b", "note": "Fever."}),
        ],
    )
    .await;
    let found = world.get(&manager, "/api/v1/find?q=MARIM").await.json();
    let found = &found["rows"];
    assert_eq!((found.as_array().unwrap().len(), &found[0]["title"]), (1, &json!("a")), "{found}");
    let parts = found[0]["snippets"][0]["parts"].as_array().unwrap();
    assert!(parts.iter().any(|p| p["found"] == true && p["text"] == "marimba"), "{found}");
    assert_eq!(world.get(&manager, "/api/v1/find?q=").await.json(), json!({"rows": [], "next": null}));
}

#[tokio::test]
async fn who_has_a_chart_open_is_shown_to_others() {
    let world = World::new().await;
    let manager = world.person(Role::Manager).await;
    charts(&world, &manager, &[json!({"title": "a", "note": "Cough."})]).await;
    let coder = world.user("coder", Role::Coder).await;
    let row = world.get(&manager, "/api/v1/worklist").await.json()["rows"][0].clone();
    let id = medcode_store::EncounterId::new(row["id"].as_str().unwrap());
    let now = crate::clock::now();
    world.app.store.enter(&id, &coder.id, now, now + 60_000).await.unwrap();
    let open_by = |list: serde_json::Value| list["rows"][0]["open_by"].clone();
    assert_eq!(open_by(world.get(&manager, "/api/v1/worklist").await.json()), json!(["The coder"]));
    // One does not see oneself.
    let own = world.session(&coder).await;
    assert_eq!(open_by(world.get(&own, "/api/v1/worklist").await.json()), json!([]));
    let page = world.get(&manager, "/worklist").await;
    assert!(page.text.contains("open: The coder"), "{}", page.text);
}

#[tokio::test]
async fn patients_and_what_is_found_come_in_pages_that_hold_each_once() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    for n in 0..7 {
        let body = json!({"family": format!("Doe{n}"), "mrn": format!("M-{n}")});
        world.post(&who, "/api/v1/patients", &body).await;
        let note = json!({"note": format!("She plays the marimba, time {n}.")});
        world.post(&who, "/api/v1/encounters", &note).await;
    }
    for (path, name) in [("/api/v1/patients?q=doe", "id"), ("/api/v1/find?q=marimba", "encounter")] {
        let (mut seen, mut after) = (Vec::new(), String::new());
        loop {
            let page = world.get(&who, &format!("{path}&limit=3&after={after}")).await.json();
            let rows = page["rows"].as_array().unwrap();
            assert!(rows.len() <= 3, "{page}");
            seen.extend(rows.iter().map(|row| row[name].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            after = next.to_owned();
        }
        let whole = world.get(&who, path).await.json();
        let whole: Vec<_> = whole["rows"].as_array().unwrap().iter().map(|r| r[name].clone()).collect();
        assert_eq!(
            (seen.len(), seen.iter().map(|s| json!(s)).collect::<Vec<_>>()),
            (7, whole),
            "{path}"
        );
    }
    // The pages of the workbench lead on too.
    let page = world.get(&who, "/find?q=marimba&limit=3").await.text;
    assert!(page.contains("The newest 3 charts") && page.contains("id=\"more\""), "{page}");
    let page = world.get(&who, "/records/patients?limit=3").await.text;
    assert!(page.contains("id=\"more\""), "{page}");
}
