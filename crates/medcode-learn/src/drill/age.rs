//! Drill: rules of age and time. The age edit of the Medicare Code Editor; trimesters; completed weeks.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use medcode::kb::query::{Procedures, Release};
use medcode::kb::tables::mce::{MceList, MceLists};
use medcode_model::Code;

/// What the drill is drawn from.
#[derive(Default)]
pub(super) struct Ages {
    /// Complete diagnoses in a list of ages, with the first and last age allowed.
    listed: Vec<(u32, (u16, u16))>,
    /// Complete diagnoses in none.
    free: Vec<u32>,
    /// Codes whose children are told apart by the trimester alone.
    trimesters: Vec<[u32; 4]>,
}

/// The lists of the age edit and the ages that they allow.
const LISTS: [(MceList, u16, u16); 4] = [
    (MceList::Newborn, 0, 0),
    (MceList::Pediatric, 0, 17),
    (MceList::Maternity, 9, 64),
    (MceList::Adult, 15, 124),
];

impl Bench<'_> {
    pub(super) fn age(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.cm?;
        let pools = self.pools.ages.get_or_init(|| Ages::of(release, self.tables()));
        let drawn = ["mce", "trimester", "weeks"][rng.below(3)];
        match topic.unwrap_or(Topic::rule(drawn)?) {
            own @ Topic::Rule("mce") => self.conflict(release, pools, own, rng),
            own @ Topic::Rule("trimester") => self.trimester(release, pools, own, rng),
            own @ Topic::Rule("weeks") => self.weeks(release, own, rng),
            _ => None,
        }
    }

    fn conflict(&self, release: &Release, pools: &Ages, topic: Topic, rng: &mut Rng) -> Option<Drill> {
        let (row, (from, to)) = *rng.pick(&pools.listed)?;
        let age = rng.below(96) as u16;
        if (from..=to).contains(&age) {
            return None;
        }
        let right = release.code(row);
        let title = |r: u32| format!("{}.", release.title(r));
        let allowed = format!("{} Allowed from {from} to {to} years.", title(row));
        let mut wrong = Vec::new();
        for _ in 0..2 {
            let r = *rng.pick(&pools.free)?;
            wrong.push(choice(release.code(r), format!("{} In no list of ages.", title(r))));
        }
        // One that is in a list which allows the age, where the draw gives one.
        let other = (0..20).find_map(|_| {
            rng.pick(&pools.listed).copied().filter(|(_, (from, to))| (*from..=*to).contains(&age))
        });
        let filler = *rng.pick(&pools.free)?;
        wrong.push(other.map_or_else(
            || choice(release.code(filler), title(filler)),
            |(r, (from, to))| {
                choice(release.code(r), format!("{} Allowed from {from} to {to}.", title(r)))
            },
        ));
        let (choices, place) = choices(choice(right, allowed), wrong, rng)?;
        Some(Drill {
            kind: Kind::Age,
            topic,
            stem: format!(
                "A patient is {age} years old. Which diagnosis meets the age edit of the Medicare Code Editor?"
            ),
            choices,
            right: place,
            source: "Medicare Code Editor, age conflict (edit 4)".to_owned(),
            asked: Asked::AgeConflict(age),
        })
    }

    fn trimester(&self, release: &Release, pools: &Ages, topic: Topic, rng: &mut Rng) -> Option<Drill> {
        let rows = *rng.pick(&pools.trimesters)?;
        let (weeks, days) = (4 + rng.below(37) as u8, rng.below(7) as u8);
        let right = match weeks {
            0..=13 => 0,
            14..=27 => 1,
            _ => 2,
        };
        let option = |n: usize| choice(release.code(rows[n]), format!("{}.", release.title(rows[n])));
        let wrong = (0..4).filter(|n| *n != right).map(option).collect();
        let (choices, place) = choices(option(right), wrong, rng)?;
        let parent = release.parent(rows[0])?;
        let base = release.code(parent);
        Some(Drill {
            kind: Kind::Age,
            topic,
            stem: format!(
                "{base} ({}): the patient is {weeks} weeks {days} days pregnant. Which code?",
                release.title(parent)
            ),
            choices,
            right: place,
            source: self.source(release, "Tabular, trimesters at the head of chapter 15"),
            asked: Asked::Trimester(base, weeks, days),
        })
    }

    fn weeks(&self, release: &Release, topic: Topic, rng: &mut Rng) -> Option<Drill> {
        let (weeks, days) = (8 + rng.below(34) as u8, rng.below(7) as u8);
        let code = |n: u8| Code::cm(&format!("Z3A.{n:02}")).ok().filter(|c| release.find(c).is_some());
        let right = code(weeks)?;
        let wrong = [weeks - 2, weeks - 1, weeks + 1, weeks + 2];
        let wrong = wrong
            .into_iter()
            .filter_map(|n| Some(choice(code(n)?, format!("{n} weeks; completed weeks count."))));
        let why = format!("{weeks} completed weeks; the days do not count.");
        let (choices, place) = choices(choice(right, why), wrong.collect(), rng)?;
        Some(Drill {
            kind: Kind::Age,
            topic,
            stem: format!("The patient is {weeks} weeks {days} days pregnant. Which code of Z3A?"),
            choices,
            right: place,
            source: self.source(release, "Tabular Z3A; OCG-I.C.21.c.11"),
            asked: Asked::Weeks(weeks, days),
        })
    }
}

impl Ages {
    fn of(release: &Release, tables: Option<&Procedures<'_>>) -> Self {
        let mut out = Self::default();
        for row in 0..release.codes().len() as u32 {
            if !release.is_billable(row) {
                out.trimesters.extend(trimesters(release, row));
                continue;
            }
            let Some(tables) = tables else { continue };
            let lists = tables.mce(&release.code(row));
            match allowed(lists) {
                Some(ages) => out.listed.push((row, ages)),
                None if LISTS.iter().all(|(list, ..)| !lists.has(*list)) => out.free.push(row),
                None => {}
            }
        }
        out
    }
}

/// The ages that a diagnosis allows, where it stands in one list of them.
fn allowed(lists: MceLists) -> Option<(u16, u16)> {
    let mut found = LISTS.iter().filter(|(list, ..)| lists.has(*list));
    let (_, from, to) = found.next()?;
    found.next().is_none().then_some((*from, *to))
}

/// The children of a code for the first, second, third and unspecified trimester, where it has them.
fn trimesters(release: &Release, row: u32) -> Option<[u32; 4]> {
    if !release.code(row).compact().starts_with('O') {
        return None;
    }
    let children = release.children(row);
    if children.len() != 4 {
        return None;
    }
    let of = |word: &str| {
        let ends = |r: &&u32| release.is_billable(**r) && release.title(**r).ends_with(word);
        children.iter().find(ends).copied()
    };
    Some([
        of("first trimester")?,
        of("second trimester")?,
        of("third trimester")?,
        of("unspecified trimester")?,
    ])
}
