//! Two names of releases, every system that has both: the changes of each.

use crate::changes::{Comparison, PoaChange, Totals};
use crate::codes::{self, pairs};
use crate::named::{self, NameError, Named};
use crate::parts::{NoData, Part};
use crate::steps::Steps;
use crate::{CodeWhat, conversion, edits, fields, index, notes, seventh};
use medcode_kb::query::{Library, Release};
use medcode_kb::tables::codes::{ORDER_TITLE, POA_EXEMPT};
use medcode_kb::tables::index::IndexKind;
use medcode_model::{CodeSystem, Date, ReleaseId, SourceKind};

/// What changed, system by system.
#[derive(Clone, Debug, Default)]
pub struct Diff {
    /// The systems that were compared.
    pub systems: Vec<Comparison>,
    /// Systems that were not, and why.
    pub absent: Vec<(CodeSystem, String)>,
}

const SYSTEMS: [CodeSystem; 4] =
    [CodeSystem::Icd10Cm, CodeSystem::Icd10Pcs, CodeSystem::Hcpcs, CodeSystem::Cpt];

/// Compares two releases as a user names them; of every system that has both where none is given.
///
/// # Errors
/// When a name is none, a release is not installed, or no system has both.
pub fn compare(
    library: &Library,
    system: Option<CodeSystem>,
    before: &str,
    after: &str,
) -> Result<Diff, NameError> {
    compare_telling(library, system, before, after, &|_, _| {})
}

/// The same, telling how many parts are done, of how many.
///
/// # Errors
/// As [`compare`].
pub fn compare_telling(
    library: &Library,
    system: Option<CodeSystem>,
    before: &str,
    after: &str,
    tell: &dyn Fn(usize, usize),
) -> Result<Diff, NameError> {
    let steps = &Steps::new(tell);
    let (a, b) = (named::read(before)?, named::read(after)?);
    let system = one_system(system, (before, &a), (after, &b))?;
    let typed = (before, after);
    if let Some(system) = system {
        let systems = vec![one(library, system, typed, (&a, &b), steps)?];
        return Ok(Diff { systems, absent: Vec::new() });
    }
    let mut diff = Diff::default();
    for system in SYSTEMS {
        match one(library, system, typed, (&a, &b), steps) {
            Ok(found) => diff.systems.push(found),
            Err(e @ (NameError::NotInstalled { .. } | NameError::Same(..))) => {
                diff.absent.push((system, e.to_string()));
            }
            Err(e) => return Err(e),
        }
    }
    if diff.systems.is_empty() {
        let all: Vec<String> = diff.absent.iter().map(|(_, why)| format!("  {why}")).collect();
        return Err(NameError::Nothing(all.join("\n")));
    }
    Ok(diff)
}

/// The system that the option and the names agree on.
fn one_system(
    given: Option<CodeSystem>,
    a: (&str, &Named<'_>),
    b: (&str, &Named<'_>),
) -> Result<Option<CodeSystem>, NameError> {
    if a.1.system.zip(b.1.system).is_some_and(|(x, y)| x != y) {
        return Err(NameError::Mixed(a.0.to_owned(), b.0.to_owned()));
    }
    for (typed, named) in [a, b] {
        if let Some((given, own)) = given.zip(named.system).filter(|(given, own)| given != own) {
            return Err(NameError::Against(typed.to_owned(), own.name(), given.name()));
        }
    }
    Ok(given.or(a.1.system).or(b.1.system))
}

fn one(
    library: &Library,
    system: CodeSystem,
    typed: (&str, &str),
    (a, b): (&Named<'_>, &Named<'_>),
    steps: &Steps<'_>,
) -> Result<Comparison, NameError> {
    let same = || NameError::Same(typed.0.to_owned(), typed.1.to_owned());
    if system == CodeSystem::Cpt {
        return of_tables(library, typed, (a, b), steps);
    }
    let (x, y) = (a.release(library, system)?, b.release(library, system)?);
    if x == y {
        return Err(same());
    }
    let (before, after) = (library.get(x)?, library.get(y)?);
    let mut out = empty(system, x.from, y.from);
    out.digests = [before, after].map(|r| hex(r.file().digest()));
    out.totals = [before, after].map(codes::totals);
    steps.expect(if system == CodeSystem::Icd10Cm { 8 } else { 3 });
    code_parts(library, before, after, &mut out, steps)?;
    match system {
        CodeSystem::Icd10Cm => icd10cm(before, after, &mut out, steps),
        CodeSystem::Icd10Pcs => part_index(IndexKind::Pcs, Part::Index, before, after, &mut out),
        CodeSystem::Hcpcs => {
            out.compared.push(Part::Fields);
            out.fields = fields::changes(before, after);
        }
        CodeSystem::Cpt => {}
    }
    if system != CodeSystem::Icd10Cm {
        steps.done();
    }
    out.remarks.extend(remarks(before, after));
    Ok(out)
}

fn empty(system: CodeSystem, before: Date, after: Date) -> Comparison {
    Comparison {
        system,
        before,
        after,
        digests: Default::default(),
        totals: [Totals::default(); 2],
        codes: Vec::new(),
        notes: Vec::new(),
        seventh: Vec::new(),
        index: Vec::new(),
        poa: Vec::new(),
        fields: Vec::new(),
        edits: Vec::new(),
        compared: Vec::new(),
        no_data: Vec::new(),
        remarks: Vec::new(),
    }
}

fn hex(digest: &[u8; 32]) -> String {
    digest.iter().map(|b| format!("{b:02x}")).collect()
}

/// CPT: each table that is in force at both moments.
fn of_tables(
    library: &Library,
    typed: (&str, &str),
    (a, b): (&Named<'_>, &Named<'_>),
    steps: &Steps<'_>,
) -> Result<Comparison, NameError> {
    let not_a_name = |text: &str| NameError::NotAName(text.to_owned());
    let before = a.moment().ok_or_else(|| not_a_name(typed.0))?;
    let after = b.moment().ok_or_else(|| not_a_name(typed.1))?;
    if before == after {
        return Err(NameError::Same(typed.0.to_owned(), typed.1.to_owned()));
    }
    let found = edits::changes(library, before, after, steps)?;
    if found.compared.is_empty() {
        let all: Vec<String> = library
            .releases()
            .filter(|(id, ..)| id.system == CodeSystem::Cpt)
            .map(|(id, ..)| id.from.to_string())
            .collect();
        return Err(NameError::NotInstalled {
            system: CodeSystem::Cpt,
            text: format!("table that answers on {before} and on {after}"),
            installed: if all.is_empty() { "none".into() } else { all.join(", ") },
        });
    }
    let mut out = empty(CodeSystem::Cpt, before.day(), after.day());
    out.edits = found.changes;
    out.compared = found.compared;
    out.no_data = found.no_data;
    Ok(out)
}

/// Codes and titles, with what the conversion table and older releases say of them.
fn code_parts(
    library: &Library,
    before: &Release,
    after: &Release,
    out: &mut Comparison,
    steps: &Steps<'_>,
) -> Result<(), NameError> {
    out.compared.extend([Part::Codes, Part::Titles]);
    out.codes = codes::changes(before, after);
    steps.done();
    let older: Vec<ReleaseId> = library
        .releases()
        .map(|(id, ..)| id)
        .filter(|id| id.system == out.system && id.from < before.id().from)
        .collect();
    for id in older {
        let release = library.get(id)?;
        for change in out.codes.iter_mut().filter(|c| c.what == CodeWhat::New) {
            if release.find(&change.code).is_some() {
                change.what = CodeWhat::Reinstated;
            }
        }
    }
    if out.system == CodeSystem::Icd10Cm {
        conversions(library, after, out)?;
    }
    steps.done();
    Ok(())
}

/// The table of the newer release; where it has none, that of the next one that does: the
/// table is cumulative and each row has its date.
fn conversions(library: &Library, after: &Release, out: &mut Comparison) -> Result<(), NameError> {
    let later: Vec<ReleaseId> = library
        .releases()
        .map(|(id, ..)| id)
        .filter(|id| id.system == out.system && id.from >= after.id().from)
        .collect();
    for id in later {
        let release = library.get(id)?;
        if !conversion::is_in(release) {
            continue;
        }
        conversion::join(&mut out.codes, release, out.before, out.after);
        out.compared.push(Part::Conversion);
        if id != after.id() {
            out.remarks.push(format!(
                "old and new codes are by the conversion table of the release of {}",
                id.from
            ));
        }
        return Ok(());
    }
    let why = "no conversion table is installed; with one, retired codes would name their successors";
    out.no_data.push(NoData { part: Part::Conversion, why: why.into() });
    Ok(())
}

fn icd10cm(before: &Release, after: &Release, out: &mut Comparison, steps: &Steps<'_>) {
    let tabular = |r: &Release| r.meta().source(SourceKind::CmTabular).is_some();
    if let Some(why) = lacks(tabular, "Tabular List", before, after) {
        let part = |part| NoData { part, why: why.clone() };
        out.no_data.extend([part(Part::Notes), part(Part::Seventh)]);
    } else {
        out.compared.extend([Part::Notes, Part::Seventh]);
        out.notes = notes::changes(before, after);
        out.seventh = seventh::changes(before, after);
    }
    steps.done();
    for (kind, part) in [
        (IndexKind::Alphabetic, Part::Index),
        (IndexKind::Neoplasm, Part::Neoplasm),
        (IndexKind::Drug, Part::Drug),
        (IndexKind::ExternalCause, Part::ExternalCause),
    ] {
        part_index(kind, part, before, after, out);
        steps.done();
    }
    let list = |r: &Release| r.meta().source(SourceKind::CmPoaExempt).is_some();
    match lacks(list, "POA-exempt list", before, after) {
        Some(why) => out.no_data.push(NoData { part: Part::Poa, why }),
        None => {
            out.compared.push(Part::Poa);
            out.poa = poa(before, after);
        }
    }
    steps.done();
}

fn part_index(kind: IndexKind, part: Part, before: &Release, after: &Release, out: &mut Comparison) {
    match lacks(|r| index::has(r, kind), part.name(), before, after) {
        Some(why) => out.no_data.push(NoData { part, why }),
        None => {
            out.compared.push(part);
            out.index.extend(index::changes(before, after, kind));
        }
    }
}

/// Which of the two releases lacks a file, in words; none where both have it.
fn lacks(
    has: impl Fn(&Release) -> bool,
    what: &str,
    before: &Release,
    after: &Release,
) -> Option<String> {
    let without: Vec<String> =
        [before, after].into_iter().filter(|r| !has(r)).map(|r| r.id().from.to_string()).collect();
    let release = if without.len() == 1 { "release" } else { "releases" };
    (!without.is_empty())
        .then(|| format!("no {what} is installed for the {release} of {}", without.join(" and ")))
}

fn poa(before: &Release, after: &Release) -> Vec<PoaChange> {
    let change = |(a, b): (Option<u32>, Option<u32>)| {
        let was = a.is_some_and(|row| before.has(row, POA_EXEMPT));
        let is = b.is_some_and(|row| after.has(row, POA_EXEMPT));
        let (release, row) = b.map(|row| (after, row)).or(a.map(|row| (before, row)))?;
        (was != is).then(|| PoaChange { code: release.code(row), exempt: is, title: release.title(row) })
    };
    pairs(before, after).filter_map(change).collect()
}

/// What a reader must know of the files that were compared.
fn remarks(before: &Release, after: &Release) -> Vec<String> {
    let mut out = Vec::new();
    if before.id().from > after.id().from {
        out.push("the first release is the later one: what is told as new here is gone".to_owned());
    }
    for release in [before, after] {
        let from = release.id().from;
        for source in &release.meta().sources {
            let name = source.kind().map_or(source.kind.as_str(), |k| k.name());
            if source.rebuilt {
                out.push(format!("{from}: its {name} is rebuilt, not the publisher's file"));
            } else if source.borrowed {
                out.push(format!("{from}: its {name} is that of the release of {}", source.release));
            }
        }
    }
    let of_order = |r: &Release| r.codes().iter().any(|c| c.has(ORDER_TITLE));
    if before.system() == CodeSystem::Icd10Cm && of_order(before) != of_order(after) {
        out.push(
            "titles of one release are the order file's, of the other made from the Tabular: \
             a revised title may be the source's wording"
                .to_owned(),
        );
    }
    out
}
