//! Every term of a release, from its Index, its tables and its Tabular.

use super::phrase::{self, Bag};
use super::view::TermKind;
use crate::query::Release;
use crate::tables::codes::{BILLABLE, EXPANDED, LISTED};
use crate::tables::index::{ExtraKind, IndexKind, NO_NODE};
use crate::tables::notes::Owner;
use medcode_model::{CodeSystem, NoteKind};

/// A term before its words are numbered.
pub(super) struct Gathered {
    pub(super) bag: Bag,
    pub(super) kind: TermKind,
    pub(super) code: u32,
    pub(super) source: u32,
    pub(super) column: u8,
}

/// Alternative names multiply along a path; more than this many are cut off.
const MOST_NAMES: usize = 4;
/// A `see` link gives its entry the subterms of the entry it leads to, if they are few.
const FOLLOWED: u32 = 12;
/// The words that stand for the columns of the Table of Neoplasms: malignant primary,
/// secondary, in situ, benign, uncertain behavior. The sixth says no more than "neoplasm".
const BEHAVIOR: [&[&str]; 6] = [
    &["cancer"],
    &["metastasis"],
    &["situ"],
    &["benign", "neoplasm"],
    &["uncertain", "neoplasm"],
    &["neoplasm"],
];

/// All terms of an ICD-10-CM release; none of other systems.
pub(super) fn terms(release: &Release) -> Vec<Gathered> {
    if release.system() != CodeSystem::Icd10Cm {
        return Vec::new();
    }
    let mut out = Vec::new();
    from_index(release, &mut out);
    from_tabular(release, &mut out);
    out
}

/// Paths of the indexes and rows of the tables.
fn from_index(release: &Release, out: &mut Vec<Gathered>) {
    let nodes = release.index_nodes();
    // The names of the entries from the main term down to the one being read.
    let mut open: Vec<Vec<Bag>> = Vec::new();
    let all: Vec<Vec<Bag>> = (0..nodes.len() as u32)
        .map(|n| {
            let level = usize::from(nodes[n as usize].level).min(open.len());
            open.truncate(level);
            let own = names(release, n);
            let path = match open.last() {
                Some(above) if own.is_none() => above.clone(),
                Some(above) => product(above, &own.clone().unwrap_or_default()),
                None => own.clone().unwrap_or_default(),
            };
            open.push(path.clone());
            // A residual entry ("specified NEC") names nothing, but its subterms may.
            if own.is_none() && !phrase::is_connective(&release.index_title(n)) {
                Vec::new()
            } else {
                path
            }
        })
        .collect();
    for (n, bags) in all.iter().enumerate() {
        entry(release, n as u32, bags, out);
        if !bags.is_empty() {
            links(release, n as u32, bags, &all, out);
        }
    }
}

/// The names of one entry; `None` where its words say nothing of their own.
fn names(release: &Release, node: u32) -> Option<Vec<Bag>> {
    let row = release.index_nodes().get(node as usize)?;
    let title = release.text().get(row.title.get());
    // A note printed where an entry should stand names nothing.
    if title.starts_with("Note:") {
        return None;
    }
    let nonessential = release.text().get(row.nonessential.get());
    let optional = Bag::read(&nonessential);
    let titles = if row.level == 0 { phrase::alternatives(&title) } else { vec![title] };
    let mut out = Vec::new();
    for title in titles {
        let mut bag = Bag::read(&title);
        if bag.required.is_empty() {
            continue;
        }
        optional.required.iter().chain(&optional.optional).for_each(|w| bag.allow(w.clone()));
        out.push(bag);
    }
    (!out.is_empty()).then_some(out)
}

fn product(above: &[Bag], own: &[Bag]) -> Vec<Bag> {
    let mut out = Vec::new();
    for a in above {
        for b in own {
            if out.len() < MOST_NAMES {
                out.push(a.join(b));
            }
        }
    }
    out
}

/// The terms of one entry by its own code or cells.
fn entry(release: &Release, node: u32, bags: &[Bag], out: &mut Vec<Gathered>) {
    let Some(row) = release.index_nodes().get(node as usize) else { return };
    let find = |code: &[u8; 7]| crate::tables::codes::find(release.codes(), code).map(|n| n as u32);
    match row.kind() {
        IndexKind::Alphabetic | IndexKind::ExternalCause => {
            let kind = if row.kind() == IndexKind::Alphabetic {
                TermKind::Index
            } else {
                TermKind::ExternalCause
            };
            let Some(code) = row.has_code().then(|| find(&row.code)).flatten() else { return };
            for bag in bags {
                let mut bag = bag.clone();
                bag.loosen();
                out.push(Gathered { bag, kind, code, source: node, column: 0 });
            }
        }
        IndexKind::Neoplasm => {
            for extra in release.index_extras(node) {
                let column = usize::from(extra.column);
                let (true, Some(words)) = (extra.has_code(), BEHAVIOR.get(column)) else { continue };
                let Some(code) = find(&extra.code) else { continue };
                for bag in bags {
                    let bag = site(bag, words);
                    let column = extra.column;
                    out.push(Gathered { bag, kind: TermKind::Neoplasm, code, source: node, column });
                }
            }
        }
        IndexKind::Drug => {
            let first = release.index_extras(node).iter().find(|e| e.has_code());
            let Some(code) = first.and_then(|e| find(&e.code)) else { return };
            for bag in bags {
                out.push(Gathered {
                    bag: bag.clone(),
                    kind: TermKind::Drug,
                    code,
                    source: node,
                    column: 0,
                });
            }
        }
        IndexKind::Pcs => {}
    }
}

/// A site with the word of a column. The table's own head "neoplasm, neoplastic" says
/// nothing; "skin" goes without saying where the row names a cancer of the skin.
fn site(bag: &Bag, behavior: &[&str]) -> Bag {
    let of_skin = ["basal", "squamous"].iter().any(|w| bag.required.iter().any(|x| x == w));
    let mut out = Bag { optional: bag.optional.clone(), ..Bag::default() };
    for word in &bag.required {
        let said = !matches!(word.as_str(), "neoplasm" | "neoplastic");
        if said && of_skin && bag.required.len() > 4 && word == "skin" {
            out.allow(word.clone());
        } else if said {
            out.require(word.clone());
        }
    }
    behavior.iter().for_each(|w| out.require((*w).to_owned()));
    out
}

/// The terms that an entry has through its `see` links: the entry it leads to and what
/// stands under that.
fn links(release: &Release, node: u32, bags: &[Bag], all: &[Vec<Bag>], out: &mut Vec<Gathered>) {
    let nodes = release.index_nodes();
    for extra in release.index_extras(node) {
        let target = extra.target.get();
        if extra.kind() != ExtraKind::See || target == NO_NODE || target as usize >= nodes.len() {
            continue;
        }
        let goal = &nodes[target as usize];
        if !matches!(goal.kind(), IndexKind::Alphabetic) || goal.kind() != nodes[node as usize].kind() {
            continue;
        }
        let end = goal.end.get().min(nodes.len() as u32);
        let few = end.saturating_sub(target) <= FOLLOWED;
        let last = if few { end } else { target + 1 };
        for under in target..last {
            let row = &nodes[under as usize];
            let Some(code) = crate::tables::codes::find(release.codes(), &row.code) else { continue };
            let Some(rest) = added(all, target, under) else { continue };
            for bag in bags {
                let bag = bag.join(&rest);
                out.push(Gathered {
                    bag,
                    kind: TermKind::Index,
                    code: code as u32,
                    source: under,
                    column: 0,
                });
            }
        }
    }
}

/// The words that an entry adds to those of an entry above it.
fn added(all: &[Vec<Bag>], above: u32, entry: u32) -> Option<Bag> {
    let (above_bag, bag) = (all.get(above as usize)?.first(), all.get(entry as usize)?.first()?);
    let mut out = Bag { optional: bag.optional.clone(), ..Bag::default() };
    for word in &bag.required {
        if !above_bag.is_some_and(|a| a.required.contains(word)) {
            out.require(word.clone());
        }
    }
    Some(out)
}

/// Titles and inclusion terms.
fn from_tabular(release: &Release, out: &mut Vec<Gathered>) {
    for (row, code) in release.codes().iter().enumerate() {
        if !code.has(LISTED) && (code.has(EXPANDED) || !code.has(BILLABLE)) {
            continue;
        }
        let row = row as u32;
        let external = matches!(code.code[0], b'V'..=b'Y');
        let kind = |own| if external { TermKind::ExternalCause } else { own };
        if let Some(bag) = phrase::title(&release.title(row)) {
            out.push(Gathered { bag, kind: kind(TermKind::Title), code: row, source: row, column: 0 });
        }
        for note in release.note_rows(Owner::Code(row)) {
            if note.kind() != NoteKind::InclusionTerm {
                continue;
            }
            let Some(bag) = phrase::title(&release.text().get(note.text.get())) else { continue };
            out.push(Gathered {
                bag,
                kind: kind(TermKind::Inclusion),
                code: row,
                source: row,
                column: 0,
            });
        }
    }
}
