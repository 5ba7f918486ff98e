//! Which releases there are, from which files each is made, and which are up to date.

use crate::compile::Input;
use crate::home::{Home, Kept, Ledger};
use medcode_kb::query::{Manifest, Release};
use medcode_model::{CodeSystem, ReleaseId, SourceKind};

/// Files of an October release that hold for the April release of the same fiscal year
/// until it brings its own. The Tabular is not among them: it decides which codes exist.
const LENT_WITHIN_YEAR: [SourceKind; 9] = [
    SourceKind::CmIndex,
    SourceKind::CmNeoplasm,
    SourceKind::CmDrug,
    SourceKind::CmExternalCause,
    SourceKind::CmOrder,
    SourceKind::CmCodes,
    SourceKind::CmPoaExempt,
    SourceKind::CmConversion,
    SourceKind::CmGuidelines,
];

/// Files of ICD-10-PCS that hold on until a newer one is installed: the order file of the
/// date cuts them to the legal codes.
const LENT_FORWARD: [SourceKind; 3] =
    [SourceKind::PcsTables, SourceKind::PcsIndex, SourceKind::PcsDefinitions];

/// Files that say which codes exist; a release needs one of its own.
const BASE: [SourceKind; 22] = [
    SourceKind::CmTabular,
    SourceKind::CmOrder,
    SourceKind::CmCodes,
    SourceKind::PcsTables,
    SourceKind::PcsOrder,
    SourceKind::PcsCodes,
    SourceKind::HcpcsFixed,
    SourceKind::HcpcsXlsx,
    SourceKind::PfsRvu,
    SourceKind::PfsIndicators,
    SourceKind::MuePractitioner,
    SourceKind::MueOutpatient,
    SourceKind::MueDme,
    SourceKind::AddOnCodes,
    SourceKind::MceLists,
    SourceKind::PtpPractitioner,
    SourceKind::PtpHospital,
    SourceKind::CoverageArticles,
    SourceKind::CptLong,
    SourceKind::CptMedium,
    SourceKind::CptShort,
    SourceKind::CptConsolidated,
];

/// Every release whose codes are known, with the files it is made from.
pub(super) fn releases(ledger: &Ledger) -> Vec<(ReleaseId, Vec<Input>)> {
    let based = |k: &&Kept| k.kind().is_some_and(|kind| BASE.contains(&kind));
    let mut ids: Vec<ReleaseId> = ledger.files.iter().filter(based).filter_map(Kept::id).collect();
    ids.sort();
    ids.dedup();
    ids.into_iter().map(|id| (id, inputs(ledger, id))).collect()
}

/// The files of a release: its own, and those lent to it.
fn inputs(ledger: &Ledger, id: ReleaseId) -> Vec<Input> {
    let found: Vec<Input> = SourceKind::ALL
        .into_iter()
        .filter(|k| k.system() == id.system && !is_superseded(ledger, *k, id))
        .flat_map(|kind| {
            let own = ledger.parts(kind, id).map(|k| Input { kept: k.clone(), borrowed: false });
            let own: Vec<Input> = own.collect();
            if own.is_empty() { lent(ledger, kind, id).into_iter().collect() } else { own }
        })
        .collect();
    // A fuller file may be lent to a release that has no file of the kind itself.
    let has = |kind| found.iter().any(|i| i.kept.kind() == Some(kind));
    let spare = |i: &Input| i.kept.kind().and_then(fuller).is_some_and(has);
    found.iter().filter(|i| !spare(i)).cloned().collect()
}

/// The file of another release that stands in for one that this release has not.
fn lent(ledger: &Ledger, kind: SourceKind, id: ReleaseId) -> Option<Input> {
    let lent = newest_before(ledger, kind, id)?;
    let fits = match id.system {
        CodeSystem::Icd10Cm => {
            LENT_WITHIN_YEAR.contains(&kind)
                && lent.id().is_some_and(|l| l.from.fiscal_year() == id.from.fiscal_year())
        }
        _ => LENT_FORWARD.contains(&kind),
    };
    fits.then(|| Input { kept: lent.clone(), borrowed: true })
}

/// Of two files that say the same only the fuller one is read.
const fn fuller(kind: SourceKind) -> Option<SourceKind> {
    match kind {
        SourceKind::CmCodes => Some(SourceKind::CmOrder),
        SourceKind::PcsCodes => Some(SourceKind::PcsOrder),
        SourceKind::HcpcsXlsx => Some(SourceKind::HcpcsFixed),
        SourceKind::PfsIndicators | SourceKind::PfsAmounts => Some(SourceKind::PfsRvu),
        _ => None,
    }
}

/// Whether the release has a file that says the same and more.
fn is_superseded(ledger: &Ledger, kind: SourceKind, id: ReleaseId) -> bool {
    fuller(kind).is_some_and(|fuller| ledger.find(fuller, id).is_some())
}

fn newest_before(ledger: &Ledger, kind: SourceKind, id: ReleaseId) -> Option<&Kept> {
    let earlier = |k: &&Kept| k.kind() == Some(kind) && k.id().is_some_and(|l| l.from < id.from);
    ledger.files.iter().filter(earlier).max_by_key(|k| k.id())
}

/// Files of releases whose codes are not installed.
pub(super) fn waiting(
    ledger: &Ledger,
    wanted: &[(ReleaseId, Vec<Input>)],
) -> Vec<(ReleaseId, SourceKind)> {
    let used = |k: &Kept| wanted.iter().any(|(_, inputs)| inputs.iter().any(|i| i.kept == *k));
    let spare =
        |k: &Kept| k.kind().zip(k.id()).is_some_and(|(kind, id)| is_superseded(ledger, kind, id));
    ledger
        .files
        .iter()
        .filter(|k| !used(k) && !spare(k))
        .filter_map(|k| Some((k.id()?, k.kind()?)))
        .collect()
}

/// Whether the release file in use was made from just these files by this format.
pub(super) fn is_current(home: &Home, manifest: &Manifest, id: ReleaseId, inputs: &[Input]) -> bool {
    let Some(entry) = manifest.releases.iter().find(|e| e.release() == Some(id)) else { return false };
    let Ok(release) = Release::open(&home.root().join(&entry.file)) else { return false };
    let mut have: Vec<_> = release
        .meta()
        .sources
        .iter()
        .map(|s| (s.kind.as_str(), s.sha256.as_str(), s.borrowed, s.rebuilt, s.file.as_str()))
        .collect();
    let mut want: Vec<_> = inputs
        .iter()
        .map(|i| {
            let k = &i.kept;
            (k.kind.as_str(), k.sha256.as_str(), i.borrowed, k.rebuilt, k.file.as_str())
        })
        .collect();
    have.sort_unstable();
    want.sort_unstable();
    have == want
}
