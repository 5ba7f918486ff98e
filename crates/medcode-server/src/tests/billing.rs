//! A claim from the records: all of it there, and each part missing in turn.

use super::past::practice;
use super::world::{As, World};
use crate::auth::Role;
use medcode::formats::{Format, Reading, Sink, read_claims};
use medcode::model::{Claim, Problem};
use serde_json::{Value, json};

/// A signed-off chart of the patient, and nothing else that billing needs.
async fn chart(world: &World, who: &As) -> String {
    let asked = json!({"note": "Cough.", "setting": "office", "date_of_service": "2026-05-12", "mrn": "M-7", "npi": "1234567893", "external_id": "V-1"});
    let id =
        world.post(who, "/api/v1/encounters", &asked).await.json()["id"].as_str().unwrap().to_owned();
    let lines = json!([
        {"system": "ICD10CM", "code": "R05.9"},
        {"system": "CPT", "code": "99213", "modifiers": ["25"], "pointers": [1]},
        {"system": "CPT", "code": "94640", "units": 2, "pointers": [1]},
    ]);
    let asked = json!({"base": 0, "lines": lines, "status": "coded"});
    let kept = world.send(who, "PUT", &format!("/api/v1/encounters/{id}/codes"), &asked).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
    id
}

async fn lacks(world: &World, who: &As, id: &str) -> Vec<(String, String)> {
    let told = world.get(who, &format!("/api/v1/encounters/{id}/billing?to=837p")).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let all = told.json()["lacks"].as_array().unwrap().clone();
    all.iter().map(|l| (text(&l["what"]), text(&l["page"]))).collect()
}

#[tokio::test]
async fn a_claim_is_written_from_the_records_and_what_they_lack_is_told_with_its_page() {
    let world = World::new().await;
    let who = world.person(Role::Manager).await;
    let patient = practice(&world, &who).await;
    let id = chart(&world, &who).await;
    let page = format!("/records/patients/{patient}");
    let told = lacks(&world, &who, &id).await;
    for (what, page) in [
        ("a coverage on the day of service", page.as_str()),
        ("the organisation Hill Clinic as a provider, which bills", "/records/providers/new"),
        ("a list of charges: one, or one named like the payer, or `Standard`", "/records/charges"),
    ] {
        assert!(told.iter().any(|(w, p)| w == what && p == page), "{what}: {told:?}");
    }
    let refused = world.get(&who, &format!("/api/v1/encounters/{id}/export?to=837p")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains(&page), "{}", refused.text);

    complete(&world, &who, &patient).await;
    assert_eq!(lacks(&world, &who, &id).await, []);
    let written = world.get(&who, &format!("/api/v1/encounters/{id}/export?to=837p")).await;
    assert_eq!(written.status, 200, "{}", written.text);
    read_back(&written.text);
    let checked = world.ask(&who, "POST", "/api/v1/check", &[], written.text).await;
    assert_eq!(
        (checked.status.as_u16(), checked.json()["claims"].as_i64()),
        (200, Some(1)),
        "{}",
        checked.text
    );
    let errors = checked.json()["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["severity"] == "error")
        .count();
    assert_eq!(errors, 0, "{}", checked.text);
    for form in ["cms1500", "superbill"] {
        let printed = world.get(&who, &format!("/api/v1/encounters/{id}/export?to={form}")).await;
        assert_eq!(
            (printed.status.as_u16(), printed.header("content-type")),
            (200, "application/pdf"),
            "{form}"
        );
    }
    // One charge taken away is named with its list.
    let lists = world.get(&who, "/api/v1/charge-lists").await.json();
    let list = lists[0]["id"].as_str().unwrap().to_owned();
    let items = json!({"version": lists[0]["version"], "charges": [{"code": "99213", "from": "2026-01-01", "cents": 9000}]});
    let kept = world.send(&who, "PUT", &format!("/api/v1/charge-lists/{list}/items"), &items).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
    let told = lacks(&world, &who, &id).await;
    assert!(
        told.iter().any(|(w, p)| w.contains("94640") && *p == format!("/records/charges/{list}")),
        "{told:?}"
    );
}

/// Everything that billing needs, as the pages send it.
pub(super) async fn complete(world: &World, who: &As, patient: &str) {
    let address = json!({"line": "1 Hill Road", "city": "Duluth", "state": "MN", "zip": "55802-1234"});
    let mut detail = address.clone();
    for (name, value) in [
        ("tax", "41-1234567"),
        ("submitter", "HILL"),
        ("phone", "612-555-0100"),
        ("assignment", "A"),
        ("signatures", "Y"),
    ] {
        detail[name] = value.into();
    }
    let clinic = json!({"npi": "1881605897", "family": "Hill Clinic", "is_organisation": true, "active": true, "detail": detail});
    let made = world.post(who, "/api/v1/providers", &clinic).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let hale = world.get(who, "/api/v1/providers").await.json();
    let hale = hale.as_array().unwrap().iter().find(|p| p["npi"] == "1234567893").unwrap().clone();
    let named = json!({"version": hale["version"], "npi": hale["npi"], "family": "Hale", "given": "Cora", "taxonomy": "207Q00000X", "organisation": "Hill Clinic", "active": true});
    let path = format!("/api/v1/providers/{}", hale["id"].as_str().unwrap());
    assert_eq!(world.send(who, "PUT", &path, &named).await.status, 200);
    let payer = json!({"name": "Example Plan", "payer_id": "EXPLAN", "kind": "CI", "active": true});
    let payer = world.post(who, "/api/v1/payers", &payer).await.json();
    let path = format!("/api/v1/patients/{patient}");
    let about = json!({"version": 1, "mrn": "M-7", "family": "Sample", "given": "Ada", "birth": "1960-01-01", "sex": "F", "address": address});
    let kept = world.send(who, "PUT", &path, &about).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
    let coverages = json!({"version": kept.json()["version"], "coverages": [{"payer": payer["id"], "member": "EX1", "relation": "self"}]});
    let kept = world.send(who, "PUT", &format!("{path}/coverages"), &coverages).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
    let list = world.post(who, "/api/v1/charge-lists", &json!({"name": "Standard"})).await.json();
    let items = json!({"version": list["version"], "charges": [
        {"code": "99213", "from": "2026-01-01", "cents": 9000},
        {"code": "99213", "modifier": "25", "from": "2026-01-01", "cents": 9500},
        {"code": "94640", "from": "2026-01-01", "cents": 2050},
    ]});
    let path = format!("/api/v1/charge-lists/{}/items", list["id"].as_str().unwrap());
    let kept = world.send(who, "PUT", &path, &items).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
}

#[derive(Default)]
pub(super) struct All {
    pub(super) claims: Vec<Claim>,
    pub(super) problems: usize,
}

impl Sink for All {
    fn claim(&mut self, claim: Claim) {
        self.claims.push(claim);
    }

    fn problem(&mut self, _: Problem) {
        self.problems += 1;
    }
}

/// The claim as our own reader takes it: what was written is what the records say.
fn read_back(text: &str) {
    let mut all = All::default();
    read_claims(text.as_bytes(), Format::X12, &Reading::default(), &mut all).unwrap();
    assert_eq!(all.problems, 0);
    let [claim] = &all.claims[..] else { panic!("{} claims", all.claims.len()) };
    assert_eq!((&*claim.id, claim.charge.map(|c| c.0)), ("V-1", Some(9500 + 2 * 2050)));
    assert_eq!(claim.lines.len(), 2);
    assert_eq!(claim.billing.as_ref().map(|n| &*n.text), Some("1881605897"));
    assert_eq!(claim.rendering.as_ref().map(|n| &*n.text), Some("1234567893"));
    assert_eq!(&*claim.payer, "EXPLAN");
}
