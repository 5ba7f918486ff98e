//! Mock exams.

use medcode_store::{
    Ending, Error, Exam, ExamAnswer, ExamId, Finish, ItemOutcome, NewExam, Role, UserId,
};

use crate::place::{Opened, at, refused, user};

async fn learner(store: &Opened, login: &str) -> UserId {
    user(store, login, Role::Student).await.id
}

fn new(user: &UserId, strict: bool) -> NewExam {
    NewExam {
        user: user.clone(),
        credential: "CPC".to_owned(),
        strict,
        form: "{\"items\": [1, 2, 3]}".to_owned(),
        items: 3,
        deadline: 1_000,
    }
}

async fn begun(store: &Opened, user: &UserId, strict: bool) -> Exam {
    store.begin_exam(&at(100), new(user, strict)).await.unwrap()
}

fn answer(item: i64, text: Option<&str>, given: i64) -> ExamAnswer {
    ExamAnswer { item, answer: text.map(str::to_owned), flagged: given % 2 == 1, given }
}

fn finish(ending: Ending, time: i64, right: &[bool]) -> Finish {
    let outcomes = (0i64..).zip(right).map(|(item, right)| ItemOutcome {
        item,
        name: format!("question t-0{item}"),
        domain: "x".to_owned(),
        right: *right,
    });
    Finish { ending, at: time, result: "{\"r\": 1}".to_owned(), outcomes: outcomes.collect() }
}

fn is_refused<T: std::fmt::Debug>(result: Result<T, Error>) {
    assert!(matches!(result, Err(Error::Refused(_))), "{result:?}");
}

pub(crate) async fn an_exam_is_kept_as_it_was_drawn(store: &Opened) {
    let me = learner(store, "me").await;
    let exam = begun(store, &me, true).await;
    assert_eq!((exam.started, exam.deadline, exam.items, exam.strict), (100, 1_000, 3, true));
    assert_eq!(store.exam(&exam.id).await.unwrap(), exam);
    assert_eq!(store.exam_form(&exam.id).await.unwrap(), new(&me, true).form);
    assert_eq!(store.exam_result(&exam.id).await.unwrap(), None);
    assert_eq!(store.exams(&me).await.unwrap(), [exam]);
    let none = ExamId::new("none");
    assert!(matches!(store.exam(&none).await, Err(Error::NotFound("exam"))));
    let nobody = store.begin_exam(&at(1), new(&UserId::new("nobody"), true)).await;
    assert!(matches!(nobody, Err(Error::NotFound("user"))), "{nobody:?}");
    assert!(refused(&store.1, "UPDATE exams SET form = 'x'").await, "a form is not changed");
}

pub(crate) async fn answers_are_kept_as_they_are_given(store: &Opened) {
    let me = learner(store, "me").await;
    let exam = begun(store, &me, true).await;
    for given in [
        answer(2, Some("1"), 200),
        answer(0, Some("E11.22 poa=Y\nN18.31"), 201),
        answer(2, Some("3"), 202),
        answer(1, None, 203),
    ] {
        store.answer_item(&exam.id, given).await.unwrap();
    }
    let expected =
        [answer(0, Some("E11.22 poa=Y\nN18.31"), 201), answer(1, None, 203), answer(2, Some("3"), 202)];
    assert_eq!(store.exam_answers(&exam.id).await.unwrap(), expected);
    for item in [-1, 3] {
        let wrong = store.answer_item(&exam.id, answer(item, None, 300)).await;
        assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
    }
    assert!(refused(&store.1, "UPDATE exam_answers SET answer = '0'").await);
    let other = store.answer_item(&ExamId::new("none"), answer(0, None, 1)).await;
    assert!(matches!(other, Err(Error::NotFound("exam"))), "{other:?}");
}

pub(crate) async fn many_answers_at_once_are_all_kept(store: &Opened) {
    let me = learner(store, "me").await;
    let exam = begun(store, &me, true).await;
    let mut tasks = Vec::new();
    for n in 0..12 {
        let (store, id) = (std::sync::Arc::clone(store), exam.id.clone());
        tasks.push(tokio::spawn(async move {
            let mut tries = 0;
            // A database that is busy says so; whoever asks tries again.
            while let Err(error) = store.answer_item(&id, answer(n % 3, Some("1"), 200 + n)).await {
                assert!(matches!(error, Error::Busy) && tries < 20, "{error:?}");
                tries += 1;
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(store.exam_answers(&exam.id).await.unwrap().len(), 3);
}

pub(crate) async fn nothing_is_answered_when_the_time_is_over(store: &Opened) {
    let me = learner(store, "me").await;
    let exam = begun(store, &me, true).await;
    store.answer_item(&exam.id, answer(0, Some("0"), 999)).await.unwrap();
    is_refused(store.answer_item(&exam.id, answer(0, Some("1"), 1_000)).await);
    is_refused(store.pause_exam(&at(200), &exam.id).await);
    store.finish_exam(&at(2_000), &exam.id, finish(Ending::OutOfTime, 1_000, &[true])).await.unwrap();
    is_refused(store.answer_item(&exam.id, answer(0, Some("1"), 500)).await);
    assert_eq!(store.exam_answers(&exam.id).await.unwrap(), [answer(0, Some("0"), 999)]);
}

pub(crate) async fn a_pause_moves_the_deadline(store: &Opened) {
    let me = learner(store, "me").await;
    let exam = begun(store, &me, false).await;
    let paused = store.pause_exam(&at(400), &exam.id).await.unwrap();
    assert_eq!((paused.paused, paused.deadline), (Some(400), 1_000));
    is_refused(store.pause_exam(&at(500), &exam.id).await);
    is_refused(store.answer_item(&exam.id, answer(0, None, 500)).await);
    let on = store.resume_exam(&at(5_400), &exam.id).await.unwrap();
    assert_eq!((on.paused, on.deadline, on.paused_for), (None, 6_000, 5_000));
    is_refused(store.resume_exam(&at(5_500), &exam.id).await);
    store.answer_item(&exam.id, answer(0, None, 5_999)).await.unwrap();
    is_refused(store.pause_exam(&at(6_000), &exam.id).await);
}

pub(crate) async fn an_exam_ends_once(store: &Opened) {
    let me = learner(store, "me").await;
    let exam = begun(store, &me, true).await;
    let end = || finish(Ending::HandedIn, 700, &[true, false, true]);
    let over = store.finish_exam(&at(700), &exam.id, end()).await.unwrap();
    assert_eq!((over.finished, over.ending, over.right), (Some(700), Some(Ending::HandedIn), Some(2)));
    assert_eq!(store.exam_result(&exam.id).await.unwrap().as_deref(), Some("{\"r\": 1}"));
    is_refused(store.finish_exam(&at(800), &exam.id, end()).await);
    is_refused(store.answer_item(&exam.id, answer(0, None, 800)).await);
    assert!(refused(&store.1, "UPDATE exams SET correct = 3").await, "what is over is not changed");
}

pub(crate) async fn one_exam_runs_at_a_time(store: &Opened) {
    let (me, other) = (learner(store, "me").await, learner(store, "other").await);
    let first = begun(store, &me, true).await;
    is_refused(store.begin_exam(&at(200), new(&me, true)).await);
    begun(store, &other, true).await;
    store.finish_exam(&at(300), &first.id, finish(Ending::HandedIn, 300, &[])).await.unwrap();
    begun(store, &me, true).await;
    // One whose time is over does not stand in the way.
    store.begin_exam(&at(1_000), NewExam { deadline: 2_000, ..new(&me, true) }).await.unwrap();
}

pub(crate) async fn outcomes_are_counted_over_everybody(store: &Opened) {
    let (me, other) = (learner(store, "me").await, learner(store, "other").await);
    for (who, right) in [(&me, [true, false]), (&other, [true, true])] {
        let exam = begun(store, who, true).await;
        store.finish_exam(&at(300), &exam.id, finish(Ending::HandedIn, 300, &right)).await.unwrap();
    }
    begun(store, &me, true).await;
    let all = store.counted_items().await.unwrap();
    let shown: Vec<_> =
        all.iter().map(|c| (c.outcome.name.as_str(), c.outcome.right, c.right_in_all)).collect();
    assert_eq!(all.iter().map(|c| c.items).collect::<Vec<_>>(), [3; 4]);
    let mut sorted = shown.clone();
    sorted.sort_unstable();
    let expected = [
        ("question t-00", true, 1),
        ("question t-00", true, 2),
        ("question t-01", false, 1),
        ("question t-01", true, 2),
    ];
    assert_eq!(sorted, expected);
    assert_eq!(store.items_asked(&me).await.unwrap(), ["question t-00", "question t-01"]);
    let nobody = learner(store, "nobody").await;
    assert!(store.items_asked(&nobody).await.unwrap().is_empty());
}
