//! What do the changes mean for codes in use: what breaks, what takes its place, what needs a
//! person?
//!
//! Only the conversion table says what took the place of a code, and only where it names one
//! code is the answer certain; everything else is for a person.

mod reasons;

use crate::changes::{CodeChange, CodeWhat, Comparison};
use crate::compare::Diff;
use crate::mine::Use;
use medcode_kb::query::{Library, NoRelease, Release};
use medcode_model::{Code, CodeSystem, Date, ReleaseId};
use reasons::Reasons;
use std::collections::HashMap;

/// What happens to a code in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// It may not be reported from the day on.
    Breaks,
    /// It stays, and something that governs its use changed.
    Review,
    /// It could not be reported before either.
    NotValid,
}

impl Effect {
    /// The word used in JSON and CSV.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Breaks => "breaks",
            Self::Review => "review",
            Self::NotValid => "not-valid",
        }
    }
}

/// One code in use that is touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// The code.
    pub code: Code,
    /// Its title; empty for CPT.
    pub title: String,
    /// How often it was used.
    pub count: u64,
    /// The last day it was used, where that is known.
    pub last: Option<Date>,
    /// Where it stands.
    pub places: Vec<String>,
    /// What happens.
    pub effect: Effect,
    /// The first day it happens.
    pub from: Date,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// What to code instead: complete codes of the newer release.
    pub instead: Vec<(Code, String)>,
    /// Whether a person must choose or look.
    pub person: bool,
}

/// What becomes of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImpactReport {
    /// Codes that are touched: what breaks first, then by use.
    pub items: Vec<Impact>,
    /// Codes that nothing touches.
    pub untouched: usize,
    /// Codes that none of the compared releases has.
    pub unknown: Vec<Use>,
}

/// What the changes mean for codes in use.
///
/// # Errors
/// When a release file cannot be used.
pub fn impact(library: &Library, diff: &Diff, uses: &[Use]) -> Result<ImpactReport, NoRelease> {
    impact_of(library, &diff.systems, uses)
}

/// The same for comparisons that are held otherwise.
///
/// # Errors
/// When a release file cannot be used.
pub fn impact_of(
    library: &Library,
    systems: &[Comparison],
    uses: &[Use],
) -> Result<ImpactReport, NoRelease> {
    let mut sides = Vec::new();
    for of in systems {
        let release = |from| library.get(ReleaseId { system: of.system, from });
        let (mut releases, mut between) = (None, Vec::new());
        if of.system != CodeSystem::Cpt {
            releases = Some((release(of.before)?, release(of.after)?));
            let ids = library.releases().map(|(id, ..)| id).filter(|id| id.system == of.system);
            for id in ids.filter(|id| of.before < id.from && id.from < of.after) {
                between.push(library.get(id)?);
            }
        }
        sides.push(Side { of, releases, between, reasons: Reasons::of(of) });
    }
    let edits = sides.iter().find(|s| s.of.system == CodeSystem::Cpt);
    let mut report = ImpactReport::default();
    for used in &each_once(uses) {
        let found: Vec<Option<Impact>> = sides.iter().filter_map(|side| side.ask(used, edits)).collect();
        match found.is_empty() {
            true => report.unknown.push(used.clone()),
            false if found.iter().all(Option::is_none) => report.untouched += 1,
            false => report.items.extend(found.into_iter().flatten()),
        }
    }
    report.items.sort_by(|a, b| {
        (a.effect, std::cmp::Reverse(a.count), a.code).cmp(&(
            b.effect,
            std::cmp::Reverse(b.count),
            b.code,
        ))
    });
    report.unknown.sort_by(|a, b| b.count.cmp(&a.count).then(a.code.cmp(&b.code)));
    Ok(report)
}

/// Codes that stand in several lists are one, with all their places.
fn each_once(uses: &[Use]) -> Vec<Use> {
    let mut at: HashMap<(Option<CodeSystem>, String, bool), usize> = HashMap::new();
    let mut out: Vec<Use> = Vec::new();
    for used in uses {
        let key = (used.system, used.code.replace('.', ""), used.stem);
        if let Some(&n) = at.get(&key) {
            out[n].count = out[n].count.saturating_add(used.count);
            out[n].last = out[n].last.max(used.last);
            out[n].places.extend(used.places.iter().cloned());
        } else {
            at.insert(key, out.len());
            out.push(used.clone());
        }
    }
    out
}

/// One comparison and what it says of a code.
struct Side<'a> {
    of: &'a Comparison,
    releases: Option<(&'a Release, &'a Release)>,
    /// Installed releases between the two, the oldest first.
    between: Vec<&'a Release>,
    reasons: Reasons<'a>,
}

/// Whether a complete code may be reported by a release.
fn reportable(release: &Release, code: &Code) -> bool {
    let row = release.find(code).filter(|&row| crate::codes::holds(release, row));
    row.is_some_and(|row| release.is_billable(row))
}

impl<'a> Side<'a> {
    /// The first day of the first release that has it as the newer one has: a release between the two
    /// may have brought the change.
    fn since(&self, fits: impl Fn(&Release) -> bool) -> Date {
        // The last release that has it otherwise is what counts: a code may go and come back.
        let otherwise = self.between.iter().rposition(|r| !fits(r));
        let first = self.between.get(otherwise.map_or(0, |n| n + 1));
        first.map_or(self.of.after, |r| r.id().from)
    }

    /// None where the code is not of this system; `Some(None)` where nothing touches it.
    fn ask(&self, used: &Use, edits: Option<&Side<'a>>) -> Option<Option<Impact>> {
        if used.system.is_some_and(|s| s != self.of.system) {
            return None;
        }
        let code = Code::new(self.of.system, &used.code).ok()?;
        let Some((before, after)) = self.releases else { return self.ask_edits(code, used) };
        if used.stem {
            return self.ask_stem(code, used, before, after);
        }
        let holds =
            |release: &Release| release.find(&code).filter(|&row| crate::codes::holds(release, row));
        let (a, b) = (holds(before), holds(after));
        let title = match (a, b) {
            (_, Some(row)) => after.title(row),
            (Some(row), None) => before.title(row),
            (None, None) => return None,
        };
        let change = self.reasons.change(&code);
        let was = a.is_some_and(|row| before.is_billable(row));
        let is = b.is_some_and(|row| after.is_billable(row));
        let mut reasons = Vec::new();
        let from = match was == is {
            true => self.of.after,
            false => self.since(|r| reportable(r, &code) == is),
        };
        let (effect, instead) = match (was, is) {
            (_, false) => {
                let effect = if was { Effect::Breaks } else { Effect::NotValid };
                reasons.push(why_gone(was, b.is_some(), change, from));
                (effect, self.successors(&code, change, after, b))
            }
            (false, true) => {
                // HCPCS tells the day itself.
                let day = change.and_then(|c| c.day).unwrap_or(from);
                reasons.push(format!("may be reported from {day} on, not before"));
                (Effect::Review, Vec::new())
            }
            (true, true) => (Effect::Review, Vec::new()),
        };
        if is {
            self.reasons.of_code(&code, before, after, &mut reasons);
        }
        if let Some(edits) = edits {
            edits.reasons.of_edits(&code, &mut reasons);
        }
        // Certain only where the publisher's table names one code in place of a valid one.
        let certain = effect == Effect::Breaks
            && instead.len() == 1
            && change.is_some_and(|c| c.replaced_by.len() == 1);
        let impact = |code| Impact {
            code,
            title,
            count: used.count,
            last: used.last,
            places: used.places.clone(),
            effect,
            from,
            reasons: reasons.clone(),
            instead,
            person: !certain,
        };
        Some((!reasons.is_empty()).then(|| impact(code)))
    }

    /// A beginning stands for all codes under it: it breaks when none is left.
    fn ask_stem(
        &self,
        code: Code,
        used: &Use,
        before: &Release,
        after: &Release,
    ) -> Option<Option<Impact>> {
        let any = |release: &Release| {
            let rows = medcode_kb::tables::codes::under(release.codes(), code.compact().as_bytes());
            (rows.start as u32..rows.end as u32).any(|row| crate::codes::holds(release, row))
        };
        let (was, is) = (any(before), any(after));
        if !was && !is {
            return None;
        }
        let from = self.since(|r| !any(r));
        Some((was && !is).then(|| Impact {
            code,
            title: before.find(&code).map(|row| before.title(row)).unwrap_or_default(),
            count: used.count,
            last: used.last,
            places: used.places.clone(),
            effect: Effect::Breaks,
            from,
            reasons: vec![format!("no code begins with it from {from} on")],
            instead: self.successors(&code, self.reasons.change(&code), after, None),
            person: true,
        }))
    }

    /// A CPT number: only edits and the fee schedule speak of it. A number that no table of the
    /// comparison has changed is untouched as far as they tell.
    fn ask_edits(&self, code: Code, used: &Use) -> Option<Option<Impact>> {
        let code = Code::procedure(code.compact()).filter(|c| c.system() == CodeSystem::Cpt)?;
        let mut reasons = Vec::new();
        let gone = self.reasons.of_edits(&code, &mut reasons);
        Some((!reasons.is_empty()).then(|| Impact {
            code,
            title: String::new(),
            count: used.count,
            last: used.last,
            places: used.places.clone(),
            effect: if gone { Effect::Breaks } else { Effect::Review },
            from: self.of.after,
            reasons,
            instead: Vec::new(),
            person: true,
        }))
    }

    /// What took the place of a code: by the conversion table; of a code that became a header,
    /// without one, the complete codes under it.
    fn successors(
        &self,
        code: &Code,
        change: Option<&CodeChange>,
        after: &Release,
        row: Option<u32>,
    ) -> Vec<(Code, String)> {
        let named = change.map_or(&[][..], |c| &c.replaced_by);
        let complete = |code: &Code| {
            let row = after.find(code).filter(|&row| after.is_billable(row))?;
            Some((*code, after.title(row)))
        };
        let by_table: Vec<_> = named.iter().filter_map(complete).collect();
        if !by_table.is_empty() {
            return by_table;
        }
        let Some(row) = row.filter(|_| code.system() != CodeSystem::Hcpcs) else { return Vec::new() };
        let under = after.under(row).filter(|&r| after.is_billable(r));
        under.map(|r| (after.code(r), after.title(r))).collect()
    }
}

fn why_gone(was: bool, is_header: bool, change: Option<&CodeChange>, day: Date) -> String {
    match (was, is_header) {
        (true, true) => format!("needs more characters from {day} on"),
        (true, false) => match change.and_then(|c| c.day) {
            Some(last) => format!("ended: its last day was {last}"),
            None => format!("deleted from {day} on"),
        },
        (false, true) => "is a header: it needs more characters".to_owned(),
        (false, false) => match change.map(|c| c.what) {
            Some(CodeWhat::Deleted) => format!("was a header, and is deleted from {day} on"),
            _ => "is not in the newer release".to_owned(),
        },
    }
}
