//! Mock exams and continuing education, as callers meet them.

use super::world::{As, World};
use crate::auth::Role;
use medcode_store::{NewExam, User};
use serde_json::{Value, json};

async fn learner(world: &World) -> (User, As) {
    let user = world.user("lea", Role::Student).await;
    let who = world.session(&user).await;
    (user, who)
}

async fn begun(world: &World, who: &As, strict: bool) -> String {
    let asked = json!({"credential": "CCA", "items": 10, "strict": strict});
    let made = world.post(who, "/api/v1/learn/exams", &asked).await;
    assert_eq!(made.status, 201, "{}", made.text);
    format!("/api/v1/learn/exams/{}", made.json()["id"].as_str().unwrap())
}

async fn answered(world: &World, who: &As, exam: &str, item: usize, answer: &Value) -> u16 {
    let body = json!({"answer": answer, "flagged": false});
    world.send(who, "PUT", &format!("{exam}/items/{item}"), &body).await.status.as_u16()
}

#[tokio::test]
async fn an_exam_tells_nothing_before_its_end_and_everything_after() {
    let world = World::new().await;
    let (_, who) = learner(&world).await;
    let exam = begun(&world, &who, true).await;
    let sat = world.get(&who, &exam).await;
    for word in ["\"why\"", "\"right\":0", "\"source\"", "\"key\""] {
        assert!(!sat.text.contains(word), "{word}: {}", sat.text);
    }
    let sat = sat.json();
    let items = sat["questions"].as_array().unwrap();
    assert_eq!((items.len(), &sat["state"], &sat["books"]), (10, &json!("running"), &json!(true)));
    // 120 minutes for 105 items.
    let left = sat["left_ms"].as_i64().unwrap();
    assert!((680_000..=685_000).contains(&left), "{left}");
    for (item, answer, status) in [
        (0, json!("0"), 200),
        (1, json!("3"), 200),
        (1, json!("1"), 200),
        (2, json!(null), 200),
        (3, json!("4"), 400),
        (3, json!("E11.9"), 400),
        (10, json!("0"), 404),
    ] {
        assert_eq!(answered(&world, &who, &exam, item, &answer).await, status, "{item} {answer}");
    }
    let now = world.get(&who, &exam).await.json();
    assert_eq!(now["answers"][1], json!({"item": 1, "answer": "1", "flagged": false}));
    assert_eq!(world.get(&who, &format!("{exam}/result")).await.status, 409, "it runs");
    let over = world.post(&who, &format!("{exam}/hand-in"), &json!({})).await;
    assert_eq!((over.status.as_u16(), &over.json()["ending"]), (200, &json!("handed_in")));
    assert_eq!(answered(&world, &who, &exam, 4, &json!("0")).await, 409);
    let result = world.get(&who, &format!("{exam}/result")).await.json();
    assert_eq!((&result["of"], &result["not_judged"]), (&json!(10), &json!(0)));
    let right = result["items"].as_array().unwrap().iter().filter(|i| i["right"] == true).count();
    assert_eq!(result["right"], json!(right));
    let sum: i64 = result["domains"].as_array().unwrap().iter().map(|d| d["of"].as_i64().unwrap()).sum();
    assert_eq!(sum, 10);
    assert!(result["low"].as_f64() < result["percent"].as_f64().map(|p| p + 0.1));
    assert_eq!(result["chances"][0]["percent"], Value::Null, "ten answers say nothing");
    assert_eq!(result["mark"], Value::Null, "only a scaled score is published");
    assert!(result["items"][0]["choices"].as_array().unwrap().iter().all(|c| c["why"] != ""));
}

#[tokio::test]
async fn an_exam_is_its_owners_alone() {
    let world = World::new().await;
    let (_, who) = learner(&world).await;
    let exam = begun(&world, &who, false).await;
    let other = world.person(Role::Manager).await;
    for (method, path) in [
        ("GET", exam.clone()),
        ("GET", format!("{exam}/result")),
        ("PUT", format!("{exam}/items/0")),
        ("POST", format!("{exam}/pause")),
        ("POST", format!("{exam}/hand-in")),
    ] {
        let asked = world.send(&other, method, &path, &json!({"answer": "0"})).await;
        assert_eq!(asked.status, 404, "{method} {path}");
    }
    let page = exam.replace("/api/v1", "");
    assert_eq!(world.get(&other, &page).await.status, 404);
    let again = json!({"credential": "CPC", "items": 5});
    let second = world.post(&who, "/api/v1/learn/exams", &again).await;
    assert_eq!(second.status, 409, "one runs at a time: {}", second.text);
}

#[tokio::test]
async fn the_clock_stops_only_where_it_may_and_what_is_too_late_does_not_count() {
    let world = World::new().await;
    let (user, who) = learner(&world).await;
    let exam = begun(&world, &who, false).await;
    let paused = world.post(&who, &format!("{exam}/pause"), &json!({})).await;
    assert_eq!(paused.json()["state"], "paused");
    assert_eq!(answered(&world, &who, &exam, 0, &json!("0")).await, 409);
    let on = world.post(&who, &format!("{exam}/resume"), &json!({})).await;
    assert_eq!(on.json()["state"], "running");
    assert_eq!(answered(&world, &who, &exam, 0, &json!("0")).await, 200);
    world.post(&who, &format!("{exam}/hand-in"), &json!({})).await;
    let strict = begun(&world, &who, true).await;
    let refused = world.post(&who, &format!("{strict}/pause"), &json!({})).await;
    assert_eq!(refused.status, 409, "{}", refused.text);
    world.post(&who, &format!("{strict}/hand-in"), &json!({})).await;

    // One whose time is over while nobody looked.
    let form = world.app.store.exam_form(&medcode_store::ExamId::new(id(&strict))).await.unwrap();
    let before = medcode_store::Change { at: crate::clock::now() - 9_000, ..world.change() };
    let new = NewExam {
        user: user.id.clone(),
        credential: "CCA".into(),
        strict: true,
        form,
        items: 10,
        deadline: crate::clock::now() - 1_000,
    };
    let late = world.app.store.begin_exam(&before, new).await.unwrap();
    let late = format!("/api/v1/learn/exams/{}", late.id);
    assert_eq!(answered(&world, &who, &late, 0, &json!("0")).await, 409);
    let result = world.get(&who, &format!("{late}/result")).await.json();
    assert_eq!((&result["exam"]["ending"], &result["right"]), (&json!("out_of_time"), &json!(0)));
    let page = world.get(&who, &late.replace("/api/v1", "")).await;
    assert!(page.text.contains("out of time") && page.text.contains("<svg"), "{}", page.text);
}

fn id(exam: &str) -> &str {
    exam.rsplit('/').next().unwrap_or_default()
}

#[tokio::test]
async fn the_choice_shows_every_figure_with_where_it_was_read_and_what_was_not() {
    let world = World::new().await;
    let (_, who) = learner(&world).await;
    let exams = world.get(&who, "/api/v1/learn/exams").await.json();
    assert_eq!(exams.as_array().unwrap().len(), 4);
    for exam in exams.as_array().unwrap() {
        for fact in exam["facts"].as_array().unwrap() {
            let (value, address) = (fact["value"].as_str().unwrap(), fact["address"].as_str().unwrap());
            assert!(value.is_empty() || address.starts_with("http"), "{fact}");
            assert!(fact["verified"] == true || fact["remark"] != "", "{fact}");
        }
    }
    let page = world.get(&who, "/learn/exams").await;
    assert!(page.text.contains("not read") && page.text.contains("unverified"));
    // Of each exam that can be drawn at all it is said how much of it.
    let whole = page.text.matches("of a whole form can be drawn here").count();
    let part =
        page.text.matches("items can be drawn here: a form of the real length lacks material").count();
    assert_eq!(whole + part, 4, "{}", page.text);
    let long = json!({"credential": "CPC", "strict": true});
    let asked = world.post(&who, "/api/v1/learn/exams", &long).await;
    // A form that the bank does not reach is refused with what helps.
    match exams[0]["lacks"].as_array().unwrap().is_empty() {
        true => assert_eq!(asked.status, 201, "{}", asked.text),
        false => {
            assert_eq!(asked.status, 409);
            assert!(asked.text.contains("take a shorter form"), "{}", asked.text);
        }
    }
    for (body, status) in [
        (json!({"credential": "XYZ"}), 400),
        (json!({"credential": "CCA", "items": 4}), 400),
        (json!({"credential": "CCA", "items": 106}), 400),
    ] {
        assert_eq!(world.post(&who, "/api/v1/learn/exams", &body).await.status, status, "{body}");
    }
}

#[tokio::test]
async fn who_teaches_sees_the_items_of_everybody_without_names() {
    let world = World::new().await;
    let (_, who) = learner(&world).await;
    let exam = begun(&world, &who, true).await;
    world.post(&who, &format!("{exam}/hand-in"), &json!({})).await;
    assert_eq!(world.get(&who, "/learn/exams/items").await.status, 403);
    let manager = world.person(Role::Manager).await;
    let items = world.get(&manager, "/api/v1/learn/exams/items").await.json();
    assert_eq!(items.as_array().unwrap().len(), 10);
    assert_eq!(items[0]["discrimination"], Value::Null);
    let sheet = world.get(&manager, "/api/v1/learn/exams/items.csv").await;
    assert_eq!(sheet.text.lines().count(), 11);
    assert!(!sheet.text.contains("lea"), "{}", sheet.text);
    assert!(world.get(&manager, "/learn/exams/items").await.text.contains("too few"));
}

#[tokio::test]
async fn a_cycle_is_added_up_and_a_near_renewal_is_spoken_of() {
    let world = World::new().await;
    let (_, who) = learner(&world).await;
    let at = |days: u32| {
        let today = crate::clock::today();
        medcode::model::Date::from_days(today.days() + days).to_string()
    };
    let credential = json!({"credential": "ccs", "renewal": at(60)});
    let held = world.post(&who, "/api/v1/learn/ce/credentials", &credential).await;
    assert_eq!(held.status, 201, "{}", held.text);
    let units = json!({"body": "AHIMA", "earned": at(0), "units": 12.25, "title": "=Audits",
        "provider": "Hill School", "own_body": true, "field": true});
    let kept = world.post(&who, "/api/v1/learn/ce/units", &units).await;
    assert_eq!(kept.status, 201, "{}", kept.text);
    let all = world.get(&who, "/api/v1/learn/ce").await.json();
    let account = &all["accounts"][0];
    assert_eq!((&account["required"], &account["counts"]), (&json!(20.0), &json!(12.25)));
    assert_eq!((&account["lacking"], &account["days"]), (&json!(7.75), &json!(60)));
    let told = world.get(&who, "/api/v1/learn/ce/reminders").await.json();
    assert!(told[0]["text"].as_str().unwrap().contains("7.75 CEUs are lacking"), "{told}");
    let page = world.get(&who, "/learn/ce").await.text;
    assert!(page.contains("7.75 CEUs lacking") && page.contains("<svg"), "{page}");
    let sheet = world.get(&who, "/api/v1/learn/ce.csv").await.text;
    assert!(sheet.contains("AHIMA,12.25,\"'=Audits\",Hill School,yes,yes,"), "{sheet}");
    let id = held.json()["id"].as_str().unwrap().to_owned();
    let later = json!({"version": 1, "credential": "CCS", "renewal": at(200)});
    let path = format!("/api/v1/learn/ce/credentials/{id}");
    assert_eq!(world.send(&who, "PUT", &path, &later).await.status, 200);
    assert_eq!(world.send(&who, "PUT", &path, &later).await.status, 409, "of an old version");
    assert_eq!(world.get(&who, "/api/v1/learn/ce/reminders").await.json(), json!([]));
    let other = world.person(Role::Coder).await;
    assert_eq!(world.send(&other, "DELETE", &path, &json!({})).await.status, 404);
    for wrong in [
        json!({"body": "X", "earned": at(0), "units": 1.0, "title": "t"}),
        json!({"body": "AAPC", "earned": "soon", "units": 1.0, "title": "t"}),
        json!({"body": "AAPC", "earned": at(0), "units": 0.0, "title": "t"}),
        json!({"body": "AAPC", "earned": at(0), "units": 1.0, "title": " "}),
    ] {
        assert_eq!(world.post(&who, "/api/v1/learn/ce/units", &wrong).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn papers_are_told_by_their_bytes_limited_and_ones_own() {
    let world = World::new().await;
    let (_, who) = learner(&world).await;
    let units = json!({"body": "AAPC", "earned": "2026-05-01", "units": 1.5, "title": "Spine"});
    let kept = world.post(&who, "/api/v1/learn/ce/units", &units).await.json();
    let papers = format!("/api/v1/learn/ce/units/{}/papers", kept["id"].as_str().unwrap());
    let named = format!("{papers}?name=my%22paper.pdf");
    let whole = b"%PDF-1.7 and more".to_vec();
    let made = world.ask(&who, "POST", &named, &[], whole).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let one = format!("/api/v1/learn/ce/papers/{}", made.json()["id"].as_str().unwrap());
    let read = world.get(&who, &one).await;
    assert_eq!(
        (read.text.as_str(), read.header("content-type")),
        ("%PDF-1.7 and more", "application/pdf")
    );
    assert_eq!(read.header("content-disposition"), "attachment; filename=\"my_paper.pdf\"");
    assert_eq!(world.ask(&who, "POST", &named, &[], "<html>").await.status, 422);
    let mut large = b"%PDF-".to_vec();
    large.resize((5 << 20) + 1, b'x');
    assert_eq!(world.ask(&who, "POST", &named, &[], large).await.status, 413);
    for _ in 0..4 {
        assert_eq!(world.ask(&who, "POST", &named, &[], "%PDF-").await.status, 201);
    }
    assert_eq!(world.ask(&who, "POST", &named, &[], "%PDF-").await.status, 409, "five at most");
    let other = world.person(Role::Manager).await;
    assert_eq!(world.get(&other, &one).await.status, 404);
    assert_eq!(world.ask(&other, "POST", &named, &[], "%PDF-").await.status, 404);
    assert_eq!(world.send(&who, "DELETE", &one, &json!({})).await.status, 200);
    assert_eq!(world.get(&who, &one).await.status, 404);
}
