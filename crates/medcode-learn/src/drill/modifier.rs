//! Drill: choose the HCPCS Level II modifier.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use medcode::kb::query::Release;
use medcode::kb::tables::codes::MODIFIER;
use medcode_model::Date;

impl Bench<'_> {
    pub(super) fn modifier(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.hcpcs?;
        let pool = self.pools.modifiers.get_or_init(|| modifiers(release, self.as_of.date));
        let of = |row: &u32| Some(Topic::Letter(release.code(*row).bytes()[0]));
        let row = *self.draw(Kind::Modifier, topic, pool, rng, of)?;
        let (right, title) = (release.code(row), release.title(row));
        if pool.iter().filter(|&&r| release.title(r) == title).count() != 1 {
            return None;
        }
        // Those with the same first letter are the ones that are mixed up.
        let alike = |r: &&u32| release.code(**r).prefix(1) == right.prefix(1) && **r != row;
        let mut near: Vec<u32> = pool.iter().filter(alike).copied().collect();
        while near.len() < 3 {
            near.push(*rng.pick(pool).filter(|r| **r != row)?);
        }
        let wrong = near.into_iter().map(|r| choice(release.code(r), format!("{}.", release.title(r))));
        let (choices, place) = choices(choice(right, format!("{title}.")), wrong.collect(), rng)?;
        Some(Drill {
            kind: Kind::Modifier,
            topic: of(&row)?,
            stem: format!("Which modifier says: {title}?"),
            choices,
            right: place,
            source: self.source(release, "HCPCS Level II modifiers"),
            asked: Asked::Modifier(title),
        })
    }
}

fn modifiers(release: &Release, day: Date) -> Vec<u32> {
    let is_one = |r: &u32| {
        release.has(*r, MODIFIER) && release.in_force_on(*r, day) && !release.title(*r).is_empty()
    };
    (0..release.codes().len() as u32).filter(is_one).collect()
}
