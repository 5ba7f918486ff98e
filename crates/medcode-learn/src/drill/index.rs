//! Drill: find the code by a walk through the Alphabetic Index.

use super::{Asked, Bench, Drill, Kind, Rng, Topic, choice, choices};
use medcode::kb::query::Release;
use medcode::kb::tables::index::{DASH, IndexKind};
use medcode_model::{Code, CodeSystem};

impl Bench<'_> {
    pub(super) fn index(&self, topic: Option<Topic>, rng: &mut Rng) -> Option<Drill> {
        let release = self.cm?;
        let pool = self.pools.index.get_or_init(|| entries(release));
        let of = |n: &u32| Topic::of_row(release, release.find(&code_of(release, *n)?)?);
        let node = *self.draw(Kind::Index, topic, pool, rng, of)?;
        let right = code_of(release, node)?;
        let path = release.index_path(node);
        let own = codes_at(release, node, &path);
        if own.len() != 1 {
            return None;
        }
        let near = near(release, node, &right);
        let wrong = near.into_iter().filter(|c| !own.contains(c)).map(|code| {
            let row = release.find(&code);
            choice(code, row.map_or_else(String::new, |row| format!("{}.", release.title(row))))
        });
        let title = release.title(release.find(&right)?);
        let why = format!("The entry gives {right}; the Tabular confirms it: {title}.");
        let (choices, right) = choices(choice(right, why), wrong.collect(), rng)?;
        Some(Drill {
            kind: Kind::Index,
            topic: of(&node)?,
            stem: format!(
                "Alphabetic Index: main term “{}”. Which code does the entry give?",
                path.join("”, then “")
            ),
            choices,
            right,
            source: self.source(release, "Alphabetic Index"),
            asked: Asked::IndexEntry(path),
        })
    }
}

/// Entries under a main term with a complete code and nothing beside it.
fn entries(release: &Release) -> Vec<u32> {
    let nodes = release.index_nodes();
    let plain = |n: &u32| {
        let node = &nodes[*n as usize];
        let whole = node.has_code() && node.flags & DASH == 0 && node.level > 0;
        whole && node.kind() == IndexKind::Alphabetic && release.index_extras(*n).is_empty()
    };
    let billable = |n: &u32| {
        let row = code_of(release, *n).and_then(|code| release.find(&code));
        row.is_some_and(|row| release.is_billable(row))
    };
    (0..nodes.len() as u32).filter(plain).filter(billable).collect()
}

fn code_of(release: &Release, node: u32) -> Option<Code> {
    let row = release.index_nodes().get(node as usize)?;
    row.has_code().then(|| Code::from_bytes(CodeSystem::Icd10Cm, row.code))
}

/// The codes of every entry under the same parent with the same words: books repeat some.
fn codes_at(release: &Release, node: u32, path: &[String]) -> Vec<Code> {
    let parent = release.index_nodes()[node as usize].parent.get();
    let alike = release
        .index_children(parent)
        .filter(|&n| path.last().is_some_and(|last| release.index_title(n) == *last));
    let mut codes: Vec<Code> = alike.filter_map(|n| code_of(release, n)).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Codes of the entries around it, and those beside the code in the Tabular.
fn near(release: &Release, node: u32, right: &Code) -> Vec<Code> {
    let nodes = release.index_nodes();
    let (from, to) = (node.saturating_sub(12), (node + 12).min(nodes.len() as u32));
    let around = (from..to).filter_map(|n| code_of(release, n));
    let parent = release.find(right).and_then(|row| release.parent(row));
    let beside = parent.map(|p| release.children(p)).unwrap_or_default();
    let beside = beside.into_iter().filter(|r| release.is_billable(*r)).map(|r| release.code(r));
    let all = around.chain(beside).filter(|c| c != right);
    let mut all: Vec<Code> =
        all.filter(|c| release.find(c).is_some_and(|r| release.is_billable(r))).collect();
    all.sort();
    all.dedup();
    all
}
