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
pub(super) fn release(from: &str, list: &[(&str, u8, &str)]) -> Release {
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
    // A superbill counts beside the charts; a list without a code is refused, and a bad line is told.
    let list = "list=code,count%0AE11.8,40%0AE11.9";
    let with = world.get(&coder, &format!("/api/v1/changes/impact?{list}")).await.json();
    assert_eq!((&with["items"][0]["code"], &with["items"][0]["count"]), (&json!("E11.8"), &json!(42)));
    assert_eq!(world.get(&coder, "/api/v1/changes/impact?list=,,").await.status, 400);
    let page = world.get(&coder, &format!("/changes?tab=impact&{list}%0A%3F")).await.text;
    assert!(page.contains("list:2") && page.contains("Line 4 of the list"), "{page}");
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
async fn an_answer_of_a_lesson_is_judged_here_and_counts_once_a_day() {
    let older = [("E11", 0, "a category"), ("E110", BILLABLE, "one that stays")];
    let new = ["E111", "E112", "E113", "E114", "E115"];
    let titles = new.map(|code| format!("what {code} is for"));
    let mut newer = older.to_vec();
    newer.extend(new.iter().zip(&titles).map(|(code, title)| (*code, BILLABLE, title.as_str())));
    let releases = vec![release("2023-10-01", &older), release("2024-10-01", &newer)];
    let world = World::over(releases, |_| {}).await;
    let student = world.person(Role::Student).await;
    let lesson = world.get(&student, "/api/v1/changes/lesson?seed=7").await.json();
    let quiz = lesson["quiz"].as_array().unwrap();
    assert!(quiz.len() >= 5, "{lesson}");
    let right = |asked: &serde_json::Value| {
        let choices = asked["choices"].as_array().unwrap();
        choices.iter().position(|c| c["right"] == true).unwrap()
    };
    let answer = async |asked: &serde_json::Value, given: usize| {
        let body = json!({ "item": asked["item"], "given": given, "seconds": 3 });
        world.post(&student, "/api/v1/learn/answers", &body).await
    };
    for (n, asked) in quiz.iter().enumerate() {
        let given = if n == 0 { (right(asked) + 1) % 4 } else { right(asked) };
        let judged = answer(asked, given).await.json();
        assert_eq!((&judged["right"], &judged["answer"]), (&json!(n > 0), &json!(right(asked))));
        assert_eq!((&judged["counted"], &judged["due"]), (&json!(true), &json!(null)), "{judged}");
    }
    // The same question made anew, with other answers, is the same question on the same day.
    let again = world.get(&student, "/api/v1/changes/lesson?seed=7").await.json();
    assert_eq!(answer(&again["quiz"][0], 0).await.json()["counted"], false);
    let progress = world.get(&student, "/api/v1/learn/progress").await.json();
    assert_eq!(
        (&progress["answered"], &progress["answered_right"]),
        (&json!(quiz.len()), &json!(quiz.len() - 1))
    );
    let cells = progress["subjects"].as_array().unwrap();
    let own = cells.iter().find(|c| c["id"] == "changes").unwrap();
    assert_eq!((&own["of"], &own["right"]), (&json!(quiz.len()), &json!(quiz.len() - 1)));
    let page = world.get(&student, "/changes/lesson").await.text;
    assert!(
        page.contains(&format!("Answered so far: {} of {} right", quiz.len() - 1, quiz.len())),
        "{page}"
    );
    let name = quiz[0]["item"].as_str().unwrap();
    for wrong in
        [name.replace("2023-10-01", "2022-10-01"), name.replace(".E11", ".E12"), format!("{name}9")]
    {
        let answered = answer(&json!({ "item": wrong }), 0).await;
        assert!(answered.status.is_client_error(), "{wrong}: {}", answered.text);
    }
}

#[tokio::test]
async fn two_releases_that_cannot_differ_are_passed_over_and_how_far_it_is_is_told() {
    let list = [("E11", 0, "a category"), ("E119", BILLABLE, "one that stays")];
    let first = [("E11", 0, "a category"), ("E118", BILLABLE, "one that goes")];
    let releases =
        vec![release("2022-10-01", &first), release("2023-10-01", &list), release("2024-04-01", &list)];
    let world = World::over(releases, |_| {}).await;
    let student = world.person(Role::Student).await;
    let all = world.get(&student, "/api/v1/changes").await.json();
    assert_eq!(
        (&all["before"]["release"], &all["after"]["release"]),
        (&json!("2022-10-01"), &json!("2024-04-01"))
    );
    let named = world.get(&student, "/api/v1/changes?before=2023-10-01&after=2024-04-01").await.json();
    assert_eq!(named["found"], 0);
    let far = world.get(&student, "/api/v1/changes/progress").await.json();
    assert_eq!(far, json!({ "working": false, "done": 0, "of": 0 }));
    // The code came with the release between the two: that is the day which is told.
    let star = json!({ "kind": "star", "system": "ICD10CM", "code": "E11.8" });
    assert_eq!(world.post(&student, "/api/v1/favourites", &star).await.status, 201);
    let impact = world.get(&student, "/api/v1/changes/impact").await.json();
    assert_eq!(impact["items"][0]["reasons"][0], "deleted from 2023-10-01 on");
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
