//! Which entries of the Index and its tables came, went, were renamed or lead elsewhere?
//!
//! Both trees are walked together from the main terms down. An entry whose words changed is
//! found again by what stands on its line, so that its subterms are compared and not all of
//! them told as gone and new.

use crate::changes::IndexChange;
use crate::notes::alike;
use medcode_kb::query::{IndexLink, Release};
use medcode_kb::tables::index::{ExtraKind, IndexKind};
use medcode_model::Code;
use std::collections::HashMap;

/// More entries than this under one term without a counterpart are not looked through for
/// renamed ones.
const MOST_RENAMED: usize = 400;

struct Walk<'a> {
    before: &'a Release,
    after: &'a Release,
    kind: IndexKind,
    path: Vec<String>,
    out: Vec<IndexChange>,
}

/// What stands on the line of an entry beside its words.
struct Line {
    text: String,
    code: Option<Code>,
}

/// The changes of one index, in the order of the newer book; what is gone stands behind its
/// neighbours.
pub(crate) fn changes(before: &Release, after: &Release, kind: IndexKind) -> Vec<IndexChange> {
    let mut walk = Walk { before, after, kind, path: Vec::new(), out: Vec::new() };
    walk.children(main_terms(before, kind), main_terms(after, kind));
    walk.out
}

/// Whether a release holds entries of an index.
pub(crate) fn has(release: &Release, kind: IndexKind) -> bool {
    release.index_nodes().iter().any(|n| n.kind() == kind)
}

fn main_terms(release: &Release, kind: IndexKind) -> Vec<u32> {
    let nodes = release.index_nodes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(node) = nodes.get(at) {
        if node.kind() == kind {
            out.push(at as u32);
        }
        at = (node.end.get() as usize).max(at + 1);
    }
    out
}

fn line(release: &Release, node: u32) -> Line {
    let Some(entry) = release.index_entry(node) else {
        return Line { text: String::new(), code: None };
    };
    let written = |code: Code, dash: bool| format!("{code}{}", if dash { "-" } else { "" });
    let mut parts = Vec::new();
    if !entry.nonessential.is_empty() {
        parts.push(entry.nonessential.clone());
    }
    parts.extend(entry.code.map(|code| written(code, entry.dash)));
    parts.extend(entry.links.iter().map(|link| said(link, &written)));
    let code = entry.code.or_else(|| entry.links.iter().find_map(|l| l.code));
    Line { text: parts.join(" "), code }
}

fn said(link: &IndexLink, written: &impl Fn(Code, bool) -> String) -> String {
    let code = link.code.map_or_else(String::new, |code| written(code, link.dash));
    let words = if link.text.is_empty() { code.clone() } else { link.text.clone() };
    match link.kind {
        ExtraKind::See => format!("see {words}"),
        ExtraKind::SeeAlso => format!("see also {words}"),
        ExtraKind::SeeCategory => format!("see category {words}"),
        ExtraKind::Manifestation => format!("[{code}]"),
        ExtraKind::Use => format!("use {words}"),
        ExtraKind::Cell if code.is_empty() => format!("{}: {words}", link.column + 1),
        ExtraKind::Cell => format!("{}: {code}", link.column + 1),
        ExtraKind::Table | ExtraKind::Subcategory => words,
    }
}

impl Walk<'_> {
    /// Entries under one term: those with the same words are the same.
    fn children(&mut self, old: Vec<u32>, new: Vec<u32>) {
        let mut by_title: HashMap<String, Vec<u32>> = HashMap::new();
        for &node in old.iter().rev() {
            by_title.entry(self.before.index_title(node)).or_default().push(node);
        }
        let pairs: Vec<(Option<u32>, u32, String)> = new
            .into_iter()
            .map(|node| {
                let title = self.after.index_title(node);
                (by_title.get_mut(&title).and_then(Vec::pop), node, title)
            })
            .collect();
        // In the order of the book, not of the map.
        let left: Vec<u32> = old
            .into_iter()
            .filter(|n| by_title.get(&self.before.index_title(*n)).is_some_and(|v| v.contains(n)))
            .collect();
        let mut gone: Vec<Option<(u32, String, Line)>> = left
            .into_iter()
            .map(|n| Some((n, self.before.index_title(n), line(self.before, n))))
            .collect();
        for (was, node, title) in pairs {
            match was {
                Some(was) => self.same(was, node, title, None),
                None => self.without_counterpart(node, title, &mut gone),
            }
        }
        for (node, title, line) in gone.into_iter().flatten() {
            self.all_gone(node, title, line);
        }
    }

    /// An entry that has no counterpart of its words: renamed, or new.
    fn without_counterpart(
        &mut self,
        node: u32,
        title: String,
        gone: &mut [Option<(u32, String, Line)>],
    ) {
        let now = line(self.after, node);
        let few = gone.len() <= MOST_RENAMED;
        let is_it = |(was, old, line): &(u32, String, Line)| {
            let leaf = |r: &Release, n| r.index_children(n).next().is_none();
            let same_line = !now.text.is_empty() && line.text == now.text;
            let both_terms = !leaf(self.before, *was) && !leaf(self.after, node);
            alike(old, &title) && (same_line || both_terms)
        };
        let found =
            gone.iter_mut().find(|g| few && g.as_ref().is_some_and(is_it)).and_then(Option::take);
        match found {
            Some((was, old, _)) => self.same(was, node, title, Some(old)),
            None => self.all_new(node, title, now),
        }
    }

    fn same(&mut self, was: u32, is: u32, title: String, renamed_from: Option<String>) {
        let (old, new) = (line(self.before, was), line(self.after, is));
        self.path.push(title);
        if old.text != new.text || renamed_from.is_some() {
            self.put(renamed_from, Some(old.text), Some(new.text), new.code.or(old.code));
        }
        let children = |r: &Release, n| r.index_children(n).collect::<Vec<_>>();
        self.children(children(self.before, was), children(self.after, is));
        self.path.pop();
    }

    fn all_new(&mut self, node: u32, title: String, line_now: Line) {
        self.path.push(title);
        self.put(None, None, Some(line_now.text), line_now.code);
        let after = self.after;
        for child in after.index_children(node) {
            self.all_new(child, after.index_title(child), line(after, child));
        }
        self.path.pop();
    }

    fn all_gone(&mut self, node: u32, title: String, line_then: Line) {
        self.path.push(title);
        self.put(None, Some(line_then.text), None, line_then.code);
        let before = self.before;
        for child in before.index_children(node) {
            self.all_gone(child, before.index_title(child), line(before, child));
        }
        self.path.pop();
    }

    fn put(
        &mut self,
        renamed_from: Option<String>,
        before: Option<String>,
        after: Option<String>,
        code: Option<Code>,
    ) {
        let (kind, path) = (self.kind, self.path.clone());
        self.out.push(IndexChange { kind, path, renamed_from, before, after, code });
    }
}
