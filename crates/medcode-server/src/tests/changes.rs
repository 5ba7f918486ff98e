//! What changed between two installed releases: through the API and on the page, and who sees what of it.

use super::world::{As, World};
use crate::auth::Role;
use medcode::kb::query::Release;
use medcode::kb::tables::ReleaseWriter;
use medcode::kb::tables::codes::{self, BILLABLE, NewCode};
use medcode::kb::tables::meta::Meta;
use medcode::kb::text::coded::NO_TEXT;
use medcode_store::{CodedLine, NewCodeSet, NewEncounter};
use serde_json::json;

/// A release of diagnosis codes: code, flags, title.
fn release(from: &str, list: &[(&str, u8, &str)]) -> Release {
    let mut out = ReleaseWriter::default();
    let chars = |code: &str| std::array::from_fn(|n| code.as_bytes().get(n).copied().unwrap_or(0));
    let new = list.iter().map(|(code, flags, title)| NewCode {
        code: chars(code),
        flags: *flags,
        title: out.text.add(title),
        short: NO_TEXT,
    });
    let new: Vec<NewCode> = new.collect();
    codes::write(new, &mut out);
    let (system, from) = ("ICD10CM".to_owned(), from.to_owned());
    Meta { system, from, sources: Vec::new(), counts: Vec::new() }.write(&mut out);
    Release::from_bytes(out.finish().0).unwrap()
}

async fn world() -> World {
    let older = [
        ("E11", 0, "a category"),
        ("E118", BILLABLE, "one that goes"),
        ("E119", BILLABLE, "one that stays"),
    ];
    let newer = [
        ("E11", 0, "a category"),
        ("E117", BILLABLE, "one that is new"),
        ("E119", BILLABLE, "one that stays, <b>renamed</b>"),
    ];
    World::over(vec![release("2023-10-01", &older), release("2024-10-01", &newer)], |_| {}).await
}

#[tokio::test]
async fn the_newest_two_releases_are_compared_where_none_is_named() {
    let world = world().await;
    let student = world.person(Role::Student).await;
    let all = world.get(&student, "/api/v1/changes").await.json();
    assert_eq!(all["system"], "ICD10CM");
    assert_eq!((&all["before"]["release"], &all["found"]), (&json!("2023-10-01"), &json!(3)));
    let new = world.get(&student, "/api/v1/changes?tab=codes&change=new").await.json();
    assert_eq!((&new["found"], &new["rows"][0]["code"]), (&json!(1), &json!("E11.7")));
    let first = world.get(&student, "/api/v1/changes?limit=1").await.json();
    let second = world.get(&student, "/api/v1/changes?limit=1&from=1").await.json();
    assert_eq!(first["next"], 1);
    assert_ne!(first["rows"][0]["code"], second["rows"][0]["code"]);
    let wrong = world.get(&student, "/api/v1/changes?before=FY2019").await;
    assert_eq!(wrong.status, 400);
    assert!(wrong.text.contains("2023-10-01, 2024-10-01"), "{}", wrong.text);
    let same = world.get(&student, "/api/v1/changes?before=FY2025&after=FY2025").await;
    assert_eq!(same.status, 400);
}

#[tokio::test]
async fn the_page_shows_the_changes_and_escapes_their_words() {
    let world = world().await;
    let coder = world.person(Role::Coder).await;
    let page = world.get(&coder, "/changes?tab=titles").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("<svg") && page.text.contains("renamed"), "{}", page.text);
    assert!(!page.text.contains("<b>renamed"), "{}", page.text);
    let none = World::new().await;
    let coder = none.person(Role::Coder).await;
    let page = none.get(&coder, "/changes").await;
    assert!(page.text.contains("Two releases of one code set are needed"), "{}", page.text);
    assert_eq!(none.get(&coder, "/api/v1/changes").await.status, 422);
}

#[tokio::test]
async fn a_file_has_every_change_that_fits() {
    let world = world().await;
    let coder = world.person(Role::Coder).await;
    let csv = world.get(&coder, "/api/v1/changes/export?change=deleted").await;
    assert!(csv.header("content-disposition").contains("changes-icd10cm-2023-10-01-2024-10-01.csv"));
    let lines: Vec<&str> = csv.text.lines().collect();
    assert_eq!(lines.len(), 2, "{}", csv.text);
    assert!(lines[0].starts_with("system,part,change,code") && lines[1].contains("E11.8"));
    let json = world.get(&coder, "/api/v1/changes/export?format=json").await.json();
    assert_eq!(json["codes"].as_array().unwrap().len(), 3);
    assert_eq!(world.get(&coder, "/api/v1/changes/export?format=pdf").await.status, 400);
}

/// A chart with these codes.
async fn chart(world: &World, codes: &[&str]) -> String {
    let new = NewEncounter { from: "2024-05-06".parse().ok(), ..NewEncounter::default() };
    let chart = world.app.store.create_encounter(&world.change(), new).await.unwrap().id;
    let line = |code: &&str| CodedLine {
        system: "ICD10CM".into(),
        code: (*code).into(),
        modifiers: String::new(),
        units: None,
    };
    let set = NewCodeSet {
        base: 0,
        document: "{}".into(),
        codes: codes.iter().map(line).collect(),
        note: None,
        medcode: "0".into(),
        releases: "[]".into(),
        decisions: Vec::new(),
        status: None,
    };
    world.app.store.save_code_set(&world.change(), &chart, set).await.unwrap();
    chart.to_string()
}

#[tokio::test]
async fn what_breaks_is_told_by_use_and_charts_only_to_those_who_read_them() {
    let world = world().await;
    let id = chart(&world, &["E11.8"]).await;
    chart(&world, &["E11.8", "E11.9"]).await;
    let coder = world.person(Role::Coder).await;
    let told = world.get(&coder, "/api/v1/changes/impact").await;
    let items = &told.json()["items"];
    assert_eq!((&items[0]["code"], &items[0]["effect"]), (&json!("E11.8"), &json!("breaks")));
    assert_eq!((&items[0]["count"], &items[0]["last_used"]), (&json!(2), &json!("2024-05-06")));
    assert_eq!((&items[1]["code"], &items[1]["effect"]), (&json!("E11.9"), &json!("review")));
    assert!(told.text.contains(&id));
    let page = world.get(&coder, "/changes?tab=impact").await.text;
    assert!(page.contains(&format!("href=\"/charts/{id}\"")), "{page}");
    let student = world.person(Role::Student).await;
    let star = json!({ "kind": "star", "system": "ICD10CM", "code": "E11.8" });
    assert_eq!(world.post(&student, "/api/v1/favourites", &star).await.status, 201);
    for path in ["/api/v1/changes/impact", "/changes?tab=impact"] {
        let own = world.get(&student, path).await;
        assert!(own.text.contains("E11.8") && own.text.contains("your favourites"), "{}", own.text);
        assert!(!own.text.contains(&id) && !own.text.contains("2024-05-06"), "{}", own.text);
    }
}

#[tokio::test]
async fn a_lesson_is_made_of_the_changes() {
    let world = world().await;
    let student = world.person(Role::Student).await;
    let asked = "/api/v1/changes/lesson?seed=7&cards=2&specialty=cardiology";
    let made = world.get(&student, asked).await.json();
    assert_eq!(made["cards"].as_array().unwrap().len(), 2);
    assert_eq!(made["specialties"], json!(["Cardiology"]));
    let wrong = world.get(&student, "/api/v1/changes/lesson?specialty=hats").await;
    assert_eq!(wrong.status, 400);
    assert!(world.get(&student, "/changes/lesson").await.text.contains("id=\"start\""));
}

#[tokio::test]
async fn an_announcement_stays_until_each_person_puts_it_away() {
    let world = world().await;
    let ids = async |who: &As| {
        let all = world.get(who, "/api/v1/announcements").await.json();
        let ids = all.as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    let (one, other) = (world.person(Role::Coder).await, world.person(Role::Student).await);
    // It ended with September 2025, and nothing follows.
    let ended = "ended:ICD10CM:2024-10-01";
    assert_eq!(ids(&one).await, [ended]);
    let put = |id: &str| format!("/api/v1/announcements/{id}/dismiss");
    assert_eq!(world.post(&one, &put("of-nothing"), &json!({})).await.status, 404);
    assert_eq!(world.post(&one, &put(ended), &json!({})).await.status, 200);
    assert!(ids(&one).await.is_empty());
    assert_eq!(ids(&other).await, [ended]);
}
