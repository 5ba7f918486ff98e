//! Continuing education.

use medcode_model::Date;
use medcode_store::{Error, NewEvidence, NewHeldCredential, NewUnits, Role, UnitId, UserId};

use crate::place::{Opened, at, user};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn held(renewal: &str) -> NewHeldCredential {
    NewHeldCredential { credential: "CPC".to_owned(), since: None, renewal: day(renewal) }
}

fn units(title: &str) -> NewUnits {
    NewUnits {
        body: "AAPC".to_owned(),
        earned: day("2026-03-01"),
        hundredths: 150,
        title: title.to_owned(),
        provider: "Hill School".to_owned(),
        own_body: false,
        field: true,
    }
}

async fn learner(store: &Opened, login: &str) -> UserId {
    user(store, login, Role::Coder).await.id
}

pub(crate) async fn a_credential_is_held_once_and_changed_at_the_version_read(store: &Opened) {
    let (me, other) = (learner(store, "me").await, learner(store, "other").await);
    let first = store.hold_credential(&at(1), &me, held("2027-01-31")).await.unwrap();
    let twice = store.hold_credential(&at(2), &me, held("2027-01-31")).await;
    assert!(matches!(twice, Err(Error::Taken("credential"))), "{twice:?}");
    store.hold_credential(&at(2), &other, held("2028-01-31")).await.unwrap();
    let to = NewHeldCredential { since: Some(day("2020-02-29")), ..held("2029-01-31") };
    let changed = store.change_credential(&at(3), &first.id, 1, to.clone()).await.unwrap();
    assert_eq!((&changed.about, changed.version), (&to, 2));
    let late = store.change_credential(&at(4), &first.id, 1, to).await;
    assert!(matches!(late, Err(Error::Conflict { current: 2 })), "{late:?}");
    assert_eq!(store.held_credentials(&me).await.unwrap(), [changed]);
    store.drop_credential(&at(5), &first.id).await.unwrap();
    let gone = store.drop_credential(&at(6), &first.id).await;
    assert!(matches!(gone, Err(Error::NotFound("credential"))), "{gone:?}");
    assert!(store.held_credentials(&me).await.unwrap().is_empty());
    assert_eq!(store.held_credentials(&other).await.unwrap().len(), 1);
}

pub(crate) async fn units_are_kept_and_changed_at_the_version_read(store: &Opened) {
    let me = learner(store, "me").await;
    let first = store.earn_units(&at(1), &me, units("Spine coding")).await.unwrap();
    let later = NewUnits { earned: day("2026-04-01"), ..units("Audits") };
    let later = store.earn_units(&at(2), &me, later).await.unwrap();
    let to = NewUnits { hundredths: 25, own_body: true, ..units("Spine coding, part 1") };
    let changed = store.change_units(&at(3), &first.id, 1, to.clone()).await.unwrap();
    assert_eq!((&changed.about, changed.version), (&to, 2));
    let stale = store.change_units(&at(4), &first.id, 1, to).await;
    assert!(matches!(stale, Err(Error::Conflict { current: 2 })), "{stale:?}");
    assert_eq!(store.units_of(&me).await.unwrap(), [later, changed]);
    let nobody = store.earn_units(&at(5), &UserId::new("nobody"), units("x")).await;
    assert!(matches!(nobody, Err(Error::NotFound("user"))), "{nobody:?}");
}

pub(crate) async fn papers_are_kept_byte_for_byte_and_go_with_their_units(store: &Opened) {
    let me = learner(store, "me").await;
    let first = store.earn_units(&at(1), &me, units("Spine coding")).await.unwrap();
    let body: Vec<u8> = (0..=255).cycle().take(70_000).collect();
    let paper = || NewEvidence {
        name: "certificate.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        body: body.clone(),
    };
    let one = store.add_evidence(&at(2), &first.id, 2, paper()).await.unwrap();
    assert_eq!((one.bytes, &one.units, &one.user), (70_000, &first.id, &me));
    assert_eq!(store.evidence(&one.id).await.unwrap(), (one.clone(), body.clone()));
    let two = store.add_evidence(&at(3), &first.id, 2, paper()).await.unwrap();
    let third = store.add_evidence(&at(4), &first.id, 2, paper()).await;
    assert!(matches!(third, Err(Error::Refused(_))), "{third:?}");
    assert_eq!(store.units(&first.id).await.unwrap().version, 1, "a paper is no change of the units");
    store.drop_evidence(&at(5), &two.id).await.unwrap();
    assert_eq!(store.evidence_of(&me).await.unwrap(), std::slice::from_ref(&one));
    store.drop_units(&at(6), &first.id).await.unwrap();
    assert!(matches!(store.evidence(&one.id).await, Err(Error::NotFound("paper"))));
    let none = store.add_evidence(&at(7), &UnitId::new("none"), 2, paper()).await;
    assert!(matches!(none, Err(Error::NotFound(_))), "{none:?}");
}
