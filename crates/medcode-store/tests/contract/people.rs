//! Patients, payers, providers, charges, favourites.

use medcode_model::Sex;
use medcode_store::{
    Charge, ChargeListId, Error, FavouriteKind, NewCoverage, NewEncounter, NewFavourite, NewPatient,
    NewPayer, NewProvider, PatientId, PayerId, Role, WorklistFilter, WorklistQuery,
};

use crate::place::{Opened, at, user};

pub(crate) fn someone(mrn: &str, family: &str, given: &str) -> NewPatient {
    NewPatient {
        mrn: Some(mrn.to_owned()),
        family: family.to_owned(),
        given: given.to_owned(),
        birth: "1960-02-29".parse().ok(),
        sex: Some(Sex::Male),
        address: "{}".to_owned(),
    }
}

fn coverage(payer: &PayerId, member: &str) -> NewCoverage {
    NewCoverage {
        payer: payer.clone(),
        member: member.to_owned(),
        group: None,
        relation: "self".to_owned(),
        subscriber: "{}".to_owned(),
        from: "2026-01-01".parse().ok(),
        to: None,
    }
}

pub(crate) async fn a_patient_is_kept_as_given(store: &Opened) {
    let about = someone("M-1", "Testcase", "Ann Éva");
    let made = store.create_patient(&at(3), about.clone()).await.unwrap();
    assert!(made.about == about && made.created == 3 && made.version == 1);
    assert!(store.patient(&made.id).await.unwrap() == made);
    assert!(store.patient_by_mrn(" M-1 ").await.unwrap().unwrap() == made);
    assert!(store.patient_by_mrn("M-2").await.unwrap().is_none());
    let twice = store.create_patient(&at(4), about.clone()).await;
    assert!(matches!(twice, Err(Error::Taken("mrn"))), "{twice:?}");
    let (there, new) = store.ensure_patient(&at(5), someone("M-1", "Other", "")).await.unwrap();
    assert!(there == made && !new);
    let (other, new) = store.ensure_patient(&at(6), someone("M-2", "Other", "")).await.unwrap();
    assert!(new && other.about.family == "Other");
    assert!(matches!(store.ensure_patient(&at(7), NewPatient::default()).await, Err(Error::Invalid(_))));
    store.create_patient(&at(8), NewPatient::default()).await.unwrap();
    store.create_patient(&at(8), NewPatient::default()).await.unwrap();
    assert!(matches!(store.patient(&PatientId::new("none")).await, Err(Error::NotFound("patient"))));
    let found = async |text| store.find_patients(text, None, 10).await.unwrap().len();
    assert_eq!(
        (found("ÉVA test").await, found("m-").await, found("").await, found("%").await),
        (1, 2, 4, 0)
    );
    let all = store.find_patients("", None, 10).await.unwrap();
    let first = store.find_patients("", None, 3).await.unwrap();
    let rest = store.find_patients("", Some(&first[2].id), 3).await.unwrap();
    assert_eq!([first, rest].concat(), all, "pages hold each patient once, in order");
}

pub(crate) async fn a_patient_changes_at_the_version_read(store: &Opened) {
    let made = store.create_patient(&at(1), someone("M-1", "A", "B")).await.unwrap();
    store.create_patient(&at(1), someone("M-2", "C", "D")).await.unwrap();
    let to = someone("M-3", "E", "F");
    let changed = store.update_patient(&at(2), &made.id, 1, to.clone()).await.unwrap();
    assert!(changed.about == to && changed.version == 2);
    let late = store.update_patient(&at(3), &made.id, 1, to.clone()).await;
    assert!(matches!(late, Err(Error::Conflict { current: 2 })), "{late:?}");
    let taken = store.update_patient(&at(3), &made.id, 2, someone("M-2", "E", "F")).await;
    assert!(matches!(taken, Err(Error::Taken("mrn"))), "{taken:?}");
    let unknown = store.update_patient(&at(3), &PatientId::new("none"), 1, to).await;
    assert!(matches!(unknown, Err(Error::NotFound("patient"))), "{unknown:?}");
    assert_eq!(store.patient(&made.id).await.unwrap().version, 2);
}

pub(crate) async fn the_worklist_shows_and_finds_patients(store: &Opened) {
    let made = store.create_patient(&at(1), someone("M-1", "Testcase", "Ann")).await.unwrap();
    let new = NewEncounter { patient: Some(made.id.clone()), ..NewEncounter::default() };
    store.create_encounter(&at(2), new).await.unwrap();
    store.create_encounter(&at(2), NewEncounter::default()).await.unwrap();
    let list = async |text: Option<&str>, patient| {
        let filter =
            WorklistFilter { text: text.map(str::to_owned), patient, ..WorklistFilter::default() };
        store.worklist(&WorklistQuery { filter, ..WorklistQuery::default() }).await.unwrap().rows
    };
    let rows = list(Some("testcase M-1"), None).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].patient_name.as_deref(), Some("Testcase, Ann"));
    assert_eq!(rows[0].mrn.as_deref(), Some("M-1"));
    assert_eq!((list(None, Some(made.id)).await.len(), list(None, None).await.len()), (1, 2));
}

pub(crate) async fn coverages_pay_in_their_order(store: &Opened) {
    let one = store.create_payer(&at(1), payer("One", Some("00001"))).await.unwrap().id;
    let two = store.create_payer(&at(1), payer("Two", None)).await.unwrap().id;
    let patient = store.create_patient(&at(1), someone("M-1", "A", "B")).await.unwrap().id;
    assert_eq!(store.coverages(&patient).await.unwrap(), []);
    let set =
        store.set_coverages(&at(2), &patient, 1, vec![coverage(&two, "x"), coverage(&one, "y")]).await;
    let set = set.unwrap();
    assert!(set.iter().map(|c| (c.position, &c.about.payer)).eq([(1, &two), (2, &one)]));
    assert_eq!(store.coverages(&patient).await.unwrap(), set);
    let late = store.set_coverages(&at(3), &patient, 1, Vec::new()).await;
    assert!(matches!(late, Err(Error::Conflict { current: 2 })), "{late:?}");
    let unknown = vec![coverage(&PayerId::new("none"), "x")];
    let unknown = store.set_coverages(&at(3), &patient, 2, unknown).await;
    assert!(matches!(unknown, Err(Error::NotFound("payer"))), "{unknown:?}");
    assert_eq!(store.coverages(&patient).await.unwrap(), set, "nothing was lost");
    store.set_coverages(&at(4), &patient, 2, Vec::new()).await.unwrap();
    assert_eq!(store.coverages(&patient).await.unwrap(), []);
}

fn payer(name: &str, payer_id: Option<&str>) -> NewPayer {
    NewPayer { name: name.to_owned(), payer_id: payer_id.map(str::to_owned), ..NewPayer::default() }
}

pub(crate) async fn payers_and_providers_are_unique_by_their_numbers(store: &Opened) {
    let made = store.create_payer(&at(1), payer("B", Some("00001"))).await.unwrap();
    assert!(matches!(
        store.create_payer(&at(2), payer("A", Some("00001"))).await,
        Err(Error::Taken("payer id"))
    ));
    assert!(matches!(store.create_payer(&at(2), payer(" ", None)).await, Err(Error::Invalid(_))));
    store.create_payer(&at(2), payer("A", None)).await.unwrap();
    let changed = store.update_payer(&at(3), &made.id, 1, payer("C", Some("2"))).await.unwrap();
    assert_eq!(store.payer(&made.id).await.unwrap(), changed);
    let names: Vec<String> = store.payers().await.unwrap().into_iter().map(|p| p.about.name).collect();
    assert_eq!(names, ["A", "C"]);
    let provider = |npi: &str, family: &str| NewProvider {
        npi: Some(npi.to_owned()),
        family: family.to_owned(),
        taxonomy: Some("207R00000X".to_owned()),
        organisation: Some("Group".to_owned()),
        ..NewProvider::default()
    };
    let made = store.create_provider(&at(4), provider("1234567893", "Testcase")).await.unwrap();
    assert_eq!(store.provider_by_npi("1234567893").await.unwrap(), Some(made.clone()));
    for (npi, family) in
        [("123456789", "X"), ("1234567890", "X"), ("12345678AB", "X"), ("1234567893", " ")]
    {
        let made = store.create_provider(&at(5), provider(npi, family)).await;
        assert!(matches!(made, Err(Error::Invalid(_))), "{made:?}");
    }
    let twice = store.create_provider(&at(5), provider("1234567893", "Y")).await;
    assert!(matches!(twice, Err(Error::Taken("npi"))), "{twice:?}");
    store.update_provider(&at(6), &made.id, 1, provider("1234567893", "Z")).await.unwrap();
    let late = store.update_provider(&at(7), &made.id, 1, provider("1234567893", "Z")).await;
    assert!(matches!(late, Err(Error::Conflict { current: 2 })), "{late:?}");
    assert_eq!(store.providers().await.unwrap()[0].about.family, "Z");
}

pub(crate) async fn a_charge_is_found_by_code_modifier_and_day(store: &Opened) {
    let list = store.create_charge_list(&at(1), "Office").await.unwrap();
    assert!(matches!(store.create_charge_list(&at(1), "Office").await, Err(Error::Taken("name"))));
    assert!(matches!(store.create_charge_list(&at(1), " ").await, Err(Error::Invalid(_))));
    let item = |modifier: &str, from: &str, to: Option<&str>, cents| Charge {
        code: "99213".to_owned(),
        modifier: modifier.to_owned(),
        from: from.parse().unwrap(),
        to: to.map(|t| t.parse().unwrap()),
        cents,
        revenue: if modifier.is_empty() { "0510".to_owned() } else { String::new() },
    };
    let items = vec![
        item("", "2026-01-01", Some("2026-06-30"), 9_200),
        item("", "2026-07-01", None, 9_500),
        item("GT", "2026-01-01", None, 8_000),
    ];
    let set = store.set_charges(&at(2), &list.id, 1, items).await.unwrap();
    assert_eq!((set.items, set.version), (3, 2));
    for (modifier, day, cents) in [
        (None, "2026-06-30", Some(9_200)),
        (None, "2026-07-01", Some(9_500)),
        (Some("25"), "2027-01-01", Some(9_500)),
        (Some("GT"), "2026-02-01", Some(8_000)),
        (None, "2025-12-31", None),
    ] {
        let found = store.charge(&list.id, "99213", modifier, day.parse().unwrap()).await.unwrap();
        assert_eq!(found.as_ref().map(|f| f.cents), cents, "{modifier:?} {day}");
        let revenue = if modifier == Some("GT") { "" } else { "0510" };
        assert!(found.is_none_or(|f| f.revenue == revenue), "{modifier:?} {day}");
    }
    let overlap = vec![item("", "2026-01-01", None, 1), item("", "2026-02-01", None, 2)];
    assert!(matches!(store.set_charges(&at(3), &list.id, 2, overlap).await, Err(Error::Invalid(_))));
    let late = store.set_charges(&at(3), &list.id, 1, Vec::new()).await;
    assert!(matches!(late, Err(Error::Conflict { current: 2 })), "{late:?}");
    assert_eq!(store.charges(&list.id).await.unwrap().len(), 3);
    assert_eq!(store.charge_lists().await.unwrap(), [set]);
    let unknown = store.charges(&ChargeListId::new("none")).await;
    assert!(matches!(unknown, Err(Error::NotFound("charge list"))), "{unknown:?}");
}

pub(crate) async fn favourites_are_ones_own_or_shared(store: &Opened) {
    let (ann, bob) = (user(store, "ann", Role::Coder).await, user(store, "bob", Role::Coder).await);
    let new = |kind, shared, code: &str, text: &str| NewFavourite {
        kind,
        shared,
        system: "ICD10CM".to_owned(),
        code: code.to_owned(),
        text: text.to_owned(),
    };
    let star = new(FavouriteKind::Star, false, "I10", "heart");
    let mine = store.create_favourite(&at(1), &ann.id, star.clone()).await.unwrap();
    let twice = store.create_favourite(&at(2), &ann.id, star.clone()).await;
    assert!(matches!(twice, Err(Error::Taken("code"))), "{twice:?}");
    store.create_favourite(&at(2), &bob.id, star.clone()).await.unwrap();
    let note = new(FavouriteKind::Note, true, "I10", "query the type");
    store.create_favourite(&at(3), &bob.id, note.clone()).await.unwrap();
    store.create_favourite(&at(3), &bob.id, note).await.unwrap();
    assert_eq!(store.favourites(&ann.id).await.unwrap().len(), 3);
    assert_eq!(store.favourites_of_code(&ann.id, "ICD10CM", "E11.9").await.unwrap(), []);
    let of_code = store.favourites_of_code(&ann.id, "ICD10CM", "I10").await.unwrap();
    assert_eq!(of_code[0], mine, "the star first");
    let to = new(FavouriteKind::Star, true, "I10", "vessels");
    let changed = store.update_favourite(&at(4), &mine.id, 1, to.clone()).await.unwrap();
    assert_eq!((&changed.about, changed.version, changed.updated), (&to, 2, 4));
    let late = store.update_favourite(&at(5), &mine.id, 1, to).await;
    assert!(matches!(late, Err(Error::Conflict { current: 2 })), "{late:?}");
    assert_eq!(store.favourites(&bob.id).await.unwrap().len(), 4);
    store.delete_favourite(&at(6), &mine.id).await.unwrap();
    assert!(matches!(store.favourite(&mine.id).await, Err(Error::NotFound("favourite"))));
    assert!(matches!(store.delete_favourite(&at(7), &mine.id).await, Err(Error::NotFound("favourite"))));
}
