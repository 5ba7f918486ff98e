//! What do FHIR documents say, and where does each part of it stand?

mod common;

use common::{fixture, read, shown};
use medcode_formats::Format;

fn claims(name: &str) -> String {
    read(&fixture(name), Format::Fhir).claims.iter().map(shown).collect()
}

#[test]
fn a_claim_with_what_it_contains_is_read() {
    let expected = "\
A-100 professional place=11 freq=1 setting=- total=114.50 born=1968-02-29 sex=Some(Female) payer=60054 billing=1234567893 rendering=1245319599 2026-05-12..2026-05-12 admitted=- made=2026-05-13 auth=true
dx Principal ICD10CM:E11.22
dx Other ICD10CM:N18.32
line 1 CPT:99213 mods=25 rev=- x1000 UN 100.00 place=11 -> [1, 2] 2026-05-12..2026-05-12 by=-
line 2 HCPCS:J1885 mods= rev=- x2000 UN 14.50 place=- -> [1] 2026-05-12..2026-05-12 by=-
";
    assert_eq!(claims("fhir/claim-professional.json"), expected);
}

#[test]
fn a_stay_is_made_of_its_encounter_whatever_the_order_of_the_bundle() {
    let expected = "\
STAY-1 institutional place=11 freq=1 setting=inpatient total=- born=1990-12-31 sex=Some(Male) payer= billing=1234567893 rendering=- 2026-05-01..2026-05-05 admitted=2026-05-01 made=- auth=false
dx Principal ICD10CM:K35.80
dx Other ICD10CM:E11.9
dx Admitting ICD10CM:R10.9
dx Other [ICD-10 (WHO)]I10
px true ICD10PCS:0DTJ4ZZ 2026-05-02
";
    assert_eq!(claims("fhir/bundle-stay.json"), expected);
}

#[test]
fn an_explanation_of_benefit_is_the_claim_that_was_submitted() {
    let expected = "\
B-7 institutional place=11 freq=7 setting=- total=9000.00 born=- sex=None payer=payer-9 billing=1234567893 rendering=1245319599 2026-05-01..2026-05-05 admitted=2026-05-01 made=2026-05-20 auth=false
dx Principal ICD10CM:K3580 poa=Y
dx Other ICD9:250.00 poa=1
dx Admitting ICD10CM:R10.9
dx ExternalCause ICD10CM:W19.XXXA
px true ICD10PCS:0DTJ4ZZ 2026-05-02
line 1 - mods= rev=0360 x1500 UN 9000.00 place=- -> [] 2026-05-02..2026-05-02 by=-
";
    assert_eq!(claims("fhir/eob-institutional.json"), expected);
}

#[test]
fn a_visit_that_a_claim_bills_is_read_once() {
    let expected = "\
40 professional place= freq=1 setting=- total=- born=2001-01-31 sex=Some(Female) payer= billing=- rendering=- 2026-06-02..2026-06-02 admitted=- made=- auth=false
dx Principal ICD10CM:S93.401A
line 1 CPT:99283 mods= rev=- x1000 UN 250.00 place=- -> [] 2026-06-02..2026-06-02 by=-
10 professional place= freq=1 setting=office total=- born=2001-01-31 sex=Some(Female) payer= billing=- rendering=- 2026-05-12..2026-05-12 admitted=- made=- auth=false
dx Principal ICD10CM:J02.9
line 1 CPT:87880 mods= rev=- x1000 UN - place=- -> [] 2026-05-12..2026-05-12 by=-
";
    assert_eq!(claims("fhir/visits.ndjson"), expected);
}

#[test]
fn a_code_knows_its_path_line_and_column() {
    let text = fixture("fhir/claim-professional.json");
    let all = read(&text, Format::Fhir);
    let claim = &all.claims[0];
    let at = claim.diagnoses[0].code.at;
    let place = claim.place_of(at).unwrap();
    assert_eq!(&*place.path, "Claim.diagnosis[1].diagnosisCodeableConcept.coding[1].code");
    let line = text.split(|b| *b == b'\n').nth(place.line as usize - 1).unwrap();
    assert!(line[place.column as usize - 1..].starts_with(b"\"E11.22\""));
    assert!(text[at.byte as usize..].starts_with(b"\"E11.22\""));

    let stay = &read(&fixture("fhir/bundle-stay.json"), Format::Fhir).claims[0];
    let place = stay.place_of(stay.diagnoses[0].code.at).unwrap();
    assert_eq!(&*place.path, "Bundle.entry[3].resource.code.coding[0].code");
    let place = stay.place_of(stay.billing.as_ref().unwrap().at).unwrap();
    assert_eq!(&*place.path, "Bundle.entry[10].resource.identifier[0].value");
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_is_read() {
    for (text, claims, problem) in [
        ("", 0, "the file is empty"),
        ("{\"resourceType\": \"Claim\", ", 0, "line 1, column 27: this is no JSON"),
        ("{\"resourceType\": \"Patient\"}", 0, "no Claim, ExplanationOfBenefit, Encounter"),
        ("{\"resourceType\": \"ClaimResponse\"}", 0, "a payer's answer"),
        (
            "{\"x\": \"\n{\"resourceType\": \"Claim\"}",
            1,
            "line 1, column 8: this is no JSON: a text has no end",
        ),
        ("{\"id\": 1}", 0, "no `resourceType`"),
        (
            "{\"resourceType\": \"Claim\"}\n{]\n{\"resourceType\": \"Claim\"}",
            2,
            "line 2, column 2: this is no JSON",
        ),
        (
            "{\"resourceType\": \"Claim\", \"diagnosis\": 7, \"item\": [{\"diagnosisSequence\": [9]}]}",
            1,
            "no diagnosis of the claim has this sequence",
        ),
    ] {
        let all = read(text.as_bytes(), Format::Fhir);
        assert_eq!(all.claims.len(), claims, "{text}");
        let found = all.problems.iter().any(|p| p.to_string().contains(problem));
        assert!(found, "{text}: {:?}", all.problems);
    }
    let all = read(b"{\"resourceType\": \"Claim\", \"id\": \"\xff\"}", Format::Fhir);
    assert!(all.problems[0].message.contains("UTF-8"));
}

#[test]
fn a_thousand_entries_take_no_more_than_their_share() {
    let bundle = |n: usize| {
        let one = "{\"resource\": {\"resourceType\": \"Claim\", \"patient\": {\"reference\": \"Patient/1\"}, \"diagnosis\": [{\"sequence\": 1}], \"item\": [{\"sequence\": 1, \"diagnosisSequence\": [1]}]}}";
        format!("{{\"resourceType\": \"Bundle\", \"entry\": [{}]}}", vec![one; n].join(","))
    };
    let time = |n: usize| {
        let text = bundle(n);
        let best = (0..3).map(|_| {
            let started = std::time::Instant::now();
            assert_eq!(read(text.as_bytes(), Format::Fhir).claims.len(), n);
            started.elapsed()
        });
        best.min().unwrap()
    };
    let (small, large) = (time(500), time(8000));
    assert!(large < small * 64, "{small:?} for 500, {large:?} for 8000");
}

#[test]
fn who_is_on_a_claim_is_read_where_it_is_asked_for() {
    let reading = medcode_formats::Reading { whole: true, ..Default::default() };
    let mut all = common::All::default();
    let text = fixture("fhir/claim-professional.json");
    medcode_formats::read_claims(&text[..], Format::Fhir, &reading, &mut all).unwrap();
    let bill = all.claims[0].bill.as_deref().unwrap();
    let (coverage, patient) = (&bill.coverage, &bill.coverage.subscriber);
    assert_eq!(
        (&*patient.name.last, &*patient.name.first, &*patient.name.middle),
        ("EXAMPLE", "PAT", "Q")
    );
    assert_eq!(patient.address.as_ref().map(|a| &*a.postal), Some("430010000"));
    assert_eq!((&*coverage.member, &*bill.authorisation), ("W123456789", "PA-1"));
    let named: Vec<_> = bill.providers.iter().map(|p| (p.role.id(), &*p.name.last, &*p.npi)).collect();
    assert_eq!(
        named,
        [("billing", "EXAMPLE CLINIC", "1234567893"), ("rendering", "SAMPLE", "1245319599")]
    );
}

#[test]
fn a_second_coverage_is_other_coverage_with_its_payer_and_subscriber() {
    let reading = medcode_formats::Reading { whole: true, ..Default::default() };
    let mut all = common::All::default();
    let text = fixture("fhir/two-coverages.json");
    medcode_formats::read_claims(&text[..], Format::Fhir, &reading, &mut all).unwrap();
    let bill = all.claims[0].bill.as_deref().unwrap();
    let told = |c: &medcode_model::Coverage| {
        let payer = (c.payer.name.to_string(), c.payer.id.to_string());
        (
            c.order,
            c.member.to_string(),
            payer,
            c.subscriber.name.first.to_string(),
            c.relation.to_string(),
        )
    };
    let plan = |name: &str, id: &str| (name.to_owned(), id.to_owned());
    let first = (Some('P'), "M-1".into(), plan("EXAMPLE PLAN", "P-1"), "PAT".into(), "18".into());
    let second = (Some('S'), "M-2".into(), plan("SAMPLE HEALTH", "P-2"), "LEE".into(), "01".into());
    assert_eq!(told(&bill.coverage), first);
    // A third one that is not in the document says nothing.
    assert_eq!(bill.others.iter().map(told).collect::<Vec<_>>(), [second]);
}

#[test]
fn bundles_that_use_the_same_names_are_kept_apart() {
    let one = String::from_utf8(fixture("fhir/bundle-stay.json")).unwrap();
    let two = one.replace("STAY-1", "STAY-2").replace("K35.80", "K37");
    for text in [format!("{one}\n{two}"), format!("[{one},{two}]")] {
        let all = read(text.as_bytes(), Format::Fhir);
        let principal: Vec<_> =
            all.claims.iter().map(|c| (&*c.id, &*c.diagnoses[0].code.text)).collect();
        assert_eq!(principal, [("STAY-1", "K35.80"), ("STAY-2", "K37")]);
    }
}

#[test]
fn the_files_of_a_bulk_export_are_one_document() {
    let names = ["Condition", "Encounter", "Organization", "Patient", "Procedure"];
    let files = names.map(|n| format!("{n}.ndjson")).map(|n| (n.clone(), fixture(&format!("bulk/{n}"))));
    let files = files.iter().map(|(name, bytes)| (name.clone(), &bytes[..]));
    let mut all = common::All::default();
    medcode_formats::fhir::read_files(files, false, &mut all).unwrap();
    assert_eq!(all.claims.iter().map(shown).collect::<String>(), claims("fhir/bundle-stay.json"));
    let stay = &all.claims[0];
    let place = stay.place_of(stay.diagnoses[0].code.at).unwrap();
    assert_eq!((&*place.path, place.line), ("Condition.ndjson#Condition.code.coding[0].code", 3));
}
