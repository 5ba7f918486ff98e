//! Rules of the house's own: who sets them, what is wrong with them, what they find, what stood before.

use super::world::{As, World};
use crate::auth::Role;
use serde_json::{Value, json};

const RULE: &str = "rule weight-alone\n  message \"Weight stands alone\"\n  severity error\n  when dx in E66 and age >= 20\n";
const CLAIM: &str = r#"{"id": "A-1", "from": "2026-05-12", "patient": {"age": 40}, "diagnoses": ["E66.9"], "lines": []}"#;
const PATH: &str = "/api/v1/own-rules";

async fn set(world: &World, who: &As, base: &Value, text: &str) -> super::world::Answer {
    world.send(who, "PUT", PATH, &json!({"base": base, "text": text})).await
}

fn found(answer: &Value) -> Vec<String> {
    let all = answer["findings"].as_array().unwrap_or_else(|| panic!("{answer}"));
    all.iter().filter(|f| f["id"] == "own").map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn rules_hold_from_the_next_check_on_and_every_version_is_in_the_audit_log() {
    let world = World::new().await;
    let who = world.person(Role::Compliance).await;
    let none = world.get(&who, PATH).await.json();
    assert_eq!(
        (&none["text"], &none["sha256"], &none["statements"]),
        (&json!(""), &json!(""), &json!([]))
    );
    let check = async || world.ask(&who, "POST", "/api/v1/check?format=json", &[], CLAIM).await.json();
    assert_eq!(found(&check().await), [""; 0]);

    let kept = set(&world, &who, &none["sha256"], RULE).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
    let first = kept.json();
    let [rule] = &first["statements"].as_array().unwrap()[..] else { panic!("{first}") };
    assert_eq!(
        (&rule["kind"], &rule["name"], &rule["line"]),
        (&json!("rule"), &json!("weight-alone"), &json!(1))
    );
    assert_eq!(found(&check().await), ["weight-alone"]);

    // Somebody else's change is not overwritten.
    assert_eq!(set(&world, &who, &json!(""), "").await.status, 409);
    let second = set(&world, &who, &first["sha256"], &format!("# ours\n{RULE}")).await.json();
    let versions = world.get(&who, &format!("{PATH}/versions")).await.json();
    let [newest, oldest] = &versions.as_array().unwrap()[..] else { panic!("{versions}") };
    assert_eq!((&newest["sha256"], &oldest["sha256"]), (&second["sha256"], &first["sha256"]));
    let before = world.get(&who, &format!("{PATH}/versions/{}", oldest["seq"])).await.json();
    assert_eq!(before["text"], RULE);
    assert!(world.app.store.verify_audit().await.unwrap().fault.is_none());
}

#[tokio::test]
async fn a_mistake_is_told_by_line_and_column_and_nothing_is_set() {
    let world = World::new().await;
    let who = world.person(Role::Administrator).await;
    let text = RULE.replace("dx in", "dxx in");
    let told = world.post(&who, &format!("{PATH}/read"), &json!({"text": text})).await.json();
    let [problem] = &told["problems"].as_array().unwrap()[..] else { panic!("{told}") };
    assert_eq!((&problem["line"], &problem["column"]), (&json!(4), &json!(8)));
    let refused = set(&world, &who, &json!(""), &text).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("line 4, column 8"), "{}", refused.text);
    let unknown = "override no-such-rule\n  off\n  reason \"ours\"\n";
    let told = world.post(&who, &format!("{PATH}/read"), &json!({"text": unknown})).await.json();
    assert!(told["problems"][0]["message"].as_str().unwrap().contains("is no rule"), "{told}");
    assert_eq!(world.get(&who, PATH).await.json()["text"], "");
    let large = "#".repeat(300_000);
    assert_eq!(set(&world, &who, &json!(""), &large).await.status, 413);
}

#[tokio::test]
async fn rules_are_tried_on_a_claim_or_a_chart_before_they_hold() {
    let world = World::new().await;
    let who = world.person(Role::Compliance).await;
    let attempt = async |asked: Value| world.post(&who, &format!("{PATH}/try"), &asked).await;
    let tried = attempt(json!({"text": RULE, "claim": CLAIM})).await;
    assert_eq!(tried.status, 200, "{}", tried.text);
    assert_eq!(found(&tried.json()["checked"]), ["weight-alone"]);
    let coder = world.person(Role::Coder).await;
    let made =
        json!({"note": "Obesity.", "age": 40, "setting": "office", "date_of_service": "2026-05-12"});
    let id = world.post(&coder, "/api/v1/encounters", &made).await.json()["id"].clone();
    let path = format!("/api/v1/encounters/{}/codes", id.as_str().unwrap());
    let lines = json!({"base": 0, "lines": [{"system": "ICD10CM", "code": "E66.9"}]});
    assert_eq!(world.send(&coder, "PUT", &path, &lines).await.status, 200);
    let tried = attempt(json!({"text": RULE, "encounter": id})).await;
    assert_eq!(found(&tried.json()["chart"]), ["weight-alone"], "{}", tried.text);
    let broken = attempt(json!({"text": "rule", "claim": CLAIM})).await.json();
    assert!(!broken["problems"].as_array().unwrap().is_empty());
    assert_eq!(attempt(json!({"text": RULE})).await.status, 400);
    // Rules are not a way around who may open charts.
    let admin = world.person(Role::Administrator).await;
    let asked = json!({"text": RULE, "encounter": id});
    assert_eq!(world.post(&admin, &format!("{PATH}/try"), &asked).await.status, 403);
    assert_eq!(world.get(&who, PATH).await.json()["text"], "", "trying sets nothing");
}
