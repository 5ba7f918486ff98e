//! Where in the Index family does a path of words lead?
//!
//! Links name entries loosely: nonessential modifiers come and go, `with` and `due to` are
//! left out or put in, plurals change, a comma may stand inside a title. So the words of the
//! link are walked down the tree, each entry consuming the words it is called by, and the
//! walk with the least liberties wins.

use super::{IndexFile, IndexNode};
use medcode_kb::text::normal::words;
use std::collections::HashMap;

/// Words that say how entries hang together and not what they are.
const CONNECTIVES: &[&str] = &[
    "a", "also", "an", "and", "as", "at", "by", "due", "for", "from", "in", "nec", "nos", "of", "on",
    "or", "see", "the", "to", "with",
];

/// Steps that one link may take; the longest official ones need a few thousand.
const STEPS: u32 = 200_000;

/// How many kinds of liberties the walk may take.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tolerance {
    /// Only connectives and nonessential modifiers may differ.
    Near,
    /// A level that the link does not mention may be passed through.
    Wide,
}

/// Where a walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reached {
    /// The entry.
    pub(super) node: u32,
    /// How many words of the link led there.
    pub(super) used: usize,
    /// The liberties taken.
    pub(super) cost: u32,
}

/// The words of one file, ready for walking.
pub(super) struct Terms {
    entries: Vec<Entry>,
    /// Main terms by the first word of each of their names.
    mains: HashMap<u32, Vec<u32>>,
}

/// The names of one entry as numbers of words.
struct Entry {
    /// Each way of calling it; empty for an entry that is only a connective.
    names: Vec<Vec<u32>>,
    /// Words that a link may add without meaning another entry.
    spare: Vec<u32>,
    children: Vec<u32>,
}

/// Numbers for words, shared by all files.
#[derive(Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<String, u32>,
}

impl Vocabulary {
    fn add(&mut self, word: String) -> u32 {
        let next = self.numbers.len() as u32;
        *self.numbers.entry(word).or_insert(next)
    }

    fn add_all(&mut self, text: &str) -> Vec<u32> {
        meaningful(text).map(|word| self.add(word)).collect()
    }

    /// The words of a link; a word no entry has gets a number that matches nothing.
    pub(super) fn of(&self, text: &str) -> Vec<u32> {
        meaningful(text).map(|word| self.numbers.get(&word).copied().unwrap_or(u32::MAX)).collect()
    }
}

/// The folded words of a text that are not connectives.
fn meaningful(text: &str) -> impl Iterator<Item = String> {
    words(text).into_iter().filter(|word| CONNECTIVES.binary_search(&word.as_str()).is_err())
}

/// Whether a text is made of connectives only.
pub(super) fn is_connective(text: &str) -> bool {
    meaningful(text).next().is_none()
}

impl Terms {
    /// Prepares a file.
    pub(super) fn new(file: &IndexFile, vocabulary: &mut Vocabulary) -> Self {
        let mut entries: Vec<Entry> = file.nodes.iter().map(|n| entry(n, vocabulary)).collect();
        let mut mains: HashMap<u32, Vec<u32>> = HashMap::new();
        for (n, node) in (0u32..).zip(&file.nodes) {
            match node.parent {
                Some(parent) => entries[parent as usize].children.push(n),
                None => {
                    for name in &entries[n as usize].names {
                        let list = mains.entry(name[0]).or_default();
                        if list.last() != Some(&n) {
                            list.push(n);
                        }
                    }
                }
            }
        }
        Self { entries, mains }
    }

    /// Walks the words of a link from the main terms down; the best end, if any word led
    /// anywhere. More words used win, then fewer liberties, then the earlier entry.
    pub(super) fn walk(&self, link: &[u32], tolerance: Tolerance) -> Option<Reached> {
        let mut walk = Walk { terms: self, link, tolerance, steps: STEPS, best: None };
        for &main in self.mains.get(link.first()?)? {
            for name in &self.entries[main as usize].names {
                if link.starts_with(name) {
                    walk.visit(main, name.len(), 0, tolerance == Tolerance::Wide);
                }
            }
        }
        walk.best
    }

    /// The child of an entry that is only the connective named (`with`, `due to`).
    pub(super) fn connective_child(&self, file: &IndexFile, node: u32, named: &str) -> Option<u32> {
        let named = words(named);
        let children = &self.entries.get(node as usize)?.children;
        children.iter().copied().find(|&c| words(&file.nodes[c as usize].title) == named)
    }
}

/// The names of an entry: its whole title, each part between commas, and the title as
/// printed with the nonessential modifiers in place.
fn entry(node: &IndexNode, vocabulary: &mut Vocabulary) -> Entry {
    let mut names = vec![vocabulary.add_all(&node.title)];
    if node.title.contains(',') {
        names.extend(node.title.split(',').map(|part| vocabulary.add_all(part)));
    }
    if !node.nonessential.is_empty() {
        names.push(vocabulary.add_all(&node.printed));
    }
    let mut spare: Vec<u32> = node.nonessential.iter().flat_map(|m| vocabulary.add_all(m)).collect();
    spare.extend(names.iter().flatten());
    spare.sort_unstable();
    spare.dedup();
    let connective = names[0].is_empty();
    names.retain(|name| !name.is_empty());
    if connective {
        names.clear();
    }
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.dedup();
    Entry { names, spare, children: Vec::new() }
}

/// One walk.
struct Walk<'t> {
    terms: &'t Terms,
    link: &'t [u32],
    tolerance: Tolerance,
    steps: u32,
    best: Option<Reached>,
}

/// What liberties cost.
const CONNECTIVE: u32 = 1;
const SPARE_WORD: u32 = 2;
const LEVEL: u32 = 6;

impl Walk<'_> {
    fn visit(&mut self, node: u32, used: usize, cost: u32, may_pass: bool) {
        let Some(steps) = self.steps.checked_sub(1) else { return };
        self.steps = steps;
        self.offer(Reached { node, used, cost });
        if used == self.link.len() {
            return;
        }
        let terms = self.terms;
        let here = &terms.entries[node as usize];
        for &child in &here.children {
            let entry = &terms.entries[child as usize];
            if entry.names.is_empty() {
                self.visit(child, used, cost + CONNECTIVE, may_pass);
                continue;
            }
            for name in &entry.names {
                if self.link[used..].starts_with(name) {
                    self.visit(child, used + name.len(), cost, may_pass);
                }
            }
            if may_pass && self.tolerance == Tolerance::Wide && !entry.children.is_empty() {
                self.visit(child, used, cost + LEVEL, false);
            }
        }
        if here.spare.binary_search(&self.link[used]).is_ok() {
            self.visit(node, used + 1, cost + SPARE_WORD, may_pass);
        }
    }

    /// A connective or a passed level is no end of its own.
    fn offer(&mut self, reached: Reached) {
        let better = match self.best {
            None => true,
            Some(best) => {
                (std::cmp::Reverse(reached.used), reached.cost, reached.node)
                    < (std::cmp::Reverse(best.used), best.cost, best.node)
            }
        };
        if better {
            self.best = Some(reached);
        }
    }
}
