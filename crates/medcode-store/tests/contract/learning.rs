//! Practice, cohorts and assignments.

use medcode_model::Date;
use medcode_store::{
    AssignmentKind, AttemptId, AuditFilter, CohortId, Error, NewAssignment, NewAttempt, PracticeAnswer,
    PracticeCard, PracticeKind, Role, UserId,
};

use crate::place::{Opened, at, user};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn attempt(chart: &str) -> NewAttempt {
    NewAttempt {
        chart: chart.to_owned(),
        started: 5,
        seconds: 240,
        hints: 1,
        codes_right: 3,
        codes: 5,
        errors: 2,
        given: r#"[{"code":"É11.9"}]"#.to_owned(),
        grade: "{}".to_owned(),
    }
}

fn answer(item: &str, on: &str, right: bool, at: i64) -> PracticeAnswer {
    PracticeAnswer {
        item: item.to_owned(),
        day: day(on),
        kind: PracticeKind::Question,
        subject: "guidelines".to_owned(),
        right,
        seconds: 20,
        at,
    }
}

fn card(item: &str, stability: f64) -> PracticeCard {
    PracticeCard {
        item: item.to_owned(),
        due: day("2026-11-29"),
        last: day("2026-11-26"),
        stability,
        difficulty: 5.282_434_42,
        asked: 1,
        lapses: 0,
    }
}

pub(crate) async fn a_graded_chart_is_kept_as_given(store: &Opened) {
    let (ada, bo) = (user(store, "ada", Role::Student).await, user(store, "bo", Role::Coder).await);
    let first = store.keep_attempt(&ada.id, 100, attempt("ed/stairs-ankle")).await.unwrap();
    let second = store.keep_attempt(&ada.id, 50, attempt("office/knee")).await.unwrap();
    assert_eq!((&first.about, first.finished), (&attempt("ed/stairs-ankle"), 100));
    assert_eq!(store.attempt(&ada.id, &first.id).await.unwrap(), first);
    assert_eq!(store.attempts(&ada.id).await.unwrap(), [second, first.clone()]);
    assert!(store.attempts(&bo.id).await.unwrap().is_empty());
    let of_another = store.attempt(&bo.id, &first.id).await;
    assert!(matches!(of_another, Err(Error::NotFound("attempt"))), "{of_another:?}");
    assert!(store.attempt(&ada.id, &AttemptId::new("none")).await.is_err());
    let nobody = store.keep_attempt(&UserId::new("none"), 1, attempt("x")).await;
    assert!(matches!(nobody, Err(Error::NotFound("user"))), "{nobody:?}");
}

pub(crate) async fn an_item_counts_once_a_day(store: &Opened) {
    let ada = user(store, "ada", Role::Student).await;
    let first = answer("gl-01", "2026-11-26", false, 10);
    assert!(store.keep_answer(&ada.id, first.clone(), Some(card("gl-01", 0.4))).await.unwrap());
    let again = answer("gl-01", "2026-11-26", true, 20);
    assert!(!store.keep_answer(&ada.id, again, Some(card("gl-01", 99.0))).await.unwrap());
    assert_eq!(store.card(&ada.id, "gl-01").await.unwrap(), Some(card("gl-01", 0.4)));
    let next = answer("gl-01", "2026-11-27", true, 30);
    let drill =
        PracticeAnswer { kind: PracticeKind::Drill, ..answer("seventh.7", "2026-11-26", true, 40) };
    assert!(store.keep_answer(&ada.id, next.clone(), None).await.unwrap());
    assert!(store.keep_answer(&ada.id, drill.clone(), None).await.unwrap());
    assert_eq!(store.answers(&ada.id, 0).await.unwrap(), [first, next.clone(), drill.clone()]);
    assert_eq!(store.answers(&ada.id, 30).await.unwrap(), [next, drill]);
    let nobody = store.keep_answer(&UserId::new("none"), answer("x", "2026-11-26", true, 1), None).await;
    assert!(matches!(nobody, Err(Error::NotFound("user"))), "{nobody:?}");
}

pub(crate) async fn a_card_comes_back_to_the_last_digit(store: &Opened) {
    let (ada, bo) = (user(store, "ada", Role::Student).await, user(store, "bo", Role::Student).await);
    let numbers = [0.1 + 0.2, 1e-7, 36_500.123_456_789_01, f64::MIN_POSITIVE];
    for (n, stability) in (0..).zip(numbers) {
        let item = format!("q-{n}");
        let kept = answer(&item, "2026-11-26", true, n);
        assert!(store.keep_answer(&ada.id, kept, Some(card(&item, stability))).await.unwrap());
    }
    let cards = store.cards(&ada.id).await.unwrap();
    assert_eq!(cards.iter().map(|c| c.stability).collect::<Vec<_>>(), numbers);
    let later = PracticeCard { due: day("2027-01-01"), asked: 2, lapses: 1, ..card("q-0", 7.5) };
    let kept = answer("q-0", "2026-11-27", false, 9);
    assert!(store.keep_answer(&ada.id, kept, Some(later.clone())).await.unwrap());
    assert_eq!(store.card(&ada.id, "q-0").await.unwrap(), Some(later));
    assert_eq!(store.card(&ada.id, "none").await.unwrap(), None);
    assert!(store.cards(&bo.id).await.unwrap().is_empty());
}

pub(crate) async fn a_cohort_changes_at_the_version_read(store: &Opened) {
    let (tea, ada) = (user(store, "tea", Role::Manager).await, user(store, "ada", Role::Student).await);
    let made = store.create_cohort(&at(1), &tea.id, "Autumn").await.unwrap();
    assert_eq!((made.name.as_str(), made.members, made.version), ("Autumn", 0, 1));
    let twice = store.create_cohort(&at(1), &tea.id, "Autumn").await;
    assert!(matches!(twice, Err(Error::Taken("name"))), "{twice:?}");
    let both = [ada.id.clone(), tea.id.clone(), ada.id.clone()];
    let changed = store.update_cohort(&at(2), &made.id, 1, "Winter", &both).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.members, changed.version), ("Winter", 2, 2));
    let stale = store.update_cohort(&at(3), &made.id, 1, "Spring", &[]).await;
    assert!(matches!(stale, Err(Error::Conflict { current: 2 })), "{stale:?}");
    let unknown = store.update_cohort(&at(3), &made.id, 2, "Spring", &[UserId::new("none")]).await;
    assert!(matches!(unknown, Err(Error::NotFound("user"))), "{unknown:?}");
    assert_eq!(store.cohort(&made.id).await.unwrap(), changed, "what fails changes nothing");
    assert_eq!(store.cohort_members(&made.id).await.unwrap().len(), 2);
    assert!(matches!(store.cohort(&CohortId::new("none")).await, Err(Error::NotFound("cohort"))));
}

fn homework(title: &str, due: Option<&str>) -> NewAssignment {
    NewAssignment {
        title: title.to_owned(),
        kind: AssignmentKind::Charts,
        items: r#"["ed/stairs-ankle"]"#.to_owned(),
        due: due.map(day),
    }
}

pub(crate) async fn assignments_reach_the_members_of_their_cohort(store: &Opened) {
    let (tea, ada) = (user(store, "tea", Role::Manager).await, user(store, "ada", Role::Student).await);
    let mut cohorts = Vec::new();
    for name in ["a", "b", "c"] {
        cohorts.push(store.create_cohort(&at(1), &tea.id, name).await.unwrap().id);
    }
    for cohort in &cohorts[..2] {
        store
            .update_cohort(&at(2), cohort, 1, cohort.as_str(), std::slice::from_ref(&ada.id))
            .await
            .unwrap();
    }
    let give = async |time, n: usize, title: &str, due| {
        store.create_assignment(&at(time), &cohorts[n], homework(title, due)).await.unwrap()
    };
    let open = give(3, 0, "whenever", None).await;
    let late = give(4, 0, "late", Some("2026-12-24")).await;
    let soon = give(5, 1, "soon", Some("2026-12-01")).await;
    give(6, 2, "of others", Some("2026-11-01")).await;
    let mine = store.assignments_of(&ada.id).await.unwrap();
    assert_eq!(mine, [soon.clone(), late.clone(), open.clone()]);
    assert_eq!(store.assignments(&cohorts[0]).await.unwrap(), [open, late.clone()]);
    store.delete_assignment(&at(7), &late.id).await.unwrap();
    assert_eq!(store.assignments_of(&ada.id).await.unwrap().len(), 2);
    let gone = store.delete_assignment(&at(7), &late.id).await;
    assert!(matches!(gone, Err(Error::NotFound("assignment"))), "{gone:?}");
    let nowhere = store.create_assignment(&at(5), &CohortId::new("none"), homework("x", None)).await;
    assert!(matches!(nowhere, Err(Error::NotFound("cohort"))), "{nowhere:?}");
    let filter = AuditFilter { action: Some("assignment".to_owned()), ..AuditFilter::default() };
    assert_eq!(store.entries(&filter, None, 10).await.unwrap().len(), 5);
}

pub(crate) async fn a_cohort_goes_and_what_was_practised_stays(store: &Opened) {
    let (tea, ada) = (user(store, "tea", Role::Manager).await, user(store, "ada", Role::Student).await);
    let cohort = store.create_cohort(&at(1), &tea.id, "Autumn").await.unwrap();
    store.update_cohort(&at(2), &cohort.id, 1, "Autumn", std::slice::from_ref(&ada.id)).await.unwrap();
    store.create_assignment(&at(3), &cohort.id, homework("x", None)).await.unwrap();
    store.keep_attempt(&ada.id, 4, attempt("ed/stairs-ankle")).await.unwrap();
    store.delete_cohort(&at(5), &cohort.id).await.unwrap();
    assert!(store.cohorts().await.unwrap().is_empty());
    assert!(store.assignments_of(&ada.id).await.unwrap().is_empty());
    assert_eq!(store.attempts(&ada.id).await.unwrap().len(), 1);
    let again = store.delete_cohort(&at(6), &cohort.id).await;
    assert!(matches!(again, Err(Error::NotFound("cohort"))), "{again:?}");
}
