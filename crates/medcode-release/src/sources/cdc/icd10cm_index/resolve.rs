//! Where does each `see` and `see also` lead?

use super::terms::{Reached, Terms, Tolerance, Vocabulary, is_connective};
use super::{IndexFile, Link, LinkTarget, coded_link, entry, named_file};
use medcode_model::{Position, Problem, SourceKind};

/// How well a link could be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// To the entries, tables or codes it names.
    Whole,
    /// To an entry above, with words left over.
    Part,
    /// Nowhere.
    None,
}

/// The files and their words.
struct Shelf<'f> {
    files: &'f [IndexFile],
    terms: Vec<Terms>,
    vocabulary: Vocabulary,
}

/// Fills in the targets of all links; says of each link that leads nowhere, or not all the
/// way, on which line it stands. Give all files of one release together.
pub fn resolve(files: &mut [IndexFile]) -> Vec<(SourceKind, Vec<Problem>)> {
    let found = {
        let mut vocabulary = Vocabulary::default();
        let terms = files.iter().map(|file| Terms::new(file, &mut vocabulary)).collect();
        let shelf = Shelf { files, terms, vocabulary };
        files.iter().enumerate().map(|(n, file)| shelf.links(n, file)).collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    for (file, resolved) in files.iter_mut().zip(found) {
        let mut problems = Vec::new();
        for (node, number, targets, outcome) in resolved {
            let Some(entry) = file.nodes.get_mut(node) else { continue };
            let line = entry.line;
            let Some(link) = entry.see.iter_mut().chain(&mut entry.see_also).nth(number) else {
                continue;
            };
            link.targets = targets;
            problems.extend(problem(line, link, outcome));
        }
        all.push((file.kind, problems));
    }
    all
}

fn problem(line: u32, link: &Link, outcome: Outcome) -> Option<Problem> {
    let shown: String = link.text.chars().take(120).collect();
    let message = match outcome {
        Outcome::Whole => return None,
        Outcome::Part => format!("the link `{shown}` was followed only part of the way"),
        Outcome::None => format!("the link `{shown}` names no entry"),
    };
    Some(Problem::note(Position { byte: 0, line, column: 0 }, message))
}

/// Entry, link, its targets, how well.
type Resolved = (usize, usize, Vec<LinkTarget>, Outcome);

impl Shelf<'_> {
    fn links(&self, own: usize, file: &IndexFile) -> Vec<Resolved> {
        let mut out = Vec::new();
        for (n, node) in file.nodes.iter().enumerate() {
            for (number, link) in node.see.iter().chain(&node.see_also).enumerate() {
                let (targets, outcome) = self.link(own, &link.text);
                out.push((n, number, targets, outcome));
            }
        }
        out
    }

    /// A link may name several places, divided by semicolons.
    fn link(&self, own: usize, text: &str) -> (Vec<LinkTarget>, Outcome) {
        let mut targets = Vec::new();
        let mut worst = Outcome::Whole;
        for part in text.split(';') {
            let part = part.trim().trim_end_matches([',', '.', ' ']);
            let part =
                strip_words(part, &["and see also", "also see", "see also", "and", "also", "see"]);
            if part.is_empty() {
                continue;
            }
            let (found, outcome) = self.place(own, part);
            worst = worst.max(outcome);
            targets.extend(found);
        }
        if targets.is_empty() { (targets, Outcome::None) } else { (targets, worst) }
    }

    fn place(&self, own: usize, text: &str) -> (Vec<LinkTarget>, Outcome) {
        if let Some(codes) = coded_link::targets(text) {
            return (codes.into_iter().map(LinkTarget::Codes).collect(), Outcome::Whole);
        }
        if text.to_ascii_lowercase().starts_with("condition") {
            return (vec![LinkTarget::Condition], Outcome::Whole);
        }
        if let Some((file, rest)) = named_file::named(text) {
            return self.in_named(own, file, rest);
        }
        if named_file::any_of_this_file(text) {
            let file = self.files[own].kind;
            return (vec![LinkTarget::File { file, column: None }], Outcome::Whole);
        }
        let (mut targets, outcome) = self.entries(own, text);
        if outcome != Outcome::Whole {
            if let Some((head, code)) = coded_link::trailing(text) {
                let (mut found, outcome) = self.entries(own, head);
                found.push(LinkTarget::Codes(code));
                return (found, outcome);
            }
            if let Some(found) = self.alternatives(own, text) {
                return (found, Outcome::Whole);
            }
            if targets.is_empty() {
                targets = self.alternatives(own, text).unwrap_or_default();
            }
        }
        (targets, outcome)
    }

    /// A link into a table or index that it names.
    fn in_named(&self, own: usize, kind: SourceKind, rest: &str) -> (Vec<LinkTarget>, Outcome) {
        let (rest, column) = named_file::column(kind, rest);
        let whole = (vec![LinkTarget::File { file: kind, column }], Outcome::Whole);
        let rest = rest.trim_matches([',', ' ']);
        if rest.is_empty() || rest.starts_with("by ") || rest.starts_with("categories") {
            return whole;
        }
        let Some(at) = self.files.iter().position(|f| f.kind == kind) else { return whole };
        match self.reach(at, rest) {
            Some((reached, left)) => {
                let outcome = if left.is_none() { Outcome::Whole } else { Outcome::Part };
                (vec![self.node(at, reached.node, column, left)], outcome)
            }
            None => {
                let _ = own;
                (whole.0, Outcome::Part)
            }
        }
    }

    /// A link to an entry: in its own file first, then in the others.
    fn entries(&self, own: usize, text: &str) -> (Vec<LinkTarget>, Outcome) {
        if named_file::is_neoplasm(text)
            && let Some(found) = self.neoplasm(text)
        {
            return found;
        }
        let (path, by) = named_file::cut_choice(text);
        let order = || std::iter::once(own).chain((0..self.files.len()).filter(move |&n| n != own));
        let mut part: Option<(usize, usize, LinkTarget)> = None;
        for choice in [(text, None), (path, by)] {
            for at in order() {
                let Some((reached, left)) = self.reach(at, choice.0) else { continue };
                let by = match (&left, choice.1) {
                    (None, by) => by.map(str::to_owned),
                    (Some(left), Some(by)) => Some(format!("{left}, {by}")),
                    (Some(left), None) => Some(left.clone()),
                };
                let whole = left.is_none();
                let target = self.node(at, reached.node, None, by);
                if whole {
                    return (vec![target], Outcome::Whole);
                }
                if part.as_ref().is_none_or(|(used, _, _)| *used < reached.used) {
                    part = Some((reached.used, at, target));
                }
            }
        }
        match part {
            Some((_, _, target)) => (vec![target], Outcome::Part),
            None => (Vec::new(), Outcome::None),
        }
    }

    fn node(&self, at: usize, node: u32, column: Option<u8>, by: Option<String>) -> LinkTarget {
        LinkTarget::Node { file: self.files[at].kind, node, column, by }
    }

    /// The Table of Neoplasms: its columns are named among the words of the link.
    fn neoplasm(&self, text: &str) -> Option<(Vec<LinkTarget>, Outcome)> {
        let at = self.files.iter().position(|f| f.kind == SourceKind::CmNeoplasm)?;
        let (rest, column) = named_file::column(SourceKind::CmNeoplasm, text);
        let (path, by) = named_file::cut_choice(&rest);
        let (reached, left) = self.reach(at, path)?;
        let outcome = if left.is_none() { Outcome::Whole } else { Outcome::Part };
        let by = left.or_else(|| by.map(str::to_owned));
        Some((vec![self.node(at, reached.node, column, by)], outcome))
    }

    /// Follows a path in one file: the entry and the words left over.
    fn reach(&self, at: usize, path: &str) -> Option<(Reached, Option<String>)> {
        let (plain, _) = entry::title(path);
        let segments: Vec<&str> = plain.split(',').map(str::trim).filter(|s| !s.is_empty()).collect();
        let mut best: Option<(Reached, usize)> = None;
        for order in orders(segments.len()) {
            let words: Vec<u32> = order.iter().flat_map(|&n| self.vocabulary.of(segments[n])).collect();
            for tolerance in [Tolerance::Near, Tolerance::Wide] {
                let Some(reached) = self.terms[at].walk(&words, tolerance) else { continue };
                if reached.used == words.len() {
                    let last = segments.last().copied().unwrap_or_default();
                    return Some((self.at_connective(at, reached, last), None));
                }
                if best.is_none_or(|(b, _)| b.used < reached.used) {
                    best = Some((reached, words.len()));
                }
            }
        }
        let (reached, _) = best?;
        Some((reached, Some(left_over(&segments, reached.used, &self.vocabulary))))
    }

    /// `Contact, with`: the connective is itself an entry.
    fn at_connective(&self, at: usize, reached: Reached, last: &str) -> Reached {
        if !is_connective(last) {
            return reached;
        }
        match self.terms[at].connective_child(&self.files[at], reached.node, last) {
            Some(node) => Reached { node, ..reached },
            None => reached,
        }
    }

    /// `Occlusion, artery, cerebral or precerebral`: one link for each alternative.
    fn alternatives(&self, own: usize, text: &str) -> Option<Vec<LinkTarget>> {
        let segments: Vec<&str> = text.split(',').map(str::trim).collect();
        for divider in [" or ", " and "] {
            let Some(at) = segments.iter().position(|s| s.contains(divider)) else { continue };
            let (left, right) = segments[at].split_once(divider)?;
            let mut out = Vec::new();
            for side in [left, right] {
                let mut path = segments.clone();
                path[at] = side.trim();
                let (found, outcome) = self.entries(own, &path.join(", "));
                if outcome == Outcome::Whole {
                    out.extend(found);
                }
            }
            if out.len() == 2 {
                return Some(out);
            }
        }
        None
    }
}

/// Orders of segments to try: as printed, then with the ones after the first exchanged.
fn orders(n: usize) -> Vec<Vec<usize>> {
    let mut out = vec![(0..n).collect::<Vec<_>>()];
    for a in 1..n.min(6) {
        for b in a + 1..n.min(6) {
            let mut order: Vec<usize> = (0..n).collect();
            order.swap(a, b);
            out.push(order);
        }
    }
    out
}

/// The segments that were not followed, as printed.
fn left_over(segments: &[&str], used: usize, vocabulary: &Vocabulary) -> String {
    let mut count = 0;
    let mut left = Vec::new();
    for segment in segments {
        let words = vocabulary.of(segment).len();
        if count + words > used {
            left.push(*segment);
        }
        count += words;
    }
    left.join(", ")
}

fn strip_words<'t>(text: &'t str, leading: &[&str]) -> &'t str {
    for words in leading {
        if let Some(head) = text.get(..words.len()) {
            let rest = &text[words.len()..];
            if head.eq_ignore_ascii_case(words) && rest.starts_with(' ') {
                return rest.trim_start();
            }
        }
    }
    text
}
