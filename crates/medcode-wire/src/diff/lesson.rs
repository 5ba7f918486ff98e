//! The lesson made of a comparison.

use medcode::diff::Comparison;
use medcode_learn::lesson::{Flash, Item, Lesson};
use serde::Serialize;

/// Cards and a quiz on what changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireLesson {
    /// The system.
    pub system: &'static str,
    /// First day of the older release.
    pub before: String,
    /// First day of the newer release.
    pub after: String,
    /// The specialties that were put first.
    pub specialties: Vec<String>,
    /// Flash cards.
    pub cards: Vec<WireFlash>,
    /// Questions with four answers each.
    pub quiz: Vec<WireLessonItem>,
}

/// A flash card.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireFlash {
    /// The same for the same change.
    pub id: String,
    /// The code.
    pub code: String,
    /// The side that is seen first.
    pub front: String,
    /// The other side.
    pub back: String,
    /// What was before, or what follows; may be empty.
    pub more: String,
    /// Specialties of the code.
    pub specialties: &'static [&'static str],
}

/// A question.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireLessonItem {
    /// Its name: with it an answer is kept.
    pub item: String,
    /// Its kind: `means`, `named`, `reportable`, `gone`, `became`, `title`, `heading`, `bears`, `seventh`
    /// or `exempt`.
    pub kind: &'static str,
    /// The code whose change it is about.
    pub code: String,
    /// What is asked.
    pub stem: String,
    /// Four answers.
    pub choices: Vec<WireLessonChoice>,
    /// Where the answer stands.
    pub source: String,
    /// The place of the answer that was given, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<usize>,
}

/// An answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WireLessonChoice {
    /// The answer.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
    /// Why it is right or wrong.
    pub why: String,
}

impl WireLesson {
    /// Of a lesson, with the answers that were given, in the order of the quiz.
    #[must_use]
    pub fn of(of: &Comparison, lesson: &Lesson, given: &[usize]) -> Self {
        let items = lesson.quiz.iter().enumerate();
        Self {
            system: of.system.id(),
            before: of.before.to_string(),
            after: of.after.to_string(),
            specialties: lesson.specialties.clone(),
            cards: lesson.cards.iter().map(card).collect(),
            quiz: items.map(|(n, i)| item(of, i, given.get(n).copied())).collect(),
        }
    }
}

fn card(card: &Flash) -> WireFlash {
    WireFlash {
        id: card.id.clone(),
        code: card.code.to_string(),
        front: card.front.clone(),
        back: card.back.clone(),
        more: card.more.clone(),
        specialties: card.specialties,
    }
}

fn item(of: &Comparison, item: &Item, given: Option<usize>) -> WireLessonItem {
    let choice = |(n, c): (usize, &medcode_learn::Choice)| WireLessonChoice {
        text: c.text.clone(),
        right: n == item.right,
        why: c.why.clone(),
    };
    WireLessonItem {
        item: item.name(of).map_or_else(String::new, |n| n.to_string()),
        kind: item.ask.id(),
        code: item.code.to_string(),
        stem: item.stem.clone(),
        choices: item.choices.iter().enumerate().map(choice).collect(),
        source: item.source.clone(),
        given,
    }
}
