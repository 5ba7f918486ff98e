//! Drill: complete the seventh character.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use crate::Choice;
use medcode::kb::query::Release;
use medcode_model::{Code, CodeSystem};

impl Bench<'_> {
    pub(super) fn seventh(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.cm?;
        let pool = self.pools.seventh.get_or_init(|| complete(release));
        let of = |row: &u32| Topic::of_row(release, *row);
        let row = *self.draw(Kind::Seventh, topic, pool, rng, of)?;
        let (right, header) = (release.code(row), release.parent(row)?);
        let list = release.seventh_characters(row);
        let own = char::from(right.bytes()[6]);
        let (_, meaning) = list.iter().find(|(c, _)| *c == own)?;
        if list.iter().filter(|(_, m)| m == meaning).count() != 1 {
            return None;
        }
        let mut wrong: Vec<Choice> = list
            .iter()
            .filter(|(c, _)| *c != own)
            .filter_map(|(c, m)| Some(choice(with(&right, *c)?, format!("{c} is: {m}."))))
            .collect();
        wrong.extend(unfinished(release, header, &right, list.len()));
        let base = release.code(header);
        let title = release.title(header);
        let why = format!("{own} is: {meaning}.");
        let (choices, place) = choices(choice(right, why), wrong, rng)?;
        Some(Drill {
            kind: Kind::Seventh,
            topic: of(&row)?,
            stem: format!(
                "{base} ({title}) needs a seventh character. The encounter: {meaning}. Which code?"
            ),
            choices,
            right: place,
            source: self.source(release, &format!("Tabular, 7th characters of {}", right.category())),
            asked: Asked::Seventh(base, meaning.clone()),
        })
    }
}

/// Complete codes of seven characters.
fn complete(release: &Release) -> Vec<u32> {
    (0..release.codes().len() as u32)
        .filter(|&r| release.is_billable(r) && release.code(r).len() == 7 && release.parent(r).is_some())
        .filter(|&r| release.seventh_characters(r).len() >= 3)
        .collect()
}

/// The code with another last character.
fn with(code: &Code, last: char) -> Option<Code> {
    let mut chars = *code.bytes();
    chars[6] = u8::try_from(last).ok()?;
    Some(Code::from_bytes(CodeSystem::Icd10Cm, chars))
}

/// Where the list is short: the code without its seventh character, which is no complete code.
fn unfinished(release: &Release, header: u32, right: &Code, listed: usize) -> Option<Choice> {
    let base = release.code(header);
    let cut = listed < 4 && !release.is_billable(header) && base != *right;
    cut.then(|| choice(base, "Without its seventh character the code is not complete."))
}
