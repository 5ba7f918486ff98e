//! Where words stand in the document a note was taken out of: kept, told, exported, erased with the note.

use super::import::reader;
use super::world::World;
use crate::auth::Role;
use base64::Engine as _;
use serde_json::{Value, json};

const TEXT: &str = "Visit.\nType 2 diabetes.\n";

/// A chart of a PDF of two pages; the note may have been changed by hand.
async fn chart(world: &World, who: &super::world::As, note: &str) -> String {
    let original = base64::engine::general_purpose::STANDARD.encode("%PDF bytes");
    let asked = json!({"note": note, "media_type": "application/pdf", "name": "visit one.pdf", "original": original, "setting": "office", "date_of_service": "2026-05-12"});
    let made = world.post(who, "/api/v1/encounters", &asked).await;
    assert_eq!(made.status, 201, "{}", made.text);
    made.json()["id"].as_str().unwrap().to_owned()
}

async fn code(world: &World, who: &super::world::As, id: &str, words: (usize, usize)) -> Value {
    let lines = json!([{"system": "ICD10CM", "code": "E11.9", "evidence": [{"start": words.0, "end": words.1, "locator": {"page": 99, "words": "page 99"}}]}]);
    let path = format!("/api/v1/encounters/{id}/codes");
    let kept =
        world.send(who, "PUT", &path, &json!({"base": 0, "lines": lines, "status": "coded"})).await;
    assert_eq!(kept.status, 200, "{}", kept.text);
    kept.json()["lines"][0]["evidence"][0]["locator"].clone()
}

#[tokio::test]
async fn the_place_of_words_is_told_by_the_server_and_goes_out_with_them() {
    let place = |page: u32, line: u32| json!({"page": page, "line": line, "box": [72, 700, 130, 712]});
    let places = json!([{"at": 0, "place": place(1, 1)}, {"at": 7, "place": place(2, 14)}]);
    let answer = json!({"documents": [{"kind": "pdf", "text": TEXT, "verbatim": false, "notices": [], "places": places}]});
    let (_folder, program) = reader(&format!("cat > /dev/null\ncat <<'END'\n{answer}\nEND"));
    let world = World::with(|config| config.reader = Some(program)).await;
    let who = world.person(Role::Manager).await;
    let id = chart(&world, &who, TEXT).await;
    let start = TEXT.find("Type").unwrap();
    // What a caller says of it is passed over.
    let locator = code(&world, &who, &id, (start, start + 15)).await;
    assert_eq!((&locator["page"], &locator["words"]), (&json!(2), &json!("page 2, line 14")));
    let opened = world.get(&who, &format!("/api/v1/encounters/{id}")).await.json();
    assert_eq!(opened["codes"]["lines"][0]["evidence"][0]["locator"], locator);
    assert_eq!(opened["note"]["original"], true);
    let bundle = world.get(&who, &format!("/api/v1/encounters/{id}/export?to=fhir")).await;
    assert_eq!(bundle.status, 200, "{}", bundle.text);
    for part in ["\"quotation\"", "\"page 2, line 14\"", "\"visit one.pdf\"", "\"application/pdf\""] {
        assert!(bundle.text.contains(part), "{part}: {}", bundle.text);
    }
    let original = world.get(&who, &format!("/api/v1/encounters/{id}/original")).await;
    assert_eq!((original.status.as_u16(), original.text.as_str()), (200, "%PDF bytes"));
    assert_eq!(original.header("content-type"), "application/octet-stream");
    let name = "attachment; filename*=UTF-8''visit%20one.pdf";
    assert_eq!(original.header("content-disposition"), name);

    // Words that were put in by hand have no place, and those around them keep theirs.
    let changed = TEXT.replace("Visit.", "Visit. Seen by phone.");
    let id = chart(&world, &who, &changed).await;
    let at = changed.find("Type").unwrap();
    assert_eq!(code(&world, &who, &id, (at, at + 15)).await["words"], "page 2, line 14");
    let id = chart(&world, &who, &changed).await;
    let at = changed.find("phone").unwrap();
    assert_eq!(code(&world, &who, &id, (at, at + 5)).await, Value::Null);
}

#[tokio::test]
async fn a_note_that_was_typed_has_no_places_and_no_file() {
    let world = World::new().await;
    let who = world.person(Role::Coder).await;
    let made = world.post(&who, "/api/v1/encounters", &json!({"note": TEXT})).await.json();
    let id = made["id"].as_str().unwrap();
    assert_eq!(code(&world, &who, id, (7, 22)).await, Value::Null);
    let original = world.get(&who, &format!("/api/v1/encounters/{id}/original")).await;
    assert_eq!(original.status, 404, "{}", original.text);
}
