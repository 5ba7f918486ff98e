//! Learning over the API: what a chart tells before it is graded, who sees whose results.

use super::changes::release;
use super::world::{As, World};
use crate::api::learn::library;
use crate::auth::Role;
use medcode_store::{PracticeAnswer, PracticeCard, PracticeKind};
use serde_json::{Value, json};

#[tokio::test]
async fn a_chart_tells_nothing_of_its_codes_before_it_is_graded() {
    let world = World::new().await;
    let student = world.person(Role::Student).await;
    for chart in &library().charts {
        let id = crate::api::learn::short(&chart.id);
        let shown = world.get(&student, &format!("/api/v1/learn/charts/{id}")).await;
        let page = world.get(&student, &format!("/learn/charts/{id}")).await;
        assert_eq!((shown.status.as_u16(), page.status.as_u16()), (200, 200), "{id}");
        let (note, codes) = (&chart.labelled.note.text, &chart.labelled.gold);
        for code in codes.iter().map(|g| g.code.to_string()).filter(|c| !note.contains(c.as_str())) {
            assert!(!shown.text.contains(&code), "{id} tells {code}");
            assert!(!page.text.contains(&code), "the page of {id} tells {code}");
        }
        for said in &chart.codes {
            assert!(!shown.text.contains(&said.why), "{id} tells why");
        }
        assert!(chart.hints.iter().all(|h| !shown.text.contains(h)), "{id} tells a hint");
    }
    let hints = world.get(&student, "/api/v1/learn/charts/stairs-ankle/hints/2").await.json();
    assert_eq!(hints.as_array().unwrap().len(), 2);
    assert_eq!(world.get(&student, "/api/v1/learn/charts/none").await.status, 404);
}

#[tokio::test]
async fn an_answer_is_judged_here_and_counts_once_a_day() {
    let world = World::new().await;
    let student = world.person(Role::Student).await;
    let wanted = json!({ "of": "questions", "domain": "hcpcs", "items": 5 });
    let session = world.post(&student, "/api/v1/learn/sessions", &wanted).await;
    let items = session.json()["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 5);
    for told in ["reasons", "answer", "why", "right"] {
        assert!(!session.text.contains(&format!("\"{told}\"")), "a session tells {told}");
    }
    let item = items[0]["id"].as_str().unwrap();
    let question = library().questions.iter().find(|q| q.id == item).unwrap();
    let wrong = (question.right + 1) % 4;
    let answer = |given: usize| json!({ "item": item, "given": given, "seconds": 12 });
    let first = world.post(&student, "/api/v1/learn/answers", &answer(wrong)).await.json();
    assert_eq!((&first["right"], &first["answer"]), (&json!(false), &json!(question.right)));
    assert_eq!((first["reasons"].as_array().unwrap().len(), &first["counted"]), (4, &json!(true)));
    let second = world.post(&student, "/api/v1/learn/answers", &answer(question.right)).await.json();
    assert_eq!((&second["right"], &second["counted"]), (&json!(true), &json!(false)));
    let progress = world.get(&student, "/api/v1/learn/progress").await.json();
    assert_eq!((&progress["answered"], &progress["answered_right"]), (&json!(1), &json!(0)));
    let outside = world.post(&student, "/api/v1/learn/answers", &answer(4)).await;
    assert_eq!(outside.status, 400);
    let none = json!({ "item": "none", "given": 0 });
    assert_eq!(world.post(&student, "/api/v1/learn/answers", &none).await.status, 404);
    let nothing = world.post(&student, "/api/v1/learn/sessions", &json!({ "of": "drills" })).await;
    assert_eq!(nothing.status, 422, "without a release there is no drill: {}", nothing.text);
}

#[tokio::test]
async fn what_is_drilled_comes_back_and_the_first_drill_of_a_day_moves_it() {
    let world = World::over(vec![release("2025-10-01", &[("E11", 0, "a category")])], |_| {}).await;
    let ada = world.user("ada", Role::Student).await;
    let student = world.session(&ada).await;
    let wanted = json!({ "of": "drills", "kind": "time", "items": 30 });
    let session = world.post(&student, "/api/v1/learn/sessions", &wanted).await.json();
    let items = session["items"].as_array().unwrap();
    assert_eq!((items.len(), &session["due"]), (30, &json!(0)));
    // Two drills of one skill, told by the topic at the end of the head.
    let topic = |item: &Value| item["head"].as_str().unwrap().rsplit(" · ").next().unwrap().to_owned();
    let own = topic(&items[0]);
    let alike: Vec<&Value> = items.iter().filter(|i| topic(i) == own).collect();
    assert!(alike.len() >= 2);
    let answer = async |item: &Value| {
        let body = json!({ "item": item["id"], "given": 0, "seconds": 5 });
        world.post(&student, "/api/v1/learn/answers", &body).await.json()
    };
    let (first, second) = (answer(alike[0]).await, answer(alike[1]).await);
    assert!(first["due"].is_string() && first["counted"] == true, "{first}");
    assert!(second["due"].is_null() && second["counted"] == true, "{second}");
    let progress = world.get(&student, "/api/v1/learn/progress").await.json();
    let coming = progress["coming"].as_array().unwrap();
    assert_eq!(coming.iter().map(|d| d["items"].as_u64().unwrap()).sum::<u64>(), 1);
    // When its day has come, another drill of the skill stands first.
    let cards = world.app.store.cards(&ada.id).await.unwrap();
    let card = PracticeCard {
        due: "2020-01-01".parse().unwrap(),
        last: "2019-12-01".parse().unwrap(),
        ..cards[0].clone()
    };
    let put = PracticeAnswer {
        item: "a drill of before".into(),
        day: "2019-12-01".parse().unwrap(),
        kind: PracticeKind::Drill,
        subject: "time".into(),
        right: true,
        seconds: 1,
        at: 1,
    };
    assert!(world.app.store.keep_answer(&ada.id, put, Some(card)).await.unwrap());
    let daily = json!({ "of": "daily", "items": 10 });
    for wanted in [&wanted, &daily] {
        let session = world.post(&student, "/api/v1/learn/sessions", wanted).await.json();
        let first = &session["items"][0];
        assert_eq!(
            (&session["due"], topic(first), &first["due"]),
            (&json!(1), own.clone(), &json!(true))
        );
    }
    let session = world.post(&student, "/api/v1/learn/sessions", &wanted).await.json();
    assert!(answer(&session["items"][0]).await["due"].is_string());
    let after = world.post(&student, "/api/v1/learn/sessions", &wanted).await.json();
    assert_eq!(after["due"], 0);
}

async fn cohort(world: &World, teacher: &As, members: &[&str]) -> (String, Value) {
    let made = world.post(teacher, "/api/v1/learn/cohorts", &json!({ "name": "Autumn" })).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let to = json!({ "version": 1, "name": "Autumn", "members": members });
    let path = format!("/api/v1/learn/cohorts/{id}");
    (id, world.send(teacher, "PUT", &path, &to).await.json())
}

#[tokio::test]
async fn a_teacher_gives_work_and_sees_the_results_of_members_only() {
    let world = World::new().await;
    let teacher = world.person(Role::Auditor).await;
    let (ada, bo) = (world.user("ada", Role::Student).await, world.user("bo", Role::Student).await);
    let student = world.session(&ada).await;
    let (id, changed) = cohort(&world, &teacher, &[ada.id.as_str()]).await;
    assert_eq!(changed["members"], 1);
    let work = format!("/api/v1/learn/cohorts/{id}/assignments");
    let questions = json!({ "title": "Drugs", "kind": "questions", "domain": "hcpcs", "questions": 2, "due": "2099-01-01" });
    assert_eq!(world.post(&teacher, &work, &questions).await.status, 201);
    let charts = json!({ "title": "Ankles", "kind": "charts", "charts": ["stairs-ankle"] });
    assert_eq!(world.post(&teacher, &work, &charts).await.status, 201);
    for (wrong, field) in [
        (json!({ "title": "", "kind": "charts", "charts": ["stairs-ankle"] }), "title"),
        (json!({ "title": "x", "kind": "charts", "charts": [] }), "charts"),
        (json!({ "title": "x", "kind": "charts", "charts": ["none"] }), "charts"),
        (json!({ "title": "x", "kind": "questions", "questions": 9999 }), "questions"),
        (json!({ "title": "x", "kind": "games" }), "kind"),
    ] {
        let answer = world.post(&teacher, &work, &wrong).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["field"]), (400, &json!(field)));
    }
    let session = json!({ "of": "questions", "domain": "hcpcs", "items": 1 });
    let item = world.post(&student, "/api/v1/learn/sessions", &session).await.json();
    let item = item["items"][0]["id"].as_str().unwrap().to_owned();
    let right = library().questions.iter().find(|q| q.id == item).unwrap().right;
    let answer = json!({ "item": item, "given": right });
    world.post(&student, "/api/v1/learn/answers", &answer).await;
    let home = world.get(&student, "/api/v1/learn").await.json();
    assert_eq!((&home["assigned"][0]["done"], &home["assigned"][0]["of"]), (&json!(1), &json!(2)));
    let results = world.get(&teacher, &format!("/api/v1/learn/cohorts/{id}/results")).await.json();
    // Two pieces of work given in one millisecond stand in either order.
    let mut of_ada = results["members"][0]["results"].as_array().unwrap().iter();
    assert!(of_ada.any(|r| r["right"] == 1), "{results}");
    let sheet = world.get(&teacher, &format!("/api/v1/learn/cohorts/{id}/results.csv")).await;
    assert!(sheet.text.contains("The ada,ada,Drugs,questions,2099-01-01,1,2,100,"), "{}", sheet.text);
    let member = |user: &str| format!("/api/v1/learn/cohorts/{id}/learners/{user}");
    assert_eq!(world.get(&teacher, &member(ada.id.as_str())).await.json()["answered"], 1);
    assert_eq!(world.get(&teacher, &member(bo.id.as_str())).await.status, 404);
    for page in ["/learn".to_owned(), "/learn/progress".to_owned(), "/learn/experience".to_owned()] {
        assert_eq!(world.get(&student, &page).await.status, 200, "{page}");
    }
    for page in [format!("/learn/cohorts/{id}"), format!("/learn/cohorts/{id}/learners/{}", ada.id)] {
        assert_eq!(world.get(&teacher, &page).await.status, 200, "{page}");
        assert_eq!(world.get(&student, &page).await.status, 403, "{page}");
    }
}
