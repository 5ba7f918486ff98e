//! Which of the numbers that a service may have do the conditions choose?

use crate::crosswalk::{Condition, Row, Scope, Test};
use crate::desk::Case;
use std::ops::Range;

/// What the conditions chose.
pub(crate) enum Choice<'a> {
    /// The row whose conditions hold.
    Row(&'a Row),
    /// None: the note does not say this, which would choose.
    Missing(&'static str),
    /// None: every row is for something else.
    None,
}

/// The row of several that a service named at some tokens has. Of those whose conditions all hold
/// the one with most of them stands; else the one that stands by default.
pub(crate) fn choose<'a>(
    case: &Case<'_>,
    rows: impl Iterator<Item = &'a Row>,
    tokens: &Range<usize>,
) -> Choice<'a> {
    let (mut best, mut default, mut missing) = (None::<&Row>, None, None);
    let mut numbers = Numbers::default();
    for row in rows.filter(|r| r.in_force(case.visit.date)) {
        match holds_all(case, row, tokens, &mut numbers) {
            Ok(true) => {
                if best.is_none_or(|b| b.when.len() < row.when.len()) {
                    best = Some(row);
                }
            }
            Ok(false) => {}
            Err(key) if row.default => default = default.or(Some((row, key))),
            Err(key) => missing = missing.or(Some(key)),
        }
    }
    match (best, default, missing) {
        (Some(row), ..) | (None, Some((row, _)), _) => Choice::Row(row),
        (None, None, Some(key)) => Choice::Missing(key),
        _ => Choice::None,
    }
}

/// The numbers that rows asked for so far: those of a family ask for the same few.
#[derive(Default)]
struct Numbers(Vec<(&'static str, Option<f32>)>);

impl Numbers {
    fn get(&mut self, case: &Case<'_>, key: &'static str, tokens: &Range<usize>) -> Option<f32> {
        if let Some((_, known)) = self.0.iter().find(|(k, _)| *k == key) {
            return *known;
        }
        let found = number(case, key, tokens);
        self.0.push((key, found));
        found
    }
}

/// Whether all conditions of a row hold; the number that the note does not give as an error,
/// unless another condition fails.
fn holds_all(
    case: &Case<'_>,
    row: &Row,
    tokens: &Range<usize>,
    numbers: &mut Numbers,
) -> Result<bool, &'static str> {
    let mut unknown = None;
    for condition in &row.when {
        match holds(case, condition, tokens, numbers) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(key) => unknown = unknown.or(Some(key)),
        }
    }
    unknown.map_or(Ok(true), Err)
}

fn holds(
    case: &Case<'_>,
    condition: &Condition,
    tokens: &Range<usize>,
    numbers: &mut Numbers,
) -> Result<bool, &'static str> {
    let visit = case.visit;
    let reading = &case.reading;
    let found = match &condition.test {
        Test::Number { key, low, high } => {
            let value = numbers.get(case, key, tokens).ok_or(*key)?;
            (*low..=*high).contains(&value)
        }
        Test::Word { scope, any } => match scope {
            Scope::Beside => {
                let part = reading.between_commas(tokens);
                let first = tokens.start.saturating_sub(1).max(part.start);
                reading.says(first..(tokens.end + 1).min(part.end), any)
            }
            Scope::Sentence => reading.says(reading.sentence(tokens.start), any),
            Scope::Near => reading.says(reading.near(tokens.start), any),
            // What the account takes back was not done, whatever the title says.
            Scope::Note if reading.takes_back(any) => return Ok(!condition.holds),
            Scope::Note => reading.says_anywhere(any),
        },
        Test::Setting(any) => any.contains(&visit.setting),
        Test::Billing(billing) => *billing == visit.billing,
        Test::Sex(sex) => visit.sex.ok_or("sex")? == *sex,
    };
    Ok(found == condition.holds)
}

/// A number that conditions ask for: of the visit, of the sentence, of its neighbours.
pub(crate) fn number(case: &Case<'_>, key: &str, tokens: &Range<usize>) -> Option<f32> {
    if key == "age" {
        return case.visit.age;
    }
    let reading = &case.reading;
    match key {
        "views" => return reading.views(tokens),
        "tumor" => return reading.largest_growth(),
        _ => {}
    }
    reading
        .number(key, reading.sentence(tokens.start))
        .or_else(|| reading.number(key, reading.near(tokens.start)))
        .or_else(|| reading.weight_of_specimen().filter(|_| key == "grams"))
}
