//! What do the words of a release find?

use super::{By, Found};
use medcode_kb::query::Release;
use medcode_kb::search::{Asked, EntryKind, Hit, SearchView};
use medcode_kb::tables::index::ExtraKind;
use medcode_model::{Code, CodeSystem};

/// The search index of a release, where it has one.
pub(super) fn view(release: &Release) -> Option<SearchView<'_>> {
    let section = |name: &str| {
        let bytes = release.file().section(name);
        (!bytes.is_empty()).then_some(bytes)
    };
    SearchView::open(section).ok()
}

/// The release's own hits.
pub(super) fn hits(asked: &Asked<'_, '_>, release: &Release) -> Vec<Found> {
    let found = |hit: Hit| {
        let code = code_of(release, &hit);
        Found { row: hit.doc, code, score: hit.score, by: By::Words(hit), narrowed: None }
    };
    asked.hits().into_iter().map(found).collect()
}

/// The code a hit stands for: an entry of the ICD-10-PCS index mostly names a table or the
/// first characters of a code, and no more than that may be claimed.
fn code_of(release: &Release, hit: &Hit) -> Code {
    if release.system() == CodeSystem::Icd10Pcs && hit.kind == EntryKind::IndexPath {
        let extras = release.index_extras(hit.source).iter();
        let mut named = extras.filter(|e| matches!(e.kind(), ExtraKind::Table | ExtraKind::See));
        if let Some(extra) = named.find(|e| e.has_code()) {
            return Code::from_bytes(CodeSystem::Icd10Pcs, extra.code);
        }
    }
    release.code(hit.doc)
}
