//! The lesson on what changed.

use super::{More, compared, used};
use crate::auth::Who;
use crate::fault::Fault;
use crate::state::Shared;
use axum::extract::{Query, State};
use axum::{Extension, Json};
use medcode::diff::specialties;
use medcode_learn::lesson::{Interests, Length};
use medcode_wire::WireLesson;
use serde::Deserialize;
use utoipa::IntoParams;

/// Most cards, and most questions.
const MOST: usize = 200;

/// Which lesson.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
pub(crate) struct AskedLesson {
    /// ICD10CM, ICD10PCS, HCPCS or CPT.
    system: String,
    /// The older release.
    before: String,
    /// The newer release.
    after: String,
    /// Names of specialties, parted by commas; those of the codes in use where none is given.
    specialty: String,
    /// How many cards, 40 where nothing is said, 200 at most.
    cards: Option<usize>,
    /// How many questions, 20 where nothing is said, 200 at most.
    items: Option<usize>,
    /// The same number gives the same lesson.
    seed: Option<u64>,
}

pub(super) async fn lesson(
    State(app): Shared,
    Extension(who): Extension<Who>,
    Query(asked): Query<AskedLesson>,
) -> Result<Json<WireLesson>, Fault> {
    let chosen = chosen(&asked.specialty)?;
    let sheet = compared(&app, &asked.system, &asked.before, &asked.after).await?;
    let interests = Interests::new(&chosen, &used(&app, &who, More::default()).await?.counted());
    let usual = Length::default();
    let length = Length {
        cards: asked.cards.unwrap_or(usual.cards).min(MOST),
        items: asked.items.unwrap_or(usual.items).min(MOST),
    };
    let seed = asked.seed.unwrap_or_else(|| crate::clock::now().unsigned_abs());
    let engine = app.engine();
    let made = crate::api::work(move || {
        let of = sheet.comparison();
        let made = medcode_learn::lesson::lesson(engine.library(), of, &interests, length, seed)?;
        Ok::<_, Fault>(WireLesson::of(of, &made, &[]))
    });
    Ok(Json(made.await??))
}

/// Specialties by their names.
fn chosen(text: &str) -> Result<Vec<String>, Fault> {
    let known = specialties();
    let one = |name: &str| {
        let found = known.iter().find(|k| k.eq_ignore_ascii_case(name.trim()));
        let wrong = || Fault::field("specialty", format!("there are: {}", known.join(", ")));
        found.map(|k| (*k).to_owned()).ok_or_else(wrong)
    };
    text.split(',').filter(|t| !t.trim().is_empty()).map(one).collect()
}
