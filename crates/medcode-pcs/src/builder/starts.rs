//! Where do words lead: a root operation, a term of the Index, a body part of the key?

use super::Builder;
use medcode_kb::query::Release;
use medcode_kb::tables::index::ExtraKind;
use medcode_kb::text::normal::words;
use std::collections::HashSet;

/// What the words named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StartKind {
    /// An operation of the tables.
    Operation,
    /// A term of the ICD-10-PCS Index.
    Index,
    /// A term of the Index that only says which value to use.
    Key,
}

impl StartKind {
    /// The word used in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Index => "index",
            Self::Key => "key",
        }
    }
}

/// A place in the tables that words lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// What the words named.
    pub kind: StartKind,
    /// From the main term down, or operation, body system and body part.
    pub path: Vec<String>,
    /// What the Index says there: `see Resection, Gallbladder`, `use Hip Joint, Right`.
    pub says: String,
    /// The characters to go on from; empty for [`StartKind::Key`].
    pub prefix: String,
    /// How many legal codes begin so.
    pub codes: usize,
}

/// At most this many are given.
const MOST: usize = 60;

/// Lower is better: words met only by their beginning, words not asked for.
type Score = (usize, usize);

impl Builder<'_> {
    /// Where words lead, the best first. Every word asked must begin a word there.
    #[must_use]
    pub fn starts(&self, asked: &str) -> Vec<Start> {
        let asked = words(asked);
        if asked.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(Score, Start)> = self.operations(&asked);
        found.extend(self.index_terms(&asked));
        found.sort_by(|(a, x), (b, y)| (a, x.kind, &x.prefix).cmp(&(b, y.kind, &y.prefix)));
        let mut seen = HashSet::new();
        let new = |s: &Start| {
            seen.insert((
                s.prefix.clone(),
                if s.prefix.is_empty() { s.says.clone() } else { String::new() },
            ))
        };
        found.into_iter().map(|(_, s)| s).filter(new).take(MOST).collect()
    }

    /// Tables whose operation the words name, alone or with a body system or body part.
    fn operations(&self, asked: &[String]) -> Vec<(Score, Start)> {
        let release = self.release;
        let text = release.text();
        let mut out = Vec::new();
        for table in release.pcs_tables() {
            let [section, system, operation] = table.labels.map(|l| text.get(l.get()));
            let names = words(&operation);
            let (own, rest): (Vec<_>, Vec<_>) =
                asked.iter().cloned().partition(|w| names.iter().any(|n| n.starts_with(w.as_str())));
            if own.is_empty() {
                continue;
            }
            let prefix = String::from_utf8_lossy(&table.prefix).into_owned();
            let partial = own.iter().filter(|w| !names.contains(w)).count();
            let place = |prefix: String, path: Vec<String>, score: Score| {
                let codes = self.count(&prefix);
                let says = String::new();
                (codes > 0)
                    .then_some((score, Start { kind: StartKind::Operation, path, says, prefix, codes }))
            };
            if let Some(score) = fit(&format!("{section} {system}"), &rest) {
                let extra =
                    if rest.is_empty() { names.len().saturating_sub(own.len()) } else { score.1 };
                let path = vec![operation.clone(), system.clone()];
                out.extend(place(prefix.clone(), path, (partial + score.0, extra)));
                continue;
            }
            let mut parts = HashSet::new();
            for row in release.pcs_rows(table) {
                for value in release.pcs_values(row, 0) {
                    let label = text.get(value.label.get());
                    let Some(score) = fit(&label, &rest) else { continue };
                    if !parts.insert(value.character) {
                        continue;
                    }
                    let path = vec![operation.clone(), system.clone(), label];
                    let longer = format!("{prefix}{}", char::from(value.character));
                    out.extend(place(longer, path, (partial + score.0, score.1)));
                }
            }
        }
        out
    }

    fn index_terms(&self, asked: &[String]) -> Vec<(Score, Start)> {
        let mut out = Vec::new();
        let mut open: Vec<String> = Vec::new();
        for (node, row) in (0u32..).zip(self.release.index_nodes()) {
            open.truncate(usize::from(row.level));
            open.push(self.release.index_title(node));
            let Some(score) = fit(&open.join(" "), asked) else { continue };
            // The best main term is the one the words name and nothing else.
            let head = fit(&open[0], asked).map_or(1, |_| 0);
            for (kind, says, prefix) in links(self.release, node) {
                let path = open.iter().filter(|t| !t.is_empty()).cloned().collect();
                let codes = if kind == StartKind::Key { 0 } else { self.count(&prefix) };
                if kind == StartKind::Key || codes > 0 {
                    out.push(((score.0, score.1 + head), Start { kind, path, says, prefix, codes }));
                }
            }
        }
        out
    }
}

/// What an entry of the Index leads to.
fn links(release: &Release, node: u32) -> Vec<(StartKind, String, String)> {
    let Some(entry) = release.index_entry(node) else { return Vec::new() };
    let mut out = Vec::new();
    for link in &entry.links {
        let prefix = link.code.map(|c| c.compact().to_owned()).unwrap_or_default();
        match link.kind {
            ExtraKind::Use => out.push((StartKind::Key, format!("use {}", link.text), String::new())),
            ExtraKind::See if !prefix.is_empty() => {
                out.push((StartKind::Index, format!("see {}", link.text), prefix));
            }
            ExtraKind::Table if !prefix.is_empty() => {
                out.push((StartKind::Index, String::new(), prefix));
            }
            ExtraKind::See => {
                let target = link.target.into_iter().flat_map(|t| below(release, t));
                out.extend(target.map(|p| (StartKind::Index, format!("see {}", link.text), p)));
            }
            _ => {}
        }
    }
    out
}

/// The characters named by an entry that a link leads to, and right below it.
fn below(release: &Release, node: u32) -> Vec<String> {
    let nodes = std::iter::once(node).chain(release.index_children(node));
    nodes
        .filter_map(|n| release.index_entry(n))
        .flat_map(|e| e.links)
        .filter(|l| l.kind == ExtraKind::Table)
        .filter_map(|l| l.code.map(|c| c.compact().to_owned()))
        .collect()
}

/// How well a text fits the words asked; `None` where one is missing.
fn fit(title: &str, asked: &[String]) -> Option<Score> {
    let have = words(title);
    let mut partial = 0;
    for word in asked {
        if have.contains(word) {
            continue;
        }
        have.iter().find(|h| h.starts_with(word.as_str()))?;
        partial += 1;
    }
    Some((partial, have.len().saturating_sub(asked.len())))
}
