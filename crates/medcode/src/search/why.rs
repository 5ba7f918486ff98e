//! Why does a hit answer? Its words and one line that says it.

use super::{By, Found, SearchHit, SearchKind, Searched};
use crate::Answered;
use medcode_kb::query::Release;
use medcode_kb::search::{EntryKind, Hit, ParsedQuery, WhyMatched};
use medcode_kb::tables::index::{IndexKind, NodeRow};
use medcode_kb::tables::notes::Owner;
use medcode_kb::text::normal;
use medcode_model::{CodeSystem, NoteKind, SourceKind};

/// A hit with its words.
pub(super) fn hit(searched: &Searched<'_>, found: &Found, query: &ParsedQuery) -> SearchHit {
    let release = searched.from.release;
    let title = title(release, found);
    let billable = found.code == release.code(found.row) && release.is_billable(found.row);
    let (kind, path, mut why) = match &found.by {
        By::Typed(SearchKind::Code) => (SearchKind::Code, Vec::new(), "the code".to_owned()),
        By::Typed(kind) => (*kind, Vec::new(), "begins with what was typed".to_owned()),
        By::Lexicon(meant) => {
            let phrase = meant.phrase;
            let why = format!("lexicon: {} ({})", phrase.term, phrase.source);
            (SearchKind::Lexicon, vec![phrase.term.to_owned()], why)
        }
        By::Words(hit) => words(release, hit, query),
    };
    let mut matched = found.by.matched().to_vec();
    why.extend(matched.iter().filter_map(|(word, how)| reading(word, how)));
    if let Some((above, further)) = &found.narrowed {
        let words: Vec<&str> = further.iter().map(|(word, _)| word.as_str()).collect();
        why.push_str(&format!("; under {above} by `{}`", words.join(" ")));
        matched.extend(further.iter().cloned());
    }
    let all = query.words().iter();
    let missing: Vec<_> = all.filter(|w| !matched.iter().any(|(m, _)| m == *w)).collect();
    if !matches!(found.by, By::Typed(_)) {
        why.extend(missing.iter().map(|word| format!("; without `{word}`")));
    }
    let book = index_kind(release, &found.by);
    SearchHit {
        code: found.code,
        title,
        billable,
        kind,
        path,
        why,
        score: found.score,
        licensed: release.has_licensed_text(),
        rebuilt: book == Some(IndexKind::Alphabetic) && release.index_is_rebuilt(),
        answered: Answered::of(&searched.from, searched.as_of, files(kind, book)),
    }
}

/// The index that the words of a hit stand in.
fn index_kind(release: &Release, by: &By) -> Option<IndexKind> {
    let By::Words(hit) = by else { return None };
    let indexed = matches!(hit.kind, EntryKind::IndexPath | EntryKind::TableRow);
    indexed.then(|| release.index_nodes().get(hit.source as usize).map(NodeRow::kind)).flatten()
}

/// The files that the words of a hit can stand in, the likeliest first.
const fn files(kind: SearchKind, book: Option<IndexKind>) -> &'static [SourceKind] {
    match (book, kind) {
        (Some(_), _) => crate::index::files(book),
        (None, SearchKind::Inclusion) => &[SourceKind::CmTabular],
        (None, _) => {
            const TITLES: &[SourceKind] = &[
                SourceKind::CmOrder,
                SourceKind::CmTabular,
                SourceKind::PcsOrder,
                SourceKind::HcpcsFixed,
                SourceKind::CptConsolidated,
                SourceKind::CptLong,
                SourceKind::CptMedium,
                SourceKind::CptShort,
            ];
            TITLES
        }
    }
}

/// The title of the code; of the first characters of an ICD-10-PCS code their meanings.
fn title(release: &Release, found: &Found) -> String {
    if found.code == release.code(found.row) || release.system() != CodeSystem::Icd10Pcs {
        return release.title(found.row);
    }
    let chars = found.code.compact().as_bytes();
    let meanings = (1..=chars.len()).filter_map(|n| release.pcs_meaning(&chars[..n]));
    meanings.collect::<Vec<_>>().join(" › ")
}

/// Kind, words and reason of a hit in a release.
fn words(release: &Release, hit: &Hit, query: &ParsedQuery) -> (SearchKind, Vec<String>, String) {
    match hit.kind {
        EntryKind::Title => (SearchKind::Title, Vec::new(), "title".to_owned()),
        EntryKind::Short => {
            let short = release.short_title(hit.doc);
            let why = format!("short title: {short}");
            (SearchKind::ShortTitle, vec![short], why)
        }
        EntryKind::Inclusion | EntryKind::Definition => {
            let term = inclusion_term(release, hit, query);
            let why = format!("inclusion term: {term}");
            (SearchKind::Inclusion, vec![term], why)
        }
        EntryKind::IndexPath | EntryKind::TableRow => {
            let path = index_path(release, hit.source);
            let book =
                release.index_nodes().get(hit.source as usize).map_or("Index", |n| n.kind().name());
            let why = format!("{book}: {}", path.join(" › "));
            let table = hit.kind == EntryKind::TableRow;
            (if table { SearchKind::TableRow } else { SearchKind::Index }, path, why)
        }
    }
}

/// The path of an index entry without empty steps.
fn index_path(release: &Release, node: u32) -> Vec<String> {
    release.index_path(node).into_iter().filter(|step| !step.is_empty()).collect()
}

/// The inclusion term that holds most of the query.
fn inclusion_term(release: &Release, hit: &Hit, query: &ParsedQuery) -> String {
    let meant: Vec<String> = hit.matched.iter().flat_map(|(word, how)| read_as(word, how)).collect();
    let shared = |text: &str| {
        let have = normal::words(text);
        let begun = |w: &String| have.iter().any(|h| h.starts_with(w.as_str()));
        (meant.iter().chain(query.words()).filter(|w| begun(w)).count(), usize::MAX - have.len())
    };
    let own = release.note_rows(Owner::Code(hit.doc)).iter();
    let terms = own.filter(|n| n.kind() == NoteKind::InclusionTerm);
    let texts = terms.map(|n| release.text().get(n.text.get()));
    texts.max_by_key(|text| shared(text)).unwrap_or_default()
}

/// The words a word of the query was read as.
fn read_as(word: &str, how: &WhyMatched) -> Vec<String> {
    match how {
        WhyMatched::Exact | WhyMatched::Prefix => vec![word.to_owned()],
        WhyMatched::Form(other) | WhyMatched::Spelling(other) | WhyMatched::Synonym(other) => {
            other.split_whitespace().map(str::to_owned).collect()
        }
    }
}

/// How a word was read, where that is not plain.
fn reading(word: &str, how: &WhyMatched) -> Option<String> {
    match how {
        WhyMatched::Exact => None,
        WhyMatched::Prefix => Some(format!("; `{word}` begins a word")),
        WhyMatched::Form(other) => Some(format!("; `{word}` as `{other}`")),
        WhyMatched::Spelling(other) => Some(format!("; `{word}` read as `{other}`")),
        WhyMatched::Synonym(other) => Some(format!("; `{word}` = {other}")),
    }
}
