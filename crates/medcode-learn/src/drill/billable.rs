//! Drill: which code may be reported on this date?

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use crate::Choice;
use medcode::kb::query::Release;

impl Bench<'_> {
    pub(super) fn billable(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.cm?;
        let pool = self.pools.billable.get_or_init(|| complete(release));
        let of = |row: &u32| Topic::of_row(release, *row);
        let row = *self.draw(Kind::Billable, topic, pool, rng, of)?;
        let right = release.code(row);
        let category = release.find(&right.category())?;
        let mut wrong: Vec<Choice> = release
            .under(category)
            .filter(|&r| !release.is_billable(r))
            .map(|r| choice(release.code(r), "Not complete: characters are still needed."))
            .collect();
        // What stood here in an earlier release: complete then, no code now.
        let retired =
            self.retired_pairs().iter().map(|p| p.old).filter(|c| c.category() == right.category());
        wrong.extend(retired.map(|c| choice(c, "Retired: no code on this date.")));
        let title = release.title(row);
        let (choices, place) = choices(choice(right, format!("Complete: {title}.")), wrong, rng)?;
        Some(Drill {
            kind: Kind::Billable,
            topic: of(&row)?,
            stem: format!(
                "Which of these may be reported as it stands for a service of {}?",
                self.as_of.date
            ),
            choices,
            right: place,
            source: self.source(release, "Tabular and order file"),
            asked: Asked::Billable,
        })
    }
}

fn complete(release: &Release) -> Vec<u32> {
    let deep = |r: &u32| release.is_billable(*r) && release.ancestors(*r).len() >= 2;
    (0..release.codes().len() as u32).filter(deep).collect()
}
