//! Drill: build the ICD-10-PCS code from its table.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use crate::Choice;
use medcode::kb::query::{PcsAxis, Release};
use medcode_model::{Code, CodeSystem};

impl Bench<'_> {
    pub(super) fn pcs(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.pcs?;
        let pool = self.pools.pcs.get_or_init(|| complete(release));
        let of = |row: &u32| Some(Topic::of_procedure(&release.code(*row)));
        let right = release.code(*self.draw(Kind::Pcs, topic, pool, rng, of)?);
        let axes = release.pcs_axes(right.compact().as_bytes());
        if axes.len() != 7 {
            return None;
        }
        let wrong = neighbours(release, &right, &axes);
        let table = right.prefix(3);
        let why = format!("Every value stands in one row of table {table}.");
        let (choices, place) = choices(choice(right, why), wrong, rng)?;
        let asked: Vec<(String, String)> =
            axes.iter().map(|a| (a.name.clone(), a.meaning.clone())).collect();
        let said: Vec<String> = asked.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        Some(Drill {
            kind: Kind::Pcs,
            topic: Topic::of_procedure(&right),
            stem: format!("Build the code. {}.", said.join("; ")),
            choices,
            right: place,
            source: self.source(release, &format!("Table {table}")),
            asked: Asked::Axes(asked),
        })
    }
}

/// Complete codes that a table names.
fn complete(release: &Release) -> Vec<u32> {
    if release.pcs_tables().is_empty() {
        return Vec::new();
    }
    (0..release.codes().len() as u32).filter(|&r| release.is_billable(r)).collect()
}

/// Codes that differ in one character of the same table.
fn neighbours(release: &Release, right: &Code, axes: &[PcsAxis]) -> Vec<Choice> {
    let mut out = Vec::new();
    for at in 3..7 {
        let prefix = &right.compact()[..at];
        for value in release.pcs_choices(prefix) {
            let other = u8::try_from(value.character).unwrap_or_default();
            if value.meaning.is_empty() || value.meaning == axes[at].meaning {
                continue;
            }
            let mut chars = *right.bytes();
            chars[at] = other;
            let code = Code::from_bytes(CodeSystem::Icd10Pcs, chars);
            let legal = if release.find(&code).is_some() { "" } else { " No row of the table has it." };
            let why = format!("{} {} is: {}.{legal}", axes[at].name, value.character, value.meaning);
            out.push(choice(code, why));
        }
    }
    out
}
