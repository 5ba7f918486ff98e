//! Are claims in medcode JSON read, and what is wrong with them said with its place?

mod common;

use common::{fixture, read, shown};
use medcode_formats::Format;

#[test]
fn a_claim_is_read_with_and_without_the_small_words() {
    let expected = "\
A-100 professional place=11 freq=1 setting=office total=115.00 born=1966-01-01 sex=Some(Female) payer=60054 billing=1234567893 rendering=- 2026-05-12..2026-05-12 admitted=- made=2026-05-13 auth=true
dx Principal ICD10CM:E11.22
dx Other ICD10CM:N18.32
dx Other [ICD-10]I10
line 1 CPT:99213 mods=25 rev=- x1000 UN 100.00 place=11 -> [1, 2] 2026-05-12..2026-05-12 by=1245319599
line 2 HCPCS:J1885 mods= rev=- x1500 - 15.00 place=- -> [1] 2026-05-12..2026-05-12 by=-
A-101 institutional place=11 freq=7 setting=inpatient total=- born=- sex=None payer= billing=- rendering=- 2026-05-01..2026-05-05 admitted=2026-05-01 made=- auth=false
dx Principal ICD10CM:K35.80 poa=Y
dx Admitting ICD10CM:R10.9
px true ICD10PCS:0DTJ4ZZ 2026-05-02
";
    let all = read(&fixture("claims.json"), Format::Json);
    assert_eq!(all.claims.iter().map(shown).collect::<String>(), expected);
    assert!(all.problems.is_empty(), "{:?}", all.problems);
}

#[test]
fn a_coded_note_is_an_encounter() {
    let expected = "\
n1 professional place= freq=1 setting=office total=- born=- sex=None payer= billing=- rendering=- 2026-05-12..2026-05-12 admitted=- made=- auth=false
dx Principal ICD10CM:E11.22
dx Other ICD10CM:N18.32
line 1 CPT:99213 mods=25 rev=- x1000 UN - place=- -> [1, 2] 2026-05-12..2026-05-12 by=-
";
    let all = read(&fixture("coded.json"), Format::Json);
    assert_eq!(all.claims.iter().map(shown).collect::<String>(), expected);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (text, claims, problem) in [
        ("", 0, "the file is empty"),
        ("{\"id\": \"1\"}", 0, "this is no claim"),
        ("[{\"lines\": []}, 7]", 1, "line 1, column 17: [1]: a claim is an object"),
        ("{\"lines\": [{\"chrage\": 1}]}", 1, "lines[0].chrage: no member of this name"),
        ("{\"lines\": [{\"charge\": \"ten\"}]}", 1, "column 23: lines[0].charge: an amount is expected"),
        ("{\"diagnoses\": [{\"poa\": \"Y\"}]}", 1, "diagnoses[0]: a diagnosis has a `code`"),
        ("{\"diagnoses\": [], \"from\": \"5/12\"}", 1, "from: a day (YYYY-MM-DD) is expected"),
        ("{\"lines\": [{\"pointers\": [300]}]}", 1, "lines[0].pointers[0]: the number of a diagnosis"),
        ("{\"lines\": [}", 0, "line 1, column 12: this is no JSON"),
    ] {
        let all = read(text.as_bytes(), Format::Json);
        assert_eq!(all.claims.len(), claims, "{text}");
        let found = all.problems.iter().any(|p| p.to_string().contains(problem));
        assert!(found, "{text}: {:?}", all.problems);
    }
}

/// The names under `properties` of a part of the schema.
fn named(part: &medcode_formats::json::Value<'_>) -> Vec<String> {
    let mut names: Vec<String> =
        part.get("properties").unwrap().members().iter().map(|(n, _)| n.to_string()).collect();
    names.sort();
    names
}

#[test]
fn the_schema_in_docs_names_what_is_read_and_nothing_else() {
    use medcode_formats::claim_json::{CLAIM, DIAGNOSIS, LINE, PATIENT, PROCEDURE};
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/claim.schema.json");
    let text = std::fs::read_to_string(path).unwrap();
    let schema = medcode_formats::json::parse(&text).unwrap();
    let sorted = |names: &[&str]| {
        let mut names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
        names.sort();
        names
    };
    let part = |way: &[&str]| schema.at(&[&["properties"], way].concat()).unwrap();
    assert_eq!(named(&schema), sorted(&CLAIM));
    assert_eq!(named(part(&["patient"])), sorted(&PATIENT));
    assert_eq!(named(part(&["diagnoses", "items"])), sorted(&DIAGNOSIS));
    assert_eq!(named(part(&["procedures", "items"])), sorted(&PROCEDURE));
    assert_eq!(named(part(&["lines", "items"])), sorted(&LINE));
    let (mut leaves, mut paths) = (Vec::new(), medcode_formats::claim_json::bill_paths().to_vec());
    leaves_of(&schema, part(&["bill"]), "", &mut leaves);
    leaves.sort();
    paths.sort();
    assert_eq!(leaves, paths);
}

/// The paths to what is no object, `$ref` followed.
fn leaves_of(
    schema: &medcode_formats::json::Value<'_>,
    part: &medcode_formats::json::Value<'_>,
    path: &str,
    out: &mut Vec<String>,
) {
    let referred = part.said("$ref").rsplit('/').next().and_then(|name| schema.at(&["$defs", name]));
    let Some(properties) = referred.unwrap_or(part).get("properties") else {
        return out.push(path.to_owned());
    };
    for (name, member) in properties.members() {
        let dot = if path.is_empty() { "" } else { "." };
        leaves_of(schema, member, &format!("{path}{dot}{name}"), out);
    }
}

#[test]
fn how_much_of_a_drug_stands_with_its_line() {
    let text = r#"{"id": "1", "diagnoses": ["D51.0"], "lines": [{"code": "99213"},
        {"code": "J3420", "ndc": "00517003125", "ndc_quantity": 1.5, "ndc_unit": "ML"},
        {"code": "J1885", "ndc_quantity": "much"}]}"#;
    let all = common::read(text.as_bytes(), Format::Json);
    let found: Vec<_> = all.problems.iter().map(ToString::to_string).collect();
    assert!(matches!(&found[..], [one] if one.contains("a quantity is expected")), "{found:?}");
    let (mut json, mut table) = (Vec::new(), Vec::new());
    medcode_formats::claim_json::write_claims(&all.claims, &mut json).unwrap();
    medcode_formats::csv::write_claims(&all.claims, &mut table).unwrap();
    for (bytes, format) in [(text.into(), Format::Json), (json, Format::Json), (table, Format::Csv)] {
        let claim = &common::read(&bytes, format).claims[0];
        let drugs = &claim.bill.as_deref().unwrap().drugs;
        let told: Vec<_> = drugs.iter().map(|d| (d.line, d.quantity, &*d.unit)).collect();
        assert_eq!(told, [(2, Some(1500), "ML")], "{format:?}");
    }
}

#[test]
fn who_is_on_a_claim_is_read_written_and_what_is_wrong_there_is_said() {
    let text = r#"{"id": "1", "diagnoses": ["I10"], "payer": "P1", "billing_npi": "1234567893", "bill": {
        "patient": {"last": "SAMPLE", "first": "PAULA", "address": {"city": "DULUTH", "zip": "55802-1111"}},
        "coverage": {"member_id": "X1", "order": "fifth", "payer": {"name": "PLAN"}},
        "billing_provider": {"name": "CLINIC", "tax_id": "41-1234567"}, "doctor": "A"}}"#;
    let all = common::read(text.as_bytes(), Format::Json);
    let bill = all.claims[0].bill.as_deref().unwrap();
    // A patient without another subscriber is the subscriber.
    let subscriber = &bill.coverage.subscriber;
    assert_eq!((&*subscriber.name.last, &*bill.coverage.relation), ("SAMPLE", "18"));
    assert_eq!(subscriber.address.as_ref().map(|a| &*a.postal), Some("558021111"));
    assert_eq!((&*bill.coverage.payer.id, &*bill.providers[0].npi), ("P1", "1234567893"));
    for wrong in ["line 3, column 50: bill.coverage.order", "line 4, column 83: bill.doctor"] {
        let found = all.problems.iter().any(|p| p.to_string().starts_with(wrong));
        assert!(found, "{wrong}: {:?}", all.problems);
    }
    let (mut json, mut table) = (Vec::new(), Vec::new());
    medcode_formats::claim_json::write_claims(&all.claims, &mut json).unwrap();
    medcode_formats::csv::write_claims(&all.claims, &mut table).unwrap();
    for (bytes, format) in [(json, Format::Json), (table, Format::Csv)] {
        let again = common::read(&bytes, format);
        assert_eq!(again.claims[0].bill.as_deref(), Some(bill), "{format:?} {:?}", again.problems);
    }
}
