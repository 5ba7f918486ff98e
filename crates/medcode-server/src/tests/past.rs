//! What was done for a patient before, as it reaches the rule book.

use super::world::{As, World};
use crate::auth::Role;
use serde_json::{Value, json};

const NPI: [&str; 2] = ["1234567893", "1245319599"];

/// A practice of two of one specialty, and a patient.
pub(super) async fn practice(world: &World, manager: &As) -> String {
    for (npi, family) in NPI.into_iter().zip(["Hale", "Dale"]) {
        let provider = json!({"npi": npi, "family": family, "taxonomy": "207Q00000X", "organisation": "Hill Clinic", "active": true});
        let made = world.post(manager, "/api/v1/providers", &provider).await;
        assert_eq!(made.status, 201, "{}", made.text);
    }
    let patient =
        json!({"mrn": "M-7", "family": "Sample", "given": "Ada", "birth": "1960-01-01", "sex": "F"});
    let made = world.post(manager, "/api/v1/patients", &patient).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.json()["id"].as_str().unwrap().to_owned()
}

/// A chart of the patient with these services, signed off.
async fn chart(
    world: &World,
    who: &As,
    day: &str,
    npi: Option<&str>,
    lines: &[&str],
    sign: bool,
) -> String {
    let asked =
        json!({"note": "Cough.", "setting": "office", "date_of_service": day, "mrn": "M-7", "npi": npi});
    let made = world.post(who, "/api/v1/encounters", &asked).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let lines: Vec<Value> = lines.iter().map(|c| json!({"system": "CPT", "code": c})).collect();
    let status = if sign { "coded" } else { "in_progress" };
    let asked = json!({"base": 0, "lines": lines, "status": status});
    let kept = world.send(who, "PUT", &format!("/api/v1/encounters/{id}/codes"), &asked).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
    id
}

async fn check(world: &World, who: &As, id: &str, day: &str, code: &str) -> Value {
    let asked =
        json!({"setting": "office", "date_of_service": day, "codes": [{"system": "CPT", "code": code}]});
    let answer = world.post(who, &format!("/api/v1/encounters/{id}/check"), &asked).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn rules(answer: &Value, of: &str) -> Vec<String> {
    let all = answer[of].as_array().unwrap().iter();
    all.map(|f| f["rule"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_patient_whom_the_group_saw_is_established() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    practice(&world, &who).await;
    chart(&world, &who, "2025-11-02", Some(NPI[1]), &["99213", "71046"], true).await;
    let id = chart(&world, &who, "2026-05-12", Some(NPI[0]), &[], false).await;
    let told = check(&world, &who, &id, "2026-05-12", "99203").await;
    assert_eq!(told["standing"], "established: seen 2025-11-02", "{told}");
    assert!(rules(&told, "findings").contains(&"new-patient-seen-before".into()), "{told}");
    // The same day again, in another chart.
    let told = check(&world, &who, &id, "2025-11-02", "71046").await;
    assert!(rules(&told, "findings").contains(&"service-repeated-on-day".into()), "{told}");
    let opened = world.get(&who, &format!("/api/v1/encounters/{id}")).await.json();
    assert_eq!(opened["encounter"]["patient_name"], "Sample, Ada");
    assert_eq!(opened["encounter"]["npi"], NPI[0]);
}

#[tokio::test]
async fn what_is_not_signed_off_or_not_known_tells_nothing() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    practice(&world, &who).await;
    chart(&world, &who, "2025-11-02", Some(NPI[1]), &["99213"], false).await;
    let id = chart(&world, &who, "2026-05-12", Some(NPI[0]), &[], false).await;
    let told = check(&world, &who, &id, "2026-05-12", "99203").await;
    assert_eq!(told["standing"], "new or established: needs records that go back three years");
    assert!(rules(&told, "no_data").contains(&"new-patient-seen-before".into()), "{told}");
    // Without a patient nobody knows at all.
    let alone = world.post(&who, "/api/v1/encounters", &json!({"note": "Cough."})).await.json();
    let told = check(&world, &who, alone["id"].as_str().unwrap(), "2026-05-12", "99203").await;
    assert_eq!(told["standing"], Value::Null);
    assert!(rules(&told, "no_data").contains(&"new-patient-seen-before".into()), "{told}");
    let unknown = json!({"note": "Cough.", "mrn": "nobody"});
    let refused = world.post(&who, "/api/v1/encounters", &unknown).await;
    assert_eq!(
        (refused.status.as_u16(), refused.json()["field"].as_str()),
        (400, Some("mrn")),
        "{}",
        refused.text
    );
}
