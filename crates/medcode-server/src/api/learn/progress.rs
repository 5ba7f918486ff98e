//! `GET /api/v1/learn/progress`: what a learner practised, mastered, and will see again.

use super::grade::Kept;
use super::{ToPractise, cards, charts, drilled, exercise_of_kind, library, short};
use crate::api::when::{DAY, day_of};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::{App, Shared};
use axum::extract::{Path, State};
use axum::{Extension, Json};
use medcode::kb::query::Release;
use medcode::model::{CodeSystem, Date};
use medcode_learn::drill::Kind;
use medcode_learn::ground::{self, Ground};
use medcode_learn::lesson::Name;
use medcode_learn::mastery::{Mastery, Share, coming, finished, mastery, streak};
use medcode_learn::{Blind, Question};
use medcode_store::{ChartAttempt, CohortId, PracticeAnswer, PracticeKind, UserId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Days of the outlook.
const AHEAD: usize = 14;
/// Days that the pace is taken from.
const PACE: u32 = 14;

/// What a learner practised.
#[derive(Serialize, ToSchema)]
#[schema(as = LearnerProgress)]
pub(crate) struct Progress {
    /// The learner's name.
    pub(crate) name: String,
    /// Days in a row up to today, the longest row, days in all.
    pub(crate) streak: u32,
    pub(crate) longest_streak: u32,
    pub(crate) days: u32,
    /// Answers to questions and drills, and those that were right.
    pub(crate) answered: u32,
    pub(crate) answered_right: u32,
    /// Seconds of practice in all.
    pub(crate) seconds: i64,
    /// Questions and drills that come back today.
    pub(crate) due: usize,
    /// Mastery by code system, by chapter of the Tabular List, by section of the guidelines, by subject.
    pub(crate) systems: Vec<Cell>,
    pub(crate) chapters: Vec<Cell>,
    pub(crate) sections: Vec<Cell>,
    pub(crate) subjects: Vec<Cell>,
    /// Errors on charts by their kind, the most frequent first.
    pub(crate) errors: Vec<ErrorCount>,
    /// Accuracy and pace on charts by setting.
    pub(crate) paces: Vec<Pace>,
    pub(crate) attempts: Vec<AttemptOut>,
    /// Questions and drills that come back on each of the next days.
    pub(crate) coming: Vec<Coming>,
    /// Questions that were never asked, how many new ones a day at the pace of the last two weeks (in
    /// tenths), and the day on which all will have been asked at that pace.
    pub(crate) new_left: usize,
    pub(crate) new_a_day_tenths: usize,
    pub(crate) new_done_by: Option<String>,
}

/// Mastery of something.
#[derive(Serialize, ToSchema)]
#[schema(as = MasteryCell)]
pub(crate) struct Cell {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Right, of the latest 20 answers.
    pub(crate) right: u32,
    pub(crate) of: u32,
    /// Answers in all.
    pub(crate) asked: u32,
    /// `mastered`, `near`, `learning`, `weak`, `too few`.
    pub(crate) word: &'static str,
}

impl Cell {
    /// The share in hundredths.
    pub(crate) fn hundredths(&self) -> u32 {
        (self.right * 100).checked_div(self.of).unwrap_or_default()
    }
}

/// Errors of a kind.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartErrorCount)]
pub(crate) struct ErrorCount {
    pub(crate) kind: String,
    pub(crate) count: u32,
    pub(crate) practise: ToPractise,
}

/// Accuracy and pace in a setting.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartPace)]
pub(crate) struct Pace {
    pub(crate) setting: &'static str,
    pub(crate) charts: u32,
    pub(crate) codes_right: u32,
    pub(crate) codes: u32,
    /// Code over code in hundredths, and where the true share lies with a probability of 95 in 100.
    pub(crate) accuracy: u32,
    pub(crate) low: u32,
    pub(crate) high: u32,
    /// Charts an hour, in tenths; none where no time was kept.
    pub(crate) an_hour_tenths: Option<u32>,
}

/// A graded chart.
#[derive(Serialize, ToSchema)]
#[schema(as = ChartAttemptOut)]
pub(crate) struct AttemptOut {
    pub(crate) chart: String,
    pub(crate) title: String,
    pub(crate) setting: &'static str,
    pub(crate) specialty: String,
    pub(crate) day: String,
    pub(crate) seconds: i64,
    pub(crate) hints: i64,
    pub(crate) codes_right: i64,
    pub(crate) codes: i64,
    pub(crate) errors: i64,
}

/// Questions and drills that come back on a day.
#[derive(Serialize, ToSchema)]
#[schema(as = ComingDay)]
pub(crate) struct Coming {
    pub(crate) day: String,
    pub(crate) items: u32,
}

pub(super) async fn mine(
    State(app): Shared,
    Extension(who): Extension<Who>,
) -> Result<Json<Progress>, Fault> {
    Ok(Json(of(&app, &who.id).await?))
}

pub(super) async fn of_member(
    State(app): Shared,
    Path((cohort, user)): Path<(String, String)>,
) -> Result<Json<Progress>, Fault> {
    Ok(Json(member(&app, cohort, user).await?))
}

/// The progress of a member of a cohort; of others nothing is told.
pub(crate) async fn member(app: &App, cohort: String, user: String) -> Result<Progress, Fault> {
    let user = UserId::new(user);
    let members = app.store.cohort_members(&CohortId::new(cohort)).await?;
    if !members.contains(&user) {
        return Err(Fault::missing("there is no such member of the cohort"));
    }
    of(app, &user).await
}

/// The progress of a learner.
pub(crate) async fn of(app: &App, learner: &UserId) -> Result<Progress, Fault> {
    let name = app.store.user(learner).await?.name;
    let attempts = app.store.attempts(learner).await?;
    let answers = app.store.answers(learner, 0).await?;
    let cards = cards(app, learner).await?;
    let (today, holds_on, engine) = (crate::clock::today(), super::now(app).date, app.engine());
    let release = engine.library().as_of(CodeSystem::Icd10Cm, holds_on, true).ok().map(|f| f.release);
    let kept: Vec<Kept> =
        attempts.iter().map(|a| serde_json::from_str(&a.about.grade).unwrap_or_default()).collect();
    let titles = titles(release);
    let map = mastery(outcomes(&attempts, &kept, &answers, release));
    let streak = streak(&days(&attempts, &kept, &answers), today);
    let right = answers.iter().filter(|a| a.right).count() as u32;
    let (left, pace) = new_ones(&cards, &answers, holds_on, today);
    Ok(Progress {
        name,
        streak: streak.now,
        longest_streak: streak.longest,
        days: streak.days,
        answered: answers.len() as u32,
        answered_right: right,
        seconds: attempts.iter().map(|a| a.about.seconds).sum::<i64>()
            + answers.iter().map(|a| a.seconds).sum::<i64>(),
        due: cards.due(today),
        systems: CodeSystem::ALL.iter().map(|s| cell(&map, Ground::System(*s), s.name())).collect(),
        chapters: chapters(&map, &titles),
        sections: sections(&map, &titles),
        subjects: subjects(&map),
        errors: errors(&kept),
        paces: paces(&attempts),
        attempts: attempts.iter().zip(&kept).rev().map(|(a, k)| attempt(a, k)).collect(),
        coming: coming(cards.days(), today, AHEAD)
            .into_iter()
            .map(|(day, items)| Coming { day: day.to_string(), items })
            .collect(),
        new_left: left,
        new_a_day_tenths: pace * 10 / PACE as usize,
        new_done_by: finished(left, pace, PACE, today).map(|d| d.to_string()),
    })
}

/// Everything that was right or wrong, in the order of its time.
fn outcomes(
    attempts: &[ChartAttempt],
    kept: &[Kept],
    answers: &[PracticeAnswer],
    release: Option<&Release>,
) -> Vec<(Vec<Ground>, bool)> {
    let mut out: Vec<(i64, Vec<Ground>, bool)> = Vec::new();
    for (attempt, kept) in attempts.iter().zip(kept) {
        let chart = library().chart(&attempt.about.chart);
        let codes = kept.marks.iter().filter_map(|m| Some((m.code()?, m.right)));
        out.extend(
            codes.map(|(c, right)| (attempt.finished, ground::of_code(&c, chart, release), right)),
        );
    }
    let by_name: BTreeMap<&str, &Question> =
        library().questions.iter().map(|q| (q.id.as_str(), q)).collect();
    for answer in answers {
        let grounds = match answer.kind {
            PracticeKind::Drill => {
                drilled(&answer.subject).map(|(kind, topic)| ground::of_drill(kind, topic))
            }
            PracticeKind::Lesson => {
                Name::code_of_change(&answer.item).map(|code| ground::of_change(&code, release))
            }
            PracticeKind::Question => {
                by_name.get(answer.item.as_str()).map(|q| ground::of_question(q, release))
            }
        };
        out.extend(grounds.map(|g| (answer.at, g, answer.right)));
    }
    out.sort_by_key(|(at, ..)| *at);
    out.into_iter().map(|(_, grounds, right)| (grounds, right)).collect()
}

/// The day of an attempt, as the server's calendar had it.
pub(super) fn day_of_attempt(attempt: &ChartAttempt) -> Date {
    day(attempt, &serde_json::from_str(&attempt.about.grade).unwrap_or_default())
}

fn day(attempt: &ChartAttempt, kept: &Kept) -> Date {
    kept.day.parse().unwrap_or_else(|_| day_of(attempt.finished))
}

fn days(attempts: &[ChartAttempt], kept: &[Kept], answers: &[PracticeAnswer]) -> BTreeSet<Date> {
    let charts = attempts.iter().zip(kept).map(|(a, k)| day(a, k));
    charts.chain(answers.iter().map(|a| a.day)).collect()
}

fn cell(map: &BTreeMap<Ground, Mastery>, ground: Ground, title: impl Into<String>) -> Cell {
    let known = map.get(&ground).copied().unwrap_or_default();
    let id = match &ground {
        Ground::System(system) => system.id().to_owned(),
        Ground::Chapter(n) => n.to_string(),
        Ground::Section(id) | Ground::Subject(id) => id.clone(),
    };
    let (Share { right, of }, asked) = (known.latest, known.asked);
    Cell { id, title: title.into(), right, of, asked, word: known.word() }
}

/// The chapters of the Tabular List, by number.
fn titles(release: Option<&Release>) -> BTreeMap<u8, String> {
    let Some(release) = release else { return BTreeMap::new() };
    let text = release.text();
    release.chapters().iter().map(|c| (c.chapter, text.get(c.title.get()))).collect()
}

fn chapters(map: &BTreeMap<Ground, Mastery>, titles: &BTreeMap<u8, String>) -> Vec<Cell> {
    titles.iter().map(|(n, title)| cell(map, Ground::Chapter(*n), title)).collect()
}

/// Sections of the guidelines, told apart as far as is useful. Section I.C is by chapter.
const SECTIONS: [(&str, &str); 6] = [
    ("I.A", "Conventions"),
    ("I.B", "General coding guidelines"),
    ("II", "Principal diagnosis"),
    ("III", "Additional diagnoses"),
    ("IV", "Outpatient services"),
    ("Appendix I", "Present on admission"),
];
/// Chapters that Section I.C has guidelines for.
const CHAPTERS: u8 = 22;

fn sections(map: &BTreeMap<Ground, Mastery>, titles: &BTreeMap<u8, String>) -> Vec<Cell> {
    let named = |(id, title): &(&str, &str)| cell(map, Ground::Section((*id).to_owned()), *title);
    let mut out: Vec<Cell> = SECTIONS[..2].iter().map(named).collect();
    for n in 1..=CHAPTERS {
        let title = titles.get(&n).cloned().unwrap_or_else(|| format!("Chapter {n}"));
        out.push(cell(map, Ground::Section(format!("I.C.{n}")), title));
    }
    out.extend(SECTIONS[2..].iter().map(named));
    out
}

fn subjects(map: &BTreeMap<Ground, Mastery>) -> Vec<Cell> {
    let subject = |id: String, title: &str| cell(map, Ground::Subject(id), title);
    let mut out: Vec<Cell> =
        super::domains().into_iter().map(|d| subject(d.to_owned(), super::domain_name(d))).collect();
    out.extend(Kind::ALL.iter().map(|k| subject(format!("drill {}", k.id()), k.about())));
    out.push(subject(ground::CHANGES.to_owned(), "what changed with a release"));
    out
}

fn errors(kept: &[Kept]) -> Vec<ErrorCount> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for kind in kept.iter().flat_map(|k| &k.marks).filter_map(|m| m.error.as_deref()) {
        *counts.entry(kind).or_default() += 1;
    }
    let one = |(kind, count): (&str, u32)| ErrorCount {
        kind: kind.to_owned(),
        count,
        practise: exercise_of_kind(kind),
    };
    let mut out: Vec<ErrorCount> = counts.into_iter().map(one).collect();
    out.sort_by_key(|e| std::cmp::Reverse(e.count));
    out
}

/// The first attempt at each chart: a later one knows the answers.
fn paces(attempts: &[ChartAttempt]) -> Vec<Pace> {
    let mut seen = BTreeSet::new();
    let mut by_setting: BTreeMap<&'static str, (Share, u32, i64)> = BTreeMap::new();
    for attempt in attempts.iter().filter(|a| seen.insert(a.about.chart.as_str())) {
        let Some(chart) = library().chart(&attempt.about.chart) else { continue };
        let (share, charts, seconds) = by_setting.entry(charts::setting(chart)).or_default();
        share.right += u32::try_from(attempt.about.codes_right).unwrap_or_default();
        share.of += u32::try_from(attempt.about.codes).unwrap_or_default();
        *charts += 1;
        *seconds += attempt.about.seconds;
    }
    let hundredths = |n: f64| (n * 100.0).round() as u32;
    let pace = |(setting, (share, charts, seconds)): (&'static str, (Share, u32, i64))| {
        let (low, high) = share.interval().unwrap_or((0.0, 1.0));
        let an_hour = (i64::from(charts) * 36_000).checked_div(seconds);
        Pace {
            setting,
            charts,
            codes_right: share.right,
            codes: share.of,
            accuracy: hundredths(share.value().unwrap_or_default()),
            low: hundredths(low),
            high: hundredths(high),
            an_hour_tenths: an_hour.and_then(|n| u32::try_from(n).ok()),
        }
    };
    by_setting.into_iter().map(pace).collect()
}

fn attempt(attempt: &ChartAttempt, kept: &Kept) -> AttemptOut {
    let chart = library().chart(&attempt.about.chart);
    AttemptOut {
        chart: short(&attempt.about.chart).to_owned(),
        title: chart.map_or_else(|| attempt.about.chart.clone(), |c| c.title.clone()),
        setting: chart.map_or("", charts::setting),
        specialty: chart.map_or_else(String::new, |c| c.specialty.clone()),
        day: day(attempt, kept).to_string(),
        seconds: attempt.about.seconds,
        hints: attempt.about.hints,
        codes_right: attempt.about.codes_right,
        codes: attempt.about.codes,
        errors: attempt.about.errors,
    }
}

/// Questions that hold and were never asked, and how many new ones were asked in the days of the pace.
fn new_ones(
    cards: &medcode_learn::Progress,
    answers: &[PracticeAnswer],
    holds_on: Date,
    today: Date,
) -> (usize, usize) {
    let asked = |q: &&Question| !cards.cards.contains_key(&q.id);
    let held = library().questions.iter().filter(|q| q.valid.holds_on(holds_on));
    let left = held.filter(|q| !matches!(q.blind, Blind::Disagreed(_))).filter(asked).count();
    let mut seen = BTreeSet::new();
    let firsts = answers.iter().filter(|a| a.kind == PracticeKind::Question);
    let firsts = firsts.filter(|a| seen.insert(a.item.as_str()));
    let lately = firsts.filter(|a| a.day.days() + PACE > today.days()).count();
    (left, lately)
}

/// Seconds as people read them.
pub(crate) fn duration(seconds: i64) -> String {
    match seconds / 60 {
        0 => format!("{seconds} s"),
        minutes if seconds < DAY / 1000 / 24 => format!("{minutes} min"),
        minutes => format!("{} h {:02} min", minutes / 60, minutes % 60),
    }
}
