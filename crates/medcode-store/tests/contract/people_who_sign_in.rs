//! Users, invitations, sessions, keys.

use medcode_store::{Change, Digest, Error, NewApiKey, NewUser, Newcomer, Role, User, UserUpdate};

use crate::place::{Opened, at, user};

fn digest(text: &str) -> Digest {
    Digest::of(text.as_bytes())
}

fn newcomer(login: &str) -> Newcomer {
    Newcomer { login: login.to_owned(), name: "N".to_owned(), password_hash: "h".to_owned() }
}

pub(crate) async fn a_user_is_kept_as_given(store: &Opened) {
    assert_eq!(store.count_users().await.unwrap(), 0);
    let ann = user(store, " Ann ", Role::Coder).await;
    assert_eq!((ann.login.as_str(), ann.role, ann.active, ann.version), ("Ann", Role::Coder, true, 1));
    assert_eq!(store.user(&ann.id).await.unwrap(), ann);
    assert_eq!(store.users().await.unwrap(), std::slice::from_ref(&ann));
    let credentials = store.credentials("ANN").await.unwrap().unwrap();
    assert_eq!((credentials.user, credentials.password_hash.as_str()), (ann, "$argon2id$x"));
    assert!(store.credentials("bob").await.unwrap().is_none());
    let unknown = medcode_store::UserId::new("none");
    assert!(matches!(store.user(&unknown).await, Err(Error::NotFound("user"))));
}

pub(crate) async fn a_login_is_unique_whatever_its_case(store: &Opened) {
    user(store, "Ann", Role::Coder).await;
    for (login, fits) in [("ANN", false), (" ann", false), ("", false), ("  ", false), ("anna", true)] {
        let new = NewUser {
            login: login.to_owned(),
            name: String::new(),
            role: Role::Student,
            password_hash: "h".to_owned(),
            must_change: true,
        };
        let made = store.create_user(&at(2), new).await;
        assert_eq!(made.is_ok(), fits, "{login:?} {made:?}");
        if !fits {
            assert!(matches!(made, Err(Error::Taken("login") | Error::Invalid(_))));
        }
    }
}

pub(crate) async fn two_changes_of_one_user_do_not_overwrite_each_other(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    let to =
        UserUpdate { name: Some("Ann".to_owned()), role: Some(Role::Auditor), ..UserUpdate::default() };
    let changed = store.update_user(&at(2), &ann.id, 1, to.clone()).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.role, changed.version), ("Ann", Role::Auditor, 2));
    let late = store.update_user(&at(3), &ann.id, 1, to).await;
    assert!(matches!(late, Err(Error::Conflict { current: 2 })), "{late:?}");
}

pub(crate) async fn the_last_administrator_stays(store: &Opened) {
    let one = user(store, "one", Role::Administrator).await;
    let two = user(store, "two", Role::Administrator).await;
    let out = UserUpdate { active: Some(false), ..UserUpdate::default() };
    let down = UserUpdate { role: Some(Role::Coder), ..UserUpdate::default() };
    let (a, b) = (at(2), at(2));
    let both = tokio::join!(
        store.update_user(&a, &one.id, 1, out.clone()),
        store.update_user(&b, &two.id, 1, down.clone())
    );
    assert_eq!(usize::from(both.0.is_ok()) + usize::from(both.1.is_ok()), 1, "{both:?}");
    let administrators = |users: Vec<User>| {
        users.into_iter().filter(|u| u.active && u.role == Role::Administrator).count()
    };
    assert_eq!(administrators(store.users().await.unwrap()), 1);
}

pub(crate) async fn wrong_passwords_are_counted_and_a_right_one_clears_them(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    assert_eq!(store.record_failed_login(&at(2), &ann.id, None).await.unwrap(), 1);
    assert_eq!(store.record_failed_login(&at(3), &ann.id, Some(900)).await.unwrap(), 2);
    let credentials = store.credentials("ann").await.unwrap().unwrap();
    assert_eq!((credentials.failed, credentials.locked_until), (2, Some(900)));
    store.record_login(&at(1000), &ann.id).await.unwrap();
    let credentials = store.credentials("ann").await.unwrap().unwrap();
    assert_eq!((credentials.failed, credentials.locked_until), (0, None));
    assert_eq!(credentials.user.last_login, Some(1000));
    store.record_failed_login(&at(1001), &ann.id, Some(2000)).await.unwrap();
    store.set_password(&at(1002), &ann.id, "new", true).await.unwrap();
    let credentials = store.credentials("ann").await.unwrap().unwrap();
    assert_eq!((credentials.failed, credentials.password_hash.as_str()), (0, "new"));
    assert!(credentials.user.must_change);
}

pub(crate) async fn an_invitation_works_once(store: &Opened) {
    let token = digest("token");
    let made = store.create_invitation(&at(1), token, Role::Auditor, 100).await.unwrap();
    assert_eq!(store.invitation(token).await.unwrap(), Some(made.clone()));
    let late = store.accept_invitation(&at(100), token, newcomer("ann")).await;
    assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
    let (a, b) = (at(50), at(50));
    let both = tokio::join!(
        store.accept_invitation(&a, token, newcomer("ann")),
        store.accept_invitation(&b, token, newcomer("bob"))
    );
    assert_eq!(usize::from(both.0.is_ok()) + usize::from(both.1.is_ok()), 1, "{both:?}");
    assert_eq!(store.users().await.unwrap()[0].role, Role::Auditor);
    assert_eq!(store.invitations().await.unwrap()[0].used, Some(50));
    assert!(matches!(store.revoke_invitation(&at(60), &made.id).await, Err(Error::Refused(_))));
    let other = store.create_invitation(&at(2), digest("other"), Role::Coder, 100).await.unwrap();
    store.revoke_invitation(&at(3), &other.id).await.unwrap();
    let revoked = store.accept_invitation(&at(4), digest("other"), newcomer("cy")).await;
    assert!(matches!(revoked, Err(Error::Refused(_))), "{revoked:?}");
    let unknown = store.accept_invitation(&at(4), digest("none"), newcomer("cy")).await;
    assert!(matches!(unknown, Err(Error::NotFound(_))), "{unknown:?}");
}

pub(crate) async fn the_first_person_ends_all_other_links(store: &Opened) {
    // Two servers were started on one database: each printed a link.
    for token in ["one", "two", "three"] {
        store.create_invitation(&at(1), digest(token), Role::Administrator, 100).await.unwrap();
    }
    let (a, b) = (at(2), at(2));
    let both = tokio::join!(
        store.accept_invitation(&a, digest("one"), newcomer("ann")),
        store.accept_invitation(&b, digest("two"), newcomer("eve"))
    );
    assert_eq!(usize::from(both.0.is_ok()) + usize::from(both.1.is_ok()), 1, "{both:?}");
    let late = store.accept_invitation(&at(3), digest("three"), newcomer("mal")).await;
    assert!(matches!(late, Err(Error::Refused(_))), "{late:?}");
    assert_eq!(store.users().await.unwrap().len(), 1);
    // Those that the administrator makes hold beside each other.
    for token in ["four", "five"] {
        store.create_invitation(&at(4), digest(token), Role::Coder, 100).await.unwrap();
    }
    store.accept_invitation(&at(5), digest("four"), newcomer("cy")).await.unwrap();
    store.accept_invitation(&at(6), digest("five"), newcomer("di")).await.unwrap();
}

pub(crate) async fn an_invitation_that_fails_can_be_used_again(store: &Opened) {
    user(store, "ann", Role::Coder).await;
    store.create_invitation(&at(1), digest("t"), Role::Coder, 100).await.unwrap();
    let taken = store.accept_invitation(&at(2), digest("t"), newcomer("Ann")).await;
    assert!(matches!(taken, Err(Error::Taken("login"))), "{taken:?}");
    store.accept_invitation(&at(3), digest("t"), newcomer("Bea")).await.unwrap();
}

pub(crate) async fn a_session_ends_when_it_expires_or_its_user_goes(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    let (cookie, csrf) = (digest("cookie"), digest("csrf"));
    let made = store.create_session(&at(10), &ann.id, cookie, csrf, 100).await.unwrap();
    let (session, whose) = store.session(cookie, 99).await.unwrap().unwrap();
    assert_eq!((session, whose), (made, ann.clone()));
    assert!(store.session(cookie, 100).await.unwrap().is_none());
    assert!(store.session(csrf, 50).await.unwrap().is_none());
    store.touch_session(cookie, 60).await.unwrap();
    assert_eq!(store.session(cookie, 61).await.unwrap().unwrap().0.last_seen, 60);
    let out = UserUpdate { active: Some(false), ..UserUpdate::default() };
    store.update_user(&at(70), &ann.id, 1, out).await.unwrap();
    assert!(store.session(cookie, 71).await.unwrap().is_none());
    let back = UserUpdate { active: Some(true), ..UserUpdate::default() };
    store.update_user(&at(72), &ann.id, 2, back).await.unwrap();
    assert!(store.session(cookie, 73).await.unwrap().is_none(), "it does not come back");
}

pub(crate) async fn rotating_a_session_ends_the_old_cookie(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    store.create_session(&at(1), &ann.id, digest("a"), digest("c"), 100).await.unwrap();
    store.rotate_session(&at(2), digest("a"), digest("b"), digest("d")).await.unwrap();
    assert!(store.session(digest("a"), 3).await.unwrap().is_none());
    let (session, _) = store.session(digest("b"), 3).await.unwrap().unwrap();
    assert_eq!((session.csrf, session.created, session.expires), (digest("d"), 1, 100));
    let again = store.rotate_session(&at(4), digest("a"), digest("e"), digest("f")).await;
    assert!(matches!(again, Err(Error::NotFound("session"))), "{again:?}");
}

pub(crate) async fn all_sessions_but_one_can_be_ended(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    for name in ["a", "b", "c", "d"] {
        store.create_session(&at(1), &ann.id, digest(name), digest("x"), 100).await.unwrap();
    }
    store.end_session(&at(2), digest("d")).await.unwrap();
    store.end_session(&at(2), digest("d")).await.unwrap();
    assert_eq!(store.end_sessions(&at(3), &ann.id, Some(digest("b"))).await.unwrap(), 2);
    assert!(store.session(digest("b"), 4).await.unwrap().is_some());
    assert_eq!(store.end_sessions(&at(5), &ann.id, None).await.unwrap(), 1);
    store.create_session(&at(6), &ann.id, digest("e"), digest("x"), 100).await.unwrap();
    assert_eq!(store.sweep_sessions(50, 5).await.unwrap(), 0);
    assert_eq!(store.sweep_sessions(50, 7).await.unwrap(), 1);
}

pub(crate) async fn a_key_works_until_it_is_revoked_or_expires(store: &Opened) {
    let ann = user(store, "ann", Role::Coder).await;
    let new = |name: &str, scopes: &[&str]| NewApiKey {
        owner: ann.id.clone(),
        name: name.to_owned(),
        prefix: "mk_12".to_owned(),
        key: digest(name),
        scopes: scopes.iter().map(|&s| s.to_owned()).collect(),
        expires: Some(100),
    };
    let key = store.create_key(&at(1), new("k", &["code", "check"])).await.unwrap();
    assert_eq!(store.key(digest("k"), 99).await.unwrap(), Some((key.clone(), ann.clone())));
    assert!(store.key(digest("k"), 100).await.unwrap().is_none());
    store.touch_key(&key.id, 50).await.unwrap();
    assert_eq!(store.keys(Some(&ann.id)).await.unwrap()[0].last_used, Some(50));
    assert!(matches!(store.create_key(&at(1), new("s", &["a b"])).await, Err(Error::Invalid(_))));
    assert!(matches!(store.create_key(&at(1), new("k", &[])).await, Err(Error::Taken("key"))));
    store.revoke_key(&at(2), &key.id).await.unwrap();
    store.revoke_key(&at(3), &key.id).await.unwrap();
    assert!(store.key(digest("k"), 4).await.unwrap().is_none());
    assert_eq!(store.keys(None).await.unwrap()[0].revoked, Some(2));
    let unknown = medcode_store::ApiKeyId::new("none");
    assert!(matches!(store.revoke_key(&at(4), &unknown).await, Err(Error::NotFound("key"))));
}

pub(crate) async fn a_text_with_a_nul_is_refused_alike(store: &Opened) {
    let nul = || "a\0b".to_owned();
    let new = NewUser {
        login: nul(),
        name: String::new(),
        role: Role::Coder,
        password_hash: String::new(),
        must_change: false,
    };
    assert!(matches!(store.create_user(&at(1), new).await, Err(Error::Invalid(_))));
    assert!(matches!(store.credentials("a\0b").await, Err(Error::Invalid(_))));
    let by = Change::system("test", 1).from(nul());
    let ann = user(store, "ann", Role::Coder).await;
    assert!(matches!(store.record_login(&by, &ann.id).await, Err(Error::Invalid(_))));
}
