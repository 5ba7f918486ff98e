//! Drill: what replaced this retired code? One-to-one rows of the conversion table only.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use medcode::kb::query::Release;
use medcode_model::{Code, Date};
use std::collections::BTreeMap;

/// A retired code and the one that took its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) old: Code,
    pub(super) new: Code,
    pub(super) effective: Date,
}

impl Bench<'_> {
    /// The one-to-one rows of the conversion table.
    pub(super) fn retired_pairs(&self) -> &[Pair] {
        self.pools.retired.get_or_init(|| self.cm.map(pairs).unwrap_or_default())
    }

    pub(super) fn retired(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.cm?;
        let of = |pair: &Pair| Topic::of_row(release, release.find(&pair.new)?);
        let pair = *self.draw(Kind::Retired, topic, self.retired_pairs(), rng, of)?;
        let row = release.find(&pair.new)?;
        let category = release.find(&pair.new.category())?;
        let beside = release.under(category).filter(|&r| r != row && release.is_billable(r));
        let wrong = beside.map(|r| choice(release.code(r), format!("{}.", release.title(r)))).collect();
        let why = format!("{}; from {} on.", release.title(row), pair.effective);
        let (choices, right) = choices(choice(pair.new, why), wrong, rng)?;
        Some(Drill {
            kind: Kind::Retired,
            topic: of(&pair)?,
            stem: format!("{} is no longer a code. Which one took its place?", pair.old),
            choices,
            right,
            source: self.source(release, "Conversion table"),
            asked: Asked::Replaced(pair.old),
        })
    }
}

fn pairs(release: &Release) -> Vec<Pair> {
    let code = |chars| Code::from_bytes(release.system(), chars);
    let rows = release.conversions();
    let mut olds: BTreeMap<Code, u32> = BTreeMap::new();
    let mut news: BTreeMap<Code, u32> = BTreeMap::new();
    for row in rows {
        *olds.entry(code(row.from)).or_default() += 1;
        *news.entry(code(row.new)).or_default() += 1;
    }
    let in_force = |c: &Code| release.find(c).is_some_and(|r| release.is_billable(r));
    let pair = |row: &medcode::kb::tables::conversion::ConversionRow| {
        let (old, new) = (code(row.from), code(row.new));
        let one = row.from == row.to && olds[&old] == 1 && news[&new] == 1;
        // A range may hold the old code too: the table's own search must find one row.
        let only = one && release.find(&old).is_none() && in_force(&new);
        let effective = Date::from_days(row.effective.get());
        (only && release.replacements(&old).len() == 1).then_some(Pair { old, new, effective })
    };
    rows.iter().filter_map(pair).collect()
}
