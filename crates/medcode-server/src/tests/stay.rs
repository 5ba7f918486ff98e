//! The bill of a facility from the records: what lacks is told by name and place, what is there is on it.

use super::billing::{All, complete};
use super::past::practice;
use super::world::{As, World};
use crate::auth::Role;
use medcode::formats::{Format, Reading, read_claims};
use serde_json::{Value, json};

async fn stay(world: &World, who: &As) -> String {
    let asked = json!({"note": "Appendicitis.", "setting": "inpatient", "admitted": "2026-05-10", "date_of_service": "2026-05-12", "mrn": "M-7", "npi": "1234567893", "external_id": "S-1"});
    let made = world.post(who, "/api/v1/encounters", &asked).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let lines = json!([
        {"system": "ICD10CM", "code": "K35.80", "poa": "Y"},
        {"system": "ICD10CM", "code": "I10"},
        {"system": "ICD10PCS", "code": "0DTJ4ZZ"},
    ]);
    let kept = json!({"base": 0, "lines": lines, "status": "coded"});
    let kept = world.send(who, "PUT", &format!("/api/v1/encounters/{id}/codes"), &kept).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
    id
}

async fn lacks(world: &World, who: &As, id: &str) -> Vec<String> {
    let told = world.get(who, &format!("/api/v1/encounters/{id}/billing?to=837i")).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let text = |l: &Value| format!("{} @ {}", l["what"].as_str().unwrap(), l["page"].as_str().unwrap());
    told.json()["lacks"].as_array().unwrap().iter().map(text).collect()
}

async fn set(world: &World, who: &As, id: &str, billing: Value) -> super::world::Answer {
    let path = format!("/api/v1/encounters/{id}");
    let version = world.get(who, &path).await.json()["encounter"]["version"].clone();
    let facts = json!({"version": version, "facts": {"billing": billing}});
    world.send(who, "PUT", &path, &facts).await
}

#[tokio::test]
async fn a_stay_is_billed_from_the_records_and_the_facts_of_its_chart() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    let patient = practice(&world, &who).await;
    let id = stay(&world, &who).await;
    let (page, chart) = (format!("/records/patients/{patient}"), format!("/charts/{id}"));
    let told = lacks(&world, &who, &id).await;
    assert!(told.contains(&format!("a coverage on the day of service @ {page}")), "{told:?}");

    complete(&world, &who, &patient).await;
    let told = lacks(&world, &who, &id).await;
    for what in [
        "claim.type_of_bill: the type of bill",
        "stay.discharge_status: the discharge status",
        "procedures: the date of 0DTJ4ZZ",
        "charges: what is charged",
    ] {
        assert!(told.iter().any(|l| l.starts_with(&format!("{what} @ "))), "{what}: {told:?}");
    }
    assert!(told.iter().all(|l| l.ends_with(&chart) || l.starts_with("charges")), "{told:?}");

    // Parts of the facts are kept as they come to be known; what is no fact is refused.
    let half = json!({"stay": {"discharge_status": "01"}});
    assert_eq!(set(&world, &who, &id, half).await.status, 200);
    let told = lacks(&world, &who, &id).await;
    assert!(!told.iter().any(|l| l.starts_with("stay.")), "{told:?}");
    let wrong = set(&world, &who, &id, json!({"stay": {"discharge": "01"}})).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("stay.discharge: no such field"), "{}", wrong.text);

    let whole = json!({
        "claim": {"type_of_bill": "0111"},
        "stay": {"discharge_status": "01", "admission_type": "1", "admission_source": "1", "admission_time": "14:20", "discharge_time": "11:05", "admitting_diagnosis": "R10.31"},
        "procedures": [{"code": "0DTJ4ZZ", "date": "2026-05-11"}],
        "charges": [{"revenue": "0120", "amount": "3000.00", "units": "2", "unit": "DA"}, {"revenue": "0360", "amount": "5100.00"}],
    });
    assert_eq!(set(&world, &who, &id, whole).await.status, 200);
    assert_eq!(lacks(&world, &who, &id).await, [""; 0]);
    let written = world.get(&who, &format!("/api/v1/encounters/{id}/export?to=837i")).await;
    assert_eq!(written.status, 200, "{}", written.text);
    // Not every hospital reports it, so it is told and stops nothing.
    assert!(
        written.header("medcode-notices").contains("present on admission: I10"),
        "{}",
        written.header("medcode-notices")
    );
    let mut all = All::default();
    read_claims(written.text.as_bytes(), Format::X12, &Reading::default(), &mut all).unwrap();
    assert_eq!(all.problems, 0);
    let [claim] = &all.claims[..] else { panic!("{} claims", all.claims.len()) };
    assert_eq!((&*claim.id, &*claim.place, &*claim.frequency), ("S-1", "11", "1"));
    assert_eq!(claim.admitted.map(|d| d.to_string()).as_deref(), Some("2026-05-10"));
    assert_eq!(&*claim.discharge_status, "01");
    assert_eq!(claim.rendering.as_ref().map(|n| &*n.text), Some("1234567893"), "who attended");
    assert_eq!(claim.diagnoses[0].poa, Some('Y'));
    let principal = &claim.procedures[0];
    assert_eq!((principal.principal, &*principal.code.text), (true, "0DTJ4ZZ"));
    assert_eq!(principal.date.map(|d| d.to_string()).as_deref(), Some("2026-05-11"));
    let revenue: Vec<_> = claim.lines.iter().filter_map(|l| l.revenue.as_deref()).collect();
    assert_eq!((revenue, claim.charge.map(|c| c.0)), (vec!["0120", "0360"], Some(810_000)));
    let printed = world.get(&who, &format!("/api/v1/encounters/{id}/export?to=ub04")).await;
    assert_eq!((printed.status.as_u16(), printed.header("content-type")), (200, "application/pdf"));
}

#[tokio::test]
async fn a_service_takes_its_revenue_code_from_the_list_of_charges_and_lacks_it_there() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    let patient = practice(&world, &who).await;
    complete(&world, &who, &patient).await;
    let asked = json!({"note": "Cough.", "setting": "ed", "billing_context": "facility", "date_of_service": "2026-05-12", "mrn": "M-7", "npi": "1234567893"});
    let made = world.post(&who, "/api/v1/encounters", &asked).await.json();
    let id = made["id"].as_str().unwrap();
    let lines = json!([{"system": "ICD10CM", "code": "R05.9"}, {"system": "CPT", "code": "94640"}]);
    let kept = json!({"base": 0, "lines": lines, "status": "coded"});
    world.send(&who, "PUT", &format!("/api/v1/encounters/{id}/codes"), &kept).await;
    let facts = json!({"claim": {"type_of_bill": "0131"}, "stay": {"discharge_status": "01"}});
    assert_eq!(set(&world, &who, id, facts).await.status, 200);
    let list = world.get(&who, "/api/v1/charge-lists").await.json()[0].clone();
    let page = format!("/records/charges/{}", list["id"].as_str().unwrap());
    let told = lacks(&world, &who, id).await;
    assert_eq!(told, [format!("charges[0].revenue: the revenue code of 94640 @ {page}")]);
    for (revenue, status) in [("4100", 200), ("41O", 400), ("410", 200)] {
        let version = world.get(&who, "/api/v1/charge-lists").await.json()[0]["version"].clone();
        let items = json!({"version": version, "charges": [{"code": "94640", "from": "2026-01-01", "cents": 2050, "revenue": revenue}]});
        let path = format!("/api/v1/charge-lists/{}/items", list["id"].as_str().unwrap());
        assert_eq!(world.send(&who, "PUT", &path, &items).await.status, status, "{revenue}");
    }
    assert_eq!(lacks(&world, &who, id).await, [""; 0]);
    let written = world.get(&who, &format!("/api/v1/encounters/{id}/export?to=837i")).await;
    assert!(written.text.contains("SV2*0410*HC:94640*20.5"), "{}", written.text);
}
